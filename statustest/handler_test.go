package statustest_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus/statustest"
	"github.com/google/go-cmp/cmp"
)

// Handler lets every field be as the handler and net/http make it.
func TestHandlerChangesNoField(t *testing.T) {
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		want    []string
	}{
		"426":         {reply(426, "upgrade please", "Connection", "Upgrade", "Upgrade", "HTTP/3.0"), nil},
		"426 without": {reply(426, "upgrade please", "Upgrade", "HTTP/3.0"), []string{"upgrade-connection"}},
		"offer":       {reply(200, "x", "Connection", "upgrade", "Upgrade", "h2c"), nil},
		"close":       {reply(200, "x", "Connection", "close"), nil},
		"large":       {reply(200, strings.Repeat("x", 1<<20), "Connection", "upgrade", "Upgrade", "h2c"), nil},
		"connection":  {reply(200, "x", "Connection", "upgrade, close", "Upgrade", "h2c"), nil},
	} {
		err := statustest.Handler(test.handler, asking("GET"))
		if diff := cmp.Diff(test.want, names(t, first(err))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

type key struct{}

// The handler gets what a test gives a request without a wire.
func TestHandlerKeeps(t *testing.T) {
	request := httptest.NewRequest("POST", "https://a.example/things/7?a=b", strings.NewReader("hello"))
	request = request.WithContext(context.WithValue(request.Context(), key{}, "user"))
	request.SetPathValue("id", "7")
	request.RemoteAddr = "203.0.113.9:1234"
	request.TLS.ServerName = "a.example"
	request.PostForm = url.Values{"c": {"d"}}
	request.Pattern = "POST /things/{id}"
	request.Header.Set("X-A", "b")

	var got *http.Request
	var content []byte
	err := statustest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r
		content, _ = io.ReadAll(r.Body)
		if r.Context().Value(http.ServerContextKey) == nil {
			t.Error("the server is not in the context")
		}
		w.WriteHeader(http.StatusNoContent)
	}), request)
	if err != nil {
		t.Fatal(err)
	}
	type seen struct {
		Method, Host, URI, Value, PathValue, Remote, TLS, Pattern, Form, Field, Content string
		Length                                                                          int64
	}
	want := seen{
		"POST", "a.example", "/things/7?a=b", "user", "7", "203.0.113.9:1234", "a.example", "POST /things/{id}", "c=d", "b", "hello", 5,
	}
	value, _ := got.Context().Value(key{}).(string)
	have := seen{
		got.Method, got.Host, got.RequestURI, value, got.PathValue("id"), got.RemoteAddr, got.TLS.ServerName, got.Pattern,
		got.PostForm.Encode(), got.Header.Get("X-A"), string(content), got.ContentLength,
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What a test does not set comes from the wire, and the server's context ends.
func TestHandlerKeepsWire(t *testing.T) {
	request, err := http.NewRequest("GET", "/a", nil)
	if err != nil {
		t.Fatal(err)
	}
	err = statustest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.TLS != nil || !strings.HasPrefix(r.RemoteAddr, "127.0.0.1:") || !strings.HasPrefix(r.Host, "127.0.0.1:") || r.Proto != "HTTP/1.1" {
			t.Errorf("TLS %v, RemoteAddr %s, Host %s, Proto %s", r.TLS, r.RemoteAddr, r.Host, r.Proto)
		}
		w.WriteHeader(http.StatusNoContent)
	}), request)
	if err != nil {
		t.Error(err)
	}
}

