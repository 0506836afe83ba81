package gen

import (
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	textlang "golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// A script holds what the rules need to know about one way of writing.
type script struct {
	letters []*unicode.RangeTable
	dense   bool // a word has few characters, so texts are short
	joiners bool // words may need zero-width joiners and non-joiners
}

func letters(tables ...*unicode.RangeTable) script { return script{letters: tables} }

// scripts has the scripts of all languages that CLDR covers well, by their ISO 15924 codes.
// So a new language needs no new code.
var scripts = map[string]script{
	"Latn": letters(unicode.Latin),
	"Cyrl": letters(unicode.Cyrillic),
	"Grek": letters(unicode.Greek),
	"Armn": letters(unicode.Armenian),
	"Geor": letters(unicode.Georgian),
	"Hebr": letters(unicode.Hebrew),
	"Arab": {[]*unicode.RangeTable{unicode.Arabic}, false, true},
	"Ethi": letters(unicode.Ethiopic),
	"Cher": letters(unicode.Cherokee),
	"Deva": {[]*unicode.RangeTable{unicode.Devanagari}, false, true},
	"Beng": {[]*unicode.RangeTable{unicode.Bengali}, false, true},
	"Guru": {[]*unicode.RangeTable{unicode.Gurmukhi}, false, true},
	"Gujr": {[]*unicode.RangeTable{unicode.Gujarati}, false, true},
	"Orya": {[]*unicode.RangeTable{unicode.Oriya}, false, true},
	"Taml": {[]*unicode.RangeTable{unicode.Tamil}, false, true},
	"Telu": {[]*unicode.RangeTable{unicode.Telugu}, false, true},
	"Knda": {[]*unicode.RangeTable{unicode.Kannada}, false, true},
	"Mlym": {[]*unicode.RangeTable{unicode.Malayalam}, false, true},
	"Sinh": {[]*unicode.RangeTable{unicode.Sinhala}, false, true},
	"Thai": letters(unicode.Thai),
	"Laoo": letters(unicode.Lao),
	"Khmr": letters(unicode.Khmer),
	"Mymr": letters(unicode.Myanmar),
	"Hans": {[]*unicode.RangeTable{unicode.Han}, true, false},
	"Hant": {[]*unicode.RangeTable{unicode.Han}, true, false},
	"Jpan": {[]*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}, true, false},
	"Kore": {[]*unicode.RangeTable{unicode.Hangul}, true, false},
}

// ends has the marks that may end a sentence.
var ends = []string{".", "。", "।", "۔", "။", "።", "։", "។", ""}

// bands has the smallest and the largest length of each kind of text, in characters.
var (
	bands      = map[kind][2]int{title: {3, 50}, meaning: {20, 260}, saying: {15, 260}, cause: {8, 110}}
	denseBands = map[kind][2]int{title: {2, 20}, meaning: {8, 110}, saying: {6, 110}, cause: {4, 50}}
)

var (
	banned = regexp.MustCompile(`[\p{Nd}%{}<>&'"!！?？]`)
	latin  = regexp.MustCompile(`\p{Latin}+`)
)

// A checker checks the file of one language.
type checker struct {
	*faults
	*language
	script script
}

func (k checker) fail(place, format string, args ...any) { k.add(k.File, place, format, args...) }

// check adds the faults of l to bad. It also compares l with the English.
func check(bad *faults, c *catalog, english, l *language) {
	k := checker{faults: bad, language: l}
	k.head(2*len(c.statuses)+len(remedies)-1, 2*len(english.entries(c, english)))
	k.keys(c, english)
	inEnglish := map[string]string{}
	for _, e := range english.entries(c, english) {
		inEnglish[e.key] = e.text
	}
	first := map[string]string{} // the key of each text
	equal := map[string]bool{}
	words := map[string]bool{}
	bytes := 0
	for _, e := range l.entries(c, english) {
		if e.text == "" {
			k.fail(e.key, "is missing or empty")
			continue
		}
		bytes += len(e.text)
		k.form(e)
		k.letters(e, words)
		other, twice := first[e.text]
		if twice && !(byCode(e.key) && byCode(other)) {
			k.fail(e.key, "%q is also the text of %s", e.text, other)
		}
		first[e.text] = e.key
		if l != english && e.text == inEnglish[e.key] {
			equal[e.key] = true
			if !slices.Contains(l.Same, e.key) {
				k.fail(e.key, `%q equals the English; add the key to "same" if that is right in this language`, e.text)
			}
		}
	}
	for _, key := range l.Same {
		if !equal[key] {
			k.fail("same", "the text of %q differs from the English; remove the key from the list", key)
		}
	}
	for _, word := range l.Latin {
		if !words[word] {
			k.fail("latin", "%q is in no text; remove it from the list", word)
		}
	}
	if n := len(inEnglish); n > maxTexts {
		k.fail("texts", "there are %d; want at most %d, because package texts numbers them with a byte", n, maxTexts)
	}
	if bytes > 1<<16-1 {
		k.fail("texts", "there are %d bytes; want at most %d, because the offsets have 16 bits", bytes, 1<<16-1)
	}
}

