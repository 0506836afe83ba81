package main

import (
	"bytes"
	"fmt"

	"example.com/httpstatus/internal/quote"
)

const (
	maxLine  = 64 << 10 // bytes of a line, with the end of line
	maxBatch = 1024     // lines that are read together
)

// A source counts the lines of one input in a tally, one batch after the other.
type source struct {
	name    string
	tally   *tally
	parser  parser
	known   *[1000]bool
	records *[maxBatch]record // of the current batch; all sources share them

	lines, requests        uint64
	bad, unknown           uint64
	firstBad, firstUnknown example
}

// A record is a line and the request in it.
type record struct {
	text    []byte
	request request
	verdict verdict
}

// An example is a line that a warning quotes.
type example struct {
	number uint64 // from 1
	text   string // quoted
	status int
}

func newSource(name string, t *tally, known *[1000]bool, records *[maxBatch]record) *source {
	return &source{name: name, tally: t, known: known, records: records, parser: parser{columns: usual}}
}

// read counts the lines of text. The text has whole lines only.
func (s *source) read(text []byte) {
	for len(text) > 0 {
		n := 0
		for ; len(text) > 0 && n < maxBatch; n++ {
			end := bytes.IndexByte(text, '\n') + 1
			if end == 0 {
				end = len(text)
			}
			s.records[n].text, text = text[:end], text[end:]
		}
		s.batch(s.records[:n])
	}
}

// batch counts the lines. If more than one in a hundred is doubtful, it looks for columns with
// which the lines are right.
func (s *source) batch(lines []record) {
	if s.parse(lines)*100 > len(lines) {
		if better := s.parser.columns.improve(lines, s.known, s.requests); better != s.parser.columns {
			s.parser.columns = better
			s.parse(lines)
		}
	}
	for i := range lines {
		r := &lines[i]
		s.lines++
		switch r.verdict {
		case unreadable:
			s.addBad(r.text)
		case isRequest:
			s.requests++
			s.tally.add(&r.request)
			if !s.known[r.request.status] {
				s.addUnknown(r)
			}
		}
	}
}

// parse reads the lines and returns the number of doubtful ones.
func (s *source) parse(lines []record) (doubts int) {
	for i := range lines {
		r := &lines[i]
		if len(r.text) > maxLine {
			r.verdict = unreadable
		} else {
			r.request, r.verdict = s.parser.parse(r.text)
		}
		if r.verdict == unreadable || r.verdict == isRequest && (!s.known[r.request.status] || r.request.nameless()) {
			doubts++
		}
	}
	return doubts
}

// tooLong counts a line that does not fit into the buffer.
func (s *source) tooLong(start []byte) {
	s.lines++
	s.addBad(start)
}

func (s *source) addBad(text []byte) {
	if s.bad == 0 {
		s.firstBad = example{number: s.lines, text: quoted(text)}
	}
	s.bad++
	s.tally.bad++
}

func (s *source) addUnknown(r *record) {
	if s.unknown == 0 {
		s.firstUnknown = example{s.lines, quoted(r.text), int(r.request.status)}
	}
	s.unknown++
	s.tally.unknown++
}

// warning returns a sentence about the input if it is probably not what it should be, and ""
// otherwise.
func (s *source) warning() string {
	switch {
	case s.bad*10 > s.bad+s.requests:
		return fmt.Sprintf("%s: %d of %d lines have no request in a format that triage reads; the first is line %d: %s",
			s.name, s.bad, s.bad+s.requests, s.firstBad.number, s.firstBad.text)
	case s.unknown*100 > s.requests:
		return fmt.Sprintf("%s: %d of %d statuses are unknown, so perhaps they are not statuses; the first is %03d in line %d: %s",
			s.name, s.unknown, s.requests, s.firstUnknown.status, s.firstUnknown.number, s.firstUnknown.text)
	}
	return ""
}

// quoted returns at most 100 bytes of a line, in quotes.
func quoted(line []byte) string {
	return quote.String(string(bytes.TrimRight(line, "\r\n")))
}
