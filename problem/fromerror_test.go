package problem_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

func contextWithCancel(r *http.Request) (context.Context, context.CancelFunc) {
	return context.WithCancel(r.Context())
}

func TestFromError(t *testing.T) {
	_, noFile := os.Open("testdata/none")
	tooLarge := func() error {
		_, err := io.ReadAll(http.MaxBytesReader(httptest.NewRecorder(), io.NopCloser(strings.NewReader("four")), 3))
		return err
	}()
	expired, cancel := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancel()

	for _, test := range []struct {
		name string
		err  error
		want httpstatus.Status
	}{
		{"nil", nil, 200},
		{"any other", errors.New("x"), 500},
		{"a status", httpstatus.NotFound, 404},
		{"wrapped", fmt.Errorf("x: %w", httpstatus.Conflict), 409},
		{"joined", errors.Join(errors.New("x"), httpstatus.Gone), 410},
		{"Details", &problem.Details{Status: 422}, 422},
		{"Details, wrapped", fmt.Errorf("x: %w", &problem.Details{Status: 422}), 422},
		{"Details without a status", &problem.Details{}, 500},
		{"unregistered", httpstatus.Status(499), 499},
		{"a success", httpstatus.OK, 500},
		{"a wrapped success", fmt.Errorf("x: %w", httpstatus.OK), 500},
		{"a redirect", httpstatus.Found, 500},
		{"the last that is none", httpstatus.Status(399), 500},
		{"the first", httpstatus.BadRequest, 400},
		{"the last", httpstatus.Status(599), 599},
		{"no status code", httpstatus.Status(0), 500},
		{"beyond 599", httpstatus.Status(600), 500},
		{"negative", httpstatus.Status(-1), 500},
		{"fs.ErrNotExist", fs.ErrNotExist, 404},
		{"no such file", noFile, 404},
		{"no such file, joined", errors.Join(errors.New("x"), noFile), 404},
		{"no such file to rename", os.Rename("testdata/none", "testdata/nothing"), 404},
		{"fs.ErrPermission", fmt.Errorf("x: %w", fs.ErrPermission), 403},
		{"context.DeadlineExceeded", expired.Err(), 504},
		{"os.ErrDeadlineExceeded", fmt.Errorf("x: %w", os.ErrDeadlineExceeded), 504},
		{"os.ErrDeadlineExceeded of a file", &fs.PathError{Op: "read", Path: "|0", Err: os.ErrDeadlineExceeded}, 504},
		{"context.Canceled", context.Canceled, 503},
		{"http.MaxBytesError", fmt.Errorf("x: %w", tooLarge), 413},
		{"multipart.ErrMessageTooLarge", fmt.Errorf("x: %w", multipart.ErrMessageTooLarge), 413},
		{"errors.ErrUnsupported", errors.ErrUnsupported, 501},
		{"http.ErrNotSupported", http.ErrNotSupported, 501},
		{"a status beats what it wraps", fmt.Errorf("%w: %w", httpstatus.Forbidden, fs.ErrNotExist), 403},
		{"a status beats what wraps it", fmt.Errorf("%w: %w", fs.ErrNotExist, httpstatus.Forbidden), 403},
		{"said beside a failed connection", fmt.Errorf("%w: %w", fs.ErrNotExist, &net.OpError{Op: "dial", Err: fs.ErrPermission}), 404},
		{"incomparable", fmt.Errorf("x: %w", incomparable{1}), 500},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := problem.FromError(test.err); got != test.want {
				t.Errorf("FromError(%v) = %v, want %v", test.err, got, test.want)
			}
		})
	}
}

type incomparable []int

func (incomparable) Error() string { return "incomparable" }

