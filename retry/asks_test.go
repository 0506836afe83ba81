package retry_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus/retry"
)

// fieldsTest is what Judge makes of the fields of a response.
type fieldsTest struct {
	method string
	status int
	fields []string
	again  bool
	wait   time.Duration
}

// judged is when the server sent the responses of these tests. The client's clock is ten
// minutes fast.
var (
	judged = time.Date(2026, 11, 27, 10, 0, 0, 0, time.UTC)
	date   = "Date: " + judged.Format(http.TimeFormat)
)

func judgeFields(t *testing.T, tests []fieldsTest) {
	t.Helper()
	for _, test := range tests {
		d := retry.Judge(retry.Attempt{
			Request: &http.Request{Method: test.method}, Response: response(test.status, test.fields...), Number: 1,
			Arrived: judged.Add(10 * time.Minute),
		})
		if d.Again != test.again || d.Wait != test.wait {
			t.Errorf("%s %d %.80q: %+v; want %v after %v", test.method, test.status, test.fields, d, test.again, test.wait)
		}
	}
}

func TestJudgeFields(t *testing.T) {
	judgeFields(t, []fieldsTest{
		// Retry-After on every status, whatever follows.
		{"GET", 503, []string{"Retry-After: 7"}, true, 7 * time.Second},
		{"POST", 503, []string{"Retry-After: 7"}, false, 7 * time.Second},
		{"POST", 408, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"POST", 421, []string{"Retry-After: 3600"}, true, time.Hour},
		{"POST", 425, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 502, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 429, []string{"Retry-After: 99999999999999999999"}, true, 1<<63 - 1},
		{"GET", 404, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 200, []string{"Retry-After: 2"}, false, 0},
		{"GET", 301, []string{"Retry-After: 2"}, false, 0},

		// It is consent for idempotent methods where a server may know when.
		{"GET", 500, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"POST", 500, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"PUT", 403, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"POST", 403, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"PUT", 413, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 423, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"POST", 423, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 599, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 577, []string{"Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 477, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 401, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 409, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 501, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 507, []string{"Retry-After: 2"}, false, 2 * time.Second},
		{"GET", 700, []string{"Retry-After: 2"}, false, 2 * time.Second},

		// By the server's clock.
		{"GET", 503, []string{date, "Retry-After: Fri, 27 Nov 2026 10:00:04 GMT"}, true, 4 * time.Second},
		{"GET", 503, []string{date, "Retry-After: Friday, 27-Nov-26 10:00:04 GMT"}, true, 4 * time.Second},
		{"GET", 503, []string{date, "Retry-After: Fri Nov 27 10:00:04 2026"}, true, 4 * time.Second},
		{"GET", 503, []string{date, "Retry-After: Fri, 27 Nov 2026 09:00:00 GMT"}, true, 0},
		{"GET", 503, []string{date, "Age: 600", "Retry-After: Fri, 27 Nov 2026 10:10:04 GMT"}, true, 4 * time.Second},
		{"GET", 503, []string{"Retry-After: Fri, 27 Nov 2026 10:10:04 GMT"}, true, 4 * time.Second},
		{"GET", 503, []string{"Date: yesterday", "Retry-After: Fri, 27 Nov 2026 10:10:04 GMT"}, true, 4 * time.Second},

		// Unreadable: as long as may be, but no consent.
		{"GET", 429, []string{"Retry-After: soon"}, true, 30 * time.Second},
		{"GET", 503, []string{"Retry-After: -1"}, true, 30 * time.Second},
		{"GET", 503, []string{"Retry-After:"}, true, 30 * time.Second},
		{"GET", 500, []string{"Retry-After: soon"}, false, 30 * time.Second},
		{"GET", 503, []string{"Retry-After: 1", "Retry-After: 5"}, true, 5 * time.Second},
		{"GET", 503, []string{"Retry-After: 1", "Retry-After: soon"}, true, 30 * time.Second},

		// Milliseconds.
		{"GET", 503, []string{"Retry-After-Ms: 1500"}, true, 1500 * time.Millisecond},
		{"GET", 503, []string{"X-Ms-Retry-After-Ms: 1500"}, true, 1500 * time.Millisecond},
		{"GET", 503, []string{"Retry-After-Ms: 1500.5"}, true, 1500500 * time.Microsecond},
		{"GET", 503, []string{"Retry-After-Ms: 1500", "Retry-After: 2"}, true, 1500 * time.Millisecond},
		{"GET", 503, []string{"Retry-After-Ms: 15", "Retry-After: 20"}, true, 20 * time.Second},
		{"GET", 503, []string{"Retry-After-Ms: 1500", "Retry-After: soon"}, true, 1500 * time.Millisecond},
		{"GET", 503, []string{"Retry-After-Ms: soon", "Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 503, []string{"Retry-After-Ms: soon"}, true, 30 * time.Second},
		{"GET", 503, []string{"Retry-After-Ms: -5"}, true, 30 * time.Second},
		{"GET", 503, []string{"Retry-After-Ms: NaN"}, true, 30 * time.Second},
		{"GET", 503, []string{"Retry-After-Ms: 0x10"}, true, 30 * time.Second},
		{"GET", 503, []string{"Retry-After-Ms: 1" + strings.Repeat("0", 400)}, true, 1<<63 - 1},
		{"GET", 500, []string{"Retry-After-Ms: 10"}, true, 10 * time.Millisecond},
		{"GET", 500, []string{"Retry-After-Ms: soon"}, false, 30 * time.Second},

		// X-Should-Retry.
		{"GET", 503, []string{"X-Should-Retry: false"}, false, 0},
		{"GET", 429, []string{"X-Should-Retry: FALSE", "Retry-After: 1"}, false, time.Second},
		{"POST", 421, []string{"X-Should-Retry: false"}, false, 0},
		{"GET", 500, []string{"X-Should-Retry: true"}, true, 0},
		{"GET", 409, []string{"X-Should-Retry: true"}, true, 0},
		{"POST", 500, []string{"X-Should-Retry: true"}, false, 0},
		{"POST", 409, []string{"X-Should-Retry: true"}, false, 0},
		{"GET", 401, []string{"X-Should-Retry: true"}, false, 0},
		{"GET", 407, []string{"X-Should-Retry: true"}, false, 0},
		{"GET", 402, []string{"X-Should-Retry: true"}, false, 0},
		{"GET", 200, []string{"X-Should-Retry: true"}, false, 0},
		{"GET", 500, []string{"X-Should-Retry: perhaps"}, false, 0},
	})
}

// Without a time of arrival, and without a Date, dates are measured from now.
func TestJudgeNow(t *testing.T) {
	in := time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
	d := retry.Judge(retry.Attempt{Response: response(429, "Retry-After: "+in)})
	if d.Wait < 59*time.Minute || d.Wait > time.Hour {
		t.Errorf("%+v", d)
	}
}
