package httpstatus_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/quote"
)

var now = time.Date(1994, time.November, 6, 8, 49, 0, 0, time.UTC)

func TestParseRetryAfter(t *testing.T) {
	const max = time.Duration(math.MaxInt64)
	good := map[string]time.Duration{
		"120":                   2 * time.Minute,
		"0":                     0,
		"000120":                2 * time.Minute,
		" \t120\t ":             2 * time.Minute,
		"9223372036":            9223372036 * time.Second,
		"9223372037":            max,
		"9999999999":            max,
		"92233720360":           max, // ten times the largest
		strings.Repeat("9", 40): max,
		"1743441608":            1743441608 * time.Second,

		// A fraction is rounded up.
		"1.5":                              2 * time.Second,
		"0.3":                              time.Second,
		"0.0":                              0,
		"2.0":                              2 * time.Second,
		"2.000000000000000000000000000001": 3 * time.Second,
		"9223372035.5":                     9223372036 * time.Second,
		"9223372036.5":                     max,
		"9223372037.0":                     max,
		strings.Repeat("9", 40) + ".5":     max,

		// The three date formats of HTTP.
		"Sun, 06 Nov 1994 08:49:37 GMT":   37 * time.Second,
		"Sunday, 06-Nov-94 08:49:37 GMT":  37 * time.Second,
		"Sun Nov  6 08:49:37 1994":        37 * time.Second,
		"Sun, 06 Nov 1994 08:49:00 GMT":   0,
		"Sun, 06 Nov 1994 08:48:37 GMT":   0,
		"Mon, 01 Jan 0001 00:00:00 GMT":   0,
		"Fri, 31 Dec 9999 23:59:59 GMT":   max,
		" Sun, 06 Nov 1994 08:49:37 GMT ": 37 * time.Second,
		"Tue, 29 Feb 2000 00:00:00 GMT":   time.Date(2000, 2, 29, 0, 0, 0, 0, time.UTC).Sub(now),

		"Sat Nov  6 08:49:00 2094":      now.AddDate(100, 0, 0).Sub(now), // the four digits have the century
		"Sat, 06 Nov 2094 08:49:00 GMT": now.AddDate(100, 0, 0).Sub(now),

		// Zones.
		"Sun, 06 Nov 1994 08:49:37 UTC":    37 * time.Second,
		"Sun, 06 Nov 1994 08:49:37 UT":     37 * time.Second,
		"Sun, 06 Nov 1994 08:49:37 Z":      37 * time.Second,
		"Sun, 06 Nov 1994 08:49:37 +0000":  37 * time.Second,
		"Sun, 06 Nov 1994 08:49:37 -0000":  37 * time.Second,
		"Sun, 06 Nov 1994 09:49:37 +0100":  37 * time.Second,
		"Sun, 06 Nov 1994 14:19:37 +0530":  37 * time.Second,
		"Sun, 06 Nov 1994 05:19:37 -0330":  37 * time.Second,
		"Mon, 07 Nov 1994 08:48:37 +2359":  37 * time.Second,
		"Sun, 06 Nov 1994 08:49:37 -0059":  59*time.Minute + 37*time.Second,
		"Sun, 06 Nov 1994 03:49:37 EST":    37 * time.Second,
		"Sun, 06 Nov 1994 04:49:37 EDT":    37 * time.Second,
		"Sun, 06 Nov 1994 02:49:37 CST":    37 * time.Second,
		"Sun, 06 Nov 1994 03:49:37 CDT":    37 * time.Second,
		"Sun, 06 Nov 1994 01:49:37 MST":    37 * time.Second,
		"Sun, 06 Nov 1994 02:49:37 MDT":    37 * time.Second,
		"Sun, 06 Nov 1994 00:49:37 PST":    37 * time.Second,
		"Sun, 06 Nov 1994 01:49:37 PDT":    37 * time.Second,
		"Sunday, 06-Nov-94 00:49:37 PST":   37 * time.Second,
		"Sunday, 06-Nov-94 09:49:37 +0100": 37 * time.Second,

		// A day of one digit.
		"Sun, 6 Nov 1994 08:49:37 GMT":  37 * time.Second,
		"Sunday, 6-Nov-94 08:49:37 GMT": 37 * time.Second,
		"Sun Nov 6 08:49:37 1994":       37 * time.Second,
		"Sun Nov 06 08:49:37 1994":      37 * time.Second,

		// The day of the week: missing, wrong, long, short.
		"06 Nov 1994 08:49:37 GMT":         37 * time.Second,
		"6 Nov 1994 08:49:37 +0000":        37 * time.Second,
		"6-Nov-94 08:49:37 GMT":            37 * time.Second,
		"Wed, 06 Nov 1994 08:49:37 GMT":    37 * time.Second,
		"Sunday, 06 Nov 1994 08:49:37 GMT": 37 * time.Second,
		"Sun, 06-Nov-94 08:49:37 GMT":      37 * time.Second,
		"Thu Nov  6 08:49:37 1994":         37 * time.Second,
		"Sunday Nov  6 08:49:37 1994":      37 * time.Second,

		// Years of two and four digits, hyphens and spaces.
		"Sun, 06 Nov 94 08:49:37 GMT":      37 * time.Second,
		"Sun, 06-Nov-1994 08:49:37 GMT":    37 * time.Second,
		"Sunday, 06-Nov-1994 08:49:37 UTC": 37 * time.Second,

		// No seconds; a leap second; case; spaces.
		"Sun, 06 Nov 1994 08:50 GMT":           time.Minute,
		"6 Nov 1994 09:50 +0100":               time.Minute,
		"Sun, 06 Nov 1994 08:49:60 GMT":        time.Minute,
		"Sun Nov  6 08:49:60 1994":             time.Minute,
		"sun, 06 nov 1994 08:49:37 gmt":        37 * time.Second,
		"SUNDAY, 06-NOV-94 08:49:37 GMT":       37 * time.Second,
		"sun nov  6 08:49:37 1994":             37 * time.Second,
		"Sun,06 Nov 1994 08:49:37 GMT":         37 * time.Second,
		"Sun,  06  Nov \t1994   08:49:37\tGMT": 37 * time.Second,
		"Sun   Nov\t6   08:49:37   1994":       37 * time.Second,

		// Up to fifty years ahead is the future. One second more is the past.
		"Sunday, 06-Nov-44 08:49:00 GMT":   now.AddDate(50, 0, 0).Sub(now),
		"Sunday, 06-Nov-44 08:49:01 GMT":   0,
		"Sunday, 06-Nov-44 09:49:00 +0100": now.AddDate(50, 0, 0).Sub(now),
		"Sunday, 06-Nov-44 09:49:01 +0100": 0,
		"Monday, 06-Nov-95 08:49:00 GMT":   365 * 24 * time.Hour,
		"Thursday, 06-Nov-93 08:49:00 GMT": 0,
		"Saturday, 01-Jan-00 00:00:00 GMT": time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Sub(now),
		"Tuesday, 29-Feb-00 00:00:00 GMT":  time.Date(2000, 2, 29, 0, 0, 0, 0, time.UTC).Sub(now),
	}
	for field, want := range good {
		if got, err := httpstatus.ParseRetryAfter(field, now); got != want || err != nil {
			t.Errorf("ParseRetryAfter(%q) = %v, %v; want %v", field, got, err, want)
		}
	}
	bad := []string{
		// Numbers.
		"", " ", "-1", "+5", "-0", "1e3", "0x10", "1_000", "1m0s", "120s", "120 s", "2m", "0,120", "1,5", "120, 60", "120;", "120junk",
		"nan", "NaN", "Infinity", "²", "١٢٠", "120 120", `"120"`, "1.", ".5", ".", "1.5.2", "1.x", "1. 5", "-1.5", "5:", "12:", "1/", "1.5:", "120\n", "120\x00",
		// Dates of other kinds.
		"1994-11-06T08:49:37Z", "1994-11-06T08:49:37+00:00", "1994-11-06 08:49:37", "19941106T084937Z", "11/06/1994", "06.11.1994 08:49:37 GMT", "06 Nov 1994",
		"Nov 6, 1994 08:49:37 GMT", "08:49:37", "tomorrow", "Sun",
		"Sun, Sun, 06 Nov 1994 08:49:37 GMT", "120, Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT, 120", "Sun, 06 Nov 1994 08:49:37 GMT;",
		// Zones.
		"Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 ", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994 08:49:37 A", "Sun, 06 Nov 1994 08:49:37 G",
		"Sun, 06 Nov 1994 08:49:37 GMTT", "Sun, 06 Nov 1994 08:49:37 GMT+0100", "Sun, 06 Nov 1994 08:49:37 GMT 1", "Sun, 06 Nov 1994 08:49:37GMT",
		"Sun, 06 Nov 1994 08:49:37 +00:00", "Sun, 06 Nov 1994 08:49:37 +000", "Sun, 06 Nov 1994 08:49:37 +00000", "Sun, 06 Nov 1994 08:49:37 0000",
		"Sun, 06 Nov 1994 08:49:37 +0060", "Sun, 06 Nov 1994 08:49:37 + 0100", "Sun, 06 Nov 1994 08:49:37 +-100", "Sun, 06 Nov 1994 08:49:37 EST5EDT",
		"Sun Nov  6 08:49:37 1994 GMT", "Sun Nov  6 08:49:37 GMT 1994",
		// Days, months, years.
		"Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 0 Nov 1994 08:49:37 GMT", "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 32 Dec 1994 08:49:37 GMT",
		"Sun, 006 Nov 1994 08:49:37 GMT", "Sun, 29 Feb 1994 08:49:37 GMT", "Sun, 29 Feb 1900 08:49:37 GMT", "Sun, 29-Feb-95 08:49:37 GMT", "Sun Feb 29 08:49:37 1994",
		"Sun,  Nov 1994 08:49:37 GMT", "Sun, 06 November 1994 08:49:37 GMT", "Sun, 06 No 1994 08:49:37 GMT", "Sun, 06 11 1994 08:49:37 GMT", "Sun, 06  1994 08:49:37 GMT",
		"Sun, 06 Nov 994 08:49:37 GMT", "Sun, 06 Nov 4 08:49:37 GMT", "Sun, 06 Nov 19940 08:49:37 GMT", "Sun, 06 Nov -1994 08:49:37 GMT", "Sun Nov  6 08:49:37 94", "Sun Nov 006 08:49:37 1994", "Sun Nov  6 08:49:37 19940",
		// Separators.
		"Sun, 06-Nov 1994 08:49:37 GMT", "Sun, 06 Nov-1994 08:49:37 GMT", "Sun, 06Nov1994 08:49:37 GMT", "Sun, 06 Nov1994 08:49:37 GMT", "Sun, 06/Nov/1994 08:49:37 GMT", "Sun, 06 - Nov - 1994 08:49:37 GMT",
		"Sun 06 Nov 1994 08:49:37 GMT", ", 06 Nov 1994 08:49:37 GMT", "Sun , 06 Nov 1994 08:49:37 GMT", "Sun,\u00a006 Nov 1994 08:49:37 GMT", "Sun,\n06 Nov 1994 08:49:37 GMT",
		"SunNov  6 08:49:37 1994", "Sun Nov6 08:49:37 1994", "Sun Nov  608:49:37 1994", "Sun Nov  6 08:49:371994", "Sun, 06 Nov 199408:49:37 GMT",
		// Days of the week.
		"Su, 06 Nov 1994 08:49:37 GMT", "Sund, 06 Nov 1994 08:49:37 GMT", "Sundays, 06 Nov 1994 08:49:37 GMT", "So, 06 Nov 1994 08:49:37 GMT", "Xyz, 06 Nov 1994 08:49:37 GMT", "Xyz Nov  6 08:49:37 1994", "Nov  6 08:49:37 1994",
		"\u017fun, 06 Nov 1994 08:49:37 GMT",
		// Hours, minutes, seconds.
		"Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Nov 1994 08:4:37 GMT", "Sun, 06 Nov 1994 08:49:7 GMT", "Sun, 06 Nov 1994 08:49: GMT", "Sun, 06 Nov 1994 08 GMT", "Sun, 06 Nov 1994 084937 GMT",
		"Sun, 06 Nov 1994 08:49:37.5 GMT", "Sunday, 06-Nov-94 08:49:37.5 GMT", "Sun Nov  6 08:49:37.5 1994", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49:61 GMT",
		"Sun, 06 Nov 1994 8:49:37 AM GMT", "Sun Nov  6 08:49 1994", "Sun Nov  6 8:49:37 1994", "Sun, 06 Nov 1994 08-49-37 GMT", "Sun, 06 Nov 1994 008:49:37 GMT", "Sun, 06 Nov 1994 08:49:037 GMT", "Sun, 06 Nov 1994 08:049:37 GMT",
	}
	for _, field := range bad {
		got, err := httpstatus.ParseRetryAfter(field, now)
		if err == nil || got != 0 || !strings.Contains(err.Error(), quote.String(field)) {
			t.Errorf("ParseRetryAfter(%q) = %v, %v; want an error that quotes it", field, got, err)
		}
	}
}

