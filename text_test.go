package httpstatus_test

import (
	"slices"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

// Every number has the texts of the status that it is treated as.
func TestTextsOfEveryNumber(t *testing.T) {
	rows := catalog(t)
	for _, l := range lang.All() {
		for code := -1; code <= 1000; code++ {
			as := code
			if _, known := rows[code]; !known {
				as = 500
				if 100 <= code && code <= 599 {
					as = code / 100 * 100
				}
			}
			s, like := httpstatus.Status(code), httpstatus.Status(as)
			if s.Title(l) != like.Title(l) || s.Meaning(l) != like.Meaning(l) || s.Advice(l) != like.Advice(l) ||
				!slices.Equal(s.Causes(l), like.Causes(l)) {
				t.Errorf("%v: %d does not have the texts of %d", l, code, as)
			}
			if s.Title(l) == "" || s.Meaning(l) == "" {
				t.Errorf("%v: %d has no title or no meaning", l, code)
			}
			if failed := s.Remedy() != httpstatus.RemedyNone; failed != (s.Advice(l) != "") {
				t.Errorf("%v: %d has remedy %v and advice %q", l, code, s.Remedy(), s.Advice(l))
			}
		}
	}
}
