package retry_test

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// In these tests time is that of testing/synctest: no test sleeps.

// waits returns the times between the requests of a script.
func waits(s *retrytest.Script) (waits []time.Duration) {
	requests := s.Requests()
	for i := range requests[:max(0, len(requests)-1)] {
		waits = append(waits, requests[i+1].Time.Sub(requests[i].Time))
	}
	return waits
}

func TestWaits(t *testing.T) {
	const day = 24 * time.Hour
	type between struct{ least, most time.Duration }
	for name, test := range map[string]struct {
		transport *retry.Transport
		steps     []retrytest.Step
		want      []between
	}{
		"doubling": {&retry.Transport{Attempts: 5}, []retrytest.Step{retrytest.Status(503)},
			[]between{{0, time.Second / 2}, {0, time.Second}, {0, 2 * time.Second}, {0, 4 * time.Second}}},
		"own backoff, capped": {&retry.Transport{Attempts: 4, Backoff: time.Hour, MaxWait: 90 * time.Minute}, []retrytest.Step{retrytest.Status(503)},
			[]between{{0, time.Hour}, {0, 90 * time.Minute}, {0, 90 * time.Minute}}},
		"after errors": {&retry.Transport{}, []retrytest.Step{{Fault: retrytest.Refuse}},
			[]between{{0, time.Second / 2}, {0, time.Second}, {0, 2 * time.Second}}},
		"Retry-After": {&retry.Transport{}, []retrytest.Step{retrytest.Status(503, "Retry-After: 7"), retrytest.Status(200)},
			[]between{{7 * time.Second, 7*time.Second + time.Second/2}}},
		"Retry-After-Ms": {&retry.Transport{}, []retrytest.Step{retrytest.Status(503, "Retry-After-Ms: 1500"), retrytest.Status(200)},
			[]between{{1500 * time.Millisecond, 2 * time.Second}}},
		"as long as MaxWait": {&retry.Transport{}, []retrytest.Step{retrytest.Status(503, "Retry-After: 30"), retrytest.Status(200)},
			[]between{{30 * time.Second, 30 * time.Second}}},
		"longer than MaxWait": {&retry.Transport{}, []retrytest.Step{retrytest.Status(503, "Retry-After: 31"), retrytest.Status(200)}, nil},
		"for ever": {&retry.Transport{MaxWait: math.MaxInt64, Backoff: math.MaxInt64}, []retrytest.Step{retrytest.Status(503, "Retry-After: 99999999999999999999"), retrytest.Status(200)},
			[]between{{200 * 365 * day, math.MaxInt64}}},
		"unreadable": {&retry.Transport{}, []retrytest.Step{retrytest.Status(429, "Retry-After: soon"), retrytest.Status(200)},
			[]between{{30 * time.Second, 30 * time.Second}}},
		"unreadable, own MaxWait": {&retry.Transport{MaxWait: time.Minute}, []retrytest.Step{retrytest.Status(429, "Retry-After: soon"), retrytest.Status(200)},
			[]between{{time.Minute, time.Minute}}},
		"Retry-After of 0": {&retry.Transport{}, []retrytest.Step{retrytest.Status(429, "Retry-After: 0"), retrytest.Status(200)},
			[]between{{0, time.Second / 2}}},
		"new connection, at once": {&retry.Transport{}, []retrytest.Step{retrytest.Status(421)}, nil}, // a script cannot give one
		"no backoff": {&retry.Transport{Backoff: -1}, []retrytest.Step{retrytest.Status(503)},
			[]between{{0, 0}, {0, 0}, {0, 0}}},
		"no waits": {&retry.Transport{MaxWait: -1}, []retrytest.Step{retrytest.Status(503)},
			[]between{{0, 0}, {0, 0}, {0, 0}}},
		"no waits, though asked": {&retry.Transport{MaxWait: -1}, []retrytest.Step{retrytest.Status(503, "Retry-After: 1")}, nil},
		"one attempt":            {&retry.Transport{Attempts: 1}, []retrytest.Step{retrytest.Status(503)}, nil},
		"negative attempts":      {&retry.Transport{Attempts: math.MinInt}, []retrytest.Step{retrytest.Status(503)}, nil},
		"content that hangs": {&retry.Transport{Backoff: -1, Attempts: 2}, []retrytest.Step{{Status: 503, Fault: retrytest.HangContent}, retrytest.Status(200)},
			[]between{{50 * time.Millisecond, 100 * time.Millisecond}}},
		"content that drips": {&retry.Transport{Backoff: -1, Attempts: 2}, []retrytest.Step{{Status: 503, Fault: retrytest.DripContent}, retrytest.Status(200)},
			[]between{{50 * time.Millisecond, 100 * time.Millisecond}}},
		"content that is cut": {&retry.Transport{Backoff: -1, Attempts: 2}, []retrytest.Step{{Status: 503, Content: "content", Fault: retrytest.CutContent}, retrytest.Status(200)},
			[]between{{0, 0}}},
		"content of 1 MiB": {&retry.Transport{Backoff: -1, Attempts: 2}, []retrytest.Step{{Status: 503, Content: strings.Repeat(".", 1<<20)}, retrytest.Status(200)},
			[]between{{0, 0}}},
		"timeout of an attempt": {&retry.Transport{Backoff: -1, Attempts: 3, AttemptTimeout: 2 * time.Second}, []retrytest.Step{{Fault: retrytest.Hang}},
			[]between{{2 * time.Second, 2 * time.Second}, {2 * time.Second, 2 * time.Second}}},
		"Decide sets the wait": {&retry.Transport{Decide: func(_ retry.Attempt, d retry.Decision) retry.Decision {
			d.Wait = 11 * time.Second
			return d
		}}, []retrytest.Step{retrytest.Status(503, "Retry-After: 7"), retrytest.Status(200)},
			[]between{{11 * time.Second, 11 * time.Second}}},
		"Decide wants a negative wait": {&retry.Transport{Decide: func(_ retry.Attempt, d retry.Decision) retry.Decision {
			d.Wait = math.MinInt64
			return d
		}}, []retrytest.Step{retrytest.Status(503, "Retry-After: 7"), retrytest.Status(200)},
			[]between{{0, 0}}},
		"Decide wants a wait beyond MaxWait": {&retry.Transport{Decide: func(_ retry.Attempt, d retry.Decision) retry.Decision {
			d.Wait = day
			return d
		}}, []retrytest.Step{retrytest.Status(503), retrytest.Status(200)}, nil},
		"Decide repeats what Judge does not": {&retry.Transport{Decide: func(a retry.Attempt, _ retry.Decision) retry.Decision {
			return retry.Decision{Again: a.Response.StatusCode == 500}
		}}, []retrytest.Step{retrytest.Status(500), retrytest.Status(500), retrytest.Status(200)},
			[]between{{0, time.Second / 2}, {0, time.Second}}},
		"Decide repeats a success": {&retry.Transport{Decide: func(a retry.Attempt, _ retry.Decision) retry.Decision {
			return retry.Decision{Again: a.Number == 1}
		}}, []retrytest.Step{retrytest.Status(200)}, []between{{0, time.Second / 2}}},
		"Decide forbids": {&retry.Transport{Decide: func(retry.Attempt, retry.Decision) retry.Decision {
			return retry.Decision{}
		}}, []retrytest.Step{retrytest.Status(503)}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				script := retrytest.Play(test.steps...)
				test.transport.Base = script
				var told []time.Duration
				test.transport.Observe = func(_ retry.Attempt, d retry.Decision) {
					if d.Again {
						told = append(told, d.Wait)
					}
				}
				if resp, err := test.transport.RoundTrip(request(t, "GET", "http://example.com/")); err == nil {
					resp.Body.Close()
				}
				got := waits(script)
				if len(got) != len(test.want) || len(told) != len(got) {
					t.Fatalf("waits %v, of which Observe was told %v; want %v", got, told, test.want)
				}
				for i, want := range test.want {
					if got[i] < want.least || got[i] > want.most {
						t.Errorf("wait %d is %v; want %v to %v", i+1, got[i], want.least, want.most)
					}
				}
			})
		})
	}
}

