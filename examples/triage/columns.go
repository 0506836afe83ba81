package main

import (
	"bytes"

	"example.com/httpstatus"
)

// columns says which fields after the date are the request and the status. Sites that configure
// their own log format may have other fields between them:
//
//	[date] "request" request_length status size
//	[date] "host" status "request"
//
// One line is not enough to distinguish a length from a status. Many lines are: nearly all
// numbers in a column of statuses are known statuses, and most numbers in a column of lengths
// are not. If all the lengths happen to be known statuses, nothing tells which column is which,
// and the one right after the request stays, where the known formats have the status. There is
// no warning: many logs also have a column with the statuses of an upstream server.
type columns struct{ request, status int }

// usual are the columns of the Common Log Format.
var usual = columns{0, 1}

// maxFields is the number of fields after the date that count. Further fields are ignored.
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

// improve returns the columns that fit these lines better than c, or c if there are none. before
// is the number of lines that c has read. Each of them, up to a hundred, counts for c.
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
			// A 0 is no evidence, because many columns have it.
			if s, ok := parseStatus(f[i].text); ok && s != 0 && known[s] {
				statuses[i]++
			}
		}
	}
	loyalty := int(min(before, 100))
	if i := most(&requests, c.request); requests[i] > requests[c.request]+loyalty {
		c.request = i
	}
	// Many numbers look like statuses, and a site may have its own statuses. So c has to be
	// wrong often, the other column has to be right nearly always, and one line is not enough.
	i := most(&statuses, c.status)
	if statuses[i] > statuses[c.status]+max(loyalty, 1) && share(statuses[c.status], dated) < 0.9 && share(statuses[i], dated) >= 0.9 {
		c.status = i
	}
	return c
}

// most returns the index of the largest count. Among equal counts, it prefers current, then the
// first.
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

// split finds the fields after the date and returns their number. The number is 0 if the line has
// no date in brackets.
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

// afterDate returns the text after a date in brackets, such as [10/Oct/2000:13:55:36 -0700] or
// [2000-10-10T13:55:36Z]. An IPv6 address in brackets is not a date.
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

// knownStatuses returns for each number whether it is registered or a known vendor logs it.
func knownStatuses() *[1000]bool {
	var known [1000]bool
	for s := range known {
		_, _, known[s] = likeness(httpstatus.Status(s))
	}
	return &known
}
