package retrytest_test

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// A script in place of a network: the first request gets no response, and the second one a
// 503. The log has the requests that the client sent.
func Example() {
	server := retrytest.Play(
		retrytest.Step{Fault: retrytest.Close},
		retrytest.Status(503, "Retry-After: 0"),
		retrytest.Status(204),
	)
	client := &http.Client{Transport: &retry.Transport{Base: server, Backoff: time.Millisecond}}
	req, err := http.NewRequest("PUT", "http://example.com/note", strings.NewReader("text"))
	if err != nil {
		panic(err)
	}
	resp, err := client.Do(req)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	fmt.Println(resp.StatusCode, server.Log())
	// Output: 204 PUT/note(text) PUT/note(text) PUT/note(text)
}