// A year of two digits lies in the hundred years that end fifty years from now.
func TestParseRetryAfterCentury(t *testing.T) {
	for year := 1900; year <= 2199; year++ {
		now := time.Date(year, time.July, 1, 0, 0, 0, 0, time.UTC)
		for ahead := range 51 {
			date := now.AddDate(ahead, 0, 0)
			got, err := httpstatus.ParseRetryAfter(date.Format("Monday, 02-Jan-06 15:04:05 GMT"), now)
			if want := date.Sub(now); got != want || err != nil {
				t.Errorf("in %d, %d years ahead: %v, %v; want %v", year, ahead, got, err, want)
			}
		}
	}
	// A day that does not exist in this year is an error, even if another century has it.
	for _, test := range []struct {
		now  int
		date string
		want int // year, or 0
	}{
		{1994, "29-Feb-00", 2000}, {1949, "29-Feb-00", 0}, {2050, "29-Feb-00", 2000}, {2051, "29-Feb-00", 0}, {2049, "29-Feb-00", 2000}, {-30, "01-Mar-19", 19}, {-30, "01-Mar-21", -79},
	} {
		now := time.Date(test.now, time.January, 1, 0, 0, 0, 0, time.UTC)
		got, err := httpstatus.ParseRetryAfter(test.date+" 00:00:00 GMT", now)
		var want time.Duration
		if test.want > test.now {
			want = time.Date(test.want, now.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, 1, 28).Sub(now)
			if test.date[:2] == "01" {
				want = time.Date(test.want, time.March, 1, 0, 0, 0, 0, time.UTC).Sub(now)
			}
		}
		if got != want || (err == nil) != (test.want != 0) {
			t.Errorf("%s in %d: %v, %v; want %v", test.date, test.now, got, err, want)
		}
	}
}

