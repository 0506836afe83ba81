package statustest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/httpstatus/statustest"
	"github.com/google/go-cmp/cmp"
)

// answers is a handler that answers by the path, rightly and wrongly.
func answers() *http.ServeMux {
	mux := http.NewServeMux()
	handle := func(path string, status int, fields map[string]string, content string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			for name, value := range fields {
				w.Header().Set(name, value)
			}
			w.WriteHeader(status)
			io.WriteString(w, content)
		})
	}
	handle("/ok", 200, nil, "fine")
	handle("/401", 401, nil, "who?")
	handle("/204", 204, nil, "net/http strips this")
	handle("/205", 205, nil, "and this it lets through")
	handle("/problem", 400, map[string]string{"Content-Type": "application/problem+json"}, `{"status":422}`)
	handle("/206", 206, map[string]string{"Content-Type": "multipart/byteranges; boundary=B"}, "--B\r\nA: b\r\n\r\nx\r\n--B--\r\n")
	mux.HandleFunc("/hints", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", "</a.css>; rel=preload")
		w.WriteHeader(http.StatusEarlyHints)
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) })
	mux.HandleFunc("/upgrade", func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\nwelcome")
			go func() {
				defer conn.Close()
				io.Copy(conn, conn)
			}()
		}
	})
	mux.HandleFunc("/twice", func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			io.WriteString(conn, strings.Repeat("HTTP/1.1 204 No Content\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n", 2))
			conn.Close()
		}
	})
	mux.HandleFunc("/panic", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/never", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	return mux
}

func TestHandler(t *testing.T) {
	upgrade := httptest.NewRequest("GET", "/upgrade", nil)
	upgrade.Header.Set("Connection", "upgrade")
	upgrade.Header.Set("Upgrade", "echo")
	expect := httptest.NewRequest("POST", "/echo", strings.NewReader("hello"))
	expect.Header.Set("Expect", "100-continue")
	client, err := http.NewRequest("GET", "/ok", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		request *http.Request
		want    []string
	}{
		{httptest.NewRequest("GET", "/ok", nil), nil},
		{httptest.NewRequest("HEAD", "/ok", nil), nil},
		{client, nil},
		{httptest.NewRequest("GET", "http://example.com/hints", nil), nil},
		{expect, nil},
		{upgrade, nil},
		{httptest.NewRequest("GET", "/401", nil), []string{"www-authenticate"}},
		{httptest.NewRequest("GET", "/204", nil), nil},
		{httptest.NewRequest("GET", "/205", nil), []string{"205-content"}},
		{httptest.NewRequest("GET", "/problem", nil), []string{"problem-status"}},
		{httptest.NewRequest("GET", "/206", nil), []string{"multipart-parts", "range-asked"}},
		{httptest.NewRequest("GET", "/twice", nil), []string{"no-content"}},
	} {
		t.Run(test.request.Method+test.request.URL.Path, func(t *testing.T) {
			err := statustest.Handler(answers(), test.request)
			if joined, ok := err.(interface{ Unwrap() []error }); ok {
				err = joined.Unwrap()[0]
			}
			if diff := cmp.Diff(test.want, names(t, err)); diff != "" {
				t.Errorf("(-want +got):\n%s\n%v", diff, err)
			}
		})
	}
}

