package statustest

import (
	"slices"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/oneline"
)

// A rule is one sentence of a standard.
type rule struct {
	name              string
	document, section string // both "" if each status has its own section, which its Spec names
	level             Level
	text              string
	on                scope

	// A rule has one of these functions. It returns what is wrong, or "" if the response
	// keeps the rule or does not show whether it does. pair compares the response with
	// another one, for which Handler has asked.
	breach func(x *exchange) string
	pair   func(x, other *exchange) string
}

// A scope says which responses a rule is about. An empty member limits nothing.
type scope struct {
	statuses statuses // the response has one of these, or is of one of the classes
	classes  classes
	fields   fields   // the response has one of these fields
	types    types    // the response has one of these media types
	versions versions // the response came over one of these major versions of HTTP
	request  bool     // the request is known
	methods  methods  // the request is known, and has one of these methods
	except   methods  // the request is not known to have one of these methods
	asked    fields   // the request is known, and has one of these fields
	or       *scope   // the rule is about these responses, too
}

type (
	statuses []httpstatus.Status
	classes  []httpstatus.Class
	fields   []string
	types    []string
	versions []int
	methods  []string
)

func (s *scope) includes(x *exchange) bool {
	anyStatus := s.statuses == nil && s.classes == nil
	return (anyStatus || slices.Contains(s.statuses, x.status) || slices.Contains(s.classes, x.class())) &&
		(s.fields == nil || slices.ContainsFunc(s.fields, x.has)) &&
		(s.types == nil || slices.Contains(s.types, x.mediaType())) &&
		(s.versions == nil || slices.Contains(s.versions, x.major)) &&
		(!s.request || x.request != nil) &&
		(s.methods == nil || x.is(s.methods...)) &&
		(s.except == nil || !x.is(s.except...)) &&
		(s.asked == nil || x.request != nil && !x.unasked(s.asked...)) ||
		s.or != nil && s.or.includes(x)
}

// allRules returns the rules in the order of a report. It is a function, because Go would
// fill a variable before main begins.
func allRules() [][]rule {
	return [][]rule{codeRules, fieldRules, rangeRules, conditionRules, redirectRules, contentRules, connectionRules, framingRules, pairRules}
}

func ruleNamed(name string) (*rule, bool) {
	for _, group := range allRules() {
		for i := range group {
			if group[i].name == name {
				return &group[i], true
			}
		}
	}
	return nil, false
}

// breaches applies every rule that does not compare two responses. Each error is a
// Breach.
func (x *exchange) breaches() []error {
	var errs []error
	for _, group := range allRules() {
		for i := range group {
			r := &group[i]
			if r.breach == nil || !r.on.includes(x) {
				continue
			}
			if found := r.breach(x); found != "" {
				errs = append(errs, x.breach(r, found))
			}
		}
	}
	return errs
}

// breach returns a Breach of a rule.
func (x *exchange) breach(r *rule, found string) Breach {
	b := Breach{Rule: r.name, Level: r.level, Text: r.text, Status: x.status, Found: oneline.String(atMost(found))}
	b.Spec = httpstatus.Spec{Document: r.document, Section: r.section}
	if r.document == "" {
		b.Spec = x.status.Spec()
	}
	b.Request = x.requestLine()
	return b
}

func when(broken bool, found string) string {
	if broken {
		return found
	}
	return ""
}
