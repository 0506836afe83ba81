package httpstatus

import (
	"errors"
	"math"
	"strings"
	"time"

	"example.com/httpstatus/internal/quote"
)

// ParseRetryAfter reads the value of a Retry-After field (RFC 9110, 10.2.3) as the
// time from now. It takes what the standard allows, and what servers send besides if
// there is only one way to read it. Spaces and tabs around the value are ignored.
//
//	120                               seconds
//	1.5                               a decimal fraction, rounded up to whole seconds: 2
//	Sun, 06 Nov 1994 08:49:37 GMT     the three dates of HTTP (RFC 9110, 5.6.7)
//	Sunday, 06-Nov-94 08:49:37 GMT
//	Sun Nov  6 08:49:37 1994
//	6 Nov 1994 09:49 +0100            a date as in mail (RFC 5322, 3.3 and 4.3)
//
// In a date the day may have one digit, letters may be of either case, the month has
// its English name of three letters, and hyphens may stand around it instead of spaces.
// The day of the week is a name of three letters or a whole one. It is not compared
// with the date, and may be absent except in the form without a zone. The year has four
// digits, or two: then it lies within the hundred years that end fifty years from now.
// The seconds may be absent where there is a zone. 60 is a leap second. The zone is GMT,
// UT, UTC or Z, EST, EDT, CST, CDT, MST, MDT, PST or PDT, or an offset such as +0100.
// Several spaces or tabs count as one.
//
// The result is never negative: a date that has passed gives 0. A number or date beyond
// what a Duration holds gives the largest Duration. Servers send nonsense, a Unix time
// among it, which is read as the seconds that it says: limit the result to what you are
// willing to wait.
//
// Everything else gives 0 and an error that quotes the field, at most 100 bytes of it:
// "", a sign, an exponent, a unit, a list, a date of ISO 8601, a date without a zone, a
// day that the month does not have.
func ParseRetryAfter(field string, now time.Time) (time.Duration, error) {
	value := strings.Trim(field, " \t")
	if d, ok := parseSeconds(value); ok {
		return d, nil
	}
	if t, ok := parseDate(value, now); ok {
		return max(0, t.Sub(now)), nil
	}
	return 0, errors.New("httpstatus: parse Retry-After " + quote.String(field) + ": want a number of seconds, such as 120, or a date such as \"Sun, 06 Nov 1994 08:49:37 GMT\"")
}

// parseSeconds reads digits, and a point and digits after them.
func parseSeconds(value string) (time.Duration, bool) {
	const limit = math.MaxInt64 / int64(time.Second)
	whole, fraction, pointed := strings.Cut(value, ".")
	if !digits(whole) || pointed && !digits(fraction) {
		return 0, false
	}
	var seconds int64
	for i := range len(whole) {
		if seconds <= limit {
			seconds = seconds*10 + int64(whole[i]-'0')
		}
	}
	if strings.Trim(fraction, "0") != "" {
		seconds++
	}
	if seconds > limit {
		return math.MaxInt64, true
	}
	return time.Duration(seconds) * time.Second, true
}

// A date is what a date says before its year, of two digits perhaps, and its day are
// looked at.
type date struct {
	year, day            int
	month                time.Month
	hour, minute, second int
	east                 int // minutes by which the zone is ahead of UTC
}

// in returns the date in a year. Package time has no leap seconds: a second after :59 is
// the next minute.
func (d date) in(year int) time.Time {
	return time.Date(year, d.month, d.day, d.hour, d.minute-d.east, d.second, 0, time.UTC)
}

func parseDate(value string, now time.Time) (time.Time, bool) {
	r := dateReader{rest: value}
	var d date
	short := false // the year has two digits
	weekday := r.word()
	if weekday == "" || r.literal(',') {
		r.spaces()
		d, short = r.mail()
	} else {
		d = r.asctime()
	}
	if r.bad || r.rest != "" || weekday != "" && !isWeekday(weekday) {
		return time.Time{}, false
	}
	if short {
		last := now.UTC().AddDate(50, 0, 0) // as RFC 9110, 5.6.7 has it
		d.year = last.Year() - (last.Year()-d.year)%100
		if d.in(d.year).After(last) {
			d.year -= 100
		}
	}
	if time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Day() != d.day {
		return time.Time{}, false
	}
	return d.in(d.year), true
}

