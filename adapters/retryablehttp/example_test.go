package retryablehttp_test

import (
	"fmt"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	adapter "example.com/httpstatus/adapters/retryablehttp"
	"example.com/httpstatus/retry/retrytest"
)

// A GET is sent again after a 502. A POST is not, because the server may have carried it out.
func Example() {
	for _, method := range []string{"GET", "POST"} {
		server := retrytest.Play(retrytest.Status(502), retrytest.Status(200))
		client := retryablehttp.NewClient()
		adapter.Use(client)
		client.Logger, client.RetryWaitMin = nil, time.Millisecond
		client.HTTPClient.Transport = server

		req, err := retryablehttp.NewRequest(method, "http://example.com/", nil)
		if err != nil {
			panic(err)
		}
		resp, err := client.Do(req)
		if err != nil {
			panic(err)
		}
		resp.Body.Close()
		fmt.Println(resp.StatusCode, server.Log())
	}
	// Output:
	// 200 GET GET
	// 502 POST
}
