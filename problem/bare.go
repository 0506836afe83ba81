package problem

import (
	"net/http"
	"slices"
	"strings"
)

// A bareText is the text of an error that is replaced. It becomes a string only for the
// log.
type bareText []byte

const longestText = 1 << 10

func (t *bareText) Error() string {
	return strings.TrimSpace(string((*t)[:min(len(*t), longestText)]))
}

// A kind says what the status and the fields of an error response tell about it.
type kind uint8

const (
	own         kind = iota // somebody made it on purpose, unless it is empty
	ofHTTPError             // it has http.Error's fields
	ofTimeout               // http.TimeoutHandler writes it, for itself or for its handler
)

// kindOf returns the kind of a response. http.Error deletes Content-Length. If there is a
// Date, the response comes from another server, and that server may have set
// Content-Length: the same error has one if it is short and none if it is long.
func kindOf(status int, h http.Header, outside []string) kind {
	length, contentType := h["Content-Length"], h["Content-Type"]
	switch {
	case length != nil && h["Date"] == nil || ours(h, outside):
		return own
	case hasErrorFields(h):
		return ofHTTPError
	case status == http.StatusServiceUnavailable && contentType == nil && length == nil && inTimeoutHandler():
		return ofTimeout
	}
	return own
}

// errorFields returns the fields that http.Error sets.
func errorFields() http.Header {
	return http.Header{"Content-Type": {errorType}, "X-Content-Type-Options": {noSniff}}
}

const (
	errorType = "text/plain; charset=utf-8"
	noSniff   = "nosniff"
)

// hasErrorFields reports whether there are the fields that http.Error sets. A proxy may
// add its own "nosniff", but not another option.
func hasErrorFields(h http.Header) bool {
	contentType, options := h["Content-Type"], h["X-Content-Type-Options"]
	for _, option := range options {
		if option != noSniff {
			return false
		}
	}
	return len(contentType) == 1 && contentType[0] == errorType && len(options) > 0
}

// ours reports whether header fields are those that this package sets. mark does not
// reach Middleware through a proxy, or through a ResponseWriter without an Unwrap method.
// A compressor deletes the Content-Length and sets a Content-Encoding, one that is not from
// outside. A site may set all other fields itself.
func ours(h http.Header, outside []string) bool {
	encoding := h["Content-Encoding"]
	if h["Content-Language"] == nil || h["Content-Length"] == nil && (encoding == nil || slices.Equal(encoding, outside)) {
		return false
	}
	list := elements(h["Vary"])
	return has(list, "Accept") && has(list, "Accept-Language")
}
