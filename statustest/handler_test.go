package statustest_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus/statustest"
	"github.com/google/go-cmp/cmp"
)

// Handler changes no field of a response.
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

// The handler gets the parts of a request that a connection cannot carry.
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

// The handler gets the rest of the request from the connection.
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

// The handler gets no fields except those of the request, and the length of its content.
// net/http's client would add User-Agent.
func TestHandlerAddsNoField(t *testing.T) {
	bare := &http.Request{Method: "GET", URL: &url.URL{Path: "/"}}
	for name, test := range map[string]struct {
		request *http.Request
		want    http.Header
	}{
		"bare":       {bare, http.Header{}},
		"GET":        {asking("GET"), http.Header{}},
		"HEAD":       {asking("HEAD"), http.Header{}},
		"fields":     {asking("GET", "Accept", "a/b", "X-A", "b"), http.Header{"Accept": {"a/b"}, "X-A": {"b"}}},
		"User-Agent": {asking("GET", "User-Agent", "a"), http.Header{"User-Agent": {"a"}}},
		"content":    {httptest.NewRequest("POST", "/", strings.NewReader("x")), http.Header{"Content-Length": {"1"}}},
	} {
		header := test.request.Header.Clone()
		_ = statustest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if diff := cmp.Diff(test.want, r.Header); diff != "" {
				t.Errorf("%s: %s (-want +got):\n%s", name, r.Method, diff)
			}
			if name != "bare" && r.Host != "example.com" {
				t.Errorf("%s: the host is %s", name, r.Host)
			}
			reply(200, "x")(w, r)
		}), test.request)
		if diff := cmp.Diff(header, test.request.Header); diff != "" {
			t.Errorf("%s: the test's request has changed (-want +got):\n%s", name, diff)
		}
	}
}

// The names of a request's fields may have any case.
func TestHandlerNames(t *testing.T) {
	header := http.Header{"DAV": {"bind"}, "a-IM": {"feed"}}
	request := asking("PROPFIND")
	request.Header = header.Clone()
	for _, handler := range []http.HandlerFunc{reply(208, "x"), reply(226, "x", "ETag", `"a"`)} {
		if err := statustest.Handler(handler, request); err != nil {
			t.Error(err)
		}
	}
	if diff := cmp.Diff(header, request.Header); diff != "" {
		t.Errorf("the request has changed (-before +after):\n%s", diff)
	}
}

// Handler sends every request over HTTP/1.1, whatever its Proto says.
func TestHandlerProto(t *testing.T) {
	for _, proto := range []string{"", "HTTP/1.0", "HTTP/2.0"} {
		request := httptest.NewRequest("GET", "/hints", nil)
		request.Proto = proto
		request.ProtoMajor, request.ProtoMinor, _ = http.ParseHTTPVersion(proto)
		if err := statustest.Handler(responses(), request); err != nil { // it would break interim-1.0
			t.Errorf("%q: %v", proto, err)
		}
		if request.Proto != proto {
			t.Errorf("%q: the request has become %s", proto, request.Proto)
		}
	}
}

// Handler does not wait for the end of a stream of events. It checks its header section.
func TestHandlerStream(t *testing.T) {
	for name, test := range map[string]struct {
		fields []string
		want   []string
	}{
		"right":      {[]string{"Content-Type", "text/event-stream"}, nil},
		"parameters": {[]string{"Content-Type", "Text/Event-Stream; charset=utf-8"}, nil},
		"a breach":   {[]string{"Content-Type", "text/event-stream", "ETag", "a"}, []string{"etag"}},
	} {
		ended := false
		err := statustest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Link", "</a>; rel=preload")
			w.WriteHeader(http.StatusEarlyHints)
			for i := 0; i < len(test.fields); i += 2 {
				w.Header().Set(test.fields[i], test.fields[i+1])
			}
			io.WriteString(w, "data: hi\n\n")
			http.NewResponseController(w).Flush()
			<-r.Context().Done()
			ended = true
		}), asking("GET"))
		if diff := cmp.Diff(test.want, names(t, first(err))); diff != "" || !ended {
			t.Errorf("%s: ended %v (-want +got):\n%s", name, ended, diff)
		}
	}
}

// Handler takes a response for one over TLS if the request has TLS or says https.
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

// Handler waits until the handler returns, even if the context of the request has ended.
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

// Handler does not panic if the request cannot be sent.
func TestHandlerWithoutURL(t *testing.T) {
	var b statustest.Breach
	if err := statustest.Handler(reply(200, "x"), &http.Request{}); err == nil || errors.As(err, &b) {
		t.Errorf("got %v", err)
	}
}

// A breach names the request by its method and target.
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

// A proxy that is written in Go establishes a tunnel.
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

// responses is a handler whose responses depend on the path. Some are right, some are wrong.
func responses() *http.ServeMux {
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
			err := statustest.Handler(responses(), test.request)
			if joined, ok := err.(interface{ Unwrap() []error }); ok {
				err = joined.Unwrap()[0]
			}
			if diff := cmp.Diff(test.want, names(t, err)); diff != "" {
				t.Errorf("(-want +got):\n%s\n%v", diff, err)
			}
		})
	}
}

// Without a response, Handler returns an error that is not a Breach.
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
		err := statustest.Handler(responses(), request)
		var b statustest.Breach
		if err == nil || errors.As(err, &b) || name == "context over" && !errors.Is(err, ctx.Err()) {
			t.Errorf("%s: %v", name, err)
		}
		if name == "not to be sent" && !strings.Contains(fmt.Sprint(err), "control character") {
			t.Errorf("%s: the error does not say why: %v", name, err)
		}
		if name == "panic" && fmt.Sprint(err) != "statustest: no response to GET /panic" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
