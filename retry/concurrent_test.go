package retry_test

import (
	"context"
	"io"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// A hundred requests at once, through everything that they share.
func TestConcurrent(t *testing.T) {
	var mu sync.Mutex
	seen := map[string]int{} // how often a request arrived with credentials
	server := retrytest.Play()
	base := baseFunc(func(req *http.Request) (*http.Response, error) {
		resp, err := server.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		mu.Lock()
		defer mu.Unlock()
		if req.Header.Get("Authorization") == "" {
			resp.StatusCode = 401
			return resp, nil
		}
		name := req.Header.Get("X")
		if seen[name]++; seen[name] == 1 {
			resp.StatusCode = 503
		}
		return resp, nil
	})
	observed := 0
	tr := &retry.Transport{
		Base: base, Backoff: time.Millisecond, AttemptTimeout: time.Hour, Budget: &retry.Budget{Tokens: 1000},
		Authorize: func(*http.Response) (string, bool) { return "Basic x", true },
		Observe: func(retry.Attempt, retry.Decision) {
			mu.Lock()
			defer mu.Unlock()
			observed++
		},
	}
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			req := request(t, []string{"GET", "PUT"}[i%2], "http://"+string(rune('a'+i%7))+".example.com/")
			req.Header.Set("X", string(rune('a'+i)))
			status, _, err := result(t, &http.Client{Transport: tr}, req)
			if status != 200 || err != nil {
				t.Errorf("%d, %v", status, err)
			}
		})
	}
	wg.Wait()
	if attempts := len(server.Requests()); attempts != observed || attempts < 200 {
		t.Errorf("%d attempts, of which %d were observed", attempts, observed)
	}
}

// The same over real connections.
func TestConcurrentConnections(t *testing.T) {
	for _, start := range []func(testing.TB, ...retrytest.Step) *retrytest.Server{retrytest.New, retrytest.NewHTTP2} {
		steps := []retrytest.Step{}
		for i := range 60 {
			steps = append(steps, retrytest.Step{Status: []int{503, 200}[i%2], Content: "content"})
		}
		server := start(t, append(steps, retrytest.Status(200))...)
		c := client(t, server)
		c.Transport.(*retry.Transport).Attempts = 31
		var wg sync.WaitGroup
		for range 100 {
			wg.Go(func() {
				if status, _, err := result(t, c, request(t, "PUT", server.URL)); status != 200 {
					t.Errorf("%d, %v", status, err)
				}
			})
		}
		wg.Wait()
	}
}

// Nothing stays behind when a hundred callers lose patience. synctest.Test waits for every
// goroutine of the test to end, and fails if one never does.
func TestNothingIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		for i := range 100 {
			step := []retrytest.Step{
				retrytest.Status(503, "Retry-After: 20"),
				{Status: 503, Fault: retrytest.HangContent},
				{Fault: retrytest.Hang},
				{Fault: retrytest.Refuse},
			}[i%4]
			tr := &retry.Transport{Base: retrytest.Play(step), AttemptTimeout: time.Hour, Backoff: time.Hour, MaxWait: time.Hour}
			wg.Go(func() {
				resp, err := tr.RoundTrip(request(t, []string{"PUT", "QUERY"}[i%2], "http://example.com/").WithContext(ctx))
				if err == nil {
					io.Copy(io.Discard, resp.Body)
					resp.Body.Close()
				}
			})
		}
		synctest.Wait()
		time.Sleep(time.Second)
		cancel()
		wg.Wait()
		if time.Since(begun) != time.Second {
			t.Errorf("after %v", time.Since(begun))
		}
	})
}
