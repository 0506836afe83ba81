package retry_test

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// A client that repeats what it may repeat.
func Example() {
	client := &http.Client{Transport: &retry.Transport{}, CheckRedirect: retry.Redirect}
	_ = client
}

// Every attempt and what follows, for a log.
func ExampleTransport() {
	server := retrytest.Play(retrytest.Status(503), retrytest.Status(502), retrytest.Status(200))
	client := &http.Client{Transport: &retry.Transport{
		Base:    server,
		Backoff: time.Millisecond,
		Observe: func(a retry.Attempt, d retry.Decision) {
			fmt.Println(a.Number, d.Again, d.Reason)
		},
	}}
	resp, err := client.Get("http://example.com/")
	if err != nil {
		slog.Error("get", "err", err)
		return
	}
	defer resp.Body.Close()
	fmt.Println(resp.StatusCode, "after", retry.Attempts(resp), "attempts")
	// Output:
	// 1 true 503 Service Unavailable
	// 2 true 502 Bad Gateway
	// 3 false 200 OK is not an error
	// 200 after 3 attempts
}

// The policy alone, for another client.
func ExampleJudge() {
	resp := &http.Response{StatusCode: 503, Header: http.Header{"Retry-After": {"7"}}}
	for _, method := range []string{"GET", "POST"} {
		d := retry.Judge(retry.Attempt{Request: &http.Request{Method: method}, Response: resp})
		fmt.Println(method, d.Again, d.Wait)
	}
	// Output:
	// GET true 7s
	// POST false 7s
}

// A POST that the server recognises when it comes a second time.
func ExampleWithKey() {
	server := retrytest.Play(retrytest.Status(502), retrytest.Status(201))
	client := &http.Client{Transport: &retry.Transport{Base: server, Backoff: time.Millisecond}}
	req, err := http.NewRequest("POST", "http://example.com/orders", strings.NewReader("one"))
	if err != nil {
		panic(err)
	}
	resp, err := client.Do(retry.WithKey(req))
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	fmt.Println(server.Log(), resp.StatusCode)
	// Output: POST/orders(one) POST/orders(one) 201
}

// A 412 to a PUT that was repeated can be about the version that the PUT itself has
// stored.
func ExampleMaybeApplied() {
	server := retrytest.Play(retrytest.Status(504), retrytest.Status(412))
	client := &http.Client{Transport: &retry.Transport{Base: server, Backoff: time.Millisecond}}
	req, err := http.NewRequest("PUT", "http://example.com/note", strings.NewReader("text"))
	if err != nil {
		panic(err)
	}
	req.Header.Set("If-Match", `"1"`)
	resp, err := client.Do(req)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	fmt.Println(resp.StatusCode, retry.MaybeApplied(resp))
	// Output: 412 true
}

// A PUT stays a PUT after a redirect. With net/http's own rule it becomes a GET.
func ExampleRedirect() {
	for _, rule := range []func(*http.Request, []*http.Request) error{nil, retry.Redirect} {
		server := retrytest.Play(retrytest.Status(301, "Location: /new"), retrytest.Status(200))
		client := &http.Client{Transport: server, CheckRedirect: rule}
		req, err := http.NewRequest("PUT", "http://example.com/old", strings.NewReader("text"))
		if err != nil {
			panic(err)
		}
		resp, err := client.Do(req)
		if err != nil {
			panic(err)
		}
		resp.Body.Close()
		fmt.Println(server.Log())
	}
	// Output:
	// PUT/old(text) GET/new
	// PUT/old(text) PUT/new(text)
}

// A response that took more than one attempt.
func ExampleAttempts() {
	server := retrytest.Play(retrytest.Status(503), retrytest.Status(200))
	client := &http.Client{Transport: &retry.Transport{Base: server, Backoff: time.Millisecond}}
	resp, err := client.Get("http://example.com/")
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	if n := retry.Attempts(resp); n > 1 {
		fmt.Println(resp.StatusCode, "after", n, "attempts")
	}
	// Output: 200 after 2 attempts
}

// The server closes every connection. The error tells that it may have carried out the PUT.
func ExampleError() {
	server := retrytest.Play(retrytest.Step{Fault: retrytest.Close})
	client := &http.Client{Transport: &retry.Transport{Base: server, Attempts: 2, Backoff: time.Millisecond}}
	req, err := http.NewRequest("PUT", "http://example.com/note", strings.NewReader("text"))
	if err != nil {
		panic(err)
	}
	_, err = client.Do(req)
	if failed, ok := errors.AsType[*retry.Error](err); ok {
		fmt.Println(failed.Attempts, failed.MaybeApplied, failed)
	}
	// Output: 2 true after 2 attempts: EOF
}
