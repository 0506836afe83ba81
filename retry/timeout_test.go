package retry_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

func TestAttemptTimeout(t *testing.T) {
	hang := retrytest.Step{Fault: retrytest.Hang}
	for name, test := range map[string]struct {
		method   string
		steps    []retrytest.Step
		log      string
		attempts int // that failed
	}{
		"repeated":      {"PUT", []retrytest.Step{hang, retrytest.Status(200)}, "PUT(x) PUT(x)", 0},
		"for ever":      {"PUT", []retrytest.Step{hang}, "PUT(x) PUT(x) PUT(x) PUT(x)", 4},
		"not repeated":  {"POST", []retrytest.Step{hang, retrytest.Status(200)}, "POST(x)", 1},
		"not too short": {"PUT", []retrytest.Step{retrytest.Status(200)}, "PUT(x)", 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			script := retrytest.Play(test.steps...)
			c := &http.Client{Transport: &retry.Transport{Base: script, AttemptTimeout: time.Second}}
			status, _, err := result(t, c, request(t, test.method, "http://example.com/"))
			if script.Log() != test.log || (err != nil) != (test.attempts > 0) || err == nil && status != 200 {
				t.Errorf("%s: %s, %d, %v", name, script.Log(), status, err)
			}
			if err != nil && (!os.IsTimeout(err) || !errors.Is(err, context.DeadlineExceeded)) {
				t.Errorf("%s: %v is no timeout", name, err)
			}
		})
	}
}

// The server sees that the client no longer waits for an attempt.
func TestAttemptTimeoutEndsAttempt(t *testing.T) {
	for method, want := range map[string]int32{"GET": 2, "PUT": 2, "POST": 1} {
		synctest.Test(t, func(t *testing.T) {
			var requests, ended atomic.Int32
			base, opened := pipes(t, func(w http.ResponseWriter, r *http.Request) {
				io.Copy(io.Discard, r.Body)
				if requests.Add(1) == 1 {
					<-r.Context().Done()
					ended.Add(1)
				}
			})
			c := &http.Client{Transport: &retry.Transport{Base: base, Backoff: -1, AttemptTimeout: time.Second}}
			begun := time.Now()
			_, _, err := result(t, c, request(t, method, "http://example.com/"))
			synctest.Wait()
			if requests.Load() != want || ended.Load() != 1 || opened() != int(want) || (err == nil) != (want == 2) || time.Since(begun) != time.Second {
				t.Errorf("%s: %v, %d requests on %d connections, %d ended, after %v", method, err, requests.Load(), opened(), ended.Load(), time.Since(begun))
			}
		})
	}
}

// It is about the header. The content may take longer, and an end of the context ends
// it.
func TestAttemptTimeoutAndContent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		tr := &retry.Transport{Base: retrytest.Play(retrytest.Step{Fault: retrytest.DripContent}), AttemptTimeout: time.Second}
		begun := time.Now()
		resp, err := tr.RoundTrip(request(t, "GET", "http://example.com/").WithContext(ctx))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.CopyN(io.Discard, resp.Body, 1000); err != nil || time.Since(begun) != 10*time.Second {
			t.Errorf("%v after %v", err, time.Since(begun))
		}
		if _, err := io.Copy(io.Discard, resp.Body); !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) != time.Minute {
			t.Errorf("%v after %v", err, time.Since(begun))
		}
		resp.Body.Close()
	})
}

// What an attempt holds is given back when its content is read, or closed, or if there
// is none.
func TestAttemptTimeoutIsFreed(t *testing.T) {
	for name, test := range map[string]struct {
		body io.ReadCloser
		end  func(*http.Response)
	}{
		"nil":    {nil, func(*http.Response) {}},
		"none":   {http.NoBody, func(*http.Response) {}},
		"read":   {io.NopCloser(strings.NewReader("x")), func(resp *http.Response) { io.Copy(io.Discard, resp.Body) }},
		"closed": {io.NopCloser(strings.NewReader("x")), func(resp *http.Response) { resp.Body.Close() }},
	} {
		var ctx context.Context
		tr := &retry.Transport{AttemptTimeout: time.Hour, Base: baseFunc(func(req *http.Request) (*http.Response, error) {
			ctx = req.Context()
			return &http.Response{StatusCode: 200, Body: test.body, Request: req}, nil
		})}
		req := request(t, "GET", "http://example.com/")
		resp, err := tr.RoundTrip(req)
		if err != nil || resp.Request != req {
			t.Fatal(err)
		}
		if test.end(resp); ctx.Err() == nil {
			t.Errorf("%s: the context of the attempt lives on", name)
		}
	}
}

// The end of the caller's patience is not the end of an attempt.
func TestAttemptTimeoutLongerThanContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		script := retrytest.Play(retrytest.Step{Fault: retrytest.Hang})
		tr := &retry.Transport{Base: script, AttemptTimeout: time.Minute}
		_, err := tr.RoundTrip(request(t, "GET", "http://example.com/").WithContext(ctx))
		if err != context.DeadlineExceeded || script.Log() != "GET" {
			t.Errorf("%v, %s", err, script.Log())
		}
	})
}

// A connection that was switched to another protocol can be written to.
func TestAttemptTimeoutAndUpgrade(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, b, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		io.WriteString(c, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
		if line, err := b.ReadString('\n'); err == nil { // none comes if the client sends the request again
			io.WriteString(c, line)
		}
	}))
	defer server.Close()
	for name, tr := range map[string]*retry.Transport{
		"alone":    {},
		"timeout":  {AttemptTimeout: time.Hour},
		"observed": {AttemptTimeout: time.Hour, Observe: func(retry.Attempt, retry.Decision) {}},
		"repeated": {Decide: func(a retry.Attempt, _ retry.Decision) retry.Decision { return retry.Decision{Again: a.Number == 1} }},
	} {
		tr.Base, tr.Backoff = server.Client().Transport, -1
		resp, err := tr.RoundTrip(request(t, "GET", server.URL, "Connection: Upgrade", "Upgrade: echo"))
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		w, ok := resp.Body.(io.Writer)
		if !ok || resp.StatusCode != 101 {
			t.Fatalf("%s: %d, %T", name, resp.StatusCode, resp.Body)
		}
		io.WriteString(w, "hello\n")
		if line, err := bufio.NewReader(resp.Body).ReadString('\n'); line != "hello\n" {
			t.Errorf("%s: %q, %v", name, line, err)
		}
	}
}

// A dial that takes too long was never sent.
func TestAttemptTimeoutWhileDialing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var dials, requests atomic.Int32
		done := make(chan struct{})
		defer close(done)
		base := &http.Transport{DisableKeepAlives: true, DialContext: func(context.Context, string, string) (net.Conn, error) {
			if dials.Add(1) == 1 {
				<-done // net/http goes on with it when the request has left
				return nil, errors.New("too late")
			}
			client, server := net.Pipe()
			go func() {
				defer server.Close()
				if _, err := http.ReadRequest(bufio.NewReader(server)); err != nil {
					t.Error(err)
				}
				requests.Add(1)
				io.WriteString(server, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
			}()
			return client, nil
		}}
		c := &http.Client{Transport: &retry.Transport{Base: base, AttemptTimeout: time.Second}}
		status, _, err := result(t, c, request(t, "POST", "http://example.com/"))
		if status != 200 || dials.Load() != 2 || requests.Load() != 1 {
			t.Errorf("%d, %v after %d dials and %d requests", status, err, dials.Load(), requests.Load())
		}
	})
}
