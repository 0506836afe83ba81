package main

import "bytes"

// w3c reads the W3C Extended Log File Format of IIS and Amazon CloudFront. A line that begins
// with #Fields: names the columns. The columns of IIS have spaces between them, and those of
// CloudFront have tabs.
type w3c struct {
	named                bool // a line has named the columns
	method, path, status int  // numbers of the columns; -1 for a column that is missing
}

// directive reads a line that begins with #.
func (w *w3c) directive(line []byte) {
	names, ok := bytes.CutPrefix(line, []byte("#Fields:"))
	if !ok {
		return
	}
	*w = w3c{true, -1, -1, -1}
	for i, name := range bytes.Fields(names) {
		switch string(bytes.ToLower(name)) {
		case "cs-method":
			w.method = i
		case "cs-uri-stem":
			w.path = i
		case "cs-uri":
			if w.path < 0 {
				w.path = i
			}
		case "sc-status":
			w.status = i
		}
	}
}

func (w *w3c) parse(line []byte) (r request, ok bool) {
	separator := byte(' ')
	if bytes.IndexByte(line, '\t') >= 0 {
		separator = '\t'
	}
	r.method = noMethod
	for i := 0; ; i++ {
		cell := line
		end := bytes.IndexByte(line, separator)
		if end >= 0 {
			cell, line = line[:end], line[end+1:]
		}
		switch i {
		case w.method:
			if isMethod(cell) {
				r.method = cell
			}
		case w.path:
			r.path = pathOf(cell)
		case w.status:
			r.status, ok = parseStatus(cell)
		}
		if end < 0 {
			return r, ok
		}
	}
}
