package main

import (
	"bytes"
	"encoding/json"
)

// parseJSON reads a line that is a JSON object. It finds the status, the method and the path by
// the names that servers use for them (jsonNames). They may be in nested objects: Caddy has
// request.method, and Google Cloud has httpRequest.status. If two members have one meaning, the
// outer one counts.
//
// A line is not about a request if it has no status, or if it has neither a method nor a path.
// inner is the line of another program in a member, for example in "log", where Docker puts it.
func parseJSON(line []byte) (r request, inner []byte, ok bool) {
	s := jsonScanner{text: line}
	if !s.value(nil, 0, true) || len(bytes.TrimSpace(s.text)) > 0 {
		return request{}, nil, false
	}
	if s.status.depth == 0 || s.method.depth == 0 && s.path.depth == 0 && s.request.depth == 0 {
		return request{}, unescape(s.log.text), false
	}
	status, _ := parseStatus(s.status.text)
	if s.request.depth > 0 {
		r = fromRequestLine(unescape(s.request.text), status)
	} else {
		r = request{noMethod, pathOf(unescape(s.path.text)), status}
		if isMethod(s.method.text) {
			r.method = s.method.text
		}
	}
	return r, nil, true
}

// A jsonScanner reads one value after the other from the beginning of text.
type jsonScanner struct {
	text                               []byte
	status, method, path, request, log member
}

// A member is the value of a member. Its depth is 1 in the outermost object, and 0 if it was not
// found.
type member struct {
	text   []byte // still escaped
	depth  int
	second bool // its name is one of those that count less
}

// maxDepth is the deepest nesting of objects and arrays that is read.
const maxDepth = 32

// value reads the value of key. If wanted is true, it keeps what the report needs. wanted is
// false in arrays and among header fields.
func (s *jsonScanner) value(key []byte, depth int, wanted bool) bool {
	s.trim()
	if len(s.text) == 0 || depth > maxDepth {
		return false
	}
	switch s.text[0] {
	case '{':
		return s.object(depth+1, wanted && !aboutFields(key))
	case '[':
		return s.list(']', func() bool { return s.value(nil, depth+1, false) })
	}
	text, isString, ok := s.scalar()
	if ok && wanted {
		s.note(key, text, depth, isString)
	}
	return ok
}

func (s *jsonScanner) object(depth int, wanted bool) bool {
	return s.list('}', func() bool {
		key, isString, ok := s.scalar()
		if !ok || !isString {
			return false
		}
		s.trim()
		if len(s.text) == 0 || s.text[0] != ':' {
			return false
		}
		s.text = s.text[1:]
		return s.value(key, depth, wanted)
	})
}

// list reads elements with commas between them, up to the closing character.
func (s *jsonScanner) list(closing byte, element func() bool) bool {
	for first := true; ; first = false {
		s.text = s.text[1:] // the bracket or a comma
		s.trim()
		if first && len(s.text) > 0 && s.text[0] == closing {
			s.text = s.text[1:]
			return true
		}
		if !element() {
			return false
		}
		s.trim()
		if len(s.text) == 0 || s.text[0] != ',' && s.text[0] != closing {
			return false
		}
		if s.text[0] == closing {
			s.text = s.text[1:]
			return true
		}
	}
}

// scalar reads a string, a number or a word. A string stays escaped.
func (s *jsonScanner) scalar() (text []byte, isString, ok bool) {
	if len(s.text) > 0 && s.text[0] == '"' {
		end := closingQuote(s.text[1:])
		if end < 0 {
			return nil, true, false
		}
		text, s.text = s.text[1:1+end], s.text[end+2:]
		return text, true, true
	}
	end := 0
	for end < len(s.text) && s.text[end] > ' ' && s.text[end] != ',' && s.text[end] != '}' && s.text[end] != ']' {
		end++
	}
	text, s.text = s.text[:end], s.text[end:]
	return text, false, len(text) > 0 && (text[0] == '-' || 'a' <= text[0] && text[0] <= 'z' || '0' <= text[0] && text[0] <= '9')
}

func (s *jsonScanner) trim() {
	for len(s.text) > 0 && (s.text[0] == ' ' || s.text[0] == '\t' || s.text[0] == '\r' || s.text[0] == '\n') {
		s.text = s.text[1:]
	}
}

// note keeps a value that the report needs.
func (s *jsonScanner) note(key, text []byte, depth int, isString bool) {
	var buffer [40]byte
	name, ok := plainName(&buffer, key)
	if !ok {
		return
	}
	found := member{text, depth, false}
	switch jsonNames(name) {
	case jsonStatus:
		if status, ok := parseStatus(text); ok && (status == 0 || status >= 100) {
			s.status.outer(found)
		}
	case jsonMethod:
		if isString {
			s.method.outer(found)
		}
	case jsonPath, jsonPlainPath:
		if isString {
			found.second = jsonNames(name) == jsonPlainPath
			s.path.outer(found)
		}
	case jsonRequest:
		if isString && isRequestLine(text) {
			s.request.outer(found)
		}
	case jsonLog:
		if isString {
			s.log.outer(found)
		}
	}
}

// outer replaces m by other if other counts more.
func (m *member) outer(other member) {
	if m.depth == 0 || m.second && !other.second || m.second == other.second && other.depth < m.depth {
		*m = other
	}
}

// plainName returns key in lower case and without "_", "-" and ".". So status_code, statusCode
// and status.code are one name.
func plainName(buffer *[40]byte, key []byte) (string, bool) {
	n := 0
	for _, c := range key {
		switch {
		case c == '_' || c == '-' || c == '.':
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		if n == len(buffer) {
			return "", false
		}
		buffer[n] = c
		n++
	}
	return string(buffer[:n]), true
}

// aboutFields reports whether the object of key has header fields. Clients choose their names,
// so they must not count.
func aboutFields(key []byte) bool {
	for _, part := range []string{"eader", "ookie", "EADER", "OOKIE"} {
		if bytes.Contains(key, []byte(part)) {
			return true
		}
	}
	return false
}

// unescape returns the text of a JSON string without escapes.
func unescape(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	var plain string
	if json.Unmarshal(append(append([]byte{'"'}, text...), '"'), &plain) != nil {
		return text
	}
	return []byte(plain)
}