// A dateReader takes a date apart from its beginning. What is not there makes it bad.
type dateReader struct {
	rest string
	bad  bool
}

// mail reads what follows the day of the week in a date that has a zone.
func (r *dateReader) mail() (d date, short bool) {
	d.day = r.number(1, 2)
	if r.literal('-') {
		d.month = r.month()
		r.want(r.literal('-'))
	} else {
		r.want(r.spaces())
		d.month = r.month()
		r.want(r.spaces())
	}
	length := len(r.rest)
	d.year = r.number(2, 4)
	length -= len(r.rest)
	r.want(length != 3)
	r.want(r.spaces())
	r.time(&d, false)
	r.want(r.spaces())
	d.east = r.zone()
	return d, length == 2
}

// asctime reads what follows the day of the week in the format of C's asctime.
func (r *dateReader) asctime() (d date) {
	r.want(r.spaces())
	d.month = r.month()
	r.want(r.spaces())
	d.day = r.number(1, 2)
	r.want(r.spaces())
	r.time(&d, true)
	r.want(r.spaces())
	d.year = r.number(4, 4)
	return d
}

func (r *dateReader) time(d *date, seconds bool) {
	d.hour = r.number(2, 2)
	r.want(r.literal(':'))
	d.minute = r.number(2, 2)
	if seconds || strings.HasPrefix(r.rest, ":") {
		r.want(r.literal(':'))
		d.second = r.number(2, 2)
	}
	r.want(d.hour <= 23 && d.minute <= 59 && d.second <= 60)
}

func (r *dateReader) want(ok bool) { r.bad = r.bad || !ok }

// spaces skips spaces and tabs, and reports whether there were any.
func (r *dateReader) spaces() bool {
	before := len(r.rest)
	r.rest = strings.TrimLeft(r.rest, " \t")
	return len(r.rest) < before
}

func (r *dateReader) literal(c byte) bool {
	found := r.rest != "" && r.rest[0] == c
	if found {
		r.rest = r.rest[1:]
	}
	return found
}

// word takes the letters at the beginning.
func (r *dateReader) word() (word string) {
	n := 0
	for n < len(r.rest) && 'a' <= r.rest[n]|0x20 && r.rest[n]|0x20 <= 'z' {
		n++
	}
	word, r.rest = r.rest[:n], r.rest[n:]
	return word
}

// number takes at most most digits, and wants at least least.
func (r *dateReader) number(least, most int) (value int) {
	n := 0
	for n < most && n < len(r.rest) && digits(r.rest[n:n+1]) {
		value = value*10 + int(r.rest[n]-'0')
		n++
	}
	r.rest = r.rest[n:]
	r.want(n >= least)
	return value
}

func (r *dateReader) month() time.Month {
	word := r.word()
	for i, name := range months {
		if equalFold(word, name) {
			return time.Month(1 + i)
		}
	}
	r.bad = true
	return 0
}

// zone returns the minutes by which a zone is ahead of UTC.
func (r *dateReader) zone() int {
	sign := 0
	switch {
	case r.literal('+'):
		sign = 1
	case r.literal('-'):
		sign = -1
	default:
		word := r.word()
		for _, z := range zones {
			if equalFold(word, z.name) {
				return z.hours * 60
			}
		}
	}
	offset := r.number(4, 4)
	r.want(sign != 0 && offset%100 <= 59)
	return sign * (offset/100*60 + offset%100)
}

func isWeekday(word string) bool {
	for _, day := range weekdays {
		if equalFold(word, day) || equalFold(word, day[:3]) {
			return true
		}
	}
	return false
}

var (
	weekdays = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	months   = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)

// zones are the names of RFC 5322, 4.3, and UTC. Of its military letters only Z has a
// meaning that all senders agree on.
var zones = [...]struct {
	name  string
	hours int
}{
	{"GMT", 0}, {"UT", 0}, {"UTC", 0}, {"Z", 0},
	{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7},
}
