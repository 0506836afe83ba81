package retry_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// client returns the client of the package's documentation, with short waits.
func client(t testing.TB, s *retrytest.Server) *http.Client {
	return &http.Client{
		Transport:     &retry.Transport{Base: s.Transport(t), Backoff: time.Millisecond, MaxWait: 20 * time.Millisecond},
		CheckRedirect: retry.Redirect,
	}
}

// request returns a request whose content is "x", except for GET and HEAD.
func request(t testing.TB, method, url string, fields ...string) *http.Request {
	t.Helper()
	var body io.Reader
	if method != "GET" && method != "HEAD" {
		body = strings.NewReader("x")
	}
	req, err := http.NewRequestWithContext(t.Context(), method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range fields {
		name, value, _ := strings.Cut(field, ": ")
		req.Header.Add(name, value)
	}
	return req
}

// result sends a request and returns the status, or 0 after an error, and the content.
func result(t testing.TB, c interface {
	Do(*http.Request) (*http.Response, error)
}, req *http.Request) (status int, content string, err error) {
	t.Helper()
	resp, err := c.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(b), err
}

// What happens on the wire, for scripts of which most clients get one wrong.
func TestMatrix(t *testing.T) {
	status := retrytest.Status
	fault := func(f retrytest.Fault) retrytest.Step {
		return retrytest.Step{Status: 503, Content: "content", Fault: f}
	}
	const key = `Idempotency-Key: "a"`
	http1, http2 := retrytest.New, retrytest.NewHTTP2
	for _, test := range []struct {
		name   string
		server func(testing.TB, ...retrytest.Step) *retrytest.Server
		method string
		fields string // of the request
		steps  []retrytest.Step
		log    string
		status int
	}{
		{"POST 502", http1, "POST", "", []retrytest.Step{status(502), status(200)}, "+POST(x)", 502},
		{"POST 500", http1, "POST", "", []retrytest.Step{status(500), status(200)}, "+POST(x)", 500},
		{"POST 503", http1, "POST", "", []retrytest.Step{status(503), status(200)}, "+POST(x)", 503},
		{"POST 429", http1, "POST", "", []retrytest.Step{status(429), status(200)}, "+POST(x) POST(x)", 200},
		{"PUT 502", http1, "PUT", "", []retrytest.Step{status(502), status(200)}, "+PUT(x) PUT(x)", 200},
		{"POST 502 with a key", http1, "POST", key, []retrytest.Step{status(502), status(200)}, "+POST(x) POST(x)", 200},
		{"POST 409 with a key", http1, "POST", key, []retrytest.Step{status(409), status(200)}, "+POST(x) POST(x)", 200},
		{"POST 409", http1, "POST", "", []retrytest.Step{status(409), status(200)}, "+POST(x)", 409},
		{"PATCH reset", http1, "PATCH", "", []retrytest.Step{fault(retrytest.Reset), status(200)}, "+PATCH(x)", 0},
		{"POST closed", http1, "POST", "", []retrytest.Step{fault(retrytest.Close), status(200)}, "+POST(x)", 0},
		{"POST cut in the header", http1, "POST", "", []retrytest.Step{fault(retrytest.CutHeader), status(200)}, "+POST(x)", 0},
		{"POST reset with a key", http1, "POST", key, []retrytest.Step{fault(retrytest.Reset), status(200)}, "+POST(x) +POST(x)", 200},
		{"GET reset", http1, "GET", "", []retrytest.Step{fault(retrytest.Reset), status(200)}, "+GET +GET", 200},
		{"PUT reset", http1, "PUT", "", []retrytest.Step{fault(retrytest.Reset), status(200)}, "+PUT(x) +PUT(x)", 200},
		{"DELETE closed", http1, "DELETE", "", []retrytest.Step{fault(retrytest.Close), status(200)}, "+DELETE(x) +DELETE(x)", 200},
		{"QUERY cut in the header", http1, "QUERY", "", []retrytest.Step{fault(retrytest.CutHeader), status(200)}, "+QUERY(x) +QUERY(x)", 200},
		{"GET cut in an error's content", http1, "GET", "", []retrytest.Step{fault(retrytest.CutContent), status(200)}, "+GET +GET", 200},
		{"an error's content that hangs", http1, "GET", "", []retrytest.Step{fault(retrytest.HangContent), status(200)}, "+GET +GET", 200},
		{"an error's content that drips", http1, "GET", "", []retrytest.Step{fault(retrytest.DripContent), status(200)}, "+GET +GET", 200},
		{"421 on HTTP/1.1", http1, "POST", "", []retrytest.Step{status(421), status(200)}, "+POST(x) +POST(x)", 200},
		{"421 on HTTP/2", http2, "POST", "", []retrytest.Step{status(421), status(200)}, "+POST(x) +POST(x)", 200},
		{"425 on HTTP/2", http2, "POST", "", []retrytest.Step{status(425), status(200)}, "+POST(x) +POST(x)", 200},
		{"408 on HTTP/2", http2, "POST", "", []retrytest.Step{status(408), status(200)}, "+POST(x) +POST(x)", 200},
		{"421 always", http1, "GET", "", []retrytest.Step{status(421)}, "+GET +GET", 421},
		{"421 and then 503", http1, "GET", "", []retrytest.Step{status(421), status(503), status(200)}, "+GET +GET +GET", 200},
		{"421 with a long Retry-After", http1, "POST", "", []retrytest.Step{status(421, "Retry-After: 3600"), status(200)}, "+POST(x)", 421},
		{"Retry-After of 3600", http1, "GET", "", []retrytest.Step{status(503, "Retry-After: 3600"), status(200)}, "+GET", 503},
		{"Retry-After of 9223372037", http1, "GET", "", []retrytest.Step{status(429, "Retry-After: 9223372037"), status(200)}, "+GET", 429},
		{"a long Retry-After of a 502", http1, "GET", "", []retrytest.Step{status(502, "Retry-After: 3600"), status(200)}, "+GET", 502},
		{"Retry-After as a date far ahead", http1, "GET", "", []retrytest.Step{status(503, "Retry-After: Sun, 06 Nov 2095 08:49:37 GMT"), status(200)}, "+GET", 503},
		{"Retry-After as a date of RFC 850", http1, "GET", "", []retrytest.Step{status(503, "Retry-After: Sunday, 06-Nov-44 08:49:37 GMT"), status(200)}, "+GET", 503},
		{"Retry-After as a past date", http1, "GET", "", []retrytest.Step{status(503, "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT"), status(200)}, "+GET GET", 200},
		{"Retry-After of 0", http1, "POST", "", []retrytest.Step{status(429, "Retry-After: 0"), status(200)}, "+POST(x) POST(x)", 200},
		{"the last response", http1, "GET", "", []retrytest.Step{{Status: 503, Content: "busy"}}, "+GET GET GET GET", 503},
		{"a vendor's code", http1, "GET", "", []retrytest.Step{status(522), status(200)}, "+GET GET", 200},
		{"a vendor's code after POST", http1, "POST", "", []retrytest.Step{status(522), status(200)}, "+POST(x)", 522},
		{"a vendor's code that does not pass", http1, "GET", "", []retrytest.Step{status(430), status(200)}, "+GET", 430},
		{"Retry-After of 1.5", http1, "GET", "", []retrytest.Step{status(503, "Retry-After: 1.5"), status(200)}, "+GET", 503},
		{"GET 500", http1, "GET", "", []retrytest.Step{status(500), status(200)}, "+GET", 500},
		{"GET 500 with Retry-After", http1, "GET", "", []retrytest.Step{status(500, "Retry-After: 0"), status(200)}, "+GET GET", 200},
		{"POST 500 with Retry-After", http1, "POST", "", []retrytest.Step{status(500, "Retry-After: 0"), status(200)}, "+POST(x)", 500},
		{"201 with Retry-After", http1, "POST", "", []retrytest.Step{status(201, "Retry-After: 1")}, "+POST(x)", 201},
		{"503 that must not be repeated", http1, "GET", "", []retrytest.Step{status(503, "X-Should-Retry: false"), status(200)}, "+GET", 503},
		{"POST, 303, 429", http1, "POST", "", []retrytest.Step{status(303, "Location: /1"), status(429), status(200)}, "+POST(x) GET/1 GET/1", 200},
		{"POST, 303, 503", http1, "POST", "", []retrytest.Step{status(303, "Location: /1"), status(503), status(200)}, "+POST(x) GET/1 GET/1", 200},
		{"PUT, 301, 307", http1, "PUT", "", []retrytest.Step{status(301, "Location: /1"), status(307, "Location: /2"), status(200)}, "+PUT(x) PUT/1(x) PUT/2(x)", 200},
		{"PUT, 302, 503", http1, "PUT", "", []retrytest.Step{status(302, "Location: /1"), status(503), status(200)}, "+PUT(x) PUT/1(x) PUT/1(x)", 200},
		{"GET, stream aborted", http2, "GET", "", []retrytest.Step{fault(retrytest.Abort), status(200)}, "+GET GET", 200},
		{"POST, stream aborted", http2, "POST", "", []retrytest.Step{fault(retrytest.Abort), status(200)}, "+POST(x)", 0},
		{"POST, stream refused", http2, "POST", "", []retrytest.Step{fault(retrytest.RefuseStream), status(200)}, "+POST(x) POST(x)", 200},
		{"GET, GOAWAY", http2, "GET", "", []retrytest.Step{fault(retrytest.GoAway), status(200)}, "+GET +GET", 200},
		{"POST, GOAWAY", http2, "POST", "", []retrytest.Step{fault(retrytest.GoAway), status(200)}, "+POST(x)", 0},
		{"POST, GOAWAY before it", http2, "POST", "", []retrytest.Step{fault(retrytest.GoAwayUnprocessed), status(200)}, "+POST(x) +POST(x)", 200},
		{"GET reset on HTTP/2", http2, "GET", "", []retrytest.Step{fault(retrytest.Reset), status(200)}, "+GET +GET", 200},
		{"POST reset on HTTP/2", http2, "POST", "", []retrytest.Step{fault(retrytest.Reset), status(200)}, "+POST(x)", 0},
		{"POST closed on HTTP/2", http2, "POST", "", []retrytest.Step{fault(retrytest.Close), status(200)}, "+POST(x)", 0},
		{"an error's content cut on HTTP/2", http2, "GET", "", []retrytest.Step{fault(retrytest.CutContent), status(200)}, "+GET GET", 200},
		{"an error's content that hangs on HTTP/2", http2, "GET", "", []retrytest.Step{fault(retrytest.HangContent), status(200)}, "+GET GET", 200},
		{"an error's content that drips on HTTP/2", http2, "GET", "", []retrytest.Step{fault(retrytest.DripContent), status(200)}, "+GET GET", 200},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server := test.server(t, test.steps...)
			var fields []string
			if test.fields != "" {
				fields = []string{test.fields}
			}
			got, content, err := result(t, client(t, server), request(t, test.method, server.URL, fields...))
			if log := server.Log(); log != test.log {
				t.Errorf("the server saw %s; want %s", log, test.log)
			}
			if got != test.status || (err != nil) != (test.status == 0) {
				t.Errorf("status %d, error %v; want %d", got, err, test.status)
			}
			if last := test.steps[len(test.steps)-1]; got == 503 && last.Content != content {
				t.Errorf("content %q; want %q, unread", content, last.Content)
			}
		})
	}
}

// What is cut within a response that succeeded is the reader's to see.
func TestResponseCut(t *testing.T) {
	for _, start := range []func(testing.TB, ...retrytest.Step) *retrytest.Server{retrytest.New, retrytest.NewHTTP2} {
		server := start(t, retrytest.Step{Content: "content", Fault: retrytest.CutContent}, retrytest.Status(204))
		status, content, err := result(t, client(t, server), request(t, "GET", server.URL))
		if status != 200 || content != "con" || err == nil || server.Log() != "+GET" {
			t.Errorf("%d, %q, %v, after %s", status, content, err, server.Log())
		}
	}
}
