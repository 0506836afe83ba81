package negotiate

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Subtags are the parts of a tag that matter here. The zero value of a part means that
// the tag does not have it.
type subtags struct {
	code   string // of the language, such as "ko"; it may be one that x/text does not know; "" in "x-en"
	script language.Script
	region language.Region
	rest   string // the others, in lower case: variants, extensions, private use, and what nobody registered
}

var (
	noScript language.Script
	noRegion language.Region
)

func subtagsOf(tag language.Tag) subtags {
	base, script, region := tag.Raw()
	return replaced(subtags{code: base.String(), script: script, region: region})
}

// readTag returns the subtags of a tag. The text of the tag has the rest that x/text drops if
// nobody registered it.
func readTag(text string, tag language.Tag) subtags {
	s := subtagsOf(tag)
	read, _ := readRange(text)
	s.rest = read.rest
	if read.code == "" {
		s.code = ""
	}
	return s
}

// replaced returns the subtags in the form that CLDR gives them: "iw" is "he", "sh" is
// "sr-Latn", and Nastaliq is a style of the Arabic script.
func replaced(s subtags) subtags {
	if to, ok := find(replacements[:], s.code); ok {
		base, script, region := language.Raw.Make(to).Raw()
		s.code = base.String()
		if s.script == noScript {
			s.script = script
		}
		if s.region == noRegion {
			s.region = region
		}
	}
	if to, ok := find(styles[:], s.script.String()); ok {
		s.script = language.MustParseScript(to)
	}
	return s
}

// A meaning is what a range says to a Matcher.
type meaning struct {
	subtags
	length int // the number of subtags in the whole range
	serves int // the index of the language for a reader of the range; -1 if there is none
}

// meaning reads a range. It returns nil if the range is not well-formed. A meaning is
// remembered, because new headers are mostly made of ranges that were seen before.
func (m *Matcher) meaning(text string) *meaning {
	if known := m.ranges.Get(text); known != nil {
		return known
	}
	s, length := readRange(text)
	if length == 0 {
		return nil
	}
	if s.rest != "" && !slices.ContainsFunc(m.subtags, func(o subtags) bool { return begins(o.rest, s.rest) }) {
		s.rest = unserved
	}
	serves := m.choiceFor(text, s)
	if s.code == "" && serves < 0 {
		return nil
	}
	return m.ranges.Put(text, meaning{s, length, serves})
}

// unserved stands for what no language of the site has after its region. A Matcher remembers
// a range, and a client can make it long.
const unserved = "-"

// begins reports whether subtags begin with other ones.
func begins(subtags, other string) bool {
	after, ok := strings.CutPrefix(subtags, other)
	return ok && (after == "" || after[0] == '-')
}

// readRange returns the subtags of a language range and counts them. The count is 0 if
// the range is not well-formed (RFC 4647, 2.1) or begins with "i-". It also reads the names
// of locales in POSIX and ICU: "sr_RS.UTF-8@latin", "ja_JP@calendar=japanese".
//
// x/text sees no more than one subtag at a time. Its parser of whole tags has panicked
// or hung on crafted tags more than once (CVE-2020-28851, CVE-2020-28852, CVE-2021-38561,
// CVE-2022-32149).
func readRange(text string) (s subtags, length int) {
	text, modifier, modified := strings.Cut(text, "@")
	modifier, _, _ = strings.Cut(modifier, ".")
	text, _, _ = strings.Cut(text, ".")
	var room [32]byte
	others := room[:0]
	extended := false // whether an extension or a private use has begun
	for more := true; more; length++ {
		var subtag string
		if i := strings.IndexAny(text, "-_"); i >= 0 {
			subtag, text = text[:i], text[i+1:]
		} else {
			subtag, more = text, false
		}
		if !isSubtag(subtag, length == 0) {
			return subtags{}, 0
		}
		extended = extended || len(subtag) == 1
		if length == 0 && !extended {
			s.code = codeOf(subtag)
		} else if extended || !s.read(subtag) {
			others = appendSubtag(others, subtag)
		}
	}
	if modified {
		length++ // "ca_ES@valencia" is narrower than "ca_ES"
		if script, ok := find(modifiers[:], strings.ToLower(modifier)); ok && s.script == noScript {
			s.script = language.MustParseScript(script)
		} else if modifier != "" {
			others = appendSubtag(others, modifier)
		}
	}
	s.rest = string(others)
	return replaced(s), length
}

