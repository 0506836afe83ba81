package main

import (
	"fmt"
	"slices"

	"example.com/httpstatus"
)

// A fact is what a status says to software, or to those who write it.
type fact struct {
	Label string
	Code  string // as a program says it
	Text  string
	URL   string
}

// facts returns all that do not depend on the method.
func facts(s httpstatus.Status) []fact {
	indexing := fact{"Search engines", "Indexing" + s.Indexing().String(), indexings[s.Indexing()], ""}
	if limit := s.Indexing().Limit(); limit > 0 {
		indexing.Text += fmt.Sprintf(", for up to %d days", int(limit.Hours())/24)
	}
	content := "none"
	if s.AllowsContent() {
		content = "allowed"
	}
	facts := []fact{
		{"Class", s.Class().String(), fmt.Sprintf("%dxx", s.Class()), ""},
		{"Remedy", "Remedy" + s.Remedy().String(), remedies[s.Remedy()], ""},
		{"Who can act", "Actor" + s.Actor().String(), actors[s.Actor()], ""},
		{"Was it applied", "Effect" + s.Effect().String(), effects[s.Effect()], ""},
		{"Caching", "Caching" + s.Caching().String(), cachings[s.Caching()], ""},
		{"Content", "", content, ""},
	}
	facts = append(facts, fields("Must carry", s.RequiredFields())...)
	facts = append(facts, fields("Should carry", s.ExpectedFields())...)
	return append(facts, indexing,
		fact{"Registration", "Registration" + s.Registration().String(), registrations[s.Registration()], ""},
		fact{"Defined in", "", s.Spec().String(), s.Spec().URL()})
}

// fields returns one fact a field, of which only the first has the label.
func fields(label string, names []string) []fact {
	var facts []fact
	for _, name := range names {
		facts = append(facts, fact{Label: label, Code: name})
		label = ""
	}
	if facts == nil {
		return []fact{{Label: label, Text: "nothing in particular"}}
	}
	return facts
}

var remedies = map[httpstatus.Remedy]string{
	httpstatus.RemedyNone:          "nothing failed",
	httpstatus.RemedyWait:          "time has to pass",
	httpstatus.RemedyReconnect:     "another connection has to be used",
	httpstatus.RemedyAuthenticate:  "credentials have to be given",
	httpstatus.RemedyPay:           "a payment has to be made",
	httpstatus.RemedyAmend:         "the request has to be corrected",
	httpstatus.RemedyFollow:        "the address in Location has to be used",
	httpstatus.RemedyAskOwner:      "access has to be granted",
	httpstatus.RemedyAskOperator:   "the operator of the server has to act",
	httpstatus.RemedyLookElsewhere: "the resource has to be sought elsewhere",
	httpstatus.RemedyAbandon:       "nothing helps",
}

var actors = map[httpstatus.Actor]string{
	httpstatus.ActorNobody:   "nothing is to be done",
	httpstatus.ActorClient:   "the software that sent the request",
	httpstatus.ActorUser:     "on whose behalf it was sent",
	httpstatus.ActorOwner:    "who decides about the resource",
	httpstatus.ActorOperator: "the operator of the server that responded",
	httpstatus.ActorUpstream: "the operator of the server behind it",
}

var effects = map[httpstatus.Effect]string{
	httpstatus.EffectUnknown:    "the status does not tell",
	httpstatus.EffectNotApplied: "the request had no effect",
	httpstatus.EffectApplied:    "the server did what was asked",
}

var cachings = map[httpstatus.Caching]string{
	httpstatus.CachingExplicit:  "only when the response says so",
	httpstatus.CachingHeuristic: "even when the response does not say so",
	httpstatus.CachingForbidden: "never",
}

var indexings = map[httpstatus.Indexing]string{
	httpstatus.IndexingUnknown:  "nothing is published",
	httpstatus.IndexingKept:     "the address stays in the index",
	httpstatus.IndexingFollowed: "the crawler goes on to Location",
	httpstatus.IndexingDropped:  "the address leaves the index",
	httpstatus.IndexingDeferred: "the crawler comes back later",
}

var registrations = map[httpstatus.Registration]string{
	httpstatus.RegistrationPermanent: "assigned",
	httpstatus.RegistrationTemporary: "assigned until a date, for a draft",
	httpstatus.RegistrationUnused:    "reserved, without a meaning",
	httpstatus.RegistrationObsoleted: "assigned once, no longer in use",
}

// methods stand for their kind: a safe one, an idempotent one, and one that is neither.
var methods = []string{"GET", "PUT", "POST"}

// Answers are a row of the retry table: what a status says to one question, a
// method each.
type answers struct {
	Question string
	Code     string
	Cells    []string
}

func byMethod(s httpstatus.Status) []answers {
	row := func(question, code string, cell func(method string) string) answers {
		var cells []string
		for _, method := range methods {
			cells = append(cells, cell(method))
		}
		return answers{question, code, cells}
	}
	var rows []answers
	if s.Remedy() != httpstatus.RemedyNone {
		rows = append(rows,
			row("Can trying again help, with the remedy?", "Retryable", func(string) string { return yes(s.Retryable()) }),
			row("May software repeat it by itself?", "Repeatable", func(method string) string { return yes(s.Repeatable(method)) }))
	}
	if s.Class() == httpstatus.Redirection {
		rows = append(rows, row("With which method does it go on at Location?", "RedirectMethod", func(method string) string {
			if next, ok := s.RedirectMethod(method); ok {
				return next
			}
			return "none"
		}))
	}
	return rows
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// failed reports whether a status is one that package problem responds with.
func failed(s httpstatus.Status) bool {
	return slices.Contains([]httpstatus.Class{httpstatus.ClientError, httpstatus.ServerError}, s.Class())
}
