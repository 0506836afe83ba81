package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"example.com/httpstatus/retry/retrytest"
)

// A row is one script, and what to say about what a client made of it.
type row struct {
	name string
	play func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string
}

// table plays everything to everyone.
func table(ctx context.Context, progress io.Writer) string {
	var b strings.Builder
	b.WriteString("| |")
	for _, c := range clients {
		b.WriteString(" " + c.name + " |")
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(clients)) + "\n")
	for _, r := range rows {
		fmt.Fprintln(progress, r.name)
		b.WriteString("| " + r.name + " |")
		for _, c := range clients {
			cell := ""
			testing.Benchmark(func(t *testing.B) { // for a testing.TB, which stops the servers
				if cell == "" {
					ctx, cancel := context.WithTimeout(ctx, patience(20*time.Second))
					defer cancel()
					cell = r.play(ctx, t, c.make)
				}
				t.SkipNow()
			})
			b.WriteString(" " + cell + " |")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// patience returns how long to wait for a client that may never come to an end. Our own
// does, so its test can be patient on a busy machine.
func patience(usual time.Duration) time.Duration {
	if testing.Testing() {
		return 5 * time.Minute
	}
	return usual
}

// mark says whether something is right, and what it was if not.
func mark(ok bool, otherwise string) string {
	if ok {
		return "✓"
	}
	return strings.TrimSpace("✗ " + otherwise)
}

// result is what a client made of a script.
type result struct {
	log     string
	content string
	resp    *http.Response // closed; nil after an error
	took    time.Duration
	server  *retrytest.Server
}

type start = func(testing.TB, ...retrytest.Step) *retrytest.Server

// send plays steps to a client's request.
func send(ctx context.Context, t testing.TB, start start, make func(*http.Transport) do, method string, header http.Header, steps ...retrytest.Step) (r result) {
	r.server = start(t, steps...)
	return request(ctx, t, r.server, make(r.server.Transport(t)), method, header)
}

func request(ctx context.Context, t testing.TB, server *retrytest.Server, send do, method string, header http.Header) (r result) {
	r.server = server
	var body io.Reader
	if method != "GET" {
		body = strings.NewReader("x")
	}
	if header == nil {
		header = http.Header{}
	}
	begun := time.Now()
	resp, err := send(ctx, method, server.URL, header, body)
	r.took = time.Since(begun)
	if err == nil {
		b, _ := io.ReadAll(io.LimitReader(resp.Body, 1000))
		resp.Body.Close()
		r.resp, r.content = resp, string(b)
	}
	r.log = strings.ReplaceAll(server.Log(), "+", "")
	return r
}

func (r result) status() int {
	if r.resp == nil {
		return 0
	}
	return r.resp.StatusCode
}

// gap returns the time between the first two requests.
func (r result) gap() time.Duration {
	requests := r.server.Requests()
	if len(requests) < 2 {
		return -1
	}
	return requests[1].Time.Sub(requests[0].Time)
}

// logged is a row about which requests the server saw.
func logged(name, method string, header http.Header, want string, steps ...retrytest.Step) row {
	return row{name, func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		r := send(ctx, t, retrytest.New, make, method, header, steps...)
		return mark(r.log == want, "")
	}}
}

// waited is a row about how long a client waits before its second request.
func waited(name string, status int, after func() string, want time.Duration) row {
	return row{name, func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		r := send(ctx, t, retrytest.New, make, "GET", nil, retrytest.Status(status, "Retry-After: "+after()), retrytest.Status(200))
		return mark(r.gap() >= want, "")
	}}
}

var (
	status = retrytest.Status
	key    = http.Header{"Idempotency-Key": {`"a"`}}
	reset  = retrytest.Step{Fault: retrytest.Reset}
)

func text(s string) func() string { return func() string { return s } }

