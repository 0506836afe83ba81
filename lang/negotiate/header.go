package negotiate

import (
	"slices"
	"strings"

	"example.com/httpstatus/internal/memo"
	"example.com/httpstatus/internal/qvalue"
)

// A browser sends fewer than ten elements of at most fourteen bytes ("pt-BR;q=0.875,"), the
// most important languages first. A much longer value may be an attack: x/text alone needs
// 0.4 s for 1 MiB of "de,".
const (
	maxBytes    = memo.Longest
	maxElements = 32
)

// An element of a header is a range of languages and its weight.
type element struct {
	weight   int // in thousandths
	*meaning     // of the range; nil if it is "*"
}

// choose returns the index of the language for a header, and whether the reader wants that
// language.
func (m *Matcher) choose(header string) (index int, wanted bool) {
	var room [maxElements]element
	elements := m.parse(room[:0], header)
	slices.SortStableFunc(elements, func(a, b element) int { return b.weight - a.weight })
	for _, e := range elements {
		if e.weight == 0 {
			break
		}
		var i int
		if e.meaning != nil {
			i = e.serves
		} else {
			i = m.unmentioned(elements)
		}
		if i >= 0 && !m.excluded(i, elements) {
			return i, true
		}
	}
	return 0, false
}

// parse appends the well-formed elements of a header to list, up to its capacity.
func (m *Matcher) parse(list []element, header string) []element {
	for header != "" && len(list) < cap(list) {
		var text string
		text, header = qvalue.Cut(header, strings.IndexByte(header, ','))
		n := len(list)
		if list = list[:n+1]; !m.parseElement(&list[n], text) {
			list = list[:n]
		}
	}
	return list
}

// parseElement reports whether an element is well-formed.
func (m *Matcher) parseElement(e *element, text string) (ok bool) {
	text, parameters, _ := strings.Cut(text, ";")
	if e.weight, ok = weightIn(parameters); !ok {
		return false
	}
	if text = trim(text); text == "*" {
		e.meaning = nil
		return true
	}
	e.meaning = m.meaning(text)
	return e.meaning != nil
}

// weightIn returns the last weight among the parameters, or 1000 if there is none. ok is
// false if one of the parameters is broken.
func weightIn(parameters string) (weight int, ok bool) {
	weight = 1000
	for parameters != "" {
		var p string
		p, parameters, _ = strings.Cut(parameters, ";")
		name, value, hasValue := strings.Cut(p, "=")
		switch name = trim(name); {
		case name == "q" || name == "Q":
			if weight, ok = qvalue.Parse(trim(value)); !ok {
				return 0, false
			}
		case name == "" && !hasValue:
			// "fr;" has an empty parameter, which does no harm.
		case !isName(name):
			return 0, false
		}
	}
	return weight, true
}

// isName reports whether a parameter can have this name. "q:0.1", "q 0.1" and "0.5" are
// not names. They are broken weights.
func isName(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) && (i == 0 || !isDigit(s[i]) && s[i] != '-' && s[i] != '_') {
			return false
		}
	}
	return s != ""
}

// trim removes what RFC 9110, 5.6.3 defines as optional whitespace.
func trim(s string) string {
	for s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	for s != "" && isSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// unmentioned returns the index of the first language that is not excluded and that no
// element except "*" names. It returns -1 if there is none.
func (m *Matcher) unmentioned(elements []element) int {
	mentioned := make([]bool, len(m.languages))
	for _, e := range elements {
		if e.weight > 0 && e.meaning != nil && e.serves >= 0 {
			mentioned[e.serves] = true
		}
	}
	for i := range mentioned {
		if !mentioned[i] && !m.excluded(i, elements) {
			return i
		}
	}
	return -1
}

// excluded reports whether the most specific range that holds the i-th language has
// weight 0. The elements are sorted, so those with weight 0 come last.
func (m *Matcher) excluded(i int, elements []element) bool {
	if elements[len(elements)-1].weight > 0 {
		return false
	}
	most, excluded := 0, false
	for _, e := range elements {
		if e.meaning == nil {
			continue
		}
		if n := e.holds(m.subtags[i]); n > 0 && n >= most {
			most, excluded = n, e.weight == 0
		}
	}
	return excluded
}
