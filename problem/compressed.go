package problem

import (
	"net/http"
	"slices"
	"strings"
)

// undecided is how many bytes of compressed content are held, until it is clear whether
// anything is in them. A gzip stream of nothing has 23 bytes, or 28 if it was flushed.
const undecided = 64

// codingOf returns the Content-Encoding of a handler's content. It returns "" if a
// compressor outside has set it, or if the function empty does not know it.
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
