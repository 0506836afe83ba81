package main

import (
	"encoding/json"
	"io"

	"example.com/httpstatus"
	"example.com/httpstatus/nonstandard"
)

// An entry is the JSON of one status. README.md describes each member.
type entry struct {
	Code      int    `json:"code"`
	Phrase    string `json:"phrase"`
	Language  string `json:"language"`
	Direction string `json:"direction"`

	Title         string   `json:"title"`
	Meaning       string   `json:"meaning"`
	Advice        string   `json:"advice"`
	Causes        []string `json:"causes"`
	ClassMeaning  string   `json:"classMeaning"`
	RemedyMeaning string   `json:"remedyMeaning"`

	Like       int               `json:"like"`
	Remedy     httpstatus.Remedy `json:"remedy"`
	Actor      httpstatus.Actor  `json:"actor"`
	Retryable  bool              `json:"retryable"`
	Repeatable map[string]bool   `json:"repeatable"`

	Class          string                  `json:"class"`
	Registration   httpstatus.Registration `json:"registration"`
	Spec           *spec                   `json:"spec"`
	Effect         httpstatus.Effect       `json:"effect"`
	Timeout        bool                    `json:"timeout"`
	AllowsContent  bool                    `json:"allowsContent"`
	Caching        httpstatus.Caching      `json:"caching"`
	RequiredFields []string                `json:"requiredFields"`
	ExpectedFields []string                `json:"expectedFields"`
	RedirectMethod map[string]string       `json:"redirectMethod"`
	Indexing       httpstatus.Indexing     `json:"indexing"`
	IndexingDays   int                     `json:"indexingDays"`

	Uses []use `json:"uses"`
}

type spec struct {
	httpstatus.Spec
	URL string `json:"url"`
}

// A use is a nonstandard.Use.
type use struct {
	Vendor   string `json:"vendor"`
	Phrase   string `json:"phrase"`
	Meaning  string `json:"meaning"`
	Like     int    `json:"like"`
	OnWire   bool   `json:"onWire"`
	InLog    bool   `json:"inLog"`
	Verified bool   `json:"verified"`
}

// printJSON prints an array with an object for each status.
func printJSON(w io.Writer, found []result, l httpstatus.Language) {
	entries := []entry{} // "[]" and not "null" if there are none
	for _, r := range found {
		entries = append(entries, newEntry(r.status, l))
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	encoder.Encode(entries) // if w fails, its Flush says so
}

// methods are the ones that front-ends send.
var methods = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}

func newEntry(s httpstatus.Status, l httpstatus.Language) entry {
	like := nonstandard.Like(s)
	e := entry{
		Code:      int(s),
		Phrase:    s.Phrase(),
		Language:  l.String(),
		Direction: l.Direction(),

		Title:         like.Title(l),
		Meaning:       like.Meaning(l),
		Advice:        like.Advice(l),
		Causes:        list(like.Causes(l)),
		ClassMeaning:  s.Class().Meaning(l),
		RemedyMeaning: like.Remedy().Meaning(l),

		Like:       int(like),
		Remedy:     like.Remedy(),
		Actor:      like.Actor(),
		Retryable:  like.Retryable(),
		Repeatable: map[string]bool{},

		Registration:   s.Registration(),
		Effect:         effect(s),
		Timeout:        like.Timeout(),
		AllowsContent:  s.AllowsContent(),
		Caching:        s.Caching(),
		RequiredFields: list(s.RequiredFields()),
		ExpectedFields: list(s.ExpectedFields()),
		RedirectMethod: map[string]string{},
		Indexing:       s.Indexing(),
		IndexingDays:   days(s),

		Uses: []use{},
	}
	if s.Class() != 0 {
		e.Class = s.Class().String()
	}
	if s.Registration() != httpstatus.RegistrationNone {
		e.Spec = &spec{s.Spec(), s.Spec().URL()}
	}
	for _, method := range methods {
		e.Repeatable[method] = like.Repeatable(method)
		if next, ok := s.RedirectMethod(method); ok {
			e.RedirectMethod[method] = next
		}
	}
	for _, u := range nonstandard.Uses(s) {
		e.Uses = append(e.Uses, use{u.Vendor, u.Phrase, u.Meaning, int(u.Like), u.OnWire, u.InLog, u.Verified})
	}
	return e
}

// list returns a list that is "[]" in JSON if it is empty.
func list(texts []string) []string { return append([]string{}, texts...) }