// TLS decides whether a response came without it.
func TestHandlerTLS(t *testing.T) {
	client, err := http.NewRequest("GET", "https://a.example/", nil)
	if err != nil {
		t.Fatal(err)
	}
	claimed := asking("GET")
	claimed.TLS = &tls.ConnectionState{}
	for name, test := range map[string]struct {
		request *http.Request
		want    []string
	}{
		"plain":     {asking("GET"), []string{"hsts-plain"}},
		"https":     {httptest.NewRequest("GET", "https://a.example/", nil), nil},
		"client":    {client, nil},
		"claimed":   {claimed, nil},
		"forwarded": {asking("GET", "X-Forwarded-Proto", "https"), nil},
	} {
		err := statustest.Handler(reply(200, "x", "Strict-Transport-Security", "max-age=1"), test.request)
		if diff := cmp.Diff(test.want, names(t, first(err))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A request can be used again, whatever its content comes from, and does not change.
func TestHandlerTwice(t *testing.T) {
	file := filepath.Join(t.TempDir(), "content")
	if err := os.WriteFile(file, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	opened, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	client, err := http.NewRequest("POST", "/a", strings.NewReader("hello"))
	if err != nil {
		t.Fatal(err)
	}
	closed := &closing{Reader: strings.NewReader("hello")}
	for name, request := range map[string]*http.Request{
		"none":         httptest.NewRequest("POST", "/a", nil),
		"NoBody":       httptest.NewRequest("POST", "/a", http.NoBody),
		"strings":      httptest.NewRequest("POST", "/a", strings.NewReader("hello")),
		"bytes":        httptest.NewRequest("POST", "/a", bytes.NewBufferString("hello")),
		"no length":    httptest.NewRequest("POST", "/a", io.MultiReader(strings.NewReader("hel"), strings.NewReader("lo"))),
		"file":         httptest.NewRequest("POST", "/a", opened),
		"GetBody":      client,
		"to be closed": httptest.NewRequest("POST", "/a", closed),
	} {
		want := "hello"
		if name == "none" || name == "NoBody" {
			want = ""
		}
		before := *request
		header := request.Header.Clone()
		for range 3 {
			var got []byte
			err := statustest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				got, _ = io.ReadAll(r.Body)
				w.WriteHeader(http.StatusNoContent)
			}), request)
			if err != nil || string(got) != want {
				t.Errorf("%s: the handler got %q, %v", name, got, err)
			}
		}
		if request.Method != before.Method || request.Host != before.Host || request.URL != before.URL || request.Proto != before.Proto ||
			request.ContentLength != before.ContentLength || request.RequestURI != before.RequestURI || request.RemoteAddr != before.RemoteAddr ||
			request.TLS != before.TLS || request.Close != before.Close || (request.GetBody == nil) != (before.GetBody == nil) || !cmp.Equal(request.Header, header) {
			t.Errorf("%s: the request is %+v, and was %+v", name, request, before)
		}
		if request.GetBody != nil && request.Body != before.Body {
			t.Errorf("%s: the request has another Body", name)
		}
		if request.Body != nil {
			if left, err := io.ReadAll(request.Body); string(left) != want || err != nil {
				t.Errorf("%s: %q is left, %v", name, left, err)
			}
		}
	}
	if closed.closed {
		t.Error("a body that was put back is closed")
	}
}

type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error {
	c.closed = true
	return nil
}

// A handler need not read the content, and then the rest of it stays for the next time.
func TestHandlerLeavesContent(t *testing.T) {
	request := httptest.NewRequest("POST", "/", io.MultiReader(bytes.NewReader(bytes.Repeat([]byte("x"), 8<<20)), strings.NewReader("end")))
	if err := statustest.Handler(reply(413, "too much"), request); err != nil {
		t.Error(err)
	}
	var size int
	err := statustest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, _ := io.ReadAll(r.Body)
		size = len(content)
		w.WriteHeader(http.StatusNoContent)
	}), request)
	if want := 8<<20 + len("end"); err != nil || size != want {
		t.Errorf("%d bytes of %d, %v", size, want, err)
	}
}

// Handler waits for the handler, even if nobody waits for its response.
func TestHandlerWaits(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := false
	err := statustest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
		time.Sleep(50 * time.Millisecond)
		ended = true
	}), asking("GET").WithContext(ctx))
	if !ended || !errors.Is(err, context.Canceled) {
		t.Errorf("the handler has ended: %v; %v", ended, err)
	}
}

// A request that cannot be sent is an error and nothing worse.
func TestHandlerWithoutURL(t *testing.T) {
	var b statustest.Breach
	if err := statustest.Handler(reply(200, "x"), &http.Request{}); err == nil || errors.As(err, &b) {
		t.Errorf("got %v", err)
	}
}

// The request is named as its first line names it.
func TestRequestNamed(t *testing.T) {
	named := func(method, target string) *http.Request {
		r, err := http.NewRequest(method, target, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	rpc := named("CONNECT", "http://a.example/_rpc")
	host := named("CONNECT", "//b.example:80")
	host.Host = "a.example:443"
	noHost := named("CONNECT", "//a.example:443")
	noHost.Host = ""
	for _, test := range []struct {
		request *http.Request
		want    string
	}{
		{httptest.NewRequest("CONNECT", "a.example:443", nil), "CONNECT a.example:443"},
		{named("CONNECT", "//a.example:443"), "CONNECT a.example:443"},
		{named("CONNECT", "http://a.example:443"), "CONNECT a.example:443"},
		{host, "CONNECT a.example:443"},
		{noHost, "CONNECT a.example:443"},
		{rpc, "CONNECT /_rpc"},
		{named("", "http://a.example/b?c"), "GET /b?c"},
		{httptest.NewRequest("OPTIONS", "*", nil), "OPTIONS *"},
		{named("GET", "/"+strings.Repeat("a", 300)), "GET /" + strings.Repeat("a", 195)},
	} {
		var b statustest.Breach
		err := statustest.Check(&http.Response{StatusCode: 299, Request: test.request})
		if !errors.As(err, &b) || b.Request != test.want {
			t.Errorf("%q, want %q", b.Request, test.want)
		}
	}
	var b statustest.Breach
	err := statustest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(299)
	}), httptest.NewRequest("CONNECT", "a.example:443", nil))
	if !errors.As(err, &b) || b.Request != "CONNECT a.example:443" {
		t.Errorf("Handler: %v", err)
	}
}

// A proxy that establishes a tunnel in Go.
func TestHandlerConnect(t *testing.T) {
	err := statustest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n\x16\x03\x01")
	}), httptest.NewRequest("CONNECT", "a.example:443", nil))
	if err != nil {
		t.Error(err)
	}
}