// appendSubtag appends a subtag in lower case, after a hyphen if it is not the first.
func appendSubtag(subtags []byte, subtag string) []byte {
	if len(subtags) > 0 {
		subtags = append(subtags, '-')
	}
	return appendLower(subtags, subtag)
}

// appendLower appends a text in lower case, with hyphens for underscores.
func appendLower(b []byte, text string) []byte {
	for i := range len(text) {
		c := text[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c |= 0x20
		case c == '_':
			c = '-'
		}
		b = append(b, c)
	}
	return b
}

// isSubtag reports whether a subtag is well-formed. The first one is letters only, and
// more than one except for an "x", as there is no language with a code of one letter.
func isSubtag(s string, first bool) bool {
	if len(s) == 0 || len(s) > 8 || first && len(s) == 1 && s[0]|0x20 != 'x' {
		return false
	}
	for i := range len(s) {
		if !isLetter(s[i]) && (first || !isDigit(s[i])) {
			return false
		}
	}
	return true
}

// codeOf returns the code of a language as x/text writes it ("de" for "ger" or "DEU"),
// and a code that x/text does not know in lower case. It copies the code, because a
// Matcher remembers it, and the header may be a part of a large request.
func codeOf(subtag string) string {
	if base, err := language.ParseBase(subtag); err == nil {
		return base.String()
	}
	return strings.Clone(strings.ToLower(subtag))
}

// read takes in a subtag after the first. It finds a script after a region too, as in
// "sr-SP-Latn", which Windows used to say. It reports whether the subtag is a script, a
// region or a part of the language, and not a variant or something that nobody registered.
func (s *subtags) read(subtag string) bool {
	var err error
	switch {
	case len(subtag) == 4 && s.script == noScript:
		s.script, err = language.ParseScript(subtag)
	case len(subtag) == 3 && s.readExtended(subtag):
		// It is an extended language or an old name of a script.
	case len(subtag) <= 3 && s.region == noRegion:
		s.region, err = language.ParseRegion(subtag) // of two or three letters, or three digits
	default:
		return false
	}
	return err == nil
}

// readExtended takes in an extended language ("zh-yue", which is yue) or one of the
// names that .NET had for the scripts of Chinese. It reports whether the subtag is one
// of these. Otherwise, it may be a region: "zh-TWN".
func (s *subtags) readExtended(subtag string) bool {
	if s.code == "zh" {
		switch strings.ToLower(subtag) {
		case "chs":
			s.script = language.MustParseScript("Hans")
			return true
		case "cht":
			s.script = language.MustParseScript("Hant")
			return true
		}
	}
	code := codeOf(subtag)
	to, _ := find(readers[:], code)
	if to, _, _ = strings.Cut(to, "-"); to != s.code {
		return false
	}
	s.code = code
	return true
}

// holds returns by how many subtags the range holds a language, 0 if it does not.
func (m *meaning) holds(s subtags) (n int) {
	if m.code != s.code {
		return 0
	}
	n = 1
	if m.script != noScript {
		if m.script != s.script {
			return 0
		}
		n++
	}
	if m.region != noRegion {
		if m.region != s.region {
			return 0
		}
		n++
	}
	if m.rest != "" {
		if !begins(s.rest, m.rest) {
			return 0
		}
		n += 1 + strings.Count(m.rest, "-")
	}
	if m.length > n {
		return 0
	}
	return n
}
