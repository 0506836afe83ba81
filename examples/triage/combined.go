package main

import "bytes"

// parseCombined reads the Common Log Format and the formats that begin like it: the Combined Log
// Format of nginx and Apache, and the default format of Envoy and Istio. The last one has nothing
// before the date.
//
//	host ident user [date] "request" status size
//
// It does not allocate, because the request has parts of the line.
func parseCombined(line []byte) (request, bool) {
	// The name of a user may have spaces and brackets, and Apache writes an empty name as "".
	// But a quote in a name is escaped. So the first quote after a bracket begins the request.
	date := bytes.Index(line, []byte(`] "`))
	if date < 0 || bytes.IndexByte(line[:date], '[') < 0 {
		return request{}, false
	}
	rest := line[date+len(`] "`):]
	end := closingQuote(rest)
	if end < 0 || len(rest) < end+2 || rest[end+1] != ' ' {
		return request{}, false
	}
	digits, _ := word(rest[end+2:])
	status, ok := parseStatus(digits)
	if !ok || string(rest[:end]) == tcp {
		return request{}, false
	}
	return fromRequestLine(rest[:end], status), true
}

// tcp is the text that Envoy writes in place of the request if the connection is not HTTP.
const tcp = "- - -"

// closingQuote returns the index of the first quote without a backslash before it. A quote in a
// request is \x22 in the logs of nginx, and \" in those of Apache.
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

// parseAnywhere reads a line without a date in brackets, such as the lines of uvicorn. It takes
// the first text in quotes that is a whole request line with its version, and the status after
// it.
func parseAnywhere(line []byte) (request, bool) {
	for {
		start := bytes.IndexByte(line, '"')
		if start < 0 {
			return request{}, false
		}
		line = line[start+1:]
		end := closingQuote(line)
		if end < 0 {
			return request{}, false
		}
		text := line[:end]
		line = line[end+1:]
		if !isRequestLine(text) {
			continue
		}
		digits, _ := word(bytes.TrimLeft(line, " \t"))
		status, ok := parseStatus(digits)
		return fromRequestLine(text, status), ok
	}
}
