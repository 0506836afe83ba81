package httpstatus_test

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus"
)

func TestParse(t *testing.T) {
	good := map[string]httpstatus.Status{
		"404":                                 404,
		"404 Not Found":                       404,
		"404 not found":                       404,
		"404 NOT FOUND":                       404,
		"404 ":                                404, // an empty phrase
		"299":                                 299,
		"999":                                 999,
		"100":                                 100,
		"413 Content Too Large":               413,
		"413 Payload Too Large":               413,
		"413 request entity too large":        413,
		"416 Requested Range Not Satisfiable": 416,
		"418 (Unused)":                        418,
		"418 I'm a teapot":                    418,
		"302 Moved Temporarily":               302,
		"422 Unprocessable Entity":            422,
	}
	for text, want := range good {
		if got, err := httpstatus.Parse(text); got != want || err != nil {
			t.Errorf("Parse(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	bad := map[string]string{ // and what the error has to say is right
		"4o4":            "three digits",
		"":               "three digits",
		"99":             "three digits",
		"1000":           "three digits",
		"099":            "100 to 999",
		"000":            "100 to 999",
		"-404":           "three digits",
		"+40":            "three digits",
		"٤٠٤":            "three digits",
		" 404":           "three digits",
		"404\tNot Found": "three digits",
		"404 Found":      `"404 Not Found"`,
		"404  Not Found": `"404 Not Found"`,
		"404 Not Found ": `"404 Not Found"`,
		"299 OK":         `"299"`,
		"503 \x00":       `"503 Service Unavailable"`,
	}
	for text, want := range bad {
		got, err := httpstatus.Parse(text)
		if err == nil || got != 0 {
			t.Errorf("Parse(%q) = %v, %v; want an error", text, got, err)
			continue
		}
		if !strings.HasPrefix(err.Error(), "httpstatus: parse "+strconv.Quote(text)+": ") || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%q): %q does not quote the text and say %s", text, err, want)
		}
	}
}

func TestParseIsStringsInverse(t *testing.T) {
	for code := -1; code <= 1000; code++ {
		s := httpstatus.Status(code)
		got, err := httpstatus.Parse(s.String())
		if accepted := 100 <= code && code <= 999; accepted != (err == nil) || accepted && got != s {
			t.Errorf("Parse(%q) = %v, %v", s.String(), got, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"404", "404 Not Found", "299", "4o4", "", "99", "1000", "404 Found", "503 ", "413 payload too large"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := httpstatus.Parse(text)
		if err != nil {
			if s != 0 || !strings.Contains(err.Error(), strconv.Quote(text)) {
				t.Errorf("Parse(%q) = %v, %v", text, s, err)
			}
			return
		}
		if s < 100 || s > 999 || text[:3] != strconv.Itoa(int(s)) {
			t.Errorf("Parse(%q) = %d", text, s)
		}
		if again, err := httpstatus.Parse(s.String()); again != s || err != nil {
			t.Errorf("Parse(%q) = %v, but Parse(%q) = %v, %v", text, s, s.String(), again, err)
		}
	})
}

var now = time.Date(1994, time.November, 6, 8, 49, 0, 0, time.UTC)

func TestParseRetryAfter(t *testing.T) {
	const max = time.Duration(math.MaxInt64)
	good := map[string]time.Duration{
		"120":                             2 * time.Minute,
		"0":                               0,
		"000120":                          2 * time.Minute,
		" \t120\t ":                       2 * time.Minute,
		"9223372036":                      9223372036 * time.Second,
		"9223372037":                      max,
		"9999999999":                      max,
		strings.Repeat("9", 40):           max,
		"1743441608":                      1743441608 * time.Second,
		"Sun, 06 Nov 1994 08:49:37 GMT":   37 * time.Second,
		"Sunday, 06-Nov-94 08:49:37 GMT":  37 * time.Second,
		"Sun Nov  6 08:49:37 1994":        37 * time.Second,
		"Sun, 06 Nov 1994 08:48:37 GMT":   0,
		"Mon, 01 Jan 0001 00:00:00 GMT":   0,
		"Fri, 31 Dec 9999 23:59:59 GMT":   max,
		" Sun, 06 Nov 1994 08:49:37 GMT ": 37 * time.Second,
		"Sun, 06 Nov 1994 08:49:60 GMT":   time.Minute, // a leap second
		"Sun Nov  6 08:49:60 1994":        time.Minute,
		// Fifty years ahead is the future, one second more the past.
		"Sunday, 06-Nov-44 08:49:00 GMT":   now.AddDate(50, 0, 0).Sub(now),
		"Sunday, 06-Nov-44 08:49:01 GMT":   0,
		"Monday, 06-Nov-95 08:49:00 GMT":   365 * 24 * time.Hour,
		"Thursday, 06-Nov-93 08:49:00 GMT": 0,
	}
	for field, want := range good {
		if got, err := httpstatus.ParseRetryAfter(field, now); got != want || err != nil {
			t.Errorf("ParseRetryAfter(%q) = %v, %v; want %v", field, got, err, want)
		}
	}
	bad := []string{
		"", " ", "-1", "+5", "1.5", "1e3", "0x10", "1m0s", "0,120", "120junk", "nan", "²", "١٢٠", "120 120",
		"1994-11-06T08:49:37Z",
		"Sun, 06 Nov 1994 08:49:37 UTC",
		"Sun, 06 Nov 1994 08:49:37 +0000",
		"Sun, 06 Nov 1994 8:49:37 GMT",
		"Sun, 06 Nov 1994 08:49:37.5 GMT",
		"Sun, 6 Nov 1994 08:49:37 GMT",
		"Sunday, 06-Nov-94 08:49:37 PST",
		"Sun, 31 Feb 1994 08:49:37 GMT",
		"Sun Nov 6 08:49:37 1994",
		"Sun, 06 Nov 1994 08:60:00 GMT",
		"Sun, 06 Nov 1994 08:49:61 GMT",
		"Sun Nov  6 08:49:37 1994 GMT",
		"120, Sun, 06 Nov 1994 08:49:37 GMT",
	}
	for _, field := range bad {
		got, err := httpstatus.ParseRetryAfter(field, now)
		if err == nil || got != 0 || !strings.Contains(err.Error(), strconv.Quote(field)) {
			t.Errorf("ParseRetryAfter(%q) = %v, %v; want an error that quotes it", field, got, err)
		}
	}
}

// A date with two digits for the year lies in the hundred years up to fifty ahead.
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
}

func FuzzParseRetryAfter(f *testing.F) {
	for _, seed := range []string{"120", "0", "-1", "9999999999", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "1.5", ""} {
		f.Add(seed, int64(784111740))
	}
	f.Fuzz(func(t *testing.T, field string, unix int64) {
		d, err := httpstatus.ParseRetryAfter(field, time.Unix(unix, 0))
		if d < 0 || err != nil && (d != 0 || !strings.Contains(err.Error(), strconv.Quote(field))) {
			t.Errorf("ParseRetryAfter(%q, %d) = %v, %v", field, unix, d, err)
		}
	})
}
