package problem

import (
	"bufio"
	"io"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"

	"example.com/httpstatus"
)

// A writer stands between a handler and its ResponseWriter. It is not pooled: a
// handler that keeps it for too long must not get hold of another response.
type writer struct {
	http.ResponseWriter
	responder *Responder
	request   *http.Request
	body      io.ReadCloser // of the request, as it was before the handler
	encoding  []string      // Content-Encoding as it was before the handler
	fields    snapshot      // while held: the header fields as they were at WriteHeader
	coding    string        // while held: of the content, as codingOf has it
	pending   string        // while held: content that does not decide yet
	status    int           // of the response, 0 if it is not known
	kind      kind          // while held
	state     state
	replaces  bool // whether to look for errors to replace
	flushed   bool // while held: whether there was a Flush
	tooLarge  bool // whether closeAfter was called
}

type state uint8

const (
	untouched state = iota // nothing has been written
	held                   // an error's status, or content of which nothing may come out, is known
	passed                 // everything goes through from here on
	replaced               // the response has been sent; further content is dropped
)

// A flushingWriter is what the handler gets if the ResponseWriter underneath can flush.
type flushingWriter struct{ writer }

// Flush is for handlers that ask for an http.Flusher.
func (w *flushingWriter) Flush() { w.FlushError() }

func (rs *Responder) watch(rw http.ResponseWriter, r *http.Request) *flushingWriter {
	return &flushingWriter{writer{
		ResponseWriter: rw,
		responder:      rs,
		request:        r,
		body:           r.Body,
		encoding:       encodingOf(rw.Header()),
	}}
}

// forHandler returns w as an http.Flusher only if it is one.
func (w *flushingWriter) forHandler() http.ResponseWriter {
	if w.underneath(flushes) {
		return w
	}
	return &w.writer
}

// self tells the writers of this package from others.
func (w *writer) self() *writer { return w }

// Unwrap is for http.ResponseController.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *writer) WriteHeader(status int) {
	fails := w.replaces && 400 <= status && status < 600
	switch {
	case w.state == replaced: // there is one already
	case w.state == passed: // net/http logs that
		w.ResponseWriter.WriteHeader(status)
	case w.state == held && w.status == 0 && fails && w.nothing():
		w.retract()
		w.hold(status)
	case w.state == held:
		// It is ignored, as in net/http. But if it is 304, then the handler has content of
		// its own, and sends none because the client has it.
		if w.pending == "" && status == http.StatusNotModified {
			w.pass()
		}
	case 100 <= status && status < 200 && status != http.StatusSwitchingProtocols:
		w.ResponseWriter.WriteHeader(status) // interim; the final one follows
	case fails:
		w.hold(status)
	default:
		w.commit(status)
	}
}

// hold keeps an error's status until its content decides what happens.
func (w *writer) hold(status int) {
	h := w.Header()
	w.state, w.status = held, status
	w.fields, w.kind, w.coding = snapshotOf(h), kindOf(status, h), codingOf(h, w.encoding)
}

// commit sends the header section.
func (w *writer) commit(status int) {
	if status == http.StatusRequestEntityTooLarge {
		w.closeAfter()
	}
	w.ResponseWriter.WriteHeader(status) // may panic, with nothing written
	w.state, w.status = passed, status
}

func (w *writer) closeAfter() {
	w.tooLarge = true
	closeAfter(w.ResponseWriter, w.request)
}

func (w *writer) Write(p []byte) (int, error) {
	if w.state != passed && !w.begin(p) {
		return len(p), nil
	}
	n, err := w.ResponseWriter.Write(p)
	w.flushLate()
	return n, err
}