// byCode reports whether a text is the advice for a code. Two statuses may have the same
// advice.
func byCode(key string) bool {
	code, ok := strings.CutPrefix(key, "advice.")
	return ok && code[0] >= '0' && code[0] <= '9'
}

// head checks the facts about the language, and finds its script. A blind reading covers
// at least as many texts as there are titles, meanings and advice by remedy. It may show a
// text twice, so it has at most most answers.
func (k *checker) head(least, most int) {
	tag, err := textlang.Parse(k.Tag)
	if err != nil || tag.String() != k.Tag {
		k.fail("tag", `is %q; want a canonical BCP 47 tag such as "ko" or "zh-Hant"`, k.Tag)
	}
	iso, _ := tag.Script()
	var ok bool
	if k.script, ok = scripts[iso.String()]; !ok {
		k.fail("tag", "is %q, whose script is %s; want a language whose script is in check.go", k.Tag, iso)
	}
	if !token.IsIdentifier(k.Identifier) || !token.IsExported(k.Identifier) {
		k.fail("identifier", "%q is not an exported Go identifier", k.Identifier)
	}
	if k.Name == "" || k.Serves == "" {
		k.fail("name", "name and serves must not be empty")
	}
	if k.Register == "" {
		k.fail("register", `is empty; want the style of the texts, in English, for example "polite; the advice is a request"`)
	}
	if k.Direction != "ltr" && k.Direction != "rtl" {
		k.fail("direction", `is %q; want "ltr" or "rtl"`, k.Direction)
	}
	if !slices.Contains(ends, k.End) {
		k.fail("end", "is %q; want one of %s", k.End, quoted(ends))
	}
	switch r := k.Reading; {
	case !slices.Contains([]string{"draft", "checked", "native"}, k.Review):
		k.fail("review", `is %q; want "draft", "checked" or "native"`, k.Review)
	case r == nil && k.Review != "draft":
		k.fail("review", "is %q, but there is no blind reading; want \"draft\"", k.Review)
	case r != nil && (!r.sound() || r.Of < least || r.Of > most):
		k.fail("reading", `is %v on %q; want an "of" from %d (titles, meanings and advice by remedy) to %d (each text twice), a "right" that is not larger, and a "date" such as "2026-11-22"`, r, r.Date, least, most)
	case k.Review != "draft" && r.Right*100 < r.Of*checkedPercent:
		k.fail("review", "is %q, but only %v texts were right; want %d %% or more", k.Review, r, checkedPercent)
	}
}

// keys checks that the file has no key that the English does not need. check reports the
// texts that are missing.
func (k checker) keys(c *catalog, english *language) {
	extra := func(place string, got, want []string) {
		for _, key := range got {
			if !slices.Contains(want, key) {
				k.fail(place+"."+key, "unknown key")
			}
		}
	}
	var codes []string
	for _, s := range c.statuses {
		codes = append(codes, strconv.Itoa(s.code))
	}
	extra("classes", keysOf(k.Classes), classes[1:])
	extra("labels", keysOf(k.Labels), labels)
	extra("statuses", keysOf(k.Statuses), codes)
	extra("causes", keysOf(k.Causes), codes)
	extra("glossary", keysOf(k.Glossary), keysOf(english.Glossary))
	for _, term := range keysOf(english.Glossary) {
		if k.Glossary[term] == "" {
			k.fail("glossary."+term, "is missing or empty")
		}
	}
	own := english.ownAdvice(c)
	for _, key := range keysOf(k.Advice) {
		switch at := slices.Index(codes, key); {
		case slices.Contains(remedies[1:], key) || slices.Contains(own, key):
		case at < 0:
			k.fail("advice."+key, "unknown key; want a registered code or one of %s", quoted(remedies[1:]))
		case c.statuses[at].remedy == 0:
			k.fail("advice."+key, "the remedy of %s is None, so it has no advice", key)
		default:
			k.fail("advice."+key, "the English has no advice for this code")
		}
	}
	for _, code := range codes {
		if got, want := len(k.Causes[code]), len(english.Causes[code]); got != want {
			k.fail("causes."+code, "there are %d causes; the English has %d", got, want)
		}
	}
}

