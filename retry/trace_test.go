package retry_test

import (
	"io"
	"net/http/httptrace"
	"sync/atomic"
	"testing"

	"example.com/httpstatus/retry/retrytest"
)

// The caller's trace is called too, for each attempt.
func TestCallersTrace(t *testing.T) {
	for _, method := range []string{"GET", "POST"} {
		server := retrytest.New(t, retrytest.Status(200), retrytest.Status(429), retrytest.Status(200))
		c := client(t, server)
		if status, _, err := result(t, c, request(t, method, server.URL)); status != 200 {
			t.Fatal(status, err)
		}
		var asked, got, wrote atomic.Int32
		req := request(t, method, server.URL)
		req = req.WithContext(httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{
			GetConn:      func(string) { asked.Add(1) },
			GotConn:      func(httptrace.GotConnInfo) { got.Add(1) },
			WroteHeaders: func() { wrote.Add(1) },
		}))
		if status, _, err := result(t, c, req); status != 200 || asked.Load() != 2 || got.Load() != 2 || wrote.Load() != 2 {
			t.Errorf("%s: %d, %v, asked for %d connections, got %d, wrote %d requests", method, status, err, asked.Load(), got.Load(), wrote.Load())
		}
	}
}

// net/http calls a request's trace until its response is read. Another request that
// begins before that must not be told.
func TestTraceOfAnotherRequest(t *testing.T) {
	server := retrytest.New(t, retrytest.Step{Content: "content"})
	c := client(t, server)
	for range 20 { // a sync.Pool need not keep what it gets
		unread, err := c.Do(request(t, "POST", server.URL))
		if err != nil {
			t.Fatal(err)
		}
		var idle atomic.Int32
		req := request(t, "POST", server.URL)
		req = req.WithContext(httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{PutIdleConn: func(error) { idle.Add(1) }}))
		if status, _, err := result(t, c, req); status != 200 {
			t.Fatal(status, err)
		}
		io.Copy(io.Discard, unread.Body)
		unread.Body.Close()
		if got := idle.Load(); got != 1 {
			t.Fatalf("the caller's trace was told of %d idle connections; want 1", got)
		}
	}
}
