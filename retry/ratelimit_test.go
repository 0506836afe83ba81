package retry_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Limits that are used up.
func TestJudgeRateLimits(t *testing.T) {
	unix := func(d time.Duration) string { return fmt.Sprint(judged.Add(d).Unix()) }
	judgeFields(t, []fieldsTest{
		{"GET", 429, []string{`RateLimit: "default";r=0;t=5`}, true, 5 * time.Second},
		{"POST", 429, []string{`RateLimit: default; r=0; t=5`}, true, 5 * time.Second},
		{"GET", 429, []string{`RateLimit: "burst";r=0;t=5, "day";r=0;t=9`}, true, 9 * time.Second},
		{"GET", 429, []string{`RateLimit: "burst";r=0;t=5, "day";r=7;t=900`}, true, 5 * time.Second},
		{"GET", 429, []string{`RateLimit: "burst";r=0;t=5`, `RateLimit: "day";r=0;t=9`}, true, 9 * time.Second},
		{"GET", 429, []string{`RateLimit: limit=100, remaining=0, reset=5`}, true, 5 * time.Second},
		{"GET", 429, []string{`RateLimit: "default";r=7;t=5`}, true, 0},
		{"GET", 429, []string{`RateLimit: "default";r=0`}, true, 30 * time.Second},
		{"GET", 429, []string{`RateLimit: "default";r=0;t=soon`}, true, 30 * time.Second},
		{"GET", 429, []string{`RateLimit: ;;;`}, true, 30 * time.Second},
		{"GET", 503, []string{`RateLimit: ;;;`}, true, 0},
		{"GET", 503, []string{`RateLimit: "default";r=0;t=5`}, true, 5 * time.Second},
		{"GET", 429, []string{`RateLimit: "default";r=0;t=5`, "Retry-After: 2"}, true, 2 * time.Second},
		{"GET", 403, []string{`RateLimit: "default";r=0;t=5`}, true, 5 * time.Second},
		{"POST", 403, []string{`RateLimit: "default";r=0;t=5`}, false, 5 * time.Second},
		{"GET", 403, []string{`RateLimit: "default";r=1;t=5`}, false, 0},
		{"GET", 404, []string{`RateLimit: "default";r=0;t=5`}, false, 5 * time.Second},

		{"GET", 429, []string{date, "X-RateLimit-Reset: " + unix(9*time.Second)}, true, 9 * time.Second},
		{"GET", 429, []string{date, "X-RateLimit-Reset: " + unix(9*time.Second) + "000"}, true, 9 * time.Second},
		{"GET", 429, []string{date, "X-RateLimit-Reset: " + unix(9*time.Second) + ".5"}, true, 9500 * time.Millisecond},
		{"GET", 429, []string{date, "X-RateLimit-Reset: " + unix(-9*time.Second)}, true, 0},
		{"GET", 429, []string{"X-RateLimit-Reset: 9"}, true, 9 * time.Second},
		{"GET", 429, []string{"X-RateLimit-Reset: 86400"}, true, 24 * time.Hour},
		{"GET", 429, []string{"X-RateLimit-Reset: 1.5"}, true, 1500 * time.Millisecond},
		{"GET", 429, []string{"X-RateLimit-Reset: 6m0s"}, true, 6 * time.Minute},
		{"GET", 429, []string{"X-RateLimit-Reset: -6m0s"}, true, 0},
		{"GET", 429, []string{date, "X-RateLimit-Reset: 2026-11-27T10:00:09Z"}, true, 9 * time.Second},
		{"GET", 429, []string{date, "X-RateLimit-Reset: Fri, 27 Nov 2026 10:00:09 GMT"}, true, 9 * time.Second},
		{"GET", 429, []string{"X-RateLimit-Reset: soon"}, true, 30 * time.Second},
		{"GET", 429, []string{"X-RateLimit-Reset: 1" + strings.Repeat("0", 400)}, true, 30 * time.Second},
		{"GET", 429, []string{"RateLimit-Reset: 9"}, true, 9 * time.Second},
		{"GET", 429, []string{"X-Rate-Limit-Reset: 9"}, true, 9 * time.Second},
		{"GET", 429, []string{date, "X-RateLimit-Reset-After: 1.5", "X-RateLimit-Reset: " + unix(2*time.Second)}, true, 1500 * time.Millisecond},
		{"GET", 429, []string{"X-RateLimit-Remaining: 7", "X-RateLimit-Reset: 9"}, true, 0},
		{"GET", 429, []string{"X-RateLimit-Remaining: 0"}, true, 0},
		{"GET", 503, []string{"X-RateLimit-Remaining: 4999", "X-RateLimit-Reset: 9"}, true, 0},
		{"GET", 503, []string{"X-RateLimit-Reset: 9"}, true, 0},
		{"GET", 403, []string{"X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 9"}, true, 9 * time.Second},
		{"GET", 403, []string{"X-RateLimit-Remaining: 0", "X-RateLimit-Reset: soon"}, false, 0},
		{"GET", 403, []string{"X-RateLimit-Remaining: 1", "X-RateLimit-Reset: 9"}, false, 0},
		{"GET", 403, []string{"X-RateLimit-Reset: 9"}, false, 0},
		{"POST", 403, []string{"X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 9"}, false, 9 * time.Second},
		{"GET", 403, []string{"X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 9", "Retry-After: 2"}, true, 2 * time.Second},
	})
}
