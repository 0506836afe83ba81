package httpstatus

import (
	"errors"
	"math"
	"strings"
	"time"

	"example.com/httpstatus/internal/quote"
)

// ParseRetryAfter reads the value of a Retry-After field (RFC 9110, 10.2.3) and returns the
// time to wait from now. It accepts the forms that the standard allows. It also accepts
// other forms that servers send, if they have only one possible meaning. It ignores spaces
// and tabs around the value.
//
//	120                               seconds
//	1.5                               a decimal fraction, rounded up to whole seconds: 2
//	Sun, 06 Nov 1994 08:49:37 GMT     the three date formats of HTTP (RFC 9110, 5.6.7)
//	Sunday, 06-Nov-94 08:49:37 GMT
//	Sun Nov  6 08:49:37 1994
//	6 Nov 1994 09:49 +0100            the date format of mail (RFC 5322, 3.3 and 4.3)
//
// These are the rules for a date:
//
//   - Letters may be upper or lower case. Several spaces or tabs count as one.
//   - The day may have one digit.
//   - The month is its English name in three letters. It may have hyphens around it
//     instead of spaces.
//   - The day of the week has three letters or its full name. It need not match the date.
//     It may be missing if there is a zone.
//   - The year has four digits or two. A year of two digits lies within the hundred years
//     that end fifty years from now.
//   - The seconds may be missing if there is a zone. They may be 60, for a leap second.
//   - The zone is GMT, UT, UTC, Z, EST, EDT, CST, CDT, MST, MDT, PST or PDT, or an offset
//     such as +0100.
//
// The result is never negative: for a date in the past it is 0. For a number or date that
// is too large for a Duration, it is the largest Duration. Always limit the result to the
// longest time that you want to wait. Some servers send nonsense, for example a Unix time,
// and ParseRetryAfter reads such a number as seconds.
//
// For any other value, ParseRetryAfter returns 0 and an error that quotes at most 100 bytes
// of the value. Examples: an empty value, "+5", "1e3", "5s", a list, "2026-11-06T08:49:37Z",
// "Sun, 06 Nov 1994 08:49:37", which has no zone, and a 31st of February.
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

// parseSeconds reads digits. A point and more digits may follow.
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

// A date holds the parts of a date before they are checked. The year may still have two
// digits, and the month may not have the day.
type date struct {
	year, day            int
	month                time.Month
	hour, minute, second int
	east                 int // the minutes that the zone is ahead of UTC
}

// in returns the date in a year. Package time has no leap seconds, so it takes a 60th second
// as the first second of the next minute.
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
		last := now.UTC().AddDate(50, 0, 0) // RFC 9110, 5.6.7
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

// A dateReader reads the parts of a date from left to right. If a part is missing, bad is
// true.
type dateReader struct {
	rest string
	bad  bool
}

// mail reads the part after the day of the week in a date that has a zone.
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

// asctime reads the part after the day of the week in the format of asctime in C.
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

// word reads the letters at the beginning.
func (r *dateReader) word() (word string) {
	n := 0
	for n < len(r.rest) && 'a' <= r.rest[n]|0x20 && r.rest[n]|0x20 <= 'z' {
		n++
	}
	word, r.rest = r.rest[:n], r.rest[n:]
	return word
}

// number reads up to most digits. Fewer than least are bad.
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

// zone reads a zone and returns the minutes that it is ahead of UTC.
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

// zones has the names in RFC 5322, 4.3, and UTC. That section also lists military letters.
// All senders agree on the meaning of Z only, so the others are not here.
var zones = [...]struct {
	name  string
	hours int
}{
	{"GMT", 0}, {"UT", 0}, {"UTC", 0}, {"Z", 0},
	{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7},
}
