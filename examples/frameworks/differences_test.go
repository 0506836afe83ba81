package frameworks_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"example.com/httpstatus"
	"example.com/httpstatus/examples/frameworks"
	"example.com/httpstatus/internal/golden"
)

// Both policies are played the same script, a server that answers every request with
// one status, for every final status and three methods; README.md has where they
// differ. To write it anew: go test -run TestDifferences -update .
func TestDifferences(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var status int
		fmt.Sscan(r.URL.Path[1:], &status)
		w.WriteHeader(status)
	}))
	defer server.Close()
	methods := []string{"GET", "PUT", "POST"}
	// repeated returns the methods that a policy repeats after a status.
	repeated := func(policy retryablehttp.CheckRetry, s httpstatus.Status) string {
		var again []string
		for _, method := range methods {
			client := retryablehttp.NewClient()
			client.CheckRetry = policy
			client.Logger, client.RetryWaitMin, client.RetryWaitMax, client.RetryMax = nil, time.Microsecond, time.Microsecond, 1
			requests := 0
			client.RequestLogHook = func(retryablehttp.Logger, *http.Request, int) { requests++ }
			r, err := retryablehttp.NewRequest(method, fmt.Sprintf("%s/%d", server.URL, s), nil)
			if err != nil {
				t.Fatal(err)
			}
			if resp, err := client.Do(r); err == nil {
				resp.Body.Close()
			}
			if requests > 1 {
				again = append(again, method)
			}
		}
		if again == nil {
			return "-"
		}
		return strings.Join(again, " ")
	}
	var table strings.Builder
	table.WriteString("| after | go-retryablehttp repeats | by `Repeatable` |\n|---|---|---|\n")
	for _, s := range httpstatus.All() {
		if s.Class() == httpstatus.Informational {
			continue // not final
		}
		theirs, ours := repeated(retryablehttp.DefaultRetryPolicy, s), repeated(frameworks.CheckRetry, s)
		if theirs != ours {
			fmt.Fprintf(&table, "| %v | %s | %s |\n", s, theirs, ours)
		}
	}

	golden.Section(t, "README.md", "differences", table.String())
}
