package retryablehttp_test

import (
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	adapter "example.com/httpstatus/adapters/retryablehttp"
	"example.com/httpstatus/retry/retrytest"
)

// client returns a client as a reader of the documentation sets it up.
func client() *retryablehttp.Client {
	c := retryablehttp.NewClient()
	adapter.Use(c)
	c.Logger, c.RetryWaitMin, c.RetryWaitMax, c.RetryMax = nil, time.Millisecond, 20*time.Millisecond, 3
	return c
}

func TestClient(t *testing.T) {
	s := retrytest.Status
	fault := func(f retrytest.Fault) retrytest.Step {
		return retrytest.Step{Status: 503, Content: "content", Fault: f}
	}
	for _, test := range []struct {
		name, method, field string
		steps               []retrytest.Step
		log                 string
		status              int
	}{
		{"502", "GET", "", []retrytest.Step{s(502), s(200)}, "GET(x) GET(x)", 200},
		{"502", "POST", "", []retrytest.Step{s(502), s(200)}, "POST(x)", 502},
		{"502 with a key", "POST", "Idempotency-Key", []retrytest.Step{s(502), s(200)}, "POST(x) POST(x)", 200},
		{"500", "GET", "", []retrytest.Step{s(500), s(200)}, "GET(x)", 500},
		{"500 with Retry-After", "GET", "", []retrytest.Step{s(500, "Retry-After: 0"), s(200)}, "GET(x) GET(x)", 200},
		{"429", "POST", "", []retrytest.Step{s(429), s(200)}, "POST(x) POST(x)", 200},
		{"423", "GET", "", []retrytest.Step{s(423), s(200)}, "GET(x)", 423},
		{"522", "GET", "", []retrytest.Step{s(522), s(200)}, "GET(x) GET(x)", 200},
		{"408", "POST", "", []retrytest.Step{s(408), s(200)}, "POST(x)", 408},
		{"421", "GET", "", []retrytest.Step{s(421), s(200)}, "GET(x)", 421},
		{"425", "GET", "", []retrytest.Step{s(425), s(200)}, "GET(x)", 425},
		{"closed", "PUT", "", []retrytest.Step{fault(retrytest.Close), s(200)}, "PUT(x) PUT(x)", 200},
		{"closed", "POST", "", []retrytest.Step{fault(retrytest.Close), s(200)}, "POST(x)", 0},
		{"closed", "post", "", []retrytest.Step{fault(retrytest.Close), s(200)}, "post(x)", 0},
		{"reset", "get", "", []retrytest.Step{fault(retrytest.Reset), s(200)}, "get(x)", 0},
		{"Retry-After beyond RetryWaitMax", "GET", "", []retrytest.Step{s(503, "Retry-After: 3600"), s(200)}, "GET(x)", 503},
		{"Retry-After that overflows", "GET", "", []retrytest.Step{s(429, "Retry-After: 9223372037"), s(200)}, "GET(x)", 429},
		{"the last response", "GET", "", []retrytest.Step{s(503)}, "GET(x) GET(x) GET(x) GET(x)", 503},
		{"303, 429", "POST", "", []retrytest.Step{s(303, "Location: /1"), s(429), s(200)}, "POST(x) GET/1", 429},
		{"303, 408", "POST", "", []retrytest.Step{s(303, "Location: /1"), s(408), s(200)}, "POST(x) GET/1", 408},
		{"303, 503", "POST", "", []retrytest.Step{s(303, "Location: /1"), s(503), s(200)}, "POST(x) GET/1", 503},
		{"303, closed", "POST", "", []retrytest.Step{s(303, "Location: /1"), fault(retrytest.Close), s(200)}, "POST(x) GET/1", 0},
		{"307, 429", "POST", "", []retrytest.Step{s(307, "Location: /1"), s(429), s(200)}, "POST(x) POST/1(x)", 429},
		{"303, 429 with a key", "POST", "Idempotency-Key", []retrytest.Step{s(303, "Location: /1"), s(429), s(200)}, "POST(x) GET/1 POST(x)", 200},
		{"302, 503", "DELETE", "", []retrytest.Step{s(302, "Location: /1"), s(503), s(200)}, "DELETE(x) DELETE/1(x) DELETE(x)", 200},
		{"too many redirects", "PUT", "", []retrytest.Step{s(307, "Location: /")}, strings.TrimSpace(strings.Repeat("PUT(x) ", 10)), 0},
	} {
		t.Run(test.method+" "+test.name, func(t *testing.T) {
			server := retrytest.New(t, test.steps...)
			c := client()
			c.HTTPClient.Transport = server.Transport(t)
			req, err := retryablehttp.NewRequestWithContext(t.Context(), test.method, server.URL, []byte("x"))
			if err != nil {
				t.Fatal(err)
			}
			if test.field != "" {
				req.Header.Set(test.field, "a")
			}
			// net/http itself sends some requests again on a connection used before.
			req.Close = true
			resp, err := c.Do(req)
			status := 0
			if err == nil {
				status = resp.StatusCode
				io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
			if log := strings.ReplaceAll(server.Log(), "+", ""); log != test.log || status != test.status {
				t.Errorf("%s, %d, %v; want %s, %d", log, status, err, test.log, test.status)
			}
		})
	}
}

// A connection that was refused: GET and PUT, not POST, since the error does not tell
// what came before.
func TestRefused(t *testing.T) {
	for method, want := range map[string]int{"GET": 4, "PUT": 4, "POST": 1} {
		server := retrytest.New(t)
		server.Down()
		c := client()
		attempts := 0
		c.RequestLogHook = func(retryablehttp.Logger, *http.Request, int) { attempts++ }
		req, err := retryablehttp.NewRequest(method, server.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		if resp, err := c.Do(req); err == nil || attempts != want {
			t.Errorf("%s: %v, %v after %d attempts", method, resp, err, attempts)
		}
	}
}

// The caller's own handler of responses. Its error is no reason to repeat what the
// policy does not repeat.
func TestResponseHandler(t *testing.T) {
	for _, test := range []struct {
		method string
		step   retrytest.Step
		want   string
	}{
		{"PUT", retrytest.Status(200), "PUT(x) PUT(x)"},
		{"POST", retrytest.Status(200), "POST(x)"},
		{"PUT", retrytest.Status(404), "PUT(x)"},
		{"PUT", retrytest.Status(421), "PUT(x)"},
		{"PUT", retrytest.Status(503, "Retry-After: 3600"), "PUT(x)"},
		{"PUT", retrytest.Status(503, "X-Should-Retry: false"), "PUT(x)"},
	} {
		server := retrytest.New(t, test.step, retrytest.Status(200))
		c := client()
		req, err := retryablehttp.NewRequest(test.method, server.URL, []byte("x"))
		if err != nil {
			t.Fatal(err)
		}
		calls := 0
		req.SetResponseHandler(func(*http.Response) error {
			if calls++; calls == 1 {
				return errors.New("not what I want")
			}
			return nil
		})
		resp, err := c.Do(req)
		if (err == nil) != strings.Contains(test.want, " ") || strings.ReplaceAll(server.Log(), "+", "") != test.want {
			t.Errorf("%s, %d: %v, %v, %s; want %s", test.method, test.step.Status, resp, err, server.Log(), test.want)
		}
		if resp != nil {
			resp.Body.Close()
		}
	}
}

func TestCheckRetry(t *testing.T) {
	req := &http.Request{Method: "GET"}
	resp := func(status int, retryAfter string) *http.Response {
		return &http.Response{StatusCode: status, Request: req, Header: http.Header{"Retry-After": {retryAfter}}}
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	for name, test := range map[string]struct {
		ctx  context.Context
		resp *http.Response
		err  error
		want bool
	}{
		"in time":        {t.Context(), resp(503, "30"), nil, true},
		"too late":       {t.Context(), resp(503, "31"), nil, false},
		"deadline":       {late, resp(503, "5"), nil, true},
		"canceled":       {canceled, resp(503, "0"), nil, false},
		"no request":     {t.Context(), &http.Response{StatusCode: 502}, nil, false},
		"nothing":        {t.Context(), nil, nil, false},
		"another error":  {t.Context(), nil, io.EOF, false},
		"invalid status": {t.Context(), resp(0, "0"), nil, false},
	} {
		again, err := adapter.CheckRetry(test.ctx, test.resp, test.err)
		if again != test.want || (err != nil) != (name == "canceled") {
			t.Errorf("%s: %v, %v", name, again, err)
		}
	}
}

// A wait that ends with the deadline is too long.
func TestCheckRetryAtDeadline(t *testing.T) {
	for after, want := range map[string]bool{"9": true, "10": false, "11": false} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			resp := &http.Response{StatusCode: 503, Request: &http.Request{Method: "GET"}, Header: http.Header{"Retry-After": {after}}}
			if again, err := adapter.CheckRetry(ctx, resp, nil); again != want || err != nil {
				t.Errorf("after %s: %v, %v; want %v", after, again, err, want)
			}
		})
	}
}

