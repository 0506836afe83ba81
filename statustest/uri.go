package statustest

import (
	"net/netip"
	"strings"
)

// isURIReference reports whether s is a URI-reference (RFC 3986, 4.1). url.Parse does
// not help: it accepts characters that must be escaped, and it refuses some hosts
// that are right.
func isURIReference(s string) bool {
	s, fragment, _ := strings.Cut(s, "#")
	s, query, _ := strings.Cut(s, "?")
	if before, after, ok := strings.Cut(s, ":"); ok && isScheme(before) {
		s = after
	} else if ok && !strings.Contains(before, "/") {
		return false // without a scheme, the first segment has no colon
	}
	path := s
	if rest, ok := strings.CutPrefix(s, "//"); ok {
		authority, _, _ := strings.Cut(rest, "/")
		if !isAuthority(authority) {
			return false
		}
		path = rest[len(authority):]
	}
	return isEscaped(path, "/:@") && isEscaped(query, "/?:@") && isEscaped(fragment, "/?:@")
}

func isScheme(s string) bool {
	return s != "" && isLetter(rune(s[0])) && strings.Trim(s, letters+"0123456789+-.") == ""
}

// isAuthority reports whether s is a host, perhaps with a user before it and a port
// after it (RFC 3986, 3.2).
func isAuthority(s string) bool {
	if user, host, ok := strings.Cut(s, "@"); ok {
		if !isEscaped(user, ":") {
			return false
		}
		s = host
	}
	host, port, _ := strings.Cut(s, ":")
	right := isEscaped(host, "")
	if rest, ok := strings.CutPrefix(s, "["); ok {
		literal, after, closed := strings.Cut(rest, "]")
		colon := ""
		colon, port, _ = strings.Cut(after, ":")
		right = closed && colon == "" && isIPLiteral(literal)
	}
	return right && strings.Trim(port, "0123456789") == ""
}

// isIPLiteral reports whether s may be in brackets: it is an IPv6 address or one of a
// later version. RFC 6874 allowed a zone after %25.
func isIPLiteral(s string) bool {
	if s != "" && (s[0] == 'v' || s[0] == 'V') {
		version, address, _ := strings.Cut(s[1:], ".")
		return version != "" && strings.Trim(version, hexDigits) == "" && address != "" && !strings.Contains(address, "%") && isEscaped(address, ":")
	}
	address, zone, zoned := strings.Cut(s, "%25")
	ip, err := netip.ParseAddr(address)
	return err == nil && ip.Is6() && ip.Zone() == "" && zoned == (zone != "") && isEscaped(zone, "")
}

const (
	letters   = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	hexDigits = "0123456789ABCDEFabcdef"
)

func isLetter(r rune) bool { return strings.ContainsRune(letters, r) }

// isEscaped reports whether s has only characters that a URI may have at that place:
// the unreserved ones, the sub-delims, those in also, and % with two hexadecimal
// digits (RFC 3986, 2).
func isEscaped(s, also string) bool {
	for i := 0; i < len(s); i++ {
		switch c := rune(s[i]); {
		case c == '%':
			if len(s) < i+3 || strings.Trim(s[i+1:i+3], hexDigits) != "" {
				return false
			}
		case !isLetter(c) && !strings.ContainsRune("0123456789-._~!$&'()*+,;="+also, c):
			return false
		}
	}
	return true
}
