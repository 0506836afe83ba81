package problem

import (
	"io"
	"net/http"
	"strings"
)

// closeAfter has the connection of an HTTP/1 client closed after the response, so that
// nobody waits for the rest of a request that is too large (RFC 9110, 15.5.14).
//
// A server that closes a connection with unread data on it resets it. That destroys a
// response that the client has not read. net/http waits for the client first, but only
// if one of its MaxBytesReaders hits its limit and knows net/http's own
// ResponseWriter. The handler's MaxBytesReader knows one of ours at best. So here is
// another one.
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
