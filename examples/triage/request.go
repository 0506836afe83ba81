package main

import (
	"bytes"
	"strings"

	"example.com/httpstatus"
)

// A request is what a line of a log says about a request. Its slices are parts of the line.
type request struct {
	method []byte            // noMethod if the line has no method
	path   []byte            // without the query; nil if the line has no path
	status httpstatus.Status // 0 to 999; 0 means that the server sent no response
}

// noMethod stands for the method of a request without a method. The request may be empty, as
// after a 408, or it is not HTTP, such as the \x16\x03 of a TLS handshake.
var noMethod = []byte("-")

// nameless reports whether the request has no method.
func (r *request) nameless() bool { return len(r.method) == 1 && r.method[0] == '-' }

// fromRequestLine reads "GET /path?query HTTP/1.1".
func fromRequestLine(line []byte, status httpstatus.Status) request {
	n := bytes.IndexByte(line, ' ')
	if n < 0 || !isMethod(line[:n]) {
		return request{method: noMethod, status: status}
	}
	target, _ := cutVersion(line[n+1:])
	return request{line[:n], pathOf(target), status}
}

// cutVersion removes " HTTP/1.1" from the end of text.
func cutVersion(text []byte) (before []byte, found bool) {
	i := bytes.LastIndexByte(text, ' ')
	if i < 0 || !bytes.HasPrefix(text[i+1:], []byte("HTTP/")) {
		return text, false
	}
	return text[:i], true
}

var (
	space = []byte(" ")
	root  = []byte("/")
)

// isRequestLine reports whether text has a method, a target and a version.
func isRequestLine(text []byte) bool {
	method, rest, _ := bytes.Cut(text, space)
	target, found := cutVersion(rest)
	return found && len(target) > 0 && isMethod(method)
}

// isMethod reports whether word is a token, as a method has to be (RFC 9110, 9.1).
func isMethod(word []byte) bool {
	for _, c := range word {
		if !isToken(c) {
			return false
		}
	}
	return len(word) > 0
}

// isToken reports whether c may be in a token (RFC 9110, 5.6.2).
func isToken(c byte) bool {
	letter := c | 0x20
	return 'a' <= letter && letter <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

// pathOf returns the path of a request's target. In the logs of load balancers and proxies, the
// target is a whole URL.
func pathOf(target []byte) []byte {
	for i, c := range target {
		if c == '?' || c == '#' {
			target = target[:i]
			break
		}
	}
	if len(target) > 0 && target[0] != '/' {
		if i := bytes.Index(target, []byte("://")); i >= 0 {
			authority := target[i+len("://"):]
			slash := bytes.IndexByte(authority, '/')
			if slash < 0 {
				return root
			}
			return authority[slash:]
		}
	}
	if len(target) == 0 || string(target) == "-" {
		return nil
	}
	return target
}

// parseStatus reads a status: three digits, or a single 0 if the server sent no response. It
// accepts numbers such as 000 and 999, because logs have them.
func parseStatus(digits []byte) (httpstatus.Status, bool) {
	if len(digits) == 1 && digits[0] == '0' {
		return 0, true
	}
	if len(digits) != 3 {
		return 0, false
	}
	status := httpstatus.Status(0)
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		status = status*10 + httpstatus.Status(c-'0')
	}
	return status, true
}

// word returns the text before the first space, tab or end of line, and the rest.
func word(text []byte) (first, rest []byte) {
	for i, c := range text {
		if c == ' ' || c == '\t' || c == '\r' || c == '\n' {
			return text[:i], text[i:]
		}
	}
	return text, nil
}
