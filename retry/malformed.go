package retry

import (
	"net/http"
	"strings"
)

// malformed reports whether net/http refuses to send a request. Its errors do not
// tell. Another Base may know more schemes, and hosts that have no name.
func malformed(req *http.Request, base http.RoundTripper) bool {
	if req.URL == nil || req.Header == nil || req.Method != "" && !isToken(req.Method) {
		return true
	}
	isHTTP := req.URL.Scheme == "http" || req.URL.Scheme == "https"
	if _, ok := base.(*http.Transport); (ok || isHTTP) && (!isHTTP || req.URL.Host == "") {
		return true
	}
	for name, values := range req.Header {
		if !isToken(name) {
			return true
		}
		for _, value := range values {
			if strings.ContainsFunc(value, func(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f }) {
				return true
			}
		}
	}
	return false
}

// isToken reports whether s is a token (RFC 9110, 5.6.2).
func isToken(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool {
		return c <= ' ' || c >= 0x7f || strings.ContainsRune("\"(),/:;<=>?@[\\]{}", c)
	})
}
