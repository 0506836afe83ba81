package retry_test

import (
	"net/http"
	"testing"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// What a request that succeeds costs beside its Base. Idempotent methods need nothing,
// others find out whether they were sent.
func BenchmarkSuccess(b *testing.B) {
	base := baseFunc(func(req *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Body: http.NoBody, Request: req}, nil
	})
	for _, method := range []string{"GET", "PUT", "POST"} {
		for name, tr := range map[string]http.RoundTripper{"base": base, "retry": &retry.Transport{Base: base}} {
			b.Run(method+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				req := request(b, method, "http://example.com/")
				for b.Loop() {
					tr.RoundTrip(req)
				}
			})
		}
	}
}

// Over a real connection.
func BenchmarkConnection(b *testing.B) {
	server := retrytest.New(b)
	base := server.Transport(b)
	for name, tr := range map[string]http.RoundTripper{"base": base, "retry": &retry.Transport{Base: base}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			req := request(b, "GET", server.URL)
			for b.Loop() {
				resp, err := tr.RoundTrip(req)
				if err != nil {
					b.Fatal(err)
				}
				resp.Body.Close()
			}
		})
	}
}

func BenchmarkJudge(b *testing.B) {
	b.ReportAllocs()
	a := retry.Attempt{Request: request(b, "GET", "http://example.com/"), Response: response(503, "Retry-After: 7"), Number: 1}
	for b.Loop() {
		retry.Judge(a)
	}
}

// Allocations are no matter of the machine.
func TestAllocations(t *testing.T) {
	resp := &http.Response{StatusCode: 200, Body: http.NoBody}
	tr := &retry.Transport{Base: baseFunc(func(*http.Request) (*http.Response, error) { return resp, nil })}
	for method, most := range map[string]float64{"GET": 0, "PUT": 0, "POST": 2} {
		req := request(t, method, "http://example.com/")
		if got := testing.AllocsPerRun(1000, func() { tr.RoundTrip(req) }); got > most {
			t.Errorf("%s: %v allocations more than Base; want %v", method, got, most)
		}
	}
}
