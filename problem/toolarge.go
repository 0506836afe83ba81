package problem

import (
	"io"
	"net/http"
	"strings"
)

// closeAfter closes the connection of an HTTP/1 client after the response, so that nobody
// waits for the rest of a request that is too large (RFC 9110, 15.5.14).
//
// A server that closes a connection with unread data on it resets the connection. That
// destroys a response that the client has not read. net/http avoids this: it waits for
// the client first. But it does so only if a MaxBytesReader that knows its own
// ResponseWriter hits the limit. The handler's MaxBytesReader knows a ResponseWriter of
// this package at best, so closeAfter makes another one hit its limit.
func closeAfter(w http.ResponseWriter, r *http.Request) {
	if r.ProtoMajor != 1 {
		return
	}
	w.Header().Set("Connection", "close")
	for {
		outer, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			break
		}
		w = outer.Unwrap()
	}
	http.MaxBytesReader(w, io.NopCloser(strings.NewReader("x")), 0).Read(make([]byte, 1))
}