func TestBackoff(t *testing.T) {
	asks := func(value string) *http.Response {
		return &http.Response{StatusCode: 502, Header: http.Header{"Retry-After": {value}}}
	}
	for name, test := range map[string]struct {
		least, most time.Duration
		attempt     int
		resp        *http.Response
		from, at    time.Duration
	}{
		"first":          {time.Second, time.Minute, 0, nil, 0, time.Second},
		"third":          {time.Second, time.Minute, 2, nil, 0, 4 * time.Second},
		"many":           {time.Second, time.Minute, math.MaxInt, nil, 0, time.Minute},
		"asked":          {time.Second, time.Minute, 0, asks("7"), 7 * time.Second, 8 * time.Second},
		"asked for most": {time.Second, time.Minute, 0, asks("60"), time.Minute, time.Minute},
		"asked for more": {time.Second, time.Minute, 0, asks("9223372037"), time.Minute, time.Minute},
		"unreadable":     {time.Second, time.Minute, 0, asks("soon"), 30 * time.Second, 31 * time.Second},
		"largest":        {math.MaxInt64, math.MaxInt64, 9, asks("7"), 7 * time.Second, math.MaxInt64},
		"negative":       {-1, -1, 1, asks("7"), 0, 0},
		"negative least": {-1, time.Minute, math.MaxInt, asks("7"), 7 * time.Second, 7 * time.Second},
		"least above":    {time.Hour, time.Minute, 0, nil, 0, time.Minute},
	} {
		for range 100 {
			if got := adapter.Backoff(test.least, test.most, test.attempt, test.resp); got < test.from || got > test.at {
				t.Fatalf("%s: %v; want %v to %v", name, got, test.from, test.at)
			}
		}
	}
}
