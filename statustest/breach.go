package statustest

import (
	"errors"
	"fmt"
	"slices"

	"example.com/httpstatus"
)

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
// If a name is not the name of a rule, Except returns an error that says so, even if err
// is nil. So a test does not pass with a misspelt name.
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
