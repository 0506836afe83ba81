// Package quote quotes input in an error, a log or a report.
package quote

import (
	"strconv"
	"unicode/utf8"
)

const limit = 100

// String quotes text like strconv.Quote. If the text has more than 100 bytes, String quotes
// at most the first 100 and adds "..." after the quote. It never cuts a character in two.
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
	if !utf8.RuneStart(text[end]) { // this is not UTF-8
		end = limit
	}
	return strconv.Quote(text[:end]) + "..."
}
