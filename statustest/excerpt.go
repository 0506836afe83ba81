package statustest

import (
	"strconv"
	"strings"

	"example.com/httpstatus/internal/quote"
)

// excerpt quotes a piece of a message, at most 100 bytes of it.
func excerpt(s string) string {
	if len(s) <= 100 && strings.Contains(s, `"`) && strconv.CanBackquote(s) {
		return "`" + s + "`" // most fields have quotes, and are easier to read without escapes
	}
	return quote.String(s)
}

// atMost cuts text with pieces of a message, for a line of a report.
func atMost(text string) string {
	const longest = 300
	if len(text) > longest {
		return text[:longest] + "..."
	}
	return text
}
