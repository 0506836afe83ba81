package statustest

import (
	"errors"
	"io"
	"net/http"
)

// Rules lists the rules in the order of the README.
func Rules() []Breach {
	var list []Breach
	for _, group := range allRules() {
		for _, r := range group {
			b := Breach{Rule: r.name, Level: r.level, Text: r.text}
			b.Spec.Document, b.Spec.Section = r.document, r.section
			list = append(list, b)
		}
	}
	return list
}

// Pairs does for any server what Handler does for a handler: it asks for a second response
// and returns the rules that the first one breaks beside it.
func Pairs(request *http.Request, ask func(*http.Request) io.Reader) error {
	read := func(request *http.Request) *exchange {
		x, _ := readRaw(ask(request), newExchange(request, 1))
		return x
	}
	x := read(request)
	other := counterpart(x)
	if other == nil {
		return nil
	}
	return errors.Join(compare(x, other, read)...)
}
