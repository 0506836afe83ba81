package retry_test

import (
	"errors"
	"io"
	"net/http"
	"testing"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// An error that does not pass is returned at once, and as it is.
func TestPermanentErrors(t *testing.T) {
	server := retrytest.NewTLS(t)
	untrusting := &http.Client{Transport: &retry.Transport{Base: http.DefaultTransport.(*http.Transport).Clone()}}
	plain := &http.Client{Transport: &retry.Transport{Base: retrytest.New(t).Transport(t)}}
	for name, test := range map[string]struct {
		client *http.Client
		req    func() *http.Request
	}{
		"unknown authority": {untrusting, func() *http.Request { return request(t, "GET", server.URL) }},
		"not TLS":           {plain, func() *http.Request { return request(t, "GET", "https"+retrytest.New(t).URL[4:]) }},
		"scheme":            {plain, func() *http.Request { return request(t, "GET", "gopher://127.0.0.1/") }},
		"field value":       {plain, func() *http.Request { return request(t, "GET", server.URL, "X: a\nb") }},
		"field name":        {plain, func() *http.Request { return request(t, "GET", server.URL, "A B: x") }},
		"method": {plain, func() *http.Request {
			req := request(t, "GET", server.URL)
			req.Method = "A B"
			return req
		}},
		"host": {plain, func() *http.Request {
			req := request(t, "GET", server.URL)
			req.URL.Host = ""
			return req
		}},
	} {
		t.Run(name, func(t *testing.T) {
			var seen []retry.Decision
			test.client.Transport.(*retry.Transport).Observe = func(a retry.Attempt, d retry.Decision) { seen = append(seen, d) }
			resp, err := test.client.Do(test.req())
			if err == nil {
				resp.Body.Close()
			}
			if _, repeated := errors.AsType[*retry.Error](err); err == nil || repeated || len(seen) != 1 || seen[0].Again {
				t.Errorf("%v after %v", err, seen)
			}
		})
	}
}

// A Base may know schemes that net/http does not know.
func TestOtherSchemes(t *testing.T) {
	for url, want := range map[string]int{"unix:///socket": 4, "s3://bucket/x": 4, "http://example.com/": 4, "http:///x": 1, "https:x": 1, "/x": 4} {
		calls := 0
		tr := &retry.Transport{Backoff: -1, Base: baseFunc(func(req *http.Request) (*http.Response, error) {
			calls++
			return nil, io.EOF
		})}
		if _, err := tr.RoundTrip(request(t, "GET", url)); err == nil || calls != want {
			t.Errorf("%s: %d attempts, %v; want %d", url, calls, err, want)
		}
	}
}
