// Package statustest checks in tests that the responses of a server keep the rules of
// HTTP for their status. For example, a 401 must have a challenge, a 405 must have an
// Allow field, and a 204 must not have content.
//
//	func TestHandler(t *testing.T) {
//		if err := statustest.Handler(handler, httptest.NewRequest("DELETE", "/", nil)); err != nil {
//			t.Error(err)
//		}
//	}
//
// Four functions apply the same rules, which README.md lists:
//
//   - [Handler] runs a handler and checks what net/http really sends for it.
//   - [Transport] checks every response that a test suite receives.
//   - [Check] checks one response that a test already has.
//   - [CheckRaw] checks the bytes of HTTP/1.x. It sees what net/http hides from Check
//     and Transport.
//
// # Errors
//
// The functions return an error that joins a [Breach] for each broken rule. Some rules
// are requirements, some are only advice: see [Level]. [Musts] keeps the requirements.
// [Except] drops rules by name.
//
// # Limits
//
// A rule reports a breach only if the response and its request prove it. No rule
// guesses. For example, a 413 should have Retry-After if the condition is temporary, but
// the response does not show whether it is. If the request is not known, for example
// because [http.Response.Request] is nil, the rules that need it report nothing.
package statustest

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"example.com/httpstatus"
)

// Level is the requirement level of a rule, as in RFC 2119. The zero value is Must.
type Level uint8

const (
	// Must: the standard says MUST or MUST NOT, or a grammar or the definition of
	// the status leaves no choice. A server that conforms to HTTP keeps its syntax and
	// its semantics (RFC 9110, 2.2).
	Must Level = 0
	// Should: the standard says SHOULD or SHOULD NOT. You may have a good reason to do
	// otherwise. If you have one, drop the breach.
	Should Level = 1
	// Advisory: the standard gives advice, with words such as "ought to" or "is supposed
	// to", and requires nothing.
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

// A Breach is an error: a response breaks a rule. The errors of this package contain
// Breaches, and errors.As finds the first one. A later version may add fields.
type Breach struct {
	Rule    string            // the rule's name, such as "allow"; names are stable
	Level   Level             // whether the rule is a requirement or advice
	Text    string            // the rule in plain words
	Spec    httpstatus.Spec   // where the rule is defined
	Request string            // method and target, "DELETE /a"; "" if the request is not known
	Status  httpstatus.Status // of the response
	Found   string            // what the response has instead
}

// Error returns one line with the request, the status, what is wrong, and the rule with
// its section.
func (b Breach) Error() string {
	request := b.Request
	if request != "" {
		request += ": "
	}
	return request + b.Status.String() + ": " + b.Found + ": " + b.Text + " (" + b.Spec.String() + ")"
}

// Musts takes an error of this package, and returns it without the breaches of the
// levels [Should] and [Advisory]. It keeps errors that are not breaches. It returns nil
// if nothing is left.
func Musts(err error) error {
	return without(err, func(b Breach) bool { return b.Level != Must })
}

// Except takes an error of this package, and returns it without the breaches of the
// named rules. It keeps errors that are not breaches. It returns nil if nothing is left.
// README.md lists the names of the rules.
//
// If no rule has one of the names, Except returns an error that says so, even if err is
// nil. So a test does not pass with a misspelt name.
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