var rows = []row{
	logged("POST, 502: sent once", "POST", nil, "POST(x)", status(502), status(200)),
	logged("POST with Idempotency-Key, 502: sent twice", "POST", key, "POST(x) POST(x)", status(502), status(200)),
	logged("POST, connection reset: sent once", "POST", nil, "POST(x)", reset, status(200)),
	logged("GET, connection reset: sent twice", "GET", nil, "GET GET", reset, status(200)),
	logged("PUT, connection reset: sent twice", "PUT", nil, "PUT(x) PUT(x)", reset, status(200)),
	{"POST, connection refused, then up: arrives", func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		server := retrytest.New(t)
		server.Down()
		base, dials := server.Transport(t), new(atomic.Int32)
		dial := base.DialContext
		base.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			if dials.Add(1) == 2 {
				server.Up()
			}
			return dial(ctx, network, address)
		}
		r := request(ctx, t, server, make(base), "POST", nil)
		return mark(r.status() == 200, "")
	}},
	{"POST, TLS handshake cut: arrives", func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		server := retrytest.NewTLS(t)
		server.Break(1)
		r := request(ctx, t, server, make(server.Transport(t)), "POST", nil)
		return mark(r.status() == 200 && r.log == "POST(x)", "")
	}},
	{"421 on HTTP/2: on another connection", func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		r := send(ctx, t, retrytest.NewHTTP2, make, "POST", nil, status(421), status(200))
		return mark(r.server.Log() == "+POST(x) +POST(x)", "")
	}},
	{"POST, 303, 429: POST is sent once", func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		r := send(ctx, t, retrytest.New, make, "POST", nil, status(303, "Location: /1"), status(429), status(200))
		return mark(strings.Count(r.log, "POST") == 1, "")
	}},
	logged("PUT, 301, 307: content is kept", "PUT", nil, "PUT(x) PUT/1(x) PUT/2(x)", status(301, "Location: /1"), status(307, "Location: /2"), status(200)),
	waited("Retry-After of a 502", 502, text("1"), time.Second),
	waited("Retry-After as a date", 503, func() string {
		return time.Now().Add(2 * time.Second).UTC().Format(http.TimeFormat)
	}, time.Second/2),
	waited("Retry-After as a date of RFC 850", 503, func() string {
		return time.Now().Add(2 * time.Second).UTC().Format("Monday, 02-Jan-06 15:04:05 GMT")
	}, time.Second/2),
	waited("Retry-After of 1.5", 503, text("1.5"), 1500*time.Millisecond),
	{"Retry-After of 3600: the response, at once", func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		ctx, cancel := context.WithTimeout(ctx, patience(4*time.Second))
		defer cancel()
		r := send(ctx, t, retrytest.New, make, "GET", nil, status(503, "Retry-After: 3600"), status(200))
		if r.status() == 503 && len(r.server.Requests()) == 1 {
			return mark(true, "")
		}
		outcome := "an error"
		if r.resp != nil {
			outcome = fmt.Sprint(r.status())
		}
		return mark(false, fmt.Sprintf("%s after %.1f s", outcome, r.took.Seconds()))
	}},
	{"Retry-After of 9223372037: no hammering", func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		ctx, cancel := context.WithTimeout(ctx, patience(time.Second))
		defer cancel()
		r := send(ctx, t, retrytest.New, make, "GET", nil, status(429, "Retry-After: 9223372037"))
		return mark(len(r.server.Requests()) == 1, fmt.Sprintf("%d requests", len(r.server.Requests())))
	}},
	{"gives the last response", func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		r := send(ctx, t, retrytest.New, make, "GET", nil, retrytest.Step{Status: 503, Content: "busy"})
		return mark(r.status() == 503 && r.content == "busy", "")
	}},
	{"an error's content that hangs", func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		ctx, cancel := context.WithTimeout(ctx, patience(2*time.Second))
		defer cancel()
		r := send(ctx, t, retrytest.New, make, "GET", nil, retrytest.Step{Status: 503, Fault: retrytest.HangContent}, status(200))
		return mark(r.status() == 200, "")
	}},
	{"the connection serves again after a 503", func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		r := send(ctx, t, retrytest.New, make, "GET", nil, retrytest.Step{Status: 503, Content: "busy"}, status(200))
		return mark(r.server.Conns() == 1, "")
	}},
	{"a stream of 64 MiB: allocated", func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body) }))
		defer server.Close()
		send := make(server.Client().Transport.(*http.Transport))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		resp, err := send(ctx, "PUT", server.URL, http.Header{}, io.LimitReader(zeros{}, 64<<20))
		runtime.ReadMemStats(&after)
		if err != nil {
			return "an error"
		}
		resp.Body.Close()
		return fmt.Sprintf("%d MiB", (after.TotalAlloc-before.TotalAlloc)>>20)
	}},
	{"30 retries arrive spread over", func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		server := retrytest.New(t, append(slices.Repeat([]retrytest.Step{status(503)}, 30), status(200))...)
		together(ctx, t, server, make, 30)
		requests := server.Requests()
		if len(requests) < 60 {
			return fmt.Sprintf("only %d came", len(requests)-30)
		}
		return fmt.Sprintf("%d ms", requests[59].Time.Sub(requests[30].Time).Milliseconds())
	}},
	{"60 requests to a dead service", func(ctx context.Context, t testing.TB, make func(*http.Transport) do) string {
		server := retrytest.New(t, status(503))
		together(ctx, t, server, make, 60)
		return fmt.Sprint(len(server.Requests()))
	}},
}

// together sends n requests at once.
func together(ctx context.Context, t testing.TB, server *retrytest.Server, make func(*http.Transport) do, n int) {
	send := make(server.Transport(t))
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { request(ctx, t, server, send, "GET", nil) })
	}
	wg.Wait()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