// ParseRetryAfter reads a date in the three formats like net/http. It also reads the dates
// that package time writes with each zone.
func TestParseRetryAfterBesideNetHTTP(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 10000 {
		date := time.Unix(random.Int64N(4e9)-2e9, 0).UTC()
		for _, layout := range []string{http.TimeFormat, time.ANSIC, "Monday, 02-Jan-06 15:04:05 GMT"} {
			field := date.Format(layout)
			theirs, err := http.ParseTime(field)
			if err != nil {
				t.Fatal(err)
			}
			// For a year of two digits, net/http may choose another century.
			now := theirs.Add(-time.Duration(random.Int64N(int64(49 * 365 * 24 * time.Hour))))
			if got, err := httpstatus.ParseRetryAfter(field, now); got != theirs.Sub(now) || err != nil {
				t.Errorf("%q: %v, %v; net/http says %v", field, got, err, theirs.Sub(now))
			}
		}
		east := random.IntN(2*24*60) - 24*60 + 1
		field := date.In(time.FixedZone("", east*60)).Format([]string{time.RFC1123Z, "2 Jan 2006 15:04:05 -0700", "Mon,_2-Jan-2006 15:04:05 -0700"}[random.IntN(3)])
		now := date.Add(-time.Duration(random.Int64N(1e18))) // 31 years
		if got, err := httpstatus.ParseRetryAfter(field, now); got != date.Sub(now) || err != nil {
			t.Errorf("%q: %v, %v; want %v", field, got, err, date.Sub(now))
		}
	}
}

