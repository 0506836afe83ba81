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

// A script is what the rules need to know of one.
type script struct {
	letters []*unicode.RangeTable
	dense   bool // written with few characters to the word, so texts are short
	joiners bool // spelling uses zero-width joiners and non-joiners
}

func letters(tables ...*unicode.RangeTable) script { return script{letters: tables} }

// scripts by their ISO 15924 codes: those of the languages that CLDR covers well,
// so that a language more needs no code.
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

// ends are the marks that a language may end its sentences with.
var ends = []string{".", "。", "।", "۔", "။", "።", "։", "។", ""}

// bands are the shortest and longest text of each kind, in characters.
var (
	bands      = map[kind][2]int{title: {3, 50}, meaning: {20, 260}, saying: {15, 260}, cause: {8, 110}}
	denseBands = map[kind][2]int{title: {2, 20}, meaning: {8, 110}, saying: {6, 110}, cause: {4, 50}}
)

var (
	banned = regexp.MustCompile(`[\p{Nd}%{}<>&'"!！?？]`)
	latin  = regexp.MustCompile(`\p{Latin}+`)
)

// A checker checks one language's file.
type checker struct {
	*faults
	*language
	script script
}

func (k checker) fail(place, format string, args ...any) { k.add(k.File, place, format, args...) }

// check adds to bad what is wrong with l by itself and beside the English.
func check(bad *faults, c *catalog, english, l *language) {
	k := checker{faults: bad, language: l}
	k.head(2*len(c.statuses)+len(remedies)-1, len(english.ownAdvice(c)))
	k.keys(c, english)
	inEnglish := map[string]string{}
	for _, e := range english.entries(c, english) {
		inEnglish[e.key] = e.text
	}
	first := map[string]string{} // text to the key that has it
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
		if other, ok := first[e.text]; ok {
			k.fail(e.key, "%q is the text of %s too", e.text, other)
		}
		first[e.text] = e.key
		if l != english && e.text == inEnglish[e.key] {
			equal[e.key] = true
			if !slices.Contains(l.Same, e.key) {
				k.fail(e.key, `%q equals the English; list the key in "same" if the language has it so`, e.text)
			}
		}
	}
	for _, key := range l.Same {
		if !equal[key] {
			k.fail("same", "%q differs from the English; take it off the list", key)
		}
	}
	for _, word := range l.Latin {
		if !words[word] {
			k.fail("latin", "%q is in no text; take it off the list", word)
		}
	}
	if n := len(inEnglish); n > maxTexts {
		k.fail("texts", "%d; package texts numbers them with a byte, which allows %d", n, maxTexts)
	}
	if bytes > 1<<16-1 {
		k.fail("texts", "%d bytes; 16-bit offsets reach %d", bytes, 1<<16-1)
	}
}

// head checks what is said about the language, and finds its script. A blind reading
// is of whole texts, or of as many as own more: advice by code may be younger than it.
func (k *checker) head(whole, own int) {
	tag, err := textlang.Parse(k.Tag)
	if err != nil || tag.String() != k.Tag {
		k.fail("tag", `%q is not a canonical BCP 47 tag; want one such as "ko" or "zh-Hant"`, k.Tag)
	}
	iso, _ := tag.Script()
	var ok bool
	if k.script, ok = scripts[iso.String()]; !ok {
		k.fail("tag", "%q is written in the script %s, which the checks do not know", k.Tag, iso)
	}
	if !token.IsIdentifier(k.Identifier) || !token.IsExported(k.Identifier) {
		k.fail("identifier", "%q is not an exported Go identifier", k.Identifier)
	}
	if k.Name == "" || k.Serves == "" {
		k.fail("name", "name and serves must not be empty")
	}
	if k.Direction != "ltr" && k.Direction != "rtl" {
		k.fail("direction", `%q; want "ltr" or "rtl"`, k.Direction)
	}
	if !slices.Contains(ends, k.End) {
		k.fail("end", "%q; want one of %s", k.End, quoted(ends))
	}
	switch r := k.Reading; {
	case !slices.Contains([]string{"draft", "checked", "native"}, k.Review):
		k.fail("review", `%q; want "draft", "checked" or "native"`, k.Review)
	case r == nil && k.Review != "draft":
		k.fail("review", "%q without a blind reading", k.Review)
	case r != nil && (!r.sound() || r.Of < whole || r.Of > whole+own):
		k.fail("reading", `%v on %q; want "right" of "of", which is %d for all titles, meanings and advice, and up to %d with advice by code; and a "date" such as "2026-11-22"`, r, r.Date, whole, whole+own)
	case k.Review != "draft" && r.Right*100 < r.Of*checkedPercent:
		k.fail("review", "%q with %v; want %d %% or more", k.Review, r, checkedPercent)
	}
}

