// Package statustest checks, in the tests of a server, that its responses keep
// the rules of their status: that a 401 has a challenge, a 405 its Allow, a 206
// its range, a 204 no content. It works as testing/fstest and testing/slogtest do.
//
//	func TestHandler(t *testing.T) {
//		if err := statustest.Handler(handler, httptest.NewRequest("DELETE", "/", nil)); err != nil {
//			t.Error(err)
//		}
//	}
//
// There are four functions, and one table of rules behind them, which README.md
// lists. [Handler] runs a handler and reads what net/http really sends for it.
// [Transport] watches every response that a test suite receives. [Check] looks at
// one response that a test already has. [CheckRaw] reads the bytes of HTTP/1.x,
// and sees what net/http hides from Check and Transport.
//
// # What an error holds
//
// The error joins a [Breach] for each rule that is broken. Not all rules weigh
// the same: see [Level]. [Musts] keeps only what the standard demands, and
// [Except] drops rules by their names.
//
// # What cannot be known
//
// A rule finds something only where a response, with its request, shows the
// breach. Nobody can see from outside that a 413 is temporary and so should have
// Retry-After, or that a proxy made up a 421, and no rule guesses. If the request
// is not known, for example because [http.Response.Request] is nil, the rules that
// depend on it find nothing.
package statustest

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"example.com/httpstatus"
)

// Level is the requirement level of a rule, in the sense of RFC 2119: how strongly the
// standard puts it. The zero value is Must.
type Level uint8

const (
	// Must: the standard says MUST or MUST NOT, or a grammar or the definition of
	// the status leaves no choice. Conformance includes both the syntax and the
	// semantics of HTTP (RFC 9110, 2.2).
	Must Level = 0
	// Should: the standard says SHOULD or SHOULD NOT. There may be good reasons
	// against it. If you have one, drop the breach.
	Should Level = 1
	// Advisory: the standard says it in prose, "ought to" or "is supposed to", and
	// requires nothing of the server. It is advice.
	Advisory Level = 2
)

// String returns the standard's word: "MUST", "SHOULD" or "ought to". It returns
// "Level(99)" for a number without a constant.
func (l Level) String() string {
	switch l {
	case Must:
		return "MUST"
	case Should:
		return "SHOULD"
	case Advisory:
		return "ought to"
	}
	return "Level(" + strconv.Itoa(int(l)) + ")"
}

// A Breach is one rule that one response breaks. Find it in what this package
// returns with errors.As.
type Breach struct {
	Rule    string            // the rule's name, such as "allow"; names are stable
	Level   Level             // how strongly the standard puts it
	Text    string            // the rule in plain words
	Spec    httpstatus.Spec   // where the rule is defined
	Request string            // method and target, "DELETE /a"; "" if the request is not known
	Status  httpstatus.Status // of the response
	Found   string            // what the response has instead
}

// Error returns everything on one line: the request, the status, what was found,
// and the rule with its section.
func (b Breach) Error() string {
	request := b.Request
	if request != "" {
		request += ": "
	}
	return request + b.Status.String() + ": " + b.Found + ": " + b.Text + " (" + b.Spec.String() + ")"
}

// Musts returns err without the breaches that are not of Level [Must], and nil if
// nothing is left. err is an error that this package returned. Errors that are not
// breaches stay.
func Musts(err error) error {
	return without(err, func(b Breach) bool { return b.Level != Must })
}

// Except returns err without the breaches of the named rules, and nil if nothing
// is left. err is an error that this package returned. Errors that are not breaches
// stay. README.md lists the names of the rules.
//
// If a name is not the name of a rule, Except returns an error that says so, even
// if err is nil. So a misspelt name cannot hide in a test that passes.
func Except(err error, rules ...string) error {
	left := without(err, func(b Breach) bool { return slices.Contains(rules, b.Rule) })
	for _, name := range rules {
		if _, ok := ruleNamed(name); !ok {
			left = errors.Join(left, fmt.Errorf("statustest: no rule has the name %s; the README of statustest lists the names", excerpt(name)))
		}
	}
	return left
}

// without drops breaches from an error of this package.
func without(err error, drop func(Breach) bool) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var left []error
		for _, err := range joined.Unwrap() {
			left = append(left, without(err, drop))
		}
		return errors.Join(left...)
	}
	if b, ok := err.(Breach); ok && drop(b) {
		return nil
	}
	return err
}
