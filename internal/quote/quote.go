// Package quote quotes text from elsewhere in an error, a log or a report.
package quote

import (
	"strconv"
	"unicode/utf8"
)

const limit = 100

// String quotes text as strconv.Quote does. Of a text of more than 100 bytes it quotes
// the first 100, less what would cut a character in two, and "..." follows the quote.
func String(text string) string {
	if len(text) <= limit {
		return strconv.Quote(text)
	}
	end := limit
	for range utf8.UTFMax - 1 {
		if utf8.RuneStart(text[end]) {
			break
		}
		end--
	}
	if !utf8.RuneStart(text[end]) { // no UTF-8 at all
		end = limit
	}
	return strconv.Quote(text[:end]) + "..."
}
