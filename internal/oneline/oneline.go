// Package oneline makes input safe for one line of a log or a report.
package oneline

import (
	"strings"
	"unicode"
)

// String replaces some characters of text by a space: those that break a line, control a
// terminal, or change the direction of the text that follows.
func String(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			return ' '
		}
		return r
	}, text)
}