// A log says whose decision it was.
func TestDecideReason(t *testing.T) {
	for _, test := range []struct {
		status int
		decide func(*retry.Decision)
		want   string
	}{
		{503, func(d *retry.Decision) {}, "503 Service Unavailable"},
		{503, func(d *retry.Decision) { d.Again = false }, "503 Service Unavailable; Decide overrules this"},
		{500, func(d *retry.Decision) { d.Again = true }, "500 Internal Server Error does not pass by itself; Decide overrules this"},
		{500, func(d *retry.Decision) { d.Again, d.Reason = true, "ours pass" }, "ours pass"},
		{500, func(d *retry.Decision) { d.Wait = 1 }, "500 Internal Server Error does not pass by itself"},
	} {
		var reason string
		tr := &retry.Transport{
			Base: retrytest.Play(retrytest.Status(test.status), retrytest.Status(200)), Backoff: -1,
			Decide: func(a retry.Attempt, d retry.Decision) retry.Decision {
				if a.Number == 1 {
					test.decide(&d)
				}
				return d
			},
			Observe: func(a retry.Attempt, d retry.Decision) {
				if a.Number == 1 {
					reason = d.Reason
				}
			},
		}
		if _, err := tr.RoundTrip(request(t, "GET", "http://example.com/")); err != nil || reason != test.want {
			t.Errorf("%d: %q, %v; want %q", test.status, reason, err, test.want)
		}
	}
}

