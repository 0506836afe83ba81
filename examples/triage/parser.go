package main

import "bytes"

// A parser reads the lines of one input. It looks at each line to recognise its format, because
// a log may have several formats. It remembers two things that are not in every line: the names
// of the W3C columns, and the places of the request and the status after the date.
type parser struct {
	w3c     w3c
	columns columns
}

// A verdict says whether a line could be read.
type verdict uint8

const (
	isRequest  verdict = iota
	isComment          // blank, or a directive
	unreadable         // has no request in a known format
)

func (p *parser) parse(line []byte) (request, verdict) {
	switch {
	case len(line) == 0:
		return request{}, isComment
	case line[0] == '#':
		p.w3c.directive(line)
		return request{}, isComment
	case line[0] <= ' ' && len(bytes.Trim(line, " \t\r\n\x00")) == 0:
		return request{}, isComment
	}
	r, ok := p.request(line)
	if (!ok || r.nameless()) && bytes.IndexByte(line, '\x1b') >= 0 {
		r, ok = p.request(uncoloured(line))
	}
	if !ok {
		return request{}, unreadable
	}
	return r, isRequest
}

func (p *parser) request(line []byte) (request, bool) {
	line = bytes.TrimSpace(line)
	if len(line) == 0 {
		return request{}, false
	}
	if line[0] == '{' {
		return p.json(line)
	}
	if p.w3c.named {
		if r, ok := p.w3c.parse(line); ok {
			return r, true
		}
	}
	if r, ok := parseELB(line); ok {
		return r, true
	}
	if p.columns == usual {
		if r, ok := parseCombined(line); ok {
			return r, true
		}
	} else if r, ok := p.columns.parse(line); ok {
		return r, true
	}
	if r, ok := parseHAProxy(line); ok {
		return r, true
	}
	if r, ok := parseSquid(line); ok {
		return r, true
	}
	if len(afterDate(line)) == 0 {
		if r, ok := parseAnywhere(line); ok {
			return r, true
		}
	}
	if start := bytes.IndexByte(line, '{'); start >= 0 && line[len(line)-1] == '}' {
		return p.json(line[start:]) // after the prefix of a collector
	}
	return request{}, false
}

func (p *parser) json(line []byte) (request, bool) {
	r, inner, ok := parseJSON(line)
	if !ok && inner != nil { // inner is shorter than line, so this ends
		return p.request(inner)
	}
	return r, ok
}

// uncoloured returns the line without the sequences that give it colours on a terminal, such as
// "\x1b[33m". Django and Flask write them.
func uncoloured(line []byte) []byte {
	var plain []byte
	for {
		start := bytes.Index(line, []byte("\x1b["))
		if start < 0 {
			return append(plain, line...)
		}
		plain = append(plain, line[:start]...)
		line = bytes.TrimLeft(line[start+len("\x1b["):], "0123456789;")
		line = bytes.TrimPrefix(line, []byte("m"))
	}
}
