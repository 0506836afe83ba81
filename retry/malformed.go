package retry

import (
	"net/http"
	"strings"
)

// malformed reports whether net/http refuses to send a request. Its errors do not
// tell.
func malformed(req *http.Request) bool {
	if req.URL == nil || req.URL.Host == "" || req.Header == nil || req.Method != "" && !isToken(req.Method) {
		return true
	}
	if req.URL.Scheme != "http" && req.URL.Scheme != "https" {
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
