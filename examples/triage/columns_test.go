package main

import (
	"fmt"
	"strings"
	"testing"
)

// statuses reads a log and returns the numbers of its requests and of its doubtful lines.
func statuses(log string) string {
	t := newTally()
	s := newSource("log", t, knownStatuses(), new([maxBatch]record))
	s.read([]byte(log))
	var all []string
	for status := range len(counts{}) {
		for _, method := range []string{"-", "GET", "POST"} {
			if c := t.methods[method]; c != nil && c[status] > 0 {
				all = append(all, fmt.Sprintf("%s %03d: %d", method, status, c[status]))
			}
		}
	}
	return fmt.Sprintf("%s; bad %d, unknown %d", strings.Join(all, ", "), s.bad, s.unknown)
}

// Some lengths of requests look like statuses.
var lengths = []int{498, 504, 512, 1024, 87, 499, 200, 743, 611, 350}

// each writes n lines. Each line has another length in the place of %d.
func each(n int, line string) string {
	var log strings.Builder
	for i := range n {
		fmt.Fprintf(&log, line+"\n", lengths[i%len(lengths)])
	}
	return log.String()
}

// The status is found in logs with other columns.
func TestColumns(t *testing.T) {
	for _, test := range []struct{ name, log, want string }{
		{"the length first", each(10, date+`"GET /a HTTP/1.1" %d 404 157 "-"`), "GET 404: 10; bad 0, unknown 0"},
		{"two lengths first", each(10, date+`"GET /a HTTP/1.1" %[1]d %[1]d 404 157 "-"`), "GET 404: 10; bad 0, unknown 0"},
		{"a duration first", each(10, date+`"GET /a HTTP/1.1" 0.004 404 %d`), "GET 404: 10; bad 0, unknown 0"},
		{"texts first", each(10, date+`"GET /a HTTP/1.1" "-" "curl/8 (x y)" 404 %d`), "GET 404: 10; bad 0, unknown 0"},
		{"the status last", each(10, date+`"GET /a HTTP/1.1" %d "-" "curl" 404`), "GET 404: 10; bad 0, unknown 0"},
		{"the status in quotes", each(10, date+`"GET /a HTTP/1.1" %d "404"`), "GET 404: 10; bad 0, unknown 0"},
		{"the host first", each(10, date+`"a.example" 404 "GET /a HTTP/1.1" %d`), "GET 404: 10; bad 0, unknown 0"},
		{"one line with the host first", each(1, date+`"a.example" 404 "GET /a HTTP/1.1" %d`), "GET 404: 1; bad 0, unknown 0"},
		{"words before the request", each(10, date+`a.example x "GET /a HTTP/1.1" 404 %d`), "GET 404: 10; bad 0, unknown 0"},
		{"tabs", each(10, strings.TrimSpace(date)+"\ta.example\t\"GET /a HTTP/1.1\"\t%d\t404"), "GET 404: 10; bad 0, unknown 0"},
		{"no response", each(10, date+`"GET /a HTTP/1.1" %d 404 0`) + each(1, date+`"GET /a HTTP/1.1" %d 0 0`), "GET 000: 1, GET 404: 10; bad 0, unknown 0"},
		{"Envoy's for TCP among them", each(10, date+`"GET /a HTTP/1.1" %d 404 0`) + each(1, date+`"- - -" %d 0 0`), "GET 404: 10; bad 1, unknown 0"},
		{"handshakes among them", each(10, date+`"GET /a HTTP/1.1" %d 404 5`) + each(2, date+`"\x16\x03" %d 400 5`), "- 400: 2, GET 404: 10; bad 0, unknown 0"},
		{"a host first, handshakes among them", each(10, date+`"a.example" 404 "GET /a HTTP/1.1" %d`) + each(2, date+`"" 400 "\x16\x03" %d`), "- 400: 2, GET 404: 10; bad 0, unknown 0"},

		{"the usual columns, any size", each(100, date+`"GET /a HTTP/1.1" 404 %d`), "GET 404: 100; bad 0, unknown 0"},
		{"handshakes in the usual columns", each(10, date+`"\x16\x03" 400 %d`), "- 400: 10; bad 0, unknown 0"},
		{"a status of the site's own, any size", each(10, date+`"GET /a HTTP/1.1" 477 %d`), "GET 477: 10; bad 0, unknown 10"},
		{"a status of the site's own among others", each(97, date+`"GET /a HTTP/1.1" 404 200`) + each(3, date+`"GET /a HTTP/1.1" 477 200 %d`), "GET 404: 97, GET 477: 3; bad 0, unknown 3"},
		{"statuses of the site's own, often", each(89, date+`"GET /a HTTP/1.1" 404 200`) + each(11, date+`"GET /a HTTP/1.1" 477 200 %d`), "GET 200: 100; bad 0, unknown 0"}, // there is no way to know
		// There is no way to know in these two.
		{"lengths that are all statuses", each(100, date+`"GET /health HTTP/1.1" 412 200 %d`), "GET 412: 100; bad 0, unknown 0"},
		{"the status of an upstream server, too", each(100, date+`"GET /health HTTP/1.1" 404 502 %d`), "GET 404: 100; bad 0, unknown 0"},
		{"two logs in one", each(50, date+`"GET /a HTTP/1.1" 477 404 %d`) + each(50, date+`"GET /a HTTP/1.1" 477 - %d`), "GET 477: 100; bad 0, unknown 100"},
		{"one line tells nothing", each(1, date+`"GET /a HTTP/1.1" 512 200 %d`), "GET 512: 1; bad 0, unknown 1"},
		{"two lines do", each(2, date+`"GET /a HTTP/1.1" 512 404 %d`), "GET 404: 2; bad 0, unknown 0"},
		{"what was right stays", each(maxBatch, date+`"GET /a HTTP/1.1" 404 %d`) + each(100, date+`"GET /a HTTP/1.1" 512 200 %d`), "GET 404: 1024, GET 512: 100; bad 0, unknown 100"},
		{"until it is wrong often", each(maxBatch, date+`"GET /a HTTP/1.1" 404 %d`) + each(101, date+`"GET /a HTTP/1.1" 512 200 %d`), "GET 200: 101, GET 404: 1024; bad 0, unknown 0"},
		{"so does the request", each(maxBatch, date+`"GET /a HTTP/1.1" 404 %d`) + each(100, date+`"a.example" 404 "GET /a HTTP/1.1" %d`), "- 404: 100, GET 404: 1024; bad 0, unknown 0"},
		{"until it is wrong often too", each(maxBatch, date+`"GET /a HTTP/1.1" 404 %d`) + each(101, date+`"a.example" 404 "GET /a HTTP/1.1" %d`), "GET 404: 1125; bad 0, unknown 0"},
		{"too many columns", each(10, date+strings.Repeat("x ", maxFields)+`"GET /a HTTP/1.1" 404 %d`), "; bad 10, unknown 0"},
		{"as many as are read", each(10, date+strings.Repeat("x ", maxFields-2)+`"GET /a HTTP/1.1" 404 %d`), "GET 404: 10; bad 0, unknown 0"},
		{"an open text before it", each(10, date+`"x 404 %d`), "; bad 10, unknown 0"},
	} {
		if got := statuses(test.log); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// A date is distinguished from other texts in brackets.
func TestAfterDate(t *testing.T) {
	for line, want := range map[string]string{
		"[10/Oct/2000:13:55:36 -0700] a [b] c":               " a [b] c",
		"[2000-10-10T13:55:36Z] a":                           " a",
		"[2001:db8::1] [x] - [10/Oct/2000:13:55:36 -0700] a": " a",
		"[2001:db8::1] - - a":                                "",
		"[10/Oct/2000:13:55:36 -0700":                        "",
		"[10/O]":                                             "",
		"a b":                                                "",
		"[pod/a/b] 127.0.0.1 - - [10/Oct/2000:13:55:36 -0700]c": "c",
	} {
		if got := string(afterDate([]byte(line))); got != want {
			t.Errorf("afterDate(%q) = %q, want %q", line, got, want)
		}
	}
}
