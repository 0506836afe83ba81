package problem

import (
	"net/http"
	"slices"
	"strings"
)

// undecided is how much compressed content is held until it is clear whether there is
// any content in it. A gzip stream of nothing has 23 bytes, or 28 if it was flushed.
const undecided = 64

// codingOf returns the Content-Encoding, if it is not the one that somebody outside has
// set, and if empty knows it. Else it returns "".
func codingOf(h http.Header, outside []string) string {
	values := h["Content-Encoding"]
	if len(values) != 1 || slices.Equal(values, outside) {
		return ""
	}
	switch coding := strings.ToLower(values[0]); coding {
	case "gzip", "x-gzip", "deflate":
		return coding
	}
	return ""
}
