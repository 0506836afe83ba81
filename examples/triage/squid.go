package main

import "bytes"

// parseSquid reads Squid's own format:
//
//	1066036250.603 310 192.0.2.1 TCP_MISS/304 262 GET http://www.example.org/ - HIER_DIRECT/203.0.113.1 text/html
func parseSquid(line []byte) (request, bool) {
	var words [7][]byte // time, duration, client, result/status, size, method, URL
	for i := range words {
		words[i], line = word(bytes.TrimLeft(line, " "))
	}
	_, digits, ok := bytes.Cut(words[3], []byte("/"))
	status, good := parseStatus(digits)
	if !ok || !good || bytes.IndexByte(words[0], '.') < 0 || !isNumber(words[1]) || !isNumber(words[4]) || len(words[6]) == 0 {
		return request{}, false
	}
	if !isMethod(words[5]) {
		words[5] = noMethod
	}
	return request{words[5], pathOf(words[6]), status}, true
}

func isNumber(word []byte) bool {
	for _, c := range word {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(word) > 0
}
