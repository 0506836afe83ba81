package statustest

import (
	"net/http"
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

// unquoted returns the text of a quoted-string. It returns everything else unchanged.
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

// parameter splits name=value. The value is a token or a quoted-string. Some grammars
// allow white space around the equals sign, so parameter does, too.
func parameter(s string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(s, "=")
	name, value = strings.TrimRight(name, " \t"), strings.TrimLeft(value, " \t")
	return name, value, ok && isToken(name) && (isToken(value) || isQuoted(value))
}

// fixdate reports whether the value is a date in the format that senders must use (RFC
// 9110, 5.6.7). It is a subset of the format of RFC 5322, whose section 3.3 demands that the
// weekday is that of the date.
func fixdate(value string) bool {
	right, ok := weekdayMended(value)
	return ok && right == value
}

// anyWeekday reports whether the value is such a date, except that the weekday may be wrong.
func anyWeekday(value string) bool {
	_, ok := weekdayMended(value)
	return ok
}

// weekdayMended returns a date in the format that senders must use, with the right weekday.
func weekdayMended(value string) (string, bool) {
	t, err := time.Parse(http.TimeFormat, strings.Replace(value, ":60 ", ":59 ", 1)) // a leap second
	if err != nil {
		return "", false
	}
	day, rest, _ := strings.Cut(value, ",")
	right, date, _ := strings.Cut(t.Format(http.TimeFormat), ",")
	for d := range time.Weekday(7) {
		if day == d.String()[:3] && strings.Replace(rest, ":60 ", ":59 ", 1) == date { // Parse takes upper for lower case
			return right + "," + rest, true
		}
	}
	return "", false
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
