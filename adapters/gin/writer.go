package gin

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"

	"github.com/gin-gonic/gin"
)

// A writer is the gin.ResponseWriter of the handlers. gin's own one, which is embedded,
// remembers the status until there is content. Everything that is sent goes through out,
// so that errs.Handle knows of it.
type writer struct {
	gin.ResponseWriter
	out   http.ResponseWriter
	gone  context.Context // of the request
	begun bool
	late  int // a status that a handler has set after that
}

// Unwrap is for http.ResponseController.
func (w *writer) Unwrap() http.ResponseWriter { return w.out }

// begin fixes the status. The one underneath sends the header section with the first
// byte, so that gin-contrib/gzip outside can still remove its field.
func (w *writer) begin() {
	if !w.begun {
		w.begun = true
		w.out.WriteHeader(w.Status())
	}
}

func (w *writer) WriteHeader(status int) {
	if w.begun {
		w.late = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// WriteHeaderNow leaves the header section of an error unsent until there is content:
// gin's Abort functions would send it before there is a response. Everything else goes
// at once, for example the 101 of a WebSocket.
func (w *writer) WriteHeaderNow() {
	if w.Status() < http.StatusBadRequest {
		w.begin()
		w.ResponseWriter.WriteHeaderNow()
	}
}

func (w *writer) Write(p []byte) (int, error) {
	w.begin()
	return w.out.Write(p)
}

func (w *writer) WriteString(s string) (int, error) {
	w.begin()
	return io.WriteString(w.out, s)
}

func (w *writer) Flush() {
	w.begin()
	http.NewResponseController(w.out).Flush()
}

func (w *writer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return http.NewResponseController(w.out).Hijack()
}

// CloseNotify is for c.Stream. gin's own one panics if a ResponseWriter outside the
// engine is no http.CloseNotifier.
func (w *writer) CloseNotify() <-chan bool {
	gone := make(chan bool, 1)
	context.AfterFunc(w.gone, func() { gone <- true })
	return gone
}
