// Package lang has one variable for each language of package httpstatus:
//
//	httpstatus.NotFound.Title(lang.Korean)
//
// A program links English and the languages that it names. [All] and [Lookup] link all of
// them. Package lang/negotiate chooses a language from the Accept-Language field.
//
// The documentation of each variable says how its texts were reviewed. "226 of 228" is the
// score of a blind reading: a reader saw only the texts, shuffled, and named the status, Remedy or
// Class of 226 of them. No native speaker has reviewed a language unless its review is
// "native".
package lang

import (
	"strings"

	"example.com/httpstatus"
)

// All returns all languages, sorted by tag. The caller may change the slice.
func All() []httpstatus.Language {
	all := make([]httpstatus.Language, len(tables))
	for i, table := range tables {
		all[i] = httpstatus.LanguageOf(table)
	}
	return all
}

// Lookup returns the language that has exactly this tag (BCP 47), in upper or lower case, for
// example "ko" or "zh-hant". It does not find Korean by "ko-KR". To find the best language
// for any tag, use package lang/negotiate.
func Lookup(tag string) (httpstatus.Language, bool) {
	for _, table := range tables {
		l := httpstatus.LanguageOf(table)
		if equalFold(l.String(), tag) {
			return l, true
		}
	}
	return httpstatus.Language{}, false
}

// equalFold ignores the case of ASCII letters only. Package strings also treats the Kelvin
// sign as a k, but the sign has three bytes.
func equalFold(a, b string) bool { return len(a) == len(b) && strings.EqualFold(a, b) }
