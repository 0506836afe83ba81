// Package lang holds the texts of package httpstatus, a complete set in each
// language. A program links the languages that it names, such as lang.Korean, and
// English, which is the zero Language. [All] and [Lookup] link every language. To
// choose a language by what a reader asks for, see package lang/negotiate.
//
// The comment of each language has the score of a blind test. A reader who saw only
// its titles, meanings and advice, shuffled, named the status or remedy of each. No
// native speaker has reviewed a language unless its review says so.
package lang

import (
	"iter"
	"strings"
)

// A Language is a complete set of texts. It has the size of a pointer, is comparable,
// and its zero value is [English]. Two calls of [Language.With] never give equal
// Languages.
type Language struct{ table *table }

// English is the zero Language.
var English Language

// A table is what the generator makes of one language's file. What a lookup needs
// comes first, for the sake of one cache line.
type table struct {
	text    string       // all texts, one after the other
	offsets *[256]uint16 // where text i begins, and i-1 ends; longer than needed, see slotOf
	own     *wording     // nil but for a Language made by With

	tag, name, direction string
}

// A Text is wording of your own for one code; see [Language.With].
type Text struct {
	Title   string // "" keeps the language's
	Meaning string // "" keeps the language's
}

// All returns every language, sorted by tag.
func All() []Language { return append([]Language(nil), all[:]...) }

// Lookup returns the language with a BCP 47 tag, in any case: "ko", "zh-hant". The
// tag must be one that String returns: Lookup does not match "ko-KR" with "ko", nor
// "zh-TW" with "zh-Hant". Package lang/negotiate does that.
func Lookup(tag string) (Language, bool) {
	for _, l := range all {
		if own := l.get().tag; len(own) == len(tag) && strings.EqualFold(own, tag) { // with ASCII alone
			return l, true
		}
	}
	return Language{}, false
}

// String returns the language's BCP 47 tag, in its canonical case: "ko", "zh-Hant".
func (l Language) String() string { return l.get().tag }

// MarshalText returns what String does, so that package json, the JSON handler of
// package slog and the like show a Language by its tag, as a member's name too. There is
// no UnmarshalText, because it would link every language. Decode a string instead, and
// give it to [Lookup] or to package lang/negotiate.
func (l Language) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Name returns the language's name for itself, "한국어".
func (l Language) Name() string { return l.get().name }

// Direction returns "ltr" or "rtl", as HTML's dir attribute wants it.
func (l Language) Direction() string { return l.get().direction }

// With returns the language with wording of your own for some codes from 0 to 999,
// registered or not. Everything else stays, and so does what an earlier With gave.
// Wording for any other number is ignored. Wording for 400 also serves the unrecognised
// codes that answer as 400 does, unless they have their own; the same holds for the
// other x00 codes, and wording for 500 serves every other number too. Advice stays the
// language's. The map is copied, into a table of some kilobytes: make such a Language
// once, not for each request.
func (l Language) With(own map[int]Text) Language {
	t := *l.get()
	t.own = t.own.extended(own, &t)
	return Language{&t}
}

// Title returns the heading for a code; httpstatus.Status.Title says more. An
// unrecognised code is answered as its x00 is, a number outside 100 to 599 as 500.
func (l Language) Title(code int) string {
	t := l.get()
	if t.own != nil {
		return t.own.at(code).Title
	}
	return t.at(titles + slotOf(code))
}

// Meaning returns what happened, for a code; httpstatus.Status.Meaning says more.
// Codes are taken as in [Language.Title].
func (l Language) Meaning(code int) string {
	t := l.get()
	if t.own != nil {
		return t.own.at(code).Meaning
	}
	return t.at(meanings + slotOf(code))
}

// Causes returns the typical causes of a code; httpstatus.Status.Causes says more.
// Codes are taken as in [Language.Title].
func (l Language) Causes(code int) iter.Seq[string] {
	t, slot := l.get(), slotOf(code)
	return func(yield func(string) bool) {
		for i := causeStart[slot]; i < causeStart[slot+1]; i++ {
			if !yield(t.at(causes + int(i))) {
				return
			}
		}
	}
}

// AdviceFor returns the advice for a code: its own where it has some, and otherwise
// that of its remedy. It is "" where nothing failed. Ask httpstatus.Status.Advice.
// Codes are taken as in [Language.Title].
func (l Language) AdviceFor(code int) string {
	if i := adviceAt[slotOf(code)]; i != 0 {
		return l.get().at(int(i))
	}
	return ""
}

// Advice returns the advice of the httpstatus.Remedy with this number, and "" for
// one that has none. Ask httpstatus.Remedy.Meaning.
func (l Language) Advice(remedy int) string {
	if i := uint(remedy) - 1; i < numRemedies {
		return l.get().at(advice + int(i))
	}
	return ""
}

// Class returns what the httpstatus.Class with this number says, and "" for one
// that is none; httpstatus.Class.Meaning is the way to ask.
func (l Language) Class(class int) string {
	if i := uint(class) - 1; i < numClasses {
		return l.get().at(classes + int(i))
	}
	return ""
}

func (l Language) get() *table {
	if l.table == nil {
		return &english
	}
	return l.table
}

func (t *table) at(i int) string { return t.text[t.offsets[i]:t.offsets[i+1]] }

// slotOf returns the place of a code's texts among those of its kind. The mask
// changes nothing; it shows the compiler that every place has an offset.
func slotOf(code int) int { return int(slots[min(uint(code-100), uint(len(slots)-1))] & 127) }
