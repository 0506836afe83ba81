package problem

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strings"

	"example.com/httpstatus"
)

// Handle returns a handler that calls f and answers the error that f returns, if
// any, as Respond does.
//
// If f has written something before, the error can only be logged, and the response
// is cut off with http.ErrAbortHandler, so that the client does not take a part for
// the whole. A panic in f is answered with 500 and logged with its stack, or
// cuts the response off if something was written; http.ErrAbortHandler passes.
//
// A Content-Encoding that was set before the handler was called belongs to
// somebody outside who compresses what is written, and stays.
func (rs *Responder) Handle(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w := rs.watch(rw, r)
		defer w.done()
		if err := f(w, r); err != nil {
			if w.state != untouched {
				rs.log(r, FromError(err), err)
				panic(http.ErrAbortHandler)
			}
			rs.Respond(w, r, err)
		}
	})
}

// Middleware returns a handler that calls next and makes its bare errors readable.
// A response with a status from 400 to 599 is replaced, as if next had called
// Respond with that status, if it is one of these:
//
//   - what http.Error writes, and with it ServeMux, FileServer and most handlers:
//     Content-Type "text/plain; charset=utf-8", X-Content-Type-Options "nosniff" and
//     no Content-Length, which http.Error deletes, nor Content-Language;
//   - what http.TimeoutHandler writes: a 503 without Content-Type and Content-Length,
//     with its standard page or with plain text, so that other handlers' bare 503s
//     are replaced too;
//   - empty. (A response to HEAD always looks so; one with a Content-Type or a
//     Content-Length stays.)
//
// The text that is not sent goes to the log, as it was written: compressed, if a
// compressor stands between Middleware and the handler. Everything else is a
// response that somebody made on purpose and stays as it is, the package's own among
// them, so that Middleware may be nested. A text/plain body of yours stays if it has
// a Content-Length or a Content-Language, or its type in any other spelling.
//
// Nothing is buffered. The ResponseWriter that next is given flushes, hijacks,
// pushes, sends 1xx responses and files as the one underneath does, and has an
// Unwrap method for http.ResponseController, which also tells what is not
// supported; that it is an http.Flusher does not. Only the header section of an
// error waits for the first byte of its content; fields set until then are sent.
//
// Panics and a Content-Encoding set outside are treated as in [Responder.Handle].
func (rs *Responder) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w := rs.watch(rw, r)
		w.replaces = true
		defer w.done()
		next.ServeHTTP(w, r)
	})
}

// A writer stands between a handler and its ResponseWriter. It is not pooled: a
// handler that keeps it for too long must not find itself in another's response.
type writer struct {
	http.ResponseWriter
	responder *Responder
	request   *http.Request
	encoding  []string // Content-Encoding as it was before the handler
	status    int      // while held
	replaces  bool     // whether to look for errors to replace
	state     state
}

type state uint8

const (
	untouched state = iota // nothing has been written
	held                   // an error's status is known, but none of its content
	passed                 // it all goes through, from here on
	replaced               // the response has been sent; what else is written is dropped
)

func (rs *Responder) watch(rw http.ResponseWriter, r *http.Request) *writer {
	return &writer{ResponseWriter: rw, responder: rs, request: r, encoding: field(rw.Header(), "Content-Encoding")}
}

// Unwrap is for http.ResponseController.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *writer) WriteHeader(status int) {
	switch {
	case w.state == held || w.state == replaced: // there is one already
	case 100 <= status && status < 200 && status != http.StatusSwitchingProtocols:
		w.ResponseWriter.WriteHeader(status) // interim; the final one follows
	case w.state == untouched && w.replaces && 400 <= status && status < 600:
		w.state, w.status = held, status
	default:
		w.ResponseWriter.WriteHeader(status) // may panic, with nothing written
		w.state = passed
	}
}

func (w *writer) Write(p []byte) (int, error) {
	if w.state != passed && !w.begin(p) {
		return len(p), nil
	}
	return w.ResponseWriter.Write(p)
}

// WriteString spares io.WriteString a copy.
func (w *writer) WriteString(s string) (int, error) {
	if w.state == untouched {
		w.state = passed
	}
	if w.state != passed {
		return w.Write([]byte(s))
	}
	return io.WriteString(w.ResponseWriter, s)
}

// ReadFrom lets the ResponseWriter underneath send a file without copying it. The
// first bytes go through Write, as they do in net/http: a source that fails at once
// leaves the response unwritten, and its error can be answered.
func (w *writer) ReadFrom(src io.Reader) (int64, error) {
	var n int64
	if w.state == untouched {
		var err error
		if n, err = io.CopyN(struct{ io.Writer }{w}, src, 512); err != nil {
			if err == io.EOF {
				err = nil
			}
			return n, err
		}
	}
	if w.state != passed {
		return io.Copy(struct{ io.Writer }{w}, src) // through Write
	}
	more, err := io.Copy(w.ResponseWriter, src)
	return n + more, err
}

