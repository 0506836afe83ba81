package retry_test

import (
	"math/rand/v2"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// randomStep returns a whole response with any status and fields, or a fault.
func randomStep(r *rand.Rand) retrytest.Step {
	fields := []string{
		"Retry-After: 1", "Retry-After: 0", "Retry-After: soon", "Retry-After-Ms: 5", "X-Should-Retry: true", "X-Should-Retry: false",
		`RateLimit: "a";r=0;t=1`, "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1", "Location: /1", "WWW-Authenticate: Basic",
	}
	statuses := []int{200, 301, 307, 401, 403, 408, 409, 413, 421, 423, 425, 429, 500, 502, 503, 504, 507, 520, 529, 599}
	step := retrytest.Step{Status: statuses[r.IntN(len(statuses))], Content: "content"}
	if r.IntN(4) == 0 {
		step.Status = 200 + r.IntN(800)
	}
	for range r.IntN(4) {
		step.Fields = append(step.Fields, fields[r.IntN(len(fields))])
	}
	if r.IntN(3) == 0 {
		step.Fault = retrytest.Fault(r.IntN(int(retrytest.GoAwayUnprocessed) + 1))
	}
	return step
}

// hasHeader says whether the client gets a response's header.
func hasHeader(step retrytest.Step) bool {
	switch step.Fault {
	case retrytest.None, retrytest.CutContent, retrytest.HangContent, retrytest.DripContent:
		return true
	}
	return false
}

// mayBeApplied says whether a server may have acted on a request, by RFC 9110 and the
// documents of the codes: an oracle that knows nothing of the package.
func mayBeApplied(step retrytest.Step) bool {
	if !hasHeader(step) {
		return !step.Fault.Unprocessed()
	}
	// For a code that nobody registered the server may have done anything, except where
	// a vendor says that it limits rates.
	switch step.Status {
	case 401, 408, 421, 425, 429:
		return false
	case 514: // Tencent's 429
		return false
	}
	return true
}

// Whatever a server does, a request whose method is not idempotent is never sent again
// after it may have been applied, and no request more often than allowed.
func TestNeverTwice(t *testing.T) {
	const scripts = 20000
	methods := []string{"POST", "PATCH", "LOCK", "CONNECT", "FROB", "post"}
	for seed := range uint64(20) {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 12))
			for range scripts / 20 {
				steps := make([]retrytest.Step, 1+r.IntN(6))
				for i := range steps {
					steps[i] = randomStep(r)
				}
				script := retrytest.Play(steps...)
				tr := &retry.Transport{
					Base: script, Attempts: r.IntN(8), AttemptTimeout: time.Minute,
					Authorize: func(*http.Response) (string, bool) { return "Basic x", true },
				}
				if r.IntN(2) == 0 { // one that gives new connections, as far as the Transport can see
					tr.Decide = func(_ retry.Attempt, d retry.Decision) retry.Decision {
						d.NewConnection = false
						return d
					}
				}
				method := methods[r.IntN(len(methods))]
				resp, err := tr.RoundTrip(request(t, method, "http://example.com/"))
				if err == nil {
					resp.Body.Close()
				}
				requests := script.Requests()
				for i, req := range requests {
					if req.Content != "x" {
						t.Fatalf("content %q in %s", req.Content, script.Log())
					}
					if i < len(requests)-1 && mayBeApplied(req.Step) {
						t.Fatalf("%s was sent again after %+v", method, req.Step)
					}
				}
				most := tr.Attempts
				if most == 0 {
					most = 4
				}
				if len(requests) > most {
					t.Fatalf("%d attempts; want at most %d", len(requests), most)
				}
				if (resp == nil) == (err == nil) {
					t.Fatalf("%v, %v", resp, err)
				}
				// What the caller gets is about the last attempt.
				if err == nil && resp.StatusCode != requests[len(requests)-1].Step.Status {
					t.Fatalf("%d after %+v", resp.StatusCode, requests)
				}
			}
		})
	}
}

// randomRedirects returns a script in which half of the steps are redirects.
func randomRedirects(r *rand.Rand) []retrytest.Step {
	steps := make([]retrytest.Step, 1+r.IntN(6))
	for i := range steps {
		steps[i] = randomStep(r)
		if r.IntN(2) == 0 {
			steps[i] = retrytest.Status([]int{301, 302, 303, 307, 308}[r.IntN(5)], "Location: /"+string(rune('a'+r.IntN(3))))
		}
	}
	return steps
}

// twice reports whether a script saw a POST again after one that may have been applied.
func twice(script *retrytest.Script) bool {
	applied := false
	for _, req := range script.Requests() {
		if req.Method == "POST" && applied {
			return true
		}
		redirected := httpstatus.Status(req.Step.Status).Class() == httpstatus.Redirection && hasHeader(req.Step)
		applied = applied || req.Method == "POST" && !redirected && mayBeApplied(req.Step) ||
			req.Step.Status >= 301 && req.Step.Status <= 303 && redirected
	}
	return false
}

// The same behind http.Client, with redirects in the script, for a POST: the first
// resource gets it once.
func TestNeverTwiceAfterRedirects(t *testing.T) {
	for seed := range uint64(20) {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 34))
			for range 500 {
				steps := randomRedirects(r)
				script := retrytest.Play(steps...)
				c := &http.Client{Transport: &retry.Transport{Base: script, AttemptTimeout: time.Minute}, CheckRedirect: retry.Redirect}
				if resp, err := c.Do(request(t, "POST", "http://example.com/")); err == nil {
					resp.Body.Close()
				}
				if twice(script) {
					t.Fatalf("POST was sent again: %s of %+v", script.Log(), steps)
				}
			}
		})
	}
}

// The same for another client, whose policy is Judge: it is above http.Client, and each
// time begins again with the first request.
func TestNeverTwiceByJudge(t *testing.T) {
	for seed := range uint64(20) {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 56))
			for range 500 {
				steps := randomRedirects(r)
				script := retrytest.Play(steps...)
				c := &http.Client{Transport: script, Timeout: time.Minute}
				for n := 1; n <= 4; n++ {
					req := request(t, "POST", "http://example.com/")
					resp, err := c.Do(req)
					if err == nil {
						resp.Body.Close()
					}
					if !retry.Judge(retry.Attempt{Request: req, Response: resp, Err: err, Number: n}).Again {
						break
					}
				}
				if twice(script) {
					t.Fatalf("POST was sent again: %s of %+v", script.Log(), steps)
				}
			}
		})
	}
}