func keysOf[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// form checks the length and the characters of one text.
func (k checker) form(e entry) {
	t := e.text
	if t != strings.TrimSpace(t) || strings.Contains(t, "  ") {
		k.fail(e.key, "%q has a space at an end or two spaces in a row", t)
	}
	if !norm.NFC.IsNormalString(t) {
		k.fail(e.key, "%q is not in normal form C", t)
	}
	if s := banned.FindString(t); s != "" {
		k.fail(e.key, "%q has %q; want no digits and none of %% { } < > & ' \" ! ?", t, s)
	}
	last, _ := utf8.DecodeLastRuneInString(t)
	switch {
	case e.kind == title || e.kind == cause:
		if unicode.IsPunct(last) && !strings.ContainsRune("”»“)）」", last) {
			k.fail(e.key, "%q ends in %q; want no punctuation at the end of a heading or a cause", t, last)
		}
	case k.End == "":
		if unicode.IsPunct(last) {
			k.fail(e.key, "%q ends in %q; want no punctuation at the end, because \"end\" is empty", t, last)
		}
	case !strings.HasSuffix(t, k.End):
		k.fail(e.key, "%q does not end in %q", t, k.End)
	}
	band := bands[e.kind]
	if k.script.dense {
		band = denseBands[e.kind]
	}
	if n := utf8.RuneCountInString(t); n < band[0] || n > band[1] {
		k.fail(e.key, "%q has %d characters; want %d to %d", t, n, band[0], band[1])
	}
	if r, _ := utf8.DecodeRuneInString(t); unicode.IsLower(r) {
		k.fail(e.key, "%q begins with a small letter; want a capital", t)
	}
	for _, r := range t {
		p, _ := bidi.LookupRune(r)
		direction := map[bidi.Class]string{bidi.L: "ltr", bidi.R: "rtl", bidi.AL: "rtl"}[p.Class()]
		if direction != "" {
			if direction != k.Direction {
				k.fail(e.key, "the first letter of %q is %q, so a browser would show the line %s", t, r, direction)
			}
			break
		}
	}
}

// letters checks that a text is in the script of the language. If that is not the Latin
// script, it collects the words in Latin letters.
func (k checker) letters(e entry, words map[string]bool) {
	foreignLatin := !slices.Contains(k.script.letters, unicode.Latin)
	for _, r := range e.text {
		switch {
		case r == '\u200c' || r == '\u200d':
			if !k.script.joiners {
				k.fail(e.key, "%q has %U, which this script does not need", e.text, r)
			}
		case r == utf8.RuneError:
			k.fail(e.key, "%q is not valid UTF-8", e.text)
		case r != ' ' && !unicode.IsGraphic(r), r != ' ' && unicode.IsSpace(r):
			k.fail(e.key, "%q has %U, a character that nobody can see", e.text, r)
		case unicode.IsLetter(r) && !unicode.In(r, k.script.letters...) && !unicode.In(r, unicode.Common, unicode.Inherited):
			if !(foreignLatin && unicode.In(r, unicode.Latin)) {
				k.fail(e.key, "%q has %q, a letter of another script", e.text, r)
			}
		}
		if encoder := chinese[k.Tag]; encoder != nil {
			if _, err := encoder.NewEncoder().String(string(r)); err != nil {
				k.fail(e.key, "%q has %q, which %s does not use", e.text, r, k.Tag)
			}
		}
	}
	if foreignLatin {
		for _, word := range latin.FindAllString(e.text, -1) {
			words[word] = true
			if !slices.Contains(k.Latin, word) {
				k.fail(e.key, `%q has %q in Latin letters; add the word to "latin" if every reader writes it this way`, e.text, word)
			}
		}
	}
}

// chinese has a character set for each of the two ways of writing Chinese. The set has the
// characters of that way. It has a character of the other way only if both ways use it.
var chinese = map[string]encoding.Encoding{
	"zh-Hans": simplifiedchinese.HZGB2312,
	"zh-Hant": traditionalchinese.Big5,
}

// maxTexts is the largest number of texts in a language. layout_gen.go holds their indices
// in bytes.
const maxTexts = 254
