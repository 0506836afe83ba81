package retry

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"example.com/httpstatus"
)

// asks is what a response's fields say about another attempt.
type asks struct {
	wait   time.Duration
	after  bool // a readable Retry-After: there is a time after which to come back
	spent  bool // a limit is used up, and wait is when it is restored
	veto   bool // X-Should-Retry: false
	invite bool // X-Should-Retry: true
}

// consents reports whether the server agrees to another attempt although the status
// alone says that the error does not pass. Some servers send these statuses with a time:
// RFC 9110, 15.5.14 describes it for 413, GitHub does it with 403, and Kubernetes with
// 500. A 423 with a time is a lock that ends by then.
func (a asks) consents(s httpstatus.Status) bool {
	if a.invite {
		return s.Remedy() != httpstatus.RemedyAuthenticate && s.Remedy() != httpstatus.RemedyPay
	}
	switch s {
	case httpstatus.Forbidden:
		return a.after || a.spent
	case httpstatus.ContentTooLarge, httpstatus.Locked:
		return a.after
	default:
		// An unrecognised 5xx is as a 500 (RFC 9110, 15).
		unknown := s.Registration() == httpstatus.RegistrationNone && s.Class() == httpstatus.ServerError
		return a.after && (s == httpstatus.InternalServerError || unknown)
	}
}

// readAsks reads the fields of a response. A time that it cannot read counts as longest.
func readAsks(attempt Attempt, longest time.Duration) asks {
	header := attempt.Response.Header
	if len(header) == 0 {
		return asks{}
	}
	var a asks
	switch should := header.Get("X-Should-Retry"); {
	case strings.EqualFold(should, "false"):
		a.veto = true
	case strings.EqualFold(should, "true"):
		a.invite = true
	}
	now := serverNow(header, attempt.Arrived)
	var asked bool
	if a.wait, a.after, asked = retryAfter(header, now, longest); !asked {
		a.wait, a.spent = rateLimit(header, httpstatus.Status(attempt.Response.StatusCode), now, longest)
	}
	return a
}

// retryAfter returns the time that Retry-After and its variants in milliseconds ask
// to wait, whether it could be read, and whether there is such a field at all. If a
// field stands twice, the longer time counts.
func retryAfter(header http.Header, now time.Time, longest time.Duration) (wait time.Duration, readable, asked bool) {
	readable = true
	for _, value := range header.Values("Retry-After") {
		asked = true
		d, err := httpstatus.ParseRetryAfter(value, now)
		if err != nil {
			readable, d = false, longest
		}
		wait = max(wait, d)
	}
	for _, name := range [...]string{"Retry-After-Ms", "X-Ms-Retry-After-Ms"} {
		ms, ok := seconds(header.Get(name), time.Millisecond)
		switch {
		case header.Get(name) == "":
		case !ok && !asked:
			return longest, false, true
		case ok && (!asked || !readable || wait-ms <= time.Second):
			// The same time more exactly, since Retry-After is in whole seconds. If the
			// two contradict each other, the longer one counts.
			return ms, true, true
		}
	}
	return wait, readable && asked, asked
}

// serverNow returns the present time by the server's clock, since the server's dates are
// by that clock too. A response with an Age comes from a cache, and its Date is older.
func serverNow(header http.Header, arrived time.Time) time.Time {
	if date, err := http.ParseTime(header.Get("Date")); err == nil && header.Get("Age") == "" {
		return date
	}
	if arrived.IsZero() {
		return time.Now()
	}
	return arrived
}

// seconds reads a number of units as a Duration. Numbers that a Duration cannot hold
// give the largest one.
func seconds(text string, unit time.Duration) (time.Duration, bool) {
	n, ok := number(text)
	if n >= float64(forever/unit) {
		return forever, ok
	}
	return time.Duration(n * float64(unit)), ok
}

// number reads digits with an optional fraction.
func number(text string) (float64, bool) {
	text = strings.Trim(text, " \t")
	whole, fraction, dotted := strings.Cut(text, ".")
	if !isDigits(whole) || dotted && !isDigits(fraction) {
		return 0, false
	}
	n, _ := strconv.ParseFloat(text, 64) // +Inf if it is out of range
	return n, true
}

func isDigits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool { return c < '0' || c > '9' })
}
