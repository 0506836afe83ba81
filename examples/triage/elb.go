package main

import "bytes"

// parseELB reads the access log of AWS load balancers: the Application Load Balancer,
// whose lines begin with a type, and the Classic one, whose lines begin with a time.
//
//	h2 2018-07-02T22:23:00.186641Z app/lb/50dc6c49 192.0.2.7:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.com:443/ HTTP/2.0" ...
//	2015-05-13T23:39:43.945958Z lb 192.0.2.7:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "GET http://www.example.com:80/ HTTP/1.1" ...
//
// The load balancer sent the first of the two statuses to the client. The second is the status
// of the server behind it.
func parseELB(line []byte) (request, bool) {
	if len(line) < 20 || line[0] != 'h' && line[0] != 'g' && line[0] != 'w' && line[4] != '-' {
		return request{}, false // this excludes most lines of other formats
	}
	first, rest := word(line)
	words := 7 // after the time: name, client, target, three durations, status
	if isELBType(first) {
		first, rest = word(bytes.TrimPrefix(rest, space))
	}
	if !isISOTime(first) {
		return request{}, false
	}
	var digits []byte
	for range words {
		digits, rest = word(bytes.TrimPrefix(rest, space))
	}
	status, ok := parseStatus(digits)
	if !ok {
		return request{}, false
	}
	for range 3 { // the other status, bytes received and sent
		_, rest = word(bytes.TrimPrefix(rest, space))
	}
	if !bytes.HasPrefix(rest, []byte(` "`)) {
		return request{}, false
	}
	rest = rest[len(` "`):]
	end := closingQuote(rest)
	if end < 0 {
		return request{}, false
	}
	return fromRequestLine(rest[:end], status), true
}

func isELBType(word []byte) bool {
	switch string(word) {
	case "http", "https", "h2", "grpcs", "ws", "wss":
		return true
	}
	return false
}

// isISOTime reports whether word begins like 2015-05-13T23:39.
func isISOTime(word []byte) bool {
	return len(word) > 16 && word[4] == '-' && word[7] == '-' && word[10] == 'T' && word[13] == ':'
}
