package statustest

import (
	"strconv"
	"strings"
)

// atMost cuts text with pieces of a message, for a line of a report.
func atMost(text string) string {
	const longest = 300
	if len(text) > longest {
		return text[:longest] + "..."
	}
	return text
}

// excerpt quotes a piece of a message at no great length.
func excerpt(s string) string {
	if len(s) > 60 {
		return quote(s[:60]) + "..."
	}
	return quote(s)
}

func quote(s string) string {
	if strings.Contains(s, `"`) && strconv.CanBackquote(s) {
		return "`" + s + "`" // as it is
	}
	return strconv.Quote(s)
}
