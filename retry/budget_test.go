package retry_test

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// send sends n requests, one after the other or all at once, to a host.
func send(t *testing.T, tr http.RoundTripper, n int, atOnce bool, host string) (statuses map[int]int) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	statuses = map[int]int{}
	one := func() {
		resp, err := tr.RoundTrip(request(t, "GET", "http://"+host+"/"))
		status := 0
		if err == nil {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
			status = resp.StatusCode
		}
		mu.Lock()
		statuses[status]++
		mu.Unlock()
	}
	for range n {
		if atOnce {
			wg.Go(one)
		} else {
			one()
		}
	}
	wg.Wait()
	return statuses
}

// A dead service gets at most half of its load on top, once, and nobody gets an error
// that is the budget's.
func TestDeadService(t *testing.T) {
	for _, step := range []retrytest.Step{retrytest.Status(503), retrytest.Status(429), {Fault: retrytest.Refuse}, {Fault: retrytest.Close}} {
		for _, atOnce := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				script := retrytest.Play(step)
				tr := &retry.Transport{Base: script}
				statuses := send(t, tr, 60, atOnce, "example.com")
				if got := len(script.Requests()); got > 90 || got < 64 {
					t.Errorf("%+v, at once %v: %d attempts", step, atOnce, got)
				}
				if statuses[step.Status] != 60 {
					t.Errorf("%+v: %v", step, statuses)
				}
				// No request to this host is repeated any more. Requests to other hosts are.
				before := len(script.Requests())
				send(t, tr, 60, atOnce, "example.com")
				if got := len(script.Requests()) - before; got != 60 {
					t.Errorf("%+v: then %d attempts for 60 requests", step, got)
				}
				before = len(script.Requests())
				send(t, tr, 1, false, "example.net")
				if got := len(script.Requests()) - before; got != 4 {
					t.Errorf("%+v: %d attempts at another host", step, got)
				}
			})
		}
	}
}

// A short failure that meets thirty requests at once is repeated for all of them.
func TestShortFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		steps := make([]retrytest.Step, 30)
		for i := range steps {
			steps[i] = retrytest.Status(503)
		}
		script := retrytest.Play(append(steps, retrytest.Status(200))...)
		if statuses := send(t, &retry.Transport{Base: script}, 30, true, "example.com"); statuses[200] != 30 {
			t.Error(statuses)
		}
	})
}

// One request makes all its attempts, even if they are many.
func TestAllAttempts(t *testing.T) {
	for _, attempts := range []int{1, 2, 4, 31, 32, 100} {
		synctest.Test(t, func(t *testing.T) {
			script := retrytest.Play(retrytest.Status(503))
			send(t, &retry.Transport{Base: script, Attempts: attempts}, 1, false, "example.com")
			if got := len(script.Requests()); got != attempts {
				t.Errorf("%d attempts; want %d", got, attempts)
			}
		})
	}
}

// Successes give back a tenth of what failures take. Failures that are not repeated
// take nothing.
func TestRecovery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		status := 503
		base := baseFunc(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: status, Body: http.NoBody}, nil
		})
		repeated := 0
		tr := &retry.Transport{Base: base, Attempts: 2, Observe: func(a retry.Attempt, d retry.Decision) {
			if d.Again {
				repeated++
			}
		}}
		for _, step := range []struct{ status, requests, repeated int }{
			{503, 60, 30}, // uses up all
			{500, 600, 0}, // neither a failure that passes nor a success
			{503, 1, 0},
			{404, 9, 0},
			{503, 1, 0},
			{200, 310, 0}, // 31 tokens of 60
			{503, 5, 0},   // the first two attempts take it below half again
			{200, 700, 0},
			{503, 60, 30},
		} {
			status, repeated = step.status, 0
			send(t, tr, step.requests, false, "example.com")
			if step.status == 503 && step.requests == 5 {
				if repeated > 2 {
					t.Errorf("%+v: %d repeated", step, repeated)
				}
				continue
			}
			if repeated < step.repeated/2 || repeated > step.repeated {
				t.Errorf("%+v: %d repeated", step, repeated)
			}
		}
	})
}

// The same without anyone who looks on.
func TestRecoveryUnobserved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		status, calls := 503, 0
		tr := &retry.Transport{Attempts: 2, Base: baseFunc(func(*http.Request) (*http.Response, error) {
			calls++
			return &http.Response{StatusCode: status, Body: http.NoBody}, nil
		})}
		send(t, tr, 60, false, "example.com")
		status = 200
		send(t, tr, 600, false, "example.com")
		status, calls = 503, 0
		send(t, tr, 1, false, "example.com")
		if calls != 2 || tr.BudgetHosts() != 1 {
			t.Errorf("%d attempts", calls)
		}
		status = 200
		send(t, tr, 20, false, "example.com")
		if got := tr.BudgetHosts(); got != 0 {
			t.Errorf("%d hosts are remembered after they have recovered", got)
		}
	})
}

// A Budget can be shared, and switched off.
func TestOwnBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		script := retrytest.Play(retrytest.Status(503))
		shared := &retry.Budget{Tokens: 10}
		for range 5 {
			send(t, &retry.Transport{Base: script, Budget: shared}, 4, false, "example.com")
		}
		if got := len(script.Requests()); got < 24 || got > 25 {
			t.Errorf("%d attempts for 20 requests", got)
		}
		script = retrytest.Play(retrytest.Status(503))
		send(t, &retry.Transport{Base: script, Budget: &retry.Budget{Tokens: -1}}, 60, true, "example.com")
		if got := len(script.Requests()); got != 240 {
			t.Errorf("%d attempts without a limit", got)
		}
	})
}

// What a new connection or credentials are needed for says nothing about load.
func TestBudgetIsAboutLoad(t *testing.T) {
	server := retrytest.New(t, retrytest.Status(421))
	c := client(t, server)
	for range 50 {
		if status, _, err := result(t, c, request(t, "GET", server.URL)); status != 421 {
			t.Fatal(status, err)
		}
	}
	if got := len(server.Requests()); got != 100 {
		t.Errorf("%d attempts for 50 requests", got)
	}
}

// The memory is bounded, even if many hosts fail.
func TestManyHosts(t *testing.T) {
	tr := &retry.Transport{Base: retrytest.Play(retrytest.Status(503)), Attempts: 1}
	for i := range 3000 {
		send(t, tr, 1, false, fmt.Sprintf("%d.example.com", i))
	}
	if got := tr.BudgetHosts(); got != 1000 {
		t.Errorf("%d hosts are remembered", got)
	}
}

type baseFunc func(*http.Request) (*http.Response, error)

func (f baseFunc) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }
