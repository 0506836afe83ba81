package main

import (
	"fmt"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/quote"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
)

// language returns the language for a tag. If no language has the tag, it returns the one that a
// server would choose for a reader with this tag, and exact is false.
func language(tag string) (l httpstatus.Language, exact bool, err error) {
	if l, ok := lang.Lookup(tag); ok {
		return l, true, nil
	}
	if l, ok := negotiate.New(lang.English, lang.All()...).Match(tag); ok {
		return l, false, nil
	}
	var tags []string
	for _, l := range lang.All() {
		tags = append(tags, l.String())
	}
	return l, false, fmt.Errorf("-lang %s: there is no such language; want one of %s", quote.String(tag), strings.Join(tags, " "))
}
