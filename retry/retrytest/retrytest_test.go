package retrytest_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"example.com/httpstatus/retry/retrytest"
)

// get sends a request and returns the part of the response that arrived.
func get(t *testing.T, rt http.RoundTripper, method, url string) (status int, content string, err error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	req.GetBody = nil // so that net/http sends it once
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, 5))
	return resp.StatusCode, string(b), err
}

var starts = map[string]func(testing.TB, ...retrytest.Step) *retrytest.Server{
	"HTTP/1.1": retrytest.New, "HTTP/1.1 over TLS": retrytest.NewTLS, "HTTP/2": retrytest.NewHTTP2,
}

// Each way to fail, as the client sees it, on every kind of server and without one.
func TestFaults(t *testing.T) {
	for fault, want := range map[retrytest.Fault]struct {
		header bool
		http2  bool // only there
	}{
		retrytest.None: {true, false}, retrytest.CutContent: {true, false}, retrytest.DripContent: {true, false},
		retrytest.Close: {}, retrytest.Reset: {}, retrytest.CutHeader: {},
		retrytest.Abort: {false, true}, retrytest.RefuseStream: {false, true}, retrytest.GoAway: {false, true}, retrytest.GoAwayUnprocessed: {false, true},
	} {
		step := retrytest.Step{Status: 503, Content: "content", Fault: fault}
		check := func(name string, rt http.RoundTripper, url string) {
			status, content, err := get(t, rt, "POST", url)
			switch {
			case !want.header:
				if err == nil || status != 0 {
					t.Errorf("%s, fault %d: %d, %v", name, fault, status, err)
				}
			case status != 503:
				t.Errorf("%s, fault %d: %d, %v", name, fault, status, err)
			case fault == retrytest.None && (content != "conte" || err != nil),
				fault == retrytest.CutContent && (content != "con" || err == nil),
				fault == retrytest.DripContent && (content != "....." || err != nil):
				t.Errorf("%s, fault %d: %q, %v", name, fault, content, err)
			}
		}
		for name, start := range starts {
			if want.http2 && name != "HTTP/2" {
				continue
			}
			server := start(t, step)
			check(name, server.Transport(t), server.URL)
			if log := server.Log(); log != "+POST(x)" {
				t.Errorf("%s, fault %d: %s", name, fault, log)
			}
		}
		script := retrytest.Play(step)
		check("Script", script, "http://example.com/")
		if log := script.Log(); log != "POST(x)" {
			t.Errorf("Script, fault %d: %s", fault, log)
		}
	}
}

// A reset is a reset, and an end an end.
func TestErrors(t *testing.T) {
	server := retrytest.New(t, retrytest.Step{Fault: retrytest.Reset}, retrytest.Step{Fault: retrytest.Close}, retrytest.Step{Fault: retrytest.CutHeader})
	tr := server.Transport(t)
	for _, want := range []error{syscall.ECONNRESET, io.EOF, io.ErrUnexpectedEOF} {
		if _, _, err := get(t, tr, "POST", server.URL); !errors.Is(err, want) {
			t.Errorf("%v; want %v", err, want)
		}
	}
	server = retrytest.NewHTTP2(t, retrytest.Step{Fault: retrytest.RefuseStream})
	if _, _, err := get(t, server.Transport(t), "POST", server.URL); err == nil || !strings.Contains(err.Error(), "REFUSED_STREAM") {
		t.Errorf("%v", err)
	}
	server = retrytest.NewHTTP2(t, retrytest.Step{Fault: retrytest.Abort})
	if _, _, err := get(t, server.Transport(t), "POST", server.URL); err == nil || !strings.Contains(err.Error(), "INTERNAL_ERROR") {
		t.Errorf("%v", err)
	}
}

