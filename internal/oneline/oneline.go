// Package oneline makes text from elsewhere fit for a line of a log or a report.
package oneline

import (
	"strings"
	"unicode"
)

// String returns text with a space for each character that breaks a line, controls a
// terminal or turns the direction of what follows.
func String(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			return ' '
		}
		return r
	}, text)
}