func TestParseRetryAfterNoAllocation(t *testing.T) {
	for _, field := range []string{"120", "1.5", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 PST", "Sun Nov  6 08:49:37 1994"} {
		if n := testing.AllocsPerRun(100, func() { _, _ = httpstatus.ParseRetryAfter(field, now) }); n != 0 {
			t.Errorf("%q: %v allocations", field, n)
		}
	}
}

// ParseRetryAfter accepts only the forms in its documentation. If net/http accepts a date too,
// both return the same time.
func FuzzParseRetryAfter(f *testing.F) {
	for _, seed := range []string{
		"120", "0", "-1", "9999999999", "1.5", "", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
		"6 Nov 1994 09:49 +0100", "tue, 29-feb-00 23:59:60 pdt", "Mon, 31 Dec 9999 00:00:00 -9959",
	} {
		f.Add(seed, int64(784111740))
	}
	const clock = `[0-2]\d:[0-5]\d`
	form := regexp.MustCompile(`^[ \t]*(?:\d+(\.\d+)?|` +
		`(?i:((?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,[ \t]*)?\d\d?(?:-[a-z]{3}-|[ \t]+[a-z]{3}[ \t]+)(?:\d\d|\d{4})[ \t]+` + clock + `(?::[0-6]\d)?[ \t]+(?:GMT|UTC?|Z|[ECMP][SD]T|[+-]\d\d[0-5]\d)|` +
		`[a-z]+[ \t]+[a-z]{3}[ \t]+\d\d?[ \t]+` + clock + `:[0-6]\d[ \t]+\d{4}))[ \t]*$`)
	f.Fuzz(func(t *testing.T, field string, unix int64) {
		now := time.Unix(unix, 0)
		d, err := httpstatus.ParseRetryAfter(field, now)
		if d < 0 || err != nil && (d != 0 || !strings.Contains(err.Error(), quote.String(field))) {
			t.Errorf("ParseRetryAfter(%q, %d) = %v, %v", field, unix, d, err)
		}
		if err == nil && !form.MatchString(field) {
			t.Errorf("ParseRetryAfter(%q) takes it as %v", field, d)
		}
		theirs, no := http.ParseTime(strings.Trim(field, " \t"))
		if no != nil || err != nil || strings.Contains(field, "-") { // with hyphens, net/http treats every zone as UTC
			return
		}
		if want := max(0, theirs.Sub(now)); d != want {
			t.Errorf("ParseRetryAfter(%q, %d) = %v; net/http says %v", field, unix, d, want)
		}
	})
}

func ExampleParseRetryAfter_limit() {
	const patience = 30 * time.Second
	wait, err := httpstatus.ParseRetryAfter("1743441608", now) // a Unix time, by mistake
	fmt.Println(wait > patience, err)
	// Output: true <nil>
}
