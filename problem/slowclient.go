package problem

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"reflect"
	"time"

	"example.com/httpstatus"
)

// stalled reports whether err says that a read deadline of r's own connection has run out.
// Then the client was too slow, and not a server behind this one. With HTTP/2 there is no
// way to tell.
func stalled(w http.ResponseWriter, r *http.Request, err error) bool {
	if _, chosen := errors.AsType[httpstatus.Status](err); chosen || !errors.Is(err, os.ErrDeadlineExceeded) {
		return false
	}
	// A middleware may set RemoteAddr to what X-Forwarded-For says. It leaves the server's
	// own address alone.
	own, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	op, ok := errors.AsType[*net.OpError](err)
	if ok && own != nil && op.Source != nil && op.Source.String() == own.String() {
		return true
	}
	seen, ok := w.(interface{ self() *writer })
	return ok && unread(w, seen.self().request)
}

// unread reports whether r's connection failed before all of its content was read. It
// is for connections that do not tell their real addresses, as with the PROXY protocol.
// r must be the request that Handle or Middleware got, because a handler may cancel the
// context of its own copy.
//
// net/http cancels the request's context if reading from the connection fails. It also
// cancels it if ReadTimeout runs out after the content. So unread asks the body whether
// all content was read. The read deadline is over by then, so the body does not wait.
func unread(w http.ResponseWriter, r *http.Request) bool {
	if r.Body == nil || r.Context().Err() != context.Canceled {
		return false
	}
	// A body of another package might wait.
	if t := reflect.TypeOf(r.Body); t.Kind() != reflect.Pointer || t.Elem().PkgPath() != "net/http" {
		return false
	}
	if http.NewResponseController(w).SetReadDeadline(time.Now()) != nil {
		return false
	}
	_, err := r.Body.Read(nil)
	return err == nil || errors.Is(err, os.ErrDeadlineExceeded)
}