// What hangs, hangs until the client goes.
func TestHang(t *testing.T) {
	for name, start := range starts {
		for _, fault := range []retrytest.Fault{retrytest.Hang, retrytest.HangContent} {
			server := start(t, retrytest.Step{Fault: fault})
			ctx, cancel := context.WithCancel(t.Context())
			req, err := http.NewRequestWithContext(ctx, "POST", server.URL, strings.NewReader("x"))
			if err != nil {
				t.Fatal(err)
			}
			if fault == retrytest.Hang {
				go func() {
					defer cancel()
					for end := time.Now().Add(5 * time.Minute); server.Log() == "" && time.Now().Before(end); {
						time.Sleep(time.Millisecond)
					}
				}()
			}
			resp, err := server.Transport(t).RoundTrip(req)
			if (err == nil) != (fault == retrytest.HangContent) || err != nil && !errors.Is(err, context.Canceled) {
				t.Errorf("%s, %d: %v", name, fault, err)
			}
			if err == nil {
				time.AfterFunc(time.Millisecond, cancel)
				if n, err := io.Copy(io.Discard, resp.Body); n != 0 || !errors.Is(err, context.Canceled) {
					t.Errorf("%s: %d bytes, %v", name, n, err)
				}
				resp.Body.Close()
			}
			cancel()
		}
	}
	for _, fault := range []retrytest.Fault{retrytest.Hang, retrytest.HangContent} {
		synctest.Test(t, func(t *testing.T) {
			c := &http.Client{Transport: retrytest.Play(retrytest.Step{Fault: fault}), Timeout: time.Minute}
			begun := time.Now()
			resp, err := c.Get("http://example.com/")
			if err == nil {
				_, err = io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
			if err == nil || time.Since(begun) != time.Minute {
				t.Errorf("%d: %v after %v", fault, err, time.Since(begun))
			}
		})
	}
}

func TestSequence(t *testing.T) {
	for name, start := range starts {
		server := start(t, retrytest.Status(301, "Location: /a", "X: 1", "X: 2"), retrytest.Step{Content: "content"}, retrytest.Status(404))
		tr := server.Transport(t)
		var got bytes.Buffer
		for range 4 {
			status, content, err := get(t, tr, "PUT", server.URL+"/p")
			if err != nil {
				t.Fatal(err)
			}
			got.WriteString(http.StatusText(status) + " " + content + ";")
		}
		if got.String() != "Moved Permanently ;OK conte;Not Found ;Not Found ;" {
			t.Errorf("%s: %s", name, got.String())
		}
		if log := strings.ReplaceAll(server.Log(), "+", ""); log != "PUT/p(x) PUT/p(x) PUT/p(x) PUT/p(x)" {
			t.Errorf("%s: %s", name, log)
		}
		r := server.Requests()[0]
		if r.Conn != 1 || !r.First || r.Step.Status != 301 || r.Time.IsZero() || r.Header.Get("User-Agent") == "" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestDown(t *testing.T) {
	server := retrytest.New(t)
	tr := server.Transport(t)
	server.Down()
	if _, _, err := get(t, tr, "PUT", server.URL); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("%v", err)
	}
	if err := server.Up(); err != nil {
		t.Fatal(err)
	}
	if status, _, err := get(t, tr, "PUT", server.URL); status != 200 {
		t.Errorf("%d, %v", status, err)
	}
	if err := server.Up(); err == nil {
		t.Error("a server that is up can be started")
	}
}

func TestBreak(t *testing.T) {
	for name, start := range starts {
		server := start(t)
		tr := server.Transport(t)
		server.Break(2)
		for i, want := range []bool{false, false, true} {
			if _, _, err := get(t, tr, "POST", server.URL); (err == nil) != want {
				t.Errorf("%s, %d: %v", name, i, err)
			}
		}
		if server.Conns() != 3 || server.OpenConns() != 1 {
			t.Errorf("%s: %d connections, %d open", name, server.Conns(), server.OpenConns())
		}
	}
}

func TestRequestString(t *testing.T) {
	for want, r := range map[string]retrytest.Request{
		"GET":        {Method: "GET", Path: "/"},
		"+PUT/a(b)!": {Method: "PUT", Path: "/a", Content: "b", First: true, Header: http.Header{"Authorization": {"x"}}},
		"POST/a/b":   {Method: "POST", Path: "/a/b"},
		"OPTIONS*":   {Method: "OPTIONS", Path: "*"},
	} {
		if got := r.String(); got != want {
			t.Errorf("%q; want %q", got, want)
		}
	}
}

func TestUnprocessed(t *testing.T) {
	for fault := retrytest.None; fault <= retrytest.GoAwayUnprocessed; fault++ {
		want := fault == retrytest.Refuse || fault == retrytest.RefuseStream || fault == retrytest.GoAwayUnprocessed
		if fault.Unprocessed() != want {
			t.Errorf("%d: %v", fault, !want)
		}
	}
}

// Without a network a refused connection has the error of one.
func TestRefuse(t *testing.T) {
	_, _, err := get(t, retrytest.Play(retrytest.Step{Fault: retrytest.Refuse}), "PUT", "http://example.com/")
	if failed, ok := errors.AsType[*net.OpError](err); !ok || failed.Op != "dial" {
		t.Errorf("%v", err)
	}
}
