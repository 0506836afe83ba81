package retry

import (
	"math"
	"net/http"
	"strings"
	"time"

	"example.com/httpstatus"
)

// rateLimit returns when a used-up limit is restored, and whether there is one that
// the server says is used up. A limit of which something remains says nothing about
// when to come back. A 429 that does not say what remains means that nothing does.
func rateLimit(header http.Header, s httpstatus.Status, now time.Time, longest time.Duration) (wait time.Duration, spent bool) {
	limited := s == httpstatus.TooManyRequests
	if fields := header.Values("RateLimit"); len(fields) > 0 {
		wait, spent, ok := policies(strings.Join(fields, ","), longest)
		if ok && spent {
			return wait, true
		}
		if !ok && limited {
			return longest, false
		}
	}
	for _, prefix := range [...]string{"X-RateLimit-", "RateLimit-", "X-Rate-Limit-"} {
		var reset string
		for _, suffix := range [...]string{"Reset-After", "Reset"} { // Discord sends both; the first is exact
			if reset = header.Get(prefix + suffix); reset != "" {
				break
			}
		}
		remaining, known := seconds(header.Get(prefix+"Remaining"), time.Second)
		if reset == "" || known && remaining > 0 || !known && !limited {
			continue
		}
		wait, ok := restored(reset, now)
		switch {
		case ok:
			return wait, known
		case limited:
			return longest, false
		}
	}
	return 0, false
}

// policies reads RateLimit, a list such as `"burst";r=0;t=5, "day";r=70;t=3600`
// (draft-ietf-httpapi-ratelimit-headers), and the form of its older drafts,
// `limit=100, remaining=0, reset=5`. It returns the time until all limits that are
// used up are restored.
func policies(field string, longest time.Duration) (wait time.Duration, spent, ok bool) {
	var remaining, reset time.Duration = -1, -1
	end := func() {
		if remaining == 0 {
			spent = true
			if reset < 0 {
				reset = longest
			}
			wait = max(wait, reset)
		}
	}
	for item := range strings.SplitSeq(field, ",") {
		for i, part := range strings.Split(item, ";") {
			name, value, found := strings.Cut(strings.Trim(part, " \t"), "=")
			if !found && i == 0 { // the name of the next policy
				end()
				remaining, reset = -1, -1
			}
			switch strings.ToLower(name) {
			case "r", "remaining":
				remaining, found = seconds(value, time.Second)
			case "t", "reset":
				reset, found = seconds(value, time.Second)
			default:
				continue
			}
			if !found {
				return 0, false, false
			}
			ok = true
		}
	}
	end()
	return wait, spent, ok
}

// restored reads X-RateLimit-Reset in its usual forms: seconds from now, a Unix time
// in seconds or milliseconds, or a date.
func restored(value string, now time.Time) (time.Duration, bool) {
	const (
		second      = 1e9  // as a Unix time, the year 2001
		millisecond = 1e12 // the same
		most        = 1e14
	)
	if n, ok := number(value); ok {
		switch {
		case n < second:
			return seconds(value, time.Second)
		case n < millisecond:
			return until(now, n), true
		case n < most:
			return until(now, n/1000), true
		}
		return 0, false
	}
	if t, err := time.Parse(time.RFC3339, value); err == nil {
		return max(0, t.Sub(now)), true
	}
	if d, err := httpstatus.ParseRetryAfter(value, now); err == nil {
		return d, true
	}
	d, err := time.ParseDuration(value) // "6m0s"
	return max(0, d), err == nil
}

// until returns the time from now until a Unix time.
func until(now time.Time, unix float64) time.Duration {
	whole, fraction := math.Modf(unix)
	return max(0, time.Unix(int64(whole), int64(fraction*1e9)).Sub(now))
}
