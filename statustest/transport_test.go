package statustest_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"example.com/httpstatus/statustest"
	"github.com/google/go-cmp/cmp"
)

// Transport reports once what is wrong with the content: when the caller has read all of
// it, or when the caller closes the body.
func TestTransportEnd(t *testing.T) {
	long := fmt.Sprintf(`{"status":404,"detail":%q}`, strings.Repeat("x", 100<<10))
	short := `{"status":404,"detail":"x"}`
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		read    int64 // bytes, or -1 for all
		close   bool
		want    []string
	}{
		"all, not closed":       {reply(500, short, "Content-Type", "application/problem+json"), -1, false, []string{"problem-status"}},
		"all, closed":           {reply(500, short, "Content-Type", "application/problem+json"), -1, true, []string{"problem-status"}},
		"all but the end":       {reply(500, short, "Content-Type", "application/problem+json"), int64(len(short)), true, []string{"problem-status"}},
		"some":                  {reply(500, short, "Content-Type", "application/problem+json"), 5, true, nil},
		"none":                  {reply(500, short, "Content-Type", "application/problem+json"), 0, true, nil},
		"none, not closed":      {reply(500, short, "Content-Type", "application/problem+json"), 0, false, nil},
		"100 KiB":               {reply(500, long, "Content-Type", "application/problem+json"), -1, false, nil}, // more than Transport keeps
		"empty chunks":          {flushed404(""), -1, false, []string{"client-error"}},
		"empty chunks, unread":  {flushed404(""), 0, true, nil},
		"chunks":                {flushed404("x"), -1, false, nil},
		"a short range":         {flushed206("x"), -1, false, []string{"content-range"}},
		"a short range, unread": {flushed206("x"), 0, true, nil},
		"a range":               {flushed206("xy"), -1, false, nil},
		"no gzip":               {reply(200, "hello", "Content-Encoding", "gzip"), 2, true, []string{"gzip"}},
		"no gzip, one byte":     {reply(200, "hello", "Content-Encoding", "gzip"), 1, true, []string{"gzip"}},
		"gzip, one byte":        {reply(200, "\x1f\x8b\x08", "Content-Encoding", "gzip"), 1, true, nil},
		"a trailer":             {trailer("Set-Cookie"), -1, false, []string{"trailer"}},
		"a trailer, unread":     {trailer("Set-Cookie"), 0, true, nil},
		"a right trailer":       {trailer("Server-Timing"), -1, false, nil},
		"multistatus":           {reply(207, "<a/>"+strings.Repeat(" ", 100<<10), "Content-Type", "text/xml"), -1, false, []string{"multistatus"}},
		"long, no multistatus":  {reply(207, strings.Repeat(" ", 100<<10), "Content-Type", "text/xml"), -1, false, nil}, // its root may come later
	} {
		server := httptest.NewServer(test.handler)
		var got []string
		transport := statustest.Transport(nil, func(err error) { got = append(got, names(t, err)...) })
		request, err := http.NewRequest("GET", server.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", "gzip")
		request.Header.Set("Range", "bytes=0-1")
		resp, err := transport.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		if test.read >= 0 {
			_, err = io.CopyN(io.Discard, resp.Body, test.read)
		} else {
			_, err = io.Copy(io.Discard, resp.Body)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if test.close {
			resp.Body.Close()
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		resp.Body.Close()
		resp.Body.Close()
		if test.read != 0 && len(got) != len(test.want) {
			t.Errorf("%s: it is reported again: %q", name, got)
		}
		server.Close()
	}
}

func flushed404(content string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { reply(404, content)(flusher{w}, r) }
}

func flushed206(content string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		reply(206, content, "Content-Range", "bytes 0-1/9")(flusher{w}, r)
	}
}

// trailer sends a field in a trailer section. net/http's server would not send some of them.
func trailer(name string) http.HandlerFunc {
	return raw("HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nTrailer: " + name + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + name + ": a\r\n\r\n")
}

// The caller gets the whole content, unchanged.
func TestTransportContent(t *testing.T) {
	want := strings.Repeat("0123456789abcdef", 20<<10)
	server := httptest.NewServer(reply(200, want))
	defer server.Close()
	client := &http.Client{Transport: statustest.Transport(nil, func(err error) { t.Error(err) })}
	resp, err := client.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if got, err := io.ReadAll(resp.Body); err != nil || string(got) != want {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestTransport(t *testing.T) {
	server := httptest.NewServer(responses())
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

// Bodies stream through Transport: each piece arrives before the server writes the next.
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

// After a 101, the caller can still write to the body, and Transport reads nothing of it.
func TestTransportUpgrade(t *testing.T) {
	server := httptest.NewServer(responses())
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
