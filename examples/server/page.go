package main

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/nonstandard"
)

// A page has what all pages have in common. Its methods are for the templates.
type page struct {
	Language httpstatus.Language
	Query    string // the text in the search box

	path   string
	chosen bool // the language comes from a link, so the next link has to name it too
}

func (s *site) page(r *http.Request) page {
	_, chosen := linkLanguage(r)
	return page{
		Language: s.errs.LanguageOf(r),
		Query:    searchable(r.URL.Query().Get("q")),
		path:     r.URL.Path,
		chosen:   chosen,
	}
}

// searchable cuts a query to a length that no reader types.
func searchable(query string) string {
	const longest = 400 // bytes; the form accepts a hundred characters
	return strings.TrimSpace(strings.ToValidUTF8(query[:min(len(query), longest)], ""))
}

// Languages returns the languages of the menu.
func (p page) Languages() []httpstatus.Language { return lang.All() }

// Chosen returns the tag of the language if it comes from a link, and "" otherwise.
func (p page) Chosen() string {
	if p.chosen {
		return p.Language.String()
	}
	return ""
}

// Link returns the address of another page in the same language. Names and values of more
// parameters may follow.
func (p page) Link(path string, parameters ...string) string {
	query := url.Values{}
	for pair := range slices.Chunk(parameters, 2) {
		query.Set(pair[0], pair[1])
	}
	if p.chosen {
		query.Set("lang", p.Language.String())
	}
	return (&url.URL{Path: path, RawQuery: query.Encode()}).String()
}

// In returns the address of this page in another language.
func (p page) In(l httpstatus.Language) string {
	p.Language, p.chosen = l, true
	if p.Query == "" {
		return p.Link(p.path)
	}
	return p.Link(p.path, "q", p.Query)
}

// Entry returns a status for a list.
func (p page) Entry(s httpstatus.Status) entry {
	e := entry{Link: p.Link(address(s)), Code: code(s), Title: nonstandard.Like(s).Title(p.Language), Phrase: s.Phrase()}
	if uses := nonstandard.Uses(s); s.Registration() == httpstatus.RegistrationNone && uses != nil {
		e.Phrase = uses[0].Vendor
		if uses[0].Phrase != "" {
			e.Phrase += ": " + uses[0].Phrase
		}
	}
	return e
}

// Use returns what the first vendor uses a code for, and "" for a registered status.
func (p page) Use(s httpstatus.Status) string {
	if uses := nonstandard.Uses(s); s.Registration() == httpstatus.RegistrationNone && uses != nil {
		return uses[0].Meaning
	}
	return ""
}

// An entry is a status in a list.
type entry struct {
	Link   string
	Code   string
	Title  string // in the language of the page
	Phrase string // the registered phrase, or a vendor and its phrase
}

// code returns three digits, also for the 000 of a log.
func code(s httpstatus.Status) string { return fmt.Sprintf("%03d", int(s)) }

// address returns the path of a status's page.
func address(s httpstatus.Status) string { return "/status/" + code(s) }
