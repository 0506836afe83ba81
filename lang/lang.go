// Package lang has the languages of package httpstatus, one variable each:
//
//	httpstatus.NotFound.Title(lang.Korean)
//
// A program links the languages that it names, and English. [All] and [Lookup] link all
// of them. Package lang/negotiate chooses the language that a reader asks for.
//
// The documentation of a variable tells how far its texts have been reviewed. "138 of
// 138" is the score of a blind test: a reader who saw only the shuffled texts named the
// status or Remedy of each. No native speaker has reviewed a language unless its review
// says so.
package lang

import (
	"strings"

	"example.com/httpstatus"
)

// All returns every language, sorted by tag. The slice is the caller's own.
func All() []httpstatus.Language {
	all := make([]httpstatus.Language, len(tables))
	for i, table := range tables {
		all[i] = httpstatus.LanguageOf(table)
	}
	return all
}

// Lookup returns the language with a tag (BCP 47), in any case: "ko", "zh-hant". The tag
// has to be the language's own: "ko-KR" is not found. To find the language for any tag,
// use package lang/negotiate.
func Lookup(tag string) (httpstatus.Language, bool) {
	for _, table := range tables {
		l := httpstatus.LanguageOf(table)
		if equalFold(l.String(), tag) {
			return l, true
		}
	}
	return httpstatus.Language{}, false
}

// equalFold ignores the case of ASCII letters alone. Package strings also takes the
// Kelvin sign for a k, but the sign has three bytes.
func equalFold(a, b string) bool { return len(a) == len(b) && strings.EqualFold(a, b) }
