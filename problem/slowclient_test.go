package problem_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus"
)

// A client that is too slow is to blame itself. A backend that is too slow is not the
// client's fault. This holds on whatever connection the client comes.
func TestSlowClient(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { silent.Close() })
	backend := func(w http.ResponseWriter) error { // one that is too slow
		conn, err := net.Dial("tcp", silent.Addr().String())
		if err != nil {
			return err
		}
		defer conn.Close()
		conn.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
		_, err = conn.Read(make([]byte, 1))
		return err
	}
	content := func(w http.ResponseWriter, r *http.Request) error { // of a client that is too slow
		if err := http.NewResponseController(w).SetReadDeadline(time.Now().Add(20 * time.Millisecond)); err != nil {
			return err
		}
		_, err := io.ReadAll(r.Body)
		return fmt.Errorf("read: %w", err)
	}
	const whole = "Content-Length: 4\r\n\r\nfour"
	slow := []string{
		"Content-Length: 9\r\n\r\nfour",
		"Transfer-Encoding: chunked\r\n\r\n9\r\nfour",
		"Transfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n",
	}
	either := append(slow, whole)
	errs := newResponder()
	handlers := map[string]struct {
		want    string
		content []string
		handle  func(w http.ResponseWriter, r *http.Request) error
	}{
		"/content": {"408", slow, content},
		"/limited": {"408", slow, func(w http.ResponseWriter, r *http.Request) error {
			r.Body = http.MaxBytesReader(w, r.Body, 1000)
			return content(w, r)
		}},
		"/chosen": {"504", slow, func(w http.ResponseWriter, r *http.Request) error {
			return fmt.Errorf("%w: %w", httpstatus.GatewayTimeout, content(w, r))
		}},
		"/chosen otherwise": {"504", slow, func(w http.ResponseWriter, r *http.Request) error {
			content(w, r)
			return context.DeadlineExceeded
		}},
		"/backend": {"504", either, func(w http.ResponseWriter, r *http.Request) error { return backend(w) }},
		"/backend/without addresses": {"504", either, func(http.ResponseWriter, *http.Request) error {
			return &net.OpError{Op: "read", Net: "pipe", Err: os.ErrDeadlineExceeded}
		}},
		// The deadline runs out, but not before the content is there.
		"/backend/later": {"504", []string{whole, "\r\n"}, func(w http.ResponseWriter, r *http.Request) error {
			io.ReadAll(r.Body)
			http.NewResponseController(w).SetReadDeadline(time.Now().Add(time.Millisecond))
			<-r.Context().Done()
			return backend(w)
		}},
		"/backend/cancelled": {"504", either, func(w http.ResponseWriter, r *http.Request) error {
			ctx, cancel := context.WithCancel(r.Context())
			err := backend(w)
			cancel()
			errs.Respond(w, r.WithContext(ctx), err)
			return nil
		}},
		// Another reader may have more, even if the connection fails.
		"/backend/piped": {"504", slow, func(w http.ResponseWriter, r *http.Request) error {
			content(w, r)
			r.Body, _ = io.Pipe()
			return backend(w)
		}},
	}
	h := errs.Handle(func(w http.ResponseWriter, r *http.Request) error { return handlers[r.URL.Path].handle(w, r) })
	respond := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path := r.URL.Path; path == "/content" || path == "/backend" {
			errs.Respond(w, r, handlers[path].handle(w, r))
			return
		}
		h.ServeHTTP(w, r)
	})
	for name, server := range map[string]*httptest.Server{
		"Respond alone": httptest.NewUnstartedServer(respond),
		"Respond alone, X-Forwarded-For": httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.RemoteAddr = "203.0.113.7:1"
			respond(w, r)
		})),
		"directly": httptest.NewUnstartedServer(h),
		"X-Forwarded-For": httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.RemoteAddr = "203.0.113.7:1"
			h.ServeHTTP(w, r)
		})),
		"in Middleware": httptest.NewUnstartedServer(errs.Middleware(h)),
		"PROXY protocol": func() *httptest.Server {
			server := httptest.NewUnstartedServer(h)
			server.Listener = proxied{server.Listener}
			return server
		}(),
		"PROXY protocol, one address": func() *httptest.Server {
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				h.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, silent.Addr())))
			}))
			return server
		}(),
		"no addresses": func() *httptest.Server {
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				r.RemoteAddr = ""
				h.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, nil)))
			}))
			return server
		}(),
	} {
		server.Start()
		t.Cleanup(server.Close)
		for path, test := range handlers {
			for _, content := range test.content {
				t.Run(fmt.Sprintf("%s %s %q", name, path, content), func(t *testing.T) {
					t.Parallel() // they wait most of the time
					conn, err := net.Dial("tcp", server.Listener.Addr().String())
					if err != nil {
						t.Fatal(err)
					}
					defer conn.Close()
					fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s", strings.ReplaceAll(path, " ", "%20"), content)
					resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
					if err != nil {
						t.Fatal(err)
					}
					if !strings.HasPrefix(resp.Status, test.want) {
						t.Errorf("%s, want %s", resp.Status, test.want)
					}
				})
			}
		}
	}
}

// Without a server there is no connection, and nothing panics.
func TestSlowClientOfTests(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	h := newResponder().Handle(func(http.ResponseWriter, *http.Request) error { return os.ErrDeadlineExceeded })
	for name, r := range map[string]*http.Request{
		"no body":     {Method: "GET", URL: &url.URL{}},
		"a body":      httptest.NewRequest("POST", "/", strings.NewReader("x")),
		"http.NoBody": httptest.NewRequest("GET", "/", nil),
		"net/http's":  httptest.NewRequest("GET", "/", http.MaxBytesReader(nil, io.NopCloser(strings.NewReader("x")), 9)),
	} {
		if resp := serve(h, r.WithContext(ctx)); resp.StatusCode != 504 {
			t.Errorf("%s: %d", name, resp.StatusCode)
		}
	}
}

// A proxied connection has the addresses of another, as the PROXY protocol tells them.
type proxied struct{ net.Listener }

func (l proxied) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	return proxiedConn{conn}, err
}

type proxiedConn struct{ net.Conn }

func (proxiedConn) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(203, 0, 113, 7), Port: 1} }

func (proxiedConn) LocalAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(203, 0, 113, 8), Port: 443} }