// Flush is for those who ask for an http.Flusher.
func (w *writer) Flush() { w.FlushError() }

// FlushError is what http.ResponseController calls.
func (w *writer) FlushError() error {
	if !w.underneath(flushes) {
		return http.ErrNotSupported // and nothing is sent
	}
	w.pass()
	return http.NewResponseController(w.ResponseWriter).Flush()
}

// Hijack is as http.Hijacker has it.
func (w *writer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	if !w.underneath(hijacks) {
		return nil, nil, http.ErrNotSupported
	}
	if w.state == held {
		w.pass()
	}
	conn, rw, err := http.NewResponseController(w.ResponseWriter).Hijack()
	if err == nil {
		w.state = passed
	}
	return conn, rw, err
}

// Push is as http.Pusher has it.
func (w *writer) Push(target string, opts *http.PushOptions) error {
	if p, ok := w.ResponseWriter.(http.Pusher); ok {
		return p.Push(target, opts)
	}
	return http.ErrNotSupported
}

// underneath reports whether a ResponseWriter that w stands before can do something,
// as http.ResponseController finds out.
func (w *writer) underneath(can func(http.ResponseWriter) bool) bool {
	for next := w.ResponseWriter; ; {
		if _, ours := next.(*writer); !ours && can(next) {
			return true
		}
		wrapper, ok := next.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return false
		}
		next = wrapper.Unwrap()
	}
}

func flushes(w http.ResponseWriter) bool {
	switch w.(type) {
	case http.Flusher, interface{ FlushError() error }:
		return true
	}
	return false
}

func hijacks(w http.ResponseWriter) bool {
	_, ok := w.(http.Hijacker)
	return ok
}

// begin takes the first content that is written and reports whether it is to be
// passed on.
func (w *writer) begin(content []byte) bool {
	switch w.state {
	case untouched:
		w.state = passed
	case held:
		switch {
		case len(content) == 0: // TimeoutHandler writes even what is empty
		case w.bare(content):
			w.replace(bareText(content))
		default:
			w.pass()
		}
	}
	return w.state == passed
}

// bare reports whether the response that begins with content is an error that
// nobody took the trouble to make readable.
func (w *writer) bare(content []byte) bool {
	h := w.Header()
	if h["Content-Length"] != nil {
		return false
	}
	switch contentType := h["Content-Type"]; {
	case h["Content-Language"] != nil: // one of our own, which somebody compresses
		return false
	case len(contentType) == 0:
		return w.status == http.StatusServiceUnavailable && timedOut(string(content))
	case contentType[0] == "text/plain; charset=utf-8":
		sniff := h["X-Content-Type-Options"]
		return len(sniff) == 1 && sniff[0] == "nosniff"
	}
	return false
}

// timedOut reports whether a body can be http.TimeoutHandler's: the page that it
// has where it is given no text, or such a text.
func timedOut(body string) bool {
	return body == "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>" ||
		body[0] != '{' && body[0] != '[' && strings.HasPrefix(http.DetectContentType([]byte(body)), "text/plain")
}

// A bareText is the text of an error, of which a string is made only if the log
// wants one.
type bareText []byte

func (t bareText) Error() string {
	const longest = 1 << 10
	return strings.TrimSpace(string(t[:min(len(t), longest)]))
}

// describes reports whether the header section describes content, which a response
// to HEAD has none of.
func (w *writer) describes() bool {
	h := w.Header()
	length := h["Content-Length"]
	return h["Content-Type"] != nil || len(length) > 0 && length[0] != "0"
}

// pass sends what is held and lets everything through from here on.
func (w *writer) pass() {
	switch w.state {
	case held:
		w.ResponseWriter.WriteHeader(w.status)
		w.state = passed
	case untouched:
		w.state = passed
	}
}

// replace sends an error response in place of the one that is held; err is for
// the log.
func (w *writer) replace(err error) {
	w.state = replaced
	status := httpstatus.Status(w.status)
	w.responder.log(w.request, status, err)
	w.responder.send(w.ResponseWriter, w.request, status, nil, w.encoding)
}

// done is deferred until after the handler.
func (w *writer) done() {
	switch p := recover(); {
	case p == http.ErrAbortHandler:
		panic(p)
	case p != nil:
		err := fmt.Errorf("panic: %v", p)
		r := w.request.WithContext(context.WithoutCancel(w.request.Context())) // a fault of the program's, whoever waits
		w.responder.log(r, httpstatus.InternalServerError, err, slog.String("stack", string(debug.Stack())))
		if w.state == passed || w.state == replaced {
			panic(http.ErrAbortHandler)
		}
		w.responder.send(w.ResponseWriter, w.request, httpstatus.InternalServerError, nil, w.encoding)
	case w.state == held && w.request.Method == http.MethodHead && w.describes():
		w.pass()
	case w.state == held:
		w.replace(nil)
	}
}
