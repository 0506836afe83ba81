package negotiate

import (
	"strings"

	"example.com/httpstatus/internal/qvalue"
	"golang.org/x/text/language"
)

// A browser sends under ten elements, of fourteen bytes at most ("pt-BR;q=0.875,"),
// and has put the languages that matter first. What goes beyond these bounds is
// somebody's attempt to keep the server busy: x/text alone needs 0.4 s for 1 MiB of
// "de,", and its parser has panicked or hung on crafted tags more than once
// (CVE-2020-28851, CVE-2020-28852, CVE-2021-38561, CVE-2022-32149).
const (
	maxBytes    = 512
	maxElements = 32
)

// clip returns as many whole elements of a header as fit into maxBytes.
func clip(header string) string {
	if len(header) <= maxBytes {
		return header
	}
	return header[:max(0, strings.LastIndexByte(header[:maxBytes+1], ','))]
}

// An element of a header is a range of languages and its weight.
type element struct {
	weight int    // in thousandths
	any    bool   // the range is "*"
	head   string // what is worth parsing of another range
	length int    // the number of subtags in the whole range
	meaning
}

// parse appends the well-formed elements of a header to list, up to its capacity.
func parse(list []element, header string) []element {
	for header != "" && len(list) < cap(list) {
		var text string
		text, header, _ = strings.Cut(header, ",")
		if e, ok := parseElement(text); ok {
			list = append(list, e)
		}
	}
	return list
}

func parseElement(text string) (e element, ok bool) {
	text, parameters, _ := strings.Cut(text, ";")
	text = trim(text)
	e.any = text == "*"
	if !e.any {
		if e.head, e.length = head(text); e.length == 0 {
			return e, false
		}
	}
	e.weight = 1000
	for parameters != "" {
		var p string
		p, parameters, _ = strings.Cut(parameters, ";")
		name, value, _ := strings.Cut(p, "=")
		if !strings.EqualFold(trim(name), "q") {
			continue
		}
		if e.weight, ok = qvalue.Parse(trim(value)); !ok {
			return e, false
		}
	}
	return e, true
}

// trim removes what RFC 9110, 5.6.3 has as optional whitespace.
func trim(s string) string { return strings.Trim(s, " \t") }

// head checks that a language range is well-formed (RFC 4647, 2.1) and counts its
// subtags. It returns the part that can say which language, script and region are
// meant: at most four subtags, as in zh-cmn-Hans-CN, and nothing from an extension
// or a private use on. The length is 0 for a range that is not well-formed or has
// no language, as those that begin with i- or x-.
func head(text string) (head string, length int) {
	end, start := len(text), 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && text[i] != '-' && text[i] != '_' {
			c := text[i] | 0x20
			letter, digit := 'a' <= c && c <= 'z', '0' <= text[i] && text[i] <= '9'
			if !letter && !(digit && length > 0) {
				return "", 0
			}
			continue
		}
		n := i - start
		if n == 0 || n > 8 || n == 1 && length == 0 {
			return "", 0
		}
		if (n == 1 || length == 4) && end == len(text) {
			end = start - 1
		}
		length++
		start = i + 1
	}
	return text[:end], length
}

// holds returns by how many subtags the range holds a language, 0 if it does not.
// A range with more than a language, a script and a region holds none of ours.
func (e *element) holds(s subtags) (n int) {
	if e.base != s.base {
		return 0
	}
	n = 1
	if e.script != (language.Script{}) {
		if e.script != s.script {
			return 0
		}
		n++
	}
	if e.region != (language.Region{}) {
		if e.region != s.region {
			return 0
		}
		n++
	}
	if e.length > n {
		return 0
	}
	return n
}
