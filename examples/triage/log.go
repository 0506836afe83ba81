package main

import (
	"bytes"
	"strings"

	"example.com/httpstatus"
)

// parse finds the method and the status in a line of the Common Log Format or of
// one that begins like it, as the Combined does:
//
//	host ident user [date] "request" status size
//
// The method is noMethod where the request names none. The status is anything of
// three digits. Neither allocates: the method is a part of the line.
func parse(line []byte) (method []byte, status httpstatus.Status, ok bool) {
	// A user's name may hold spaces and brackets, and Apache writes an empty one
	// as "". No quote in a name goes unescaped, though, so the first one after a
	// bracket opens the request.
	date := bytes.Index(line, []byte(`] "`))
	if date < 0 || bytes.LastIndexByte(line[:date], '[') < 1 {
		return nil, 0, false
	}
	rest := line[date+len(`] "`):]
	end := closingQuote(rest)
	if end < 0 {
		return nil, 0, false
	}
	status, ok = statusField(rest[end+1:])
	return methodOf(rest[:end]), status, ok
}

// closingQuote returns the index of the first quote that no backslash escapes.
// nginx writes a quote in a request as \x22, Apache as \".
func closingQuote(b []byte) int {
	for i := 0; ; i++ {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			return -1
		}
		i += n
		backslashes := 0
		for backslashes < i && b[i-1-backslashes] == '\\' {
			backslashes++
		}
		if backslashes%2 == 0 {
			return i
		}
	}
}

// statusField reads three digits between spaces. 000 and 999 are good here: logs
// have them.
func statusField(b []byte) (status httpstatus.Status, ok bool) {
	if len(b) < len(" 404 ") || b[0] != ' ' || b[4] != ' ' {
		return 0, false
	}
	for _, c := range b[1:4] {
		digit := c - '0'
		if digit > 9 {
			return 0, false
		}
		status = status*10 + httpstatus.Status(digit)
	}
	return status, true
}

// noMethod stands for the method of a request that names none: an empty one, as
// after a 408, or bytes that are no HTTP, such as \x16\x03 of a TLS handshake.
var noMethod = []byte("-")

// methodOf returns the word before the first space if it is a token, as a method
// has to be (RFC 9110, 9.1).
func methodOf(request []byte) []byte {
	n := bytes.IndexByte(request, ' ')
	if n < 1 {
		return noMethod
	}
	for _, c := range request[:n] {
		if !isToken(c) {
			return noMethod
		}
	}
	return request[:n]
}

// isToken reports whether c may stand in a token (RFC 9110, 5.6.2).
func isToken(c byte) bool {
	lower := c | 0x20
	return 'a' <= lower && lower <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}