// keys checks that the file has the keys of the English, the table's codes among
// them, and no others. That a text is there at all is seen later.
func (k checker) keys(c *catalog, english *language) {
	extra := func(place string, got, want []string) {
		for _, key := range got {
			if !slices.Contains(want, key) {
				k.fail(place+"."+key, "nobody asks for this key")
			}
		}
	}
	var codes []string
	for _, s := range c.statuses {
		codes = append(codes, strconv.Itoa(s.code))
	}
	extra("classes", keysOf(k.Classes), classes[1:])
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
			k.fail("advice."+key, "neither a registered code nor one of %s", quoted(remedies[1:]))
		case c.statuses[at].remedy == 0:
			k.fail("advice."+key, "the remedy of %s is None; advice is for what failed", key)
		default:
			k.fail("advice."+key, "the English has no advice of its own for %s", key)
		}
	}
	for _, code := range codes {
		if got, want := len(k.Causes[code]), len(english.Causes[code]); got != want {
			k.fail("causes."+code, "%d causes; the English has %d", got, want)
		}
	}
}

func keysOf[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// form checks one text's shape.
func (k checker) form(e entry) {
	t := e.text
	if t != strings.TrimSpace(t) || strings.Contains(t, "  ") {
		k.fail(e.key, "%q is untrimmed or has two spaces in a row", t)
	}
	if !norm.NFC.IsNormalString(t) {
		k.fail(e.key, "%q is not in normal form C", t)
	}
	if s := banned.FindString(t); s != "" {
		k.fail(e.key, "%q has %q; digits and the signs %% { } < > & ' \" ! ? are not for messages", t, s)
	}
	last, _ := utf8.DecodeLastRuneInString(t)
	switch {
	case e.kind == title || e.kind == cause:
		if unicode.IsPunct(last) && !strings.ContainsRune("”»“)）」", last) {
			k.fail(e.key, "%q ends in %q; headings and causes have no end mark", t, last)
		}
	case k.End == "":
		if unicode.IsPunct(last) {
			k.fail(e.key, "%q ends in %q; this language has no end mark", t, last)
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
		k.fail(e.key, "%q begins with a small letter, unlike its neighbours", t)
	}
	for _, r := range t {
		p, _ := bidi.LookupRune(r)
		direction := map[bidi.Class]string{bidi.L: "ltr", bidi.R: "rtl", bidi.AL: "rtl"}[p.Class()]
		if direction != "" {
			if direction != k.Direction {
				k.fail(e.key, "%q begins with %q, which would turn the line %s", t, r, direction)
			}
			break
		}
	}
}

// letters checks that a text is written in the language's script, and collects
// the Latin words that another script's text holds.
func (k checker) letters(e entry, words map[string]bool) {
	foreignLatin := !slices.Contains(k.script.letters, unicode.Latin)
	for _, r := range e.text {
		switch {
		case r == '\u200c' || r == '\u200d':
			if !k.script.joiners {
				k.fail(e.key, "%q has %U, which its script does not need", e.text, r)
			}
		case r == utf8.RuneError:
			k.fail(e.key, "%q is not valid UTF-8", e.text)
		case r != ' ' && !unicode.IsGraphic(r), r != ' ' && unicode.IsSpace(r):
			k.fail(e.key, "%q has %U, a character that is not seen", e.text, r)
		case unicode.IsLetter(r) && !unicode.In(r, k.script.letters...) && !unicode.In(r, unicode.Common, unicode.Inherited):
			if !(foreignLatin && unicode.In(r, unicode.Latin)) {
				k.fail(e.key, "%q has %q, a letter of another script", e.text, r)
			}
		}
		if encoder := chinese[k.Tag]; encoder != nil {
			if _, err := encoder.NewEncoder().String(string(r)); err != nil {
				k.fail(e.key, "%q has %q, which %s does not write", e.text, r, k.Tag)
			}
		}
	}
	if foreignLatin {
		for _, word := range latin.FindAllString(e.text, -1) {
			words[word] = true
			if !slices.Contains(k.Latin, word) {
				k.fail(e.key, `%q has %q in Latin letters; list it in "latin" if every reader writes it so`, e.text, word)
			}
		}
	}
}

// chinese holds a character set for each way of writing Chinese that has the
// characters of that way and, but for those that both share, not of the other.
var chinese = map[string]encoding.Encoding{
	"zh-Hans": simplifiedchinese.HZGB2312,
	"zh-Hant": traditionalchinese.Big5,
}

// maxTexts is how many texts a language can have: layout_gen.go holds their indices in
// bytes.
const maxTexts = 254
