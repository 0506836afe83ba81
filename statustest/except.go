package statustest

import (
	"errors"
	"fmt"
	"slices"
)

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
