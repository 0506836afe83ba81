// Package search finds statuses by words. The programs explain and server share it, so that
// both find the same.
package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"example.com/httpstatus"
	"example.com/httpstatus/nonstandard"
)

// Codes returns every registered code and every code that vendors use, ascending.
func Codes() []httpstatus.Status {
	var codes []httpstatus.Status
	for s := range httpstatus.Status(1000) {
		if s.Registration() != httpstatus.RegistrationNone || nonstandard.Uses(s) != nil {
			codes = append(codes, s)
		}
	}
	return codes
}

// Find returns the Codes that match every word of the query. A number matches the codes that
// begin with it. Any other word matches a code if a text about the code contains it, in upper
// or lower case, also as a part of a word. The texts are the English phrase, the name of the
// constant, the class, what vendors use the code for, and the title, meaning, advice and causes
// in the language. A query without a word finds every code.
func Find(query string, l httpstatus.Language) []httpstatus.Status {
	words := strings.Fields(fold(query))
	if len(words) == 0 {
		return Codes()
	}
	return slices.DeleteFunc(Codes(), func(s httpstatus.Status) bool {
		code, text := fmt.Sprintf("%03d", int(s)), fold(text(s, l))
		return slices.ContainsFunc(words, func(word string) bool {
			if strings.Trim(word, "0123456789") == "" {
				return !strings.HasPrefix(code, word)
			}
			return !strings.Contains(text, word)
		})
	})
}

// text returns what Find looks at, with a line for each text.
func text(s httpstatus.Status, l httpstatus.Language) string {
	var lines []string
	for _, name := range append([]string{s.Phrase()}, otherNames[s]...) {
		lines = append(lines, name, compact(name))
	}
	if s.Class() != 0 {
		lines = append(lines, fmt.Sprintf("%dxx", s.Class()), s.Class().String())
	}
	uses := nonstandard.Uses(s)
	if s.Registration() == httpstatus.RegistrationNone {
		s = nonstandard.Like(s)
	}
	lines = append(lines, s.Title(l), s.Meaning(l), s.Advice(l))
	lines = append(lines, s.Causes(l)...)
	for _, use := range uses {
		lines = append(lines, use.Vendor, use.Phrase, use.Meaning, compact(use.Vendor+use.Phrase))
	}
	return strings.Join(lines, "\n")
}

// Named returns the status whose name this is. A name is a registered or older phrase, or the
// name of a constant in package httpstatus or net/http. Case, spaces and signs do not count:
// "Not Found", "not-found", "NOT_FOUND", "NotFound" and "http.StatusNotFound" are names of 404.
func Named(name string) (s httpstatus.Status, ok bool) {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "httpstatus."), "http.")
	name = strings.TrimPrefix(compact(name), "status")
	if name == "" {
		return 0, false
	}
	for _, s := range httpstatus.All() {
		names := otherNames[s]
		if s.Registration() != httpstatus.RegistrationUnused { // all of these have one phrase, "(Unused)"
			names = append([]string{s.Phrase()}, names...)
		}
		if slices.ContainsFunc(names, func(other string) bool { return name == compact(other) }) {
			return s, true
		}
	}
	return 0, false
}

// otherNames has the constants' names and the older phrases that differ from the registered
// phrase in more than case, spaces and signs.
var otherNames = map[httpstatus.Status][]string{
	httpstatus.NonAuthoritativeInformation: {"NonAuthoritativeInfo"},
	httpstatus.Found:                       {"Moved Temporarily", "Object Moved"},
	httpstatus.SwitchProxy:                 {"SwitchProxy"},
	httpstatus.MethodNotAllowed:            {"Not Allowed"},
	httpstatus.ProxyAuthenticationRequired: {"ProxyAuthRequired"},
	httpstatus.ContentTooLarge:             {"Payload Too Large", "Request Entity Too Large"},
	httpstatus.URITooLong:                  {"Request URI Too Long", "Request URI Too Large"},
	httpstatus.RangeNotSatisfiable:         {"Requested Range Not Satisfiable"},
	httpstatus.Teapot:                      {"Teapot", "I'm a Teapot"},
	httpstatus.UnprocessableContent:        {"Unprocessable Entity"},
	httpstatus.ServiceUnavailable:          {"Service Temporarily Unavailable"},
	httpstatus.VariantAlsoNegotiates:       {"Variant Also Negotiate"},
}

// compact returns the letters and digits of the text, in lower case.
func compact(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, fold(text))
}

// fold makes texts equal that look the same: a Korean syllable may be one character or three,
// and a letter may be narrow or wide.
func fold(text string) string { return strings.ToLower(norm.NFKC.String(text)) }
