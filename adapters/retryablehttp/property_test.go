package retryablehttp_test

import (
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	adapter "example.com/httpstatus/adapters/retryablehttp"
	"example.com/httpstatus/retry/retrytest"
)

// Whatever the servers do, a POST is not sent again after it, or the one to which a
// redirect led, may have been applied.
func TestNeverTwice(t *testing.T) {
	statuses := []int{200, 301, 302, 303, 307, 308, 401, 403, 408, 409, 413, 421, 423, 425, 429, 500, 502, 503, 504, 522, 599}
	fields := []string{"Retry-After: 1", "Retry-After: 60", "Retry-After: soon", "X-Should-Retry: true", "X-RateLimit-Reset: 1"}
	for seed := range uint64(10) {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 78))
			for range 300 {
				var steps []retrytest.Step
				for range 1 + r.IntN(6) {
					step := retrytest.Status(statuses[r.IntN(len(statuses))], "Location: /1", fields[r.IntN(len(fields))])
					if r.IntN(4) == 0 {
						step.Fault = []retrytest.Fault{retrytest.Refuse, retrytest.Close, retrytest.Reset, retrytest.CutHeader, retrytest.RefuseStream}[r.IntN(5)]
					}
					steps = append(steps, step)
				}
				script := retrytest.Play(steps...)
				c := retryablehttp.NewClient()
				c.Logger, c.HTTPClient.Transport = nil, script
				adapter.Use(c)
				begun := time.Now()
				if resp, err := c.Post("http://example.com/", "text/plain", []byte("x")); err == nil {
					resp.Body.Close()
				}
				requests := script.Requests()
				applied := false
				for _, req := range requests {
					if req.Method == "POST" && applied {
						t.Fatalf("POST was sent again: %s of %+v", script.Log(), steps)
					}
					s := req.Step.Status
					safe := req.Step.Fault == retrytest.None && (s == 429 || s == 307 || s == 308)
					applied = applied || req.Method == "POST" && !safe
				}
				if took := time.Since(begun); took > time.Duration(len(requests))*c.RetryWaitMax {
					t.Fatalf("%v for %s of %+v", took, script.Log(), steps)
				}
			}
		})
	}
}