// What is no response is an error, and no Breach.
func TestHandlerWithoutResponse(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	bad := httptest.NewRequest("GET", "/ok", nil)
	bad.URL.Opaque = "\x01"
	for name, request := range map[string]*http.Request{
		"panic":          httptest.NewRequest("GET", "/panic", nil),
		"context over":   httptest.NewRequest("GET", "/never", nil).WithContext(ctx),
		"not to be sent": bad,
	} {
		err := statustest.Handler(answers(), request)
		var b statustest.Breach
		if err == nil || errors.As(err, &b) || name == "context over" && !errors.Is(err, ctx.Err()) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTransport(t *testing.T) {
	server := httptest.NewServer(answers())
	defer server.Close()
	var mu sync.Mutex
	var got [][]string
	client := &http.Client{Transport: statustest.Transport(server.Client().Transport, func(err error) {
		mu.Lock()
		defer mu.Unlock()
		got = append(got, names(t, err))
	})}
	for _, test := range []struct {
		path, method string
		read         bool
		want         [][]string
	}{
		{"/ok", "GET", true, nil},
		{"/ok", "HEAD", true, nil},
		{"/204", "GET", true, nil},
		{"/401", "GET", false, [][]string{{"www-authenticate"}}},
		{"/401", "GET", true, [][]string{{"www-authenticate"}}},
		{"/205", "GET", true, [][]string{{"205-content"}}}, // Content-Length shows it
		{"/problem", "GET", true, [][]string{{"problem-status"}}},
		{"/problem", "GET", false, nil},
		{"/206", "GET", true, [][]string{{"range-asked"}, {"multipart-parts"}}},
	} {
		t.Run(fmt.Sprint(test.method, test.path, test.read), func(t *testing.T) {
			got = nil
			request, err := http.NewRequest(test.method, server.URL+test.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := client.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			if test.read {
				if _, err := io.ReadAll(resp.Body); err != nil {
					t.Error(err)
				}
			}
			resp.Body.Close()
			resp.Body.Close()
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A body streams through Transport: each piece arrives before the next is written.
func TestTransportStreams(t *testing.T) {
	next := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for range 3 {
			io.WriteString(w, strings.Repeat("x", 50<<10))
			w.(http.Flusher).Flush()
			<-next
		}
	}))
	defer server.Close()
	client := &http.Client{Transport: statustest.Transport(nil, func(err error) { t.Error(err) })}
	resp, err := client.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	for range 3 {
		if _, err := io.ReadFull(resp.Body, make([]byte, 50<<10)); err != nil {
			t.Fatal(err)
		}
		next <- struct{}{}
	}
}

// After a switch of protocols the body can still be written to, and none of it is read.
func TestTransportUpgrade(t *testing.T) {
	server := httptest.NewServer(answers())
	defer server.Close()
	request, err := http.NewRequest("GET", server.URL+"/upgrade", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header = http.Header{"Connection": {"upgrade"}, "Upgrade": {"echo"}}
	resp, err := statustest.Transport(nil, func(err error) { t.Error(err) }).RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := statustest.Check(resp); err != nil {
		t.Error(err)
	}
	conn, ok := resp.Body.(io.ReadWriter)
	if !ok {
		t.Fatal("the body cannot be written to")
	}
	io.WriteString(conn, "hello")
	b := make([]byte, len("welcomehello"))
	if _, err := io.ReadFull(conn, b); err != nil || string(b) != "welcomehello" {
		t.Errorf("%q, %v", b, err)
	}
}

// Check leaves a body that can be read from its beginning.
func TestCheckLeavesBody(t *testing.T) {
	content := bytes.Repeat([]byte("x"), 100<<10)
	for _, fields := range []http.Header{nil, {"Content-Type": {"application/problem+json"}}} {
		resp := &http.Response{StatusCode: 400, Header: fields, Body: io.NopCloser(bytes.NewReader(content))}
		_ = statustest.Check(resp)
		_ = statustest.Check(resp)
		if b, err := io.ReadAll(resp.Body); err != nil || !bytes.Equal(b, content) {
			t.Errorf("%v: %d bytes are left, %v", fields, len(b), err)
		}
	}
}

// A response that was only recorded lacks what net/http adds, and is no breach for it.
func TestCheckRecorded(t *testing.T) {
	for path, want := range map[string][]string{"/ok": nil, "/204": nil, "/205": {"205-content"}, "/401": {"www-authenticate"}} {
		w := httptest.NewRecorder()
		answers().ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if path == "/204" { // httptest keeps what the server would strip
			want = []string{"no-content"}
		}
		if diff := cmp.Diff(want, names(t, statustest.Check(w.Result()))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

func TestMusts(t *testing.T) {
	other := errors.New("other")
	must, should := statustest.Breach{Rule: "a"}, statustest.Breach{Rule: "b", Level: statustest.Should}
	for _, test := range []struct{ err, want error }{
		{nil, nil},
		{other, other},
		{must, must},
		{should, nil},
		{errors.Join(should, should), nil},
		{errors.Join(should, errors.Join(should, must), other), errors.Join(must, other)},
	} {
		got := statustest.Musts(test.err)
		if fmt.Sprint(got) != fmt.Sprint(test.want) || errors.Is(test.err, other) != errors.Is(got, other) {
			t.Errorf("Musts(%v) = %v, want %v", test.err, got, test.want)
		}
	}
}

// Bytes that are no response at all, or end early, or fail.
func TestCheckRawWithoutResponse(t *testing.T) {
	failed := errors.New("reset")
	for _, test := range []struct {
		text   string
		err    error
		breach bool
	}{
		{"", nil, false},
		{"", failed, false},
		{"HTTP/1.1 103 Early Hints\r\n\r\n", nil, false},
		{"HTTP/1.1 200 OK\r\nDa", nil, true},
		{"HTTP/1.1 200 OK\r\nDate: x\r\n", failed, true},
		{"HTTP/1.1 200 OK\r\nA: " + strings.Repeat("a", 1<<20), nil, true},
		{"HTTP/1.1 200 OK\r\n" + strings.Repeat("A: b\r\n", 1<<20), nil, true},
	} {
		var r io.Reader = strings.NewReader(test.text)
		if test.err != nil {
			r = io.MultiReader(r, failing{test.err})
		}
		err := statustest.CheckRaw(r, httptest.NewRequest("GET", "/", nil))
		var b statustest.Breach
		if err == nil || errors.As(err, &b) != test.breach || test.err != nil && !errors.Is(err, test.err) {
			t.Errorf("%.40q: %v", test.text, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