// A response comes back at once and unread where the wait would be too long.
func TestNoTimeToWait(t *testing.T) {
	for name, limit := range map[string]func(context.Context) (context.Context, context.CancelFunc){
		"MaxWait": context.WithCancel,
		"deadline": func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, 5*time.Second)
		},
		"deadline, just": func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, 20*time.Second)
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				script := retrytest.Play(retrytest.Step{Status: 503, Content: "busy", Fields: []string{"Retry-After: 20"}})
				ctx, cancel := limit(t.Context())
				defer cancel()
				begun := time.Now()
				c := &http.Client{Transport: &retry.Transport{Base: script, MaxWait: 25 * time.Second}}
				if name == "MaxWait" {
					c.Transport.(*retry.Transport).MaxWait = 19 * time.Second
				}
				status, content, err := result(t, c, request(t, "GET", "http://example.com/").WithContext(ctx))
				if status != 503 || content != "busy" || err != nil || script.Log() != "GET" || time.Since(begun) != 0 {
					t.Errorf("%d, %q, %v after %v, %s", status, content, err, time.Since(begun), script.Log())
				}
			})
		})
	}
	// http.Client's Timeout is such a deadline.
	synctest.Test(t, func(t *testing.T) {
		script := retrytest.Play(retrytest.Step{Status: 503, Content: "busy", Fields: []string{"Retry-After: 20"}})
		c := &http.Client{Transport: &retry.Transport{Base: script}, Timeout: 10 * time.Second}
		status, content, err := result(t, c, request(t, "GET", "http://example.com/"))
		if status != 503 || content != "busy" || err != nil || script.Log() != "GET" {
			t.Errorf("%d, %q, %v, %s", status, content, err, script.Log())
		}
	})
	// An error, too, is better than a wait that ends in another one.
	synctest.Test(t, func(t *testing.T) {
		script := retrytest.Play(retrytest.Step{Fault: retrytest.Refuse})
		ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
		defer cancel()
		begun := time.Now()
		tr := &retry.Transport{Base: script, Backoff: math.MaxInt64, MaxWait: math.MaxInt64}
		_, err := tr.RoundTrip(request(t, "GET", "http://example.com/").WithContext(ctx))
		if err == nil || errors.Is(err, context.DeadlineExceeded) || time.Since(begun) != 0 {
			t.Errorf("%v after %v", err, time.Since(begun))
		}
	})
}

// The wait ends with the caller's patience, and says why.
func TestCanceledWait(t *testing.T) {
	cause := errors.New("the user has left")
	for name, leave := range map[string]func(*http.Request) (*http.Request, func()){
		"context": func(req *http.Request) (*http.Request, func()) {
			ctx, cancel := context.WithCancelCause(req.Context())
			return req.WithContext(ctx), func() { cancel(cause) }
		},
		"Cancel": func(req *http.Request) (*http.Request, func()) {
			cancel := make(chan struct{})
			//lint:ignore SA1019 old programs set it, and a transport has to heed it
			req.Cancel = cancel
			return req, func() { close(cancel) }
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				script := retrytest.Play(retrytest.Status(503, "Retry-After: 20"))
				req, cancel := leave(request(t, "PUT", "http://example.com/"))
				begun := time.Now()
				time.AfterFunc(5*time.Second, cancel)
				_, err := (&retry.Transport{Base: script}).RoundTrip(req)
				want := cause
				if name == "Cancel" {
					want = context.Canceled
				}
				failed, ok := errors.AsType[*retry.Error](err)
				if !ok || failed.Attempts != 1 || !failed.MaybeApplied || !errors.Is(err, want) || !strings.Contains(err.Error(), "503 Service Unavailable") {
					t.Errorf("%v", err)
				}
				if time.Since(begun) != 5*time.Second || script.Log() != "PUT(x)" {
					t.Errorf("after %v, %s", time.Since(begun), script.Log())
				}
			})
		})
	}
}

// Clients that failed together do not come back together.
func TestJitter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		low, high := time.Hour, time.Duration(0)
		for range 1000 {
			script := retrytest.Play(retrytest.Status(503), retrytest.Status(200))
			if _, err := (&retry.Transport{Base: script, Backoff: time.Second}).RoundTrip(request(t, "GET", "http://example.com/")); err != nil {
				t.Fatal(err)
			}
			wait := waits(script)[0]
			low, high = min(low, wait), max(high, wait)
		}
		if low > 100*time.Millisecond || high < 900*time.Millisecond || high > time.Second {
			t.Errorf("waits from %v to %v; want all from 0 to 1s", low, high)
		}
	})
}
