package frameworks_test

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"example.com/httpstatus/examples/frameworks"
)

func TestCheckRetry(t *testing.T) {
	for _, test := range []struct {
		name, method string
		first        http.HandlerFunc // what the first request is answered with; the second succeeds
		want         int32            // requests
	}{
		{"429", "GET", answer(429), 2},
		{"429", "POST", answer(429), 2},
		{"408", "POST", answer(408), 2},
		{"502", "GET", answer(502), 2},
		{"502", "PUT", answer(502), 2},
		{"502", "POST", answer(502), 1},
		{"500", "GET", answer(500), 1},
		{"401", "GET", answer(401), 1},
		{"404", "GET", answer(404), 1},
		{"200", "POST", answer(200), 1},
		{"cut off", "PUT", cutOff, 2},
		{"cut off", "POST", cutOff, 1},
		{"503 after a POST was redirected to it by 303", "POST", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/busy", http.StatusSeeOther)
		}, 1},
	} {
		t.Run(test.method+" "+test.name, func(t *testing.T) {
			var requests atomic.Int32
			mux := http.NewServeMux()
			mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
				if requests.Add(1) == 1 {
					test.first(w, r)
				}
			})
			mux.HandleFunc("/busy", answer(503))
			server := httptest.NewServer(mux)
			defer server.Close()

			client := retryablehttp.NewClient()
			client.CheckRetry = frameworks.CheckRetry
			client.Logger, client.RetryWaitMin, client.RetryWaitMax, client.RetryMax = nil, time.Millisecond, time.Millisecond, 3
			r, err := retryablehttp.NewRequest(test.method, server.URL, []byte("content"))
			if err != nil {
				t.Fatal(err)
			}
			// net/http itself sends a request again that got no response on a connection
			// used before; a new one for each keeps it out.
			r.Close = true
			resp, err := client.Do(r)
			if err == nil {
				resp.Body.Close()
			}
			if got := requests.Load(); got != test.want {
				t.Errorf("%d requests, want %d", got, test.want)
			}
		})
	}
}

func answer(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) }
}

func cutOff(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
