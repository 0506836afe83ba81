package main

import (
	"fmt"

	"example.com/httpstatus"
	"example.com/httpstatus/nonstandard"
)

// A fact is what a status tells a program, or a programmer.
type fact struct {
	Label string // "" if it is that of the fact before
	Text  string
	URL   string // where Text links to
	Code  string // the name in package httpstatus, or the name of a field
}

// facts returns the facts that do not depend on the method. For the code of a vendor, the facts
// about retries are those of the status that it is like, and the others are those of its class.
func facts(s httpstatus.Status, p page) []fact {
	like := nonstandard.Like(s)
	var facts []fact
	if like != s {
		facts = append(facts, likeFact(like, p))
	}
	if s.Class() == 0 {
		facts = append(facts, fact{Label: "Class", Text: "none, because the number is not from 100 to 599"})
	} else {
		of := sectionOfClass(s.Class())
		facts = append(facts, fact{"Class", of.Heading, p.Link("/") + "#" + of.ID, s.Class().String()})
	}
	facts = append(facts,
		fact{"Remedy", remedies[like.Remedy()], "", "Remedy" + like.Remedy().String()},
		fact{"Who can act", actors[like.Actor()], "", "Actor" + like.Actor().String()})
	if like == s {
		facts = append(facts, fact{"Was it applied", effects[s.Effect()], "", "Effect" + s.Effect().String()})
	}
	facts = append(facts, fact{"A cache may store it", cachings[s.Caching()], "", "Caching" + s.Caching().String()})
	content := "no"
	if s.AllowsContent() {
		content = "yes"
	}
	facts = append(facts, fact{Label: "May have content", Text: content})
	facts = append(facts, fields("Must have", s.RequiredFields())...)
	facts = append(facts, fields("May need", s.ExpectedFields())...)
	indexing := indexings[s.Indexing()]
	if limit := s.Indexing().Limit(); limit > 0 {
		indexing += fmt.Sprintf(", for up to %d days", int(limit.Hours())/24)
	}
	facts = append(facts,
		fact{"Search engines", indexing, "", "Indexing" + s.Indexing().String()},
		fact{"Registration", registrations[s.Registration()], "", "Registration" + s.Registration().String()})
	if s.Registration() == httpstatus.RegistrationNone {
		return append(facts, fact{Label: "Other clients", Text: "treat it as " + s.Recognized().String(), URL: p.Link(address(s.Recognized()))})
	}
	return append(facts, fact{Label: "Defined in", Text: s.Spec().String(), URL: s.Spec().URL()})
}

// likeFact says which registered status a vendor's code is like.
func likeFact(like httpstatus.Status, p page) fact {
	return fact{Label: "Most like", Text: like.String(), URL: p.Link(address(like))}
}

// useFacts returns the facts about a vendor's use of a code.
func useFacts(u nonstandard.Use, p page) []fact {
	software := "never"
	switch {
	case u.Like.Repeatable("POST"):
		software = "with any method"
	case u.Like.Repeatable("GET"):
		software = "with an idempotent method"
	}
	seen := "usually not as the status of a response"
	if u.OnWire {
		seen = "in responses"
	}
	source := "the vendor's documentation or program"
	if !u.Verified {
		source = "reports; no primary source confirms it"
	}
	return []fact{
		likeFact(u.Like, p),
		{Label: "Retry can help", Text: yes(u.Like.Retryable())},
		{Label: "Software may repeat it", Text: software},
		{Label: "Seen", Text: seen},
		{Label: "Source", Text: source},
	}
}

// fields returns a fact for each field. Only the first has the label.
func fields(label string, names []string) []fact {
	var facts []fact
	for _, name := range names {
		facts = append(facts, fact{Label: label, Code: name})
		label = ""
	}
	if facts == nil {
		return []fact{{Label: label, Text: "no particular field"}}
	}
	return facts
}

var remedies = map[httpstatus.Remedy]string{
	httpstatus.RemedyNone:          "none, because nothing failed",
	httpstatus.RemedyWait:          "some time has to pass",
	httpstatus.RemedyReconnect:     "the client has to use another connection",
	httpstatus.RemedyAuthenticate:  "the user has to give credentials",
	httpstatus.RemedyPay:           "the user has to pay",
	httpstatus.RemedyAmend:         "the client has to correct the request",
	httpstatus.RemedyFollow:        "the client has to use the address in Location",
	httpstatus.RemedyAskOwner:      "the owner has to grant access",
	httpstatus.RemedyAskOperator:   "the people who run the server have to act",
	httpstatus.RemedyLookElsewhere: "the user has to look for the resource elsewhere",
	httpstatus.RemedyAbandon:       "none, because no repeat of the request will succeed",
}

var actors = map[httpstatus.Actor]string{
	httpstatus.ActorNobody:   "nobody has to act, or nobody can",
	httpstatus.ActorClient:   "the software that sent the request",
	httpstatus.ActorUser:     "the person or program that uses the client",
	httpstatus.ActorOwner:    "the person who decides about the resource",
	httpstatus.ActorOperator: "the people who run the server that responded",
	httpstatus.ActorUpstream: "the people who run the server behind it",
}

var effects = map[httpstatus.Effect]string{
	httpstatus.EffectUnknown:    "the status does not tell",
	httpstatus.EffectNotApplied: "no, the server did not do what the request asks for",
	httpstatus.EffectApplied:    "yes, the server did what the request asks for",
}

var cachings = map[httpstatus.Caching]string{
	httpstatus.CachingExplicit:  "only if a field allows it",
	httpstatus.CachingHeuristic: "yes, even if no field allows it",
	httpstatus.CachingForbidden: "no",
}

var indexings = map[httpstatus.Indexing]string{
	httpstatus.IndexingUnknown:  "nothing is known",
	httpstatus.IndexingKept:     "keep the address",
	httpstatus.IndexingFollowed: "follow Location",
	httpstatus.IndexingDropped:  "drop the address",
	httpstatus.IndexingDeferred: "come back later and keep the address",
}

var registrations = map[httpstatus.Registration]string{
	httpstatus.RegistrationNone:      "not registered",
	httpstatus.RegistrationPermanent: "permanent",
	httpstatus.RegistrationTemporary: "temporary, for a draft",
	httpstatus.RegistrationUnused:    "reserved, without a meaning",
	httpstatus.RegistrationObsoleted: "obsoleted",
}

// methods stand for their kinds: a safe method, an idempotent one, and one that is neither.
var methods = []string{"GET", "PUT", "POST"}

// A row of the table of retries has one question and an answer for each method.
type row struct {
	Question string
	Code     string
	Cells    []string
}

func byMethod(s httpstatus.Status) []row {
	newRow := func(question, code string, cell func(method string) string) row {
		var cells []string
		for _, method := range methods {
			cells = append(cells, cell(method))
		}
		return row{question, code, cells}
	}
	var rows []row
	if s.Remedy() != httpstatus.RemedyNone {
		rows = append(rows,
			newRow("Can a retry help, after the remedy?", "Retryable", func(string) string { return yes(s.Retryable()) }),
			newRow("May software send the request again by itself?", "Repeatable", func(method string) string { return yes(s.Repeatable(method)) }))
	}
	if s.Class() == httpstatus.Redirection {
		rows = append(rows, newRow("Which method follows Location?", "RedirectMethod", func(method string) string {
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
