package main

import (
	"bytes"

	"example.com/httpstatus"
)

// columns says where the request and the status are in the fields after the date.
// A log format of a site's own may have other fields between them:
//
//	[date] "request" request_length status size
//	[date] "host" status "request"
//
// One line cannot tell a length from a status. Many lines can: a column of
// statuses has only numbers that mean something, a column of lengths has not.
type columns struct{ request, status int }

// usual are the columns of the Common Log Format.
var usual = columns{0, 1}

// maxFields is how many fields after the date are looked at.
const maxFields = 16

// parse reads a line by the columns.
func (c columns) parse(line []byte) (request, bool) {
	var f [maxFields]field
	n := split(line, &f)
	if c.request >= n || c.status >= n || !f[c.request].quoted {
		return request{}, false
	}
	status, ok := parseStatus(f[c.status].text)
	if !ok || string(f[c.request].text) == tcp {
		return request{}, false
	}
	return fromRequestLine(f[c.request].text, status), true
}

// improve looks for better columns in some lines, and returns c if there are none.
// Each line that was read by c before, up to a hundred, speaks for c.
func (c columns) improve(lines []record, known *[1000]bool, before uint64) columns {
	var requests, statuses [maxFields]int
	dated := 0
	for _, line := range lines {
		var f [maxFields]field
		n := split(line.text, &f)
		if n > 0 {
			dated++
		}
		for i := range n {
			if f[i].quoted && isRequestLine(f[i].text) {
				requests[i]++
			}
			// A 0 says nothing, since it is in many columns.
			if s, ok := parseStatus(f[i].text); ok && s != 0 && known[s] {
				statuses[i]++
			}
		}
	}
	loyalty := int(min(before, 100))
	if i := most(&requests, c.request); requests[i] > requests[c.request]+loyalty {
		c.request = i
	}
	// A number is easily mistaken for a status, and a site may have statuses of its
	// own. So c has to be wrong often, the other column right nearly always, and one
	// line alone is not enough.
	i := most(&statuses, c.status)
	if statuses[i] > statuses[c.status]+max(loyalty, 1) && share(statuses[c.status], dated) < 0.9 && share(statuses[i], dated) >= 0.9 {
		c.status = i
	}
	return c
}

// most returns the index of the largest count: current or else the first.
func most(counts *[maxFields]int, current int) int {
	best := current
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	return best
}

func share(n, of int) float64 { return float64(n) / float64(of) }

// A field is a word, or a text in quotes or brackets.
type field struct {
	text   []byte
	quoted bool
}

// split finds the fields after the date and returns their number, which is 0 for a
// line without a date in brackets.
func split(line []byte, f *[maxFields]field) (n int) {
	line = afterDate(line)
	for n < maxFields {
		line = bytes.TrimLeft(line, " \t\r\n")
		if len(line) == 0 {
			return n
		}
		if line[0] == '"' {
			end := closingQuote(line[1:])
			if end < 0 {
				return n
			}
			f[n] = field{line[1 : 1+end], true}
			line = line[end+2:]
		} else {
			f[n].text, line = word(line)
		}
		n++
	}
	return n
}

// afterDate returns what follows a date in brackets: [10/Oct/2000:13:55:36 -0700] or
// [2000-10-10T13:55:36Z], but not an IPv6 address.
func afterDate(line []byte) []byte {
	for {
		start := bytes.IndexByte(line, '[')
		if start < 0 {
			return nil
		}
		line = line[start+1:]
		if len(line) > 5 && (line[2] == '/' || line[4] == '-') {
			_, rest, _ := bytes.Cut(line, []byte("]"))
			return rest
		}
	}
}

// knownStatuses tells which numbers mean something to anybody as the status of a
// request in a log.
func knownStatuses() *[1000]bool {
	var known [1000]bool
	for s := range known {
		_, _, known[s] = likeness(httpstatus.Status(s))
	}
	return &known
}
