package statustest

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// isToken reports whether s is a token (RFC 9110, 5.6.2).
func isToken(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !tokenRune(r) }) < 0
}

func tokenRune(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("!#$%&'*+-.^_`|~", r)
}

// digits reports whether s is a number in decimal digits.
func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// number returns the value of decimal digits.
func number(s string) (n uint64, ok bool) {
	n, err := strconv.ParseUint(s, 10, 64)
	return n, err == nil && digits(s)
}

// isQuoted reports whether s is a quoted-string (RFC 9110, 5.6.4).
func isQuoted(s string) bool {
	if len(s) < 2 || s[0] != '"' {
		return false
	}
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i == len(s)-1
		}
	}
	return false
}

// unquoted returns what a quoted-string says, and everything else as it is.
func unquoted(s string) string {
	if !isQuoted(s) {
		return s
	}
	var b strings.Builder
	for i := 1; i < len(s)-1; i++ {
		if s[i] == '\\' {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// pieces cuts s at each separator that is not within quotes or <>, trims the
// pieces, and drops the empty ones.
func pieces(s string, separator byte) []string {
	var found []string
	quoted, angled := false, false
	start := 0
	add := func(end int) {
		if piece := strings.Trim(s[start:end], " \t"); piece != "" {
			found = append(found, piece)
		}
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"' && !angled:
			quoted = !quoted
		case c == '<' && !quoted:
			angled = true
		case c == '>' && !quoted:
			angled = false
		case c == separator && !quoted && !angled:
			add(i)
			start = i + 1
		}
	}
	add(len(s))
	return found
}

func elements(list string) []string { return pieces(list, ',') }

// contains reports whether a list has a token, in any case.
func contains(list []string, token string) bool {
	return slices.ContainsFunc(list, func(t string) bool { return strings.EqualFold(t, token) })
}

// parameter takes name=value apart. The value is a token or a quoted-string. White
// space around the equals sign is bad, but only some grammars forbid it.
func parameter(s string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(s, "=")
	name, value = strings.TrimRight(name, " \t"), strings.TrimLeft(value, " \t")
	return name, value, ok && isToken(name) && (isToken(value) || isQuoted(value))
}

// fixdate reports whether the value is a date as senders must write it (RFC 9110,
// 5.6.7). It does not ask whether that was a Sunday.
func fixdate(value string) bool {
	value = strings.Replace(value, ":60 ", ":59 ", 1) // a leap second
	t, err := time.Parse(http.TimeFormat, value)
	if err != nil || len(value) < 3 {
		return false
	}
	day, rest := value[:3], value[3:]
	return strings.Contains("Mon Tue Wed Thu Fri Sat Sun", day) && t.Format(http.TimeFormat)[3:] == rest // case counts
}

// entityTag reports whether the value is an entity-tag (RFC 9110, 8.8.3).
func entityTag(value string) bool {
	value = strings.TrimPrefix(value, "W/")
	if len(value) < 2 || value[0] != '"' || value[len(value)-1] != '"' {
		return false
	}
	for _, c := range []byte(value[1 : len(value)-1]) {
		if c <= ' ' || c == '"' || c == 0x7f {
			return false
		}
	}
	return true
}

// opaqueTags returns the entity-tags of a list, without W/.
func opaqueTags(list string) (tags []string) {
	for {
		_, rest, _ := strings.Cut(list, `"`)
		tag, rest, ok := strings.Cut(rest, `"`)
		if !ok {
			return tags
		}
		tags = append(tags, `"`+tag+`"`)
		list = rest
	}
}

// mediaType reports whether the value is a media-type (RFC 9110, 8.3.1).
func mediaType(value string) bool {
	essence, _, _ := strings.Cut(value, ";")
	kind, subtype, _ := strings.Cut(strings.TrimRight(essence, " \t"), "/")
	if !isToken(kind) || !isToken(subtype) {
		return false
	}
	for _, p := range pieces(value[len(essence):], ';') {
		name, v, ok := parameter(p)
		if !ok || name+"="+v != p {
			return false
		}
	}
	return true
}

// A challenge is what a server asks for in WWW-Authenticate: a scheme and its
// parameters, or another piece of text.
type challenge struct {
	scheme     string
	parameters []string // their names
	other      bool     // it has a token68 in place of parameters
}

func (c challenge) has(name string) bool { return contains(c.parameters, name) }

// challenges takes a list of challenges apart (RFC 9110, 11.3). Parameters and
// challenges share the commas, so each element may be either.
func challenges(list string) (all []challenge, ok bool) {
	for _, e := range elements(list) {
		if name, _, ok := parameter(e); ok {
			if len(all) == 0 || all[len(all)-1].other {
				return all, false
			}
			c := &all[len(all)-1]
			c.parameters = append(c.parameters, name)
			continue
		}
		scheme, rest, _ := strings.Cut(e, " ")
		if !isToken(scheme) {
			return all, false
		}
		c := challenge{scheme: scheme}
		if rest = strings.TrimLeft(rest, " "); rest != "" {
			if name, _, ok := parameter(rest); ok {
				c.parameters = []string{name}
			} else if c.other = isToken68(rest); !c.other {
				return all, false
			}
		}
		all = append(all, c)
	}
	return all, true
}

// isToken68 reports whether s is a token68 (RFC 9110, 11.2).
func isToken68(s string) bool {
	s = strings.TrimRight(s, "=")
	return s != "" && strings.IndexFunc(s, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("-._~+/", r))
	}) < 0
}

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

