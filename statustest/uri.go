package statustest

import (
	"net/url"
	"strings"
)

// uriReference reports whether the value is a URI-reference of RFC 3986. Package
// url alone lets through what a URI must escape.
func uriReference(value string) bool {
	u, err := url.Parse(value)
	if err != nil {
		return false
	}
	before, fragment, _ := strings.Cut(value, "#")
	for i, c := range []byte(value) {
		switch {
		case c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.IndexByte("-._~:/?@!$&'()*+,;=%[]", c) >= 0:
			// url.Parse has checked what follows %, except in a query.
			if c == '%' && (len(value) < i+3 || !hex(value[i+1]) || !hex(value[i+2])) {
				return false
			}
		case c == '#' && i == len(before):
		default:
			return false
		}
	}
	brackets := strings.Count(value, "[") + strings.Count(value, "]")
	return brackets == 0 || brackets == 2 && strings.Contains(u.Host, "[") && !strings.ContainsAny(fragment, "[]")
}

func hex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'F' || c >= 'a' && c <= 'f'
}
