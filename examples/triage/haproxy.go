package main

import "bytes"

// parseHAProxy reads the HTTP log format of HAProxy, with or without the prefix of syslog:
//
//	10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} "GET /index.html HTTP/1.1"
//
// A status of -1 means that HAProxy sent no response. syslog cuts a line after 1024 bytes, so the
// closing quote may be missing.
func parseHAProxy(line []byte) (request, bool) {
	rest := afterDate(line)
	var words [4][]byte // frontend, backend/server, five durations, status
	for i := range words {
		words[i], rest = word(bytes.TrimPrefix(rest, space))
	}
	if bytes.Count(words[2], []byte("/")) != 4 {
		return request{}, false
	}
	status, ok := parseStatus(words[3])
	if string(words[3]) == "-1" {
		status, ok = 0, true
	}
	_, text, quoted := bytes.Cut(rest, []byte(` "`))
	if !ok || !quoted {
		return request{}, false
	}
	if end := closingQuote(text); end >= 0 {
		text = text[:end]
	}
	return fromRequestLine(text, status), true
}