// What the server needs and lacks is the server's fault, whatever the cause is.
func TestFromErrorOfMeans(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none")
	failed := func(_ any, err error) error { return err }
	inNone := exec.Command(os.Args[0])
	inNone.Dir = none
	errs := map[string]error{
		"a socket that is missing":    failed(net.Dial("unix", none)),
		"a network that is unknown":   failed(net.Dial("x", none)),
		"a program, started":          exec.Command(none).Run(),
		"a program, looked for":       failed(exec.LookPath(none)),
		"a program, not on the path":  exec.Command("httpstatus-none").Run(),
		"a program's directory":       inNone.Run(),
		"a backend of http.Client's":  failed((&http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return net.Dial("unix", none) }}}).Get("http://x")),
		"a dialer of a user's own":    failed((&http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return nil, fs.ErrNotExist }}}).Get("http://x")),
		"the working directory":       os.Chdir(none),
		"os.SyscallError":             os.NewSyscallError("connect", fs.ErrPermission),
		"a PathError of a connection": &fs.PathError{Op: "dial unix", Path: none, Err: fs.ErrNotExist},
		"a PathError, in capitals":    &fs.PathError{Op: "Dial", Path: none, Err: fs.ErrPermission},
		"beside other errors":         errors.Join(errors.New("x"), failed(net.Dial("unix", none))),
		"wrapped twice":               fmt.Errorf("x: %w", fmt.Errorf("x: %w", failed(net.Dial("unix", none)))),
		"refused":                     &net.OpError{Op: "dial", Err: &os.SyscallError{Syscall: "connect", Err: fs.ErrPermission}},
		"not supported":               &net.OpError{Op: "dial", Err: &os.SyscallError{Syscall: "socket", Err: errors.ErrUnsupported}},
		"a program that may not run":  &fs.PathError{Op: "fork/exec", Path: none, Err: fs.ErrPermission},
	}
	for name, err := range errs {
		t.Run(name, func(t *testing.T) {
			if err == nil {
				t.Fatal("no error")
			}
			if got := problem.FromError(err); got != 500 {
				t.Errorf("FromError(%v) = %v, want 500", err, got)
			}
		})
	}
}

// timedOut is a net.Error, as net/http has some that it does not export.
type timedOut struct{ timeout bool }

func (timedOut) Error() string   { return "timed out" }
func (e timedOut) Timeout() bool { return e.timeout }
func (timedOut) Temporary() bool { return false }

func TestFromErrorOfTimeout(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	get := func(scheme string, c *http.Client) error {
		_, err := c.Get(scheme + silent.Addr().String())
		return err
	}
	for _, test := range []struct {
		name string
		err  error
		want httpstatus.Status
	}{
		{"Client.Timeout", get("http://", &http.Client{Timeout: time.Millisecond}), 504},
		{"ResponseHeaderTimeout", get("http://", &http.Client{Transport: &http.Transport{ResponseHeaderTimeout: time.Millisecond}}), 504},
		{"TLSHandshakeTimeout", get("https://", &http.Client{Transport: &http.Transport{TLSHandshakeTimeout: time.Millisecond}}), 504},
		{"DNS", &net.DNSError{Err: "x", IsTimeout: true}, 504},
		{"DNS, no such host", &net.DNSError{Err: "x", IsNotFound: true}, 500},
		{"a connection", &net.OpError{Op: "dial", Err: &os.SyscallError{Syscall: "connect", Err: timedOut{true}}}, 504},
		{"a connection that is refused", &net.OpError{Op: "dial", Err: &os.SyscallError{Syscall: "connect", Err: timedOut{false}}}, 500},
		{"wrapped", fmt.Errorf("x: %w", timedOut{true}), 504},
		{"the second of two", errors.Join(timedOut{false}, timedOut{true}), 504},
		{"none of two", errors.Join(timedOut{false}, timedOut{false}), 500},
		{"no process to be had", &fs.PathError{Op: "fork/exec", Path: "x", Err: timedOut{true}}, 500},
		{"a link", &os.LinkError{Op: "rename", Err: timedOut{true}}, 500},
		{"a call", os.NewSyscallError("fork", timedOut{true}), 500},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.err == nil {
				t.Fatal("no error")
			}
			if got := problem.FromError(test.err); got != test.want {
				t.Errorf("FromError(%v) = %v, want %v", test.err, got, test.want)
			}
		})
	}
}

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
func (proxiedConn) LocalAddr() net.Addr  { return &net.TCPAddr{IP: net.IPv4(203, 0, 113, 8), Port: 443} }
