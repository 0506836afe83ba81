package problem

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
)

// Flush is for handlers that ask for an http.Flusher.
func (w *flushingWriter) Flush() { w.FlushError() }

// Unwrap is for http.ResponseController.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// WriteString saves io.WriteString a copy. http.TimeoutHandler uses it for its own text, and
// Write for what its handler has written.
func (w *writer) WriteString(s string) (int, error) {
	switch {
	case w.state == held && w.coding == "" && w.kind == ofTimeout && plainTimeout(s):
		w.replace([]byte(s))
		return len(s), nil
	case w.state == untouched && codingOf(w.Header(), w.encoding) == "":
		w.pass()
	case w.state != passed:
		return w.Write([]byte(s))
	}
	return io.WriteString(w.ResponseWriter, s)
}

// ReadFrom lets the ResponseWriter underneath send a file without copying it. The
// first bytes go through Write, as they do in net/http: a source that fails at once
// leaves the response unwritten, and a handler can still respond with an error.
func (w *writer) ReadFrom(src io.Reader) (int64, error) {
	var n int64
	if w.state != passed {
		var err error
		if n, err = io.CopyN(struct{ io.Writer }{w}, src, 512); err != nil {
			if err == io.EOF {
				err = nil
			}
			return n, err
		}
	}
	var to io.Writer = w.ResponseWriter
	if w.state != passed {
		to = struct{ io.Writer }{w} // through Write
	}
	more, err := io.Copy(to, src)
	return n + more, err
}

// FlushError is what http.ResponseController calls.
func (w *writer) FlushError() error {
	switch {
	case !w.underneath(flushes):
		return http.ErrNotSupported // and nothing is sent
	case w.state == held && w.status != 0 && w.nothing():
		w.flushed = true
		return nil
	case w.state == held && w.status != 0 && w.coding != "":
		w.decide()
	}
	w.pass()
	return http.NewResponseController(w.ResponseWriter).Flush()
}

// flushLate makes up for a Flush that came before the content.
func (w *writer) flushLate() {
	if w.flushed {
		w.flushed = false
		http.NewResponseController(w.ResponseWriter).Flush()
	}
}

// Hijack implements http.Hijacker.
func (w *writer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	if !w.underneath(hijacks) {
		return nil, nil, http.ErrNotSupported
	}
	if w.state == held {
		w.pass()
	}
	conn, rw, err := http.NewResponseController(w.ResponseWriter).Hijack()
	if err == nil {
		w.state, w.hijacked = passed, true
	}
	return conn, rw, err
}

// CloseNotify is for handlers that ask for an http.CloseNotifier, as those of gin do.
func (w *writer) CloseNotify() <-chan bool {
	gone := make(chan bool, 1)
	context.AfterFunc(w.request.Context(), func() { gone <- true })
	return gone
}

// Push implements http.Pusher.
func (w *writer) Push(target string, opts *http.PushOptions) error {
	if p, ok := w.ResponseWriter.(http.Pusher); ok {
		return p.Push(target, opts)
	}
	return http.ErrNotSupported
}

// underneath reports whether one of the ResponseWriters under w can do something. It
// unwraps them as http.ResponseController does.
func (w *writer) underneath(can func(http.ResponseWriter) bool) bool {
	for next := w.ResponseWriter; ; {
		if _, ours := next.(interface{ self() *writer }); !ours && can(next) {
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