// A byteRange is a Content-Range in bytes, or one range of a Range.
type byteRange struct {
	first, last uint64
	complete    uint64
	known       bool // complete is a number
}

func (r byteRange) overlaps(other byteRange) bool {
	return r.first <= other.last && other.first <= r.last
}

// contentRange reads the Content-Range of a part (RFC 9110, 14.4). inBytes is false
// for another unit, which has a form of its own.
func contentRange(value string) (r byteRange, inBytes, ok bool) {
	unit, rest, ok := strings.Cut(value, " ")
	if ok && !strings.EqualFold(unit, "bytes") {
		return r, false, false
	}
	positions, complete, _ := strings.Cut(rest, "/")
	first, last, _ := strings.Cut(positions, "-")
	var ok1, ok2 bool
	r.first, ok1 = number(first)
	r.last, ok2 = number(last)
	r.complete, r.known = number(complete)
	ok = ok && ok1 && ok2 && r.first <= r.last && (complete == "*" || digits(complete) && (!r.known || r.last < r.complete))
	return r, true, ok
}

// askedRanges reads a Range in bytes (RFC 9110, 14.1.2), or nothing. complete is
// the length of the representation.
func askedRanges(value string, complete uint64) (list []byteRange) {
	unit, set, _ := strings.Cut(value, "=")
	if !strings.EqualFold(strings.TrimSpace(unit), "bytes") {
		return nil
	}
	for _, spec := range elements(set) {
		first, last, _ := strings.Cut(spec, "-")
		r := byteRange{last: complete}
		var ok bool
		switch {
		case first == "": // the last bytes
			var length uint64
			length, ok = number(last)
			r.first = complete - min(length, complete)
		case last == "":
			r.first, ok = number(first)
		default:
			var ok1, ok2 bool
			r.first, ok1 = number(first)
			r.last, ok2 = number(last)
			ok = ok1 && ok2 && r.first <= r.last
		}
		if !ok {
			return nil
		}
		list = append(list, r)
	}
	return list
}

// atMost cuts text with pieces of a message, for a line of a report.
func atMost(text string) string {
	const longest = 300
	if len(text) > longest {
		return text[:longest] + "..."
	}
	return text
}

// excerpt quotes a piece of a message at no great length.
func excerpt(s string) string {
	if len(s) > 60 {
		return quote(s[:60]) + "..."
	}
	return quote(s)
}

func quote(s string) string {
	if strings.Contains(s, `"`) && strconv.CanBackquote(s) {
		return "`" + s + "`" // as it is
	}
	return strconv.Quote(s)
}
