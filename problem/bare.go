package problem

import (
	"net/http"
	"slices"
	"strings"
)

// A bareText is the text of an error that is replaced. It becomes a string only if the
// log wants one.
type bareText []byte

const longestText = 1 << 10

func (t bareText) Error() string {
	return strings.TrimSpace(string(t[:min(len(t), longestText)]))
}

// A kind is what status and fields tell of an error response.
type kind uint8

const (
	own         kind = iota // somebody made it on purpose, unless it is empty
	ofHTTPError             // it has http.Error's fields
	untyped                 // it can be http.TimeoutHandler's
)

// kindOf tells a response's kind. http.Error deletes Content-Length. If there is a
// Date, the response comes from another server, and that server may have set
// Content-Length: the same error has one if it is short and none if it is long.
func kindOf(status int, h http.Header) kind {
	length, contentType := h["Content-Length"], h["Content-Type"]
	switch {
	case length != nil && h["Date"] == nil || ours(h):
		return own
	case len(contentType) == 1 && contentType[0] == "text/plain; charset=utf-8" && noSniff(h):
		return ofHTTPError
	case status == http.StatusServiceUnavailable && contentType == nil && length == nil:
		return untyped
	}
	return own
}

// noSniff reports whether X-Content-Type-Options is "nosniff", and no more than that.
func noSniff(h http.Header) bool {
	options := h["X-Content-Type-Options"]
	for _, option := range options { // a proxy may add its own
		if option != "nosniff" {
			return false
		}
	}
	return len(options) > 0
}

// ours reports whether header fields are those that this package sets. A compressor may
// have taken the Content-Length away. A site that sets Content-Language itself may set
// some of them, but http.Error has neither a Content-Length nor an encoding.
func ours(h http.Header) bool {
	if h["Content-Language"] == nil || h["Content-Length"] == nil && h["Content-Encoding"] == nil {
		return false
	}
	list := elements(h["Vary"])
	return has(list, "Accept") && has(list, "Accept-Language")
}

// timeoutPage is what http.TimeoutHandler writes if it is given no text.
const timeoutPage = "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>"

// ofTimeout reports whether a text can be the whole content of http.TimeoutHandler:
// its page or plain text. JSON and HTML are somebody's own.
func ofTimeout(text string) bool {
	if text == timeoutPage {
		return true
	}
	start := strings.TrimLeft(text[:min(len(text), 512)], " \t\r\n")
	return start != "" && !strings.ContainsRune(`{["<`, rune(start[0])) &&
		strings.HasPrefix(http.DetectContentType([]byte(start)), "text/plain")
}

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