// WriteString spares io.WriteString a copy.
func (w *writer) WriteString(s string) (int, error) {
	switch {
	case w.state == held && w.pending == "" && w.kind == untyped && ofTimeout(s):
		w.pending = s // TimeoutHandler writes no more than this
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

// flushLate does what a Flush wanted that came too early.
func (w *writer) flushLate() {
	if w.flushed {
		w.flushed = false
		http.NewResponseController(w.ResponseWriter).Flush()
	}
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

// underneath reports whether a ResponseWriter that w stands before can do something.
// It asks those that http.ResponseController asks.
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

// begin takes content before it passes and reports whether it is to pass.
func (w *writer) begin(content []byte) bool {
	if w.state == untouched {
		w.coding = codingOf(w.Header(), w.encoding)
	}
	switch {
	case w.state == replaced:
	case w.state == untouched && w.coding == "":
		w.pass()
	case len(content) == 0: // TimeoutHandler writes even what is empty
	case w.coding != "" && len(w.pending)+len(content) <= undecided:
		w.state = held
		w.pending += string(content)
	case w.coding == "" && w.pending != "": // more than TimeoutHandler writes
		w.pass()
	case w.bare(content):
		if w.pending != "" {
			content = append([]byte(w.pending), content...)
		}
		w.replace(bareText(content))
	default:
		w.pass()
	}
	return w.state == passed
}

// bare reports whether a response that has content should be replaced.
func (w *writer) bare(content []byte) bool {
	return w.kind == ofHTTPError || w.kind == untyped && string(content) == timeoutPage
}

// nothing reports whether no content can come out of what has been written.
func (w *writer) nothing() bool {
	return w.pending == "" || w.coding != "" && empty(w.coding, w.pending)
}

// decide is for pending content to which nothing is added.
func (w *writer) decide() {
	if w.coding == "" || w.bare([]byte(w.pending)) {
		w.replace(bareText(w.pending))
	} else {
		w.pass()
	}
}

// retract drops what is held and reports true, if a client could see nothing of it.
// Otherwise it sends what is held.
func (w *writer) retract() bool {
	if w.state == passed || w.state == replaced || w.status == 0 && !w.nothing() {
		w.pass()
		return false
	}
	w.fields.restore(w.Header())
	w.state, w.status, w.kind, w.pending, w.flushed = untouched, 0, own, "", false
	return true
}

// describes reports whether the fields of a response to HEAD describe content that the
// response to GET would have, and that would stay.
func (w *writer) describes() bool {
	if w.kind == ofHTTPError {
		return false
	}
	h := w.Header() // with those that came too late to be sent
	if length := h["Content-Length"]; len(length) > 0 {
		return length[0] != "0"
	}
	return h["Content-Type"] != nil
}

// hasTrailers reports whether the handler sends trailer fields.
func (w *writer) hasTrailers() bool {
	if w.Header()["Trailer"] != nil {
		return true
	}
	for name := range w.Header() {
		if strings.HasPrefix(name, http.TrailerPrefix) {
			return true
		}
	}
	return false
}

// pass sends what is held and lets everything through from here on.
func (w *writer) pass() {
	switch {
	case w.state == held && w.status != 0:
		late := w.fields.restore(w.Header())
		w.commit(w.status)
		if late != nil { // trailers, for example
			clear(w.Header())
			maps.Copy(w.Header(), late)
		}
	case w.state == held || w.state == untouched:
		w.state, w.status = passed, http.StatusOK
	}
	if w.flushed {
		http.NewResponseController(w.ResponseWriter).Flush() // the header section
	}
	if w.pending != "" {
		io.WriteString(w.ResponseWriter, w.pending)
		w.pending = ""
	}
}

// replace sends an error response in place of the one that is held; err is for
// the log.
func (w *writer) replace(err error) {
	w.fields.restore(w.Header())
	w.state, w.pending = replaced, ""
	status := httpstatus.Status(w.status)
	if status == httpstatus.ContentTooLarge {
		w.closeAfter()
	}
	w.responder.fail(w.ResponseWriter, w.request, &failure{err: err, status: status}, w.encoding)
	w.flushLate()
}

// A snapshot has the fields of a header section as they were at some time.
type snapshot []struct {
	name   string
	values []string
}

func snapshotOf(h http.Header) snapshot {
	s := make(snapshot, 0, len(h))
	for name, values := range h {
		s = append(s, struct {
			name   string
			values []string
		}{name, values})
	}
	return s
}

// restore makes h what it was. It returns what h is now, or nil if that is the same.
func (s snapshot) restore(h http.Header) (now http.Header) {
	same := s == nil || len(h) == len(s)
	for _, field := range s {
		values, ok := h[field.name]
		same = same && ok && slices.Equal(values, field.values)
	}
	if same {
		return nil
	}
	now = maps.Clone(h)
	clear(h)
	for _, field := range s {
		h[field.name] = field.values
	}
	return now
}
