package problem

import (
	"io"
	"maps"
	"net/http"
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
	pending   bareText      // while held: compressed content that does not decide yet
	status    int           // of the response, 0 if it is not known
	kind      kind          // while held
	state     state
	replaces  bool // whether to look for errors to replace
	flushed   bool // while held: whether there was a Flush
	alone     bool // while held: whether http.Error's fields were the only ones
	hijacked  bool
	marked    bool // whether the response is a Responder's
}

type state uint8

const (
	untouched state = iota // nothing has been written
	held                   // there is an error's status, or compressed content that may be empty
	passed                 // everything goes through from here on
	replaced               // the response has been sent; further content is dropped
)

// A flushingWriter is what the handler gets if the ResponseWriter underneath can flush.
type flushingWriter struct{ writer }

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

// mark tells the writers of this package that the response is a Responder's.
func mark(w http.ResponseWriter) {
	for {
		if w, ok := w.(interface{ self() *writer }); ok {
			w.self().marked = true
		}
		outer, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return
		}
		w = outer.Unwrap()
	}
}

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
		// It is ignored, as in net/http. But if http.ServeContent found that a precondition
		// fails, then the handler has content of its own, and sends none because of that.
		if len(w.pending) == 0 && (status == http.StatusNotModified || status == http.StatusPreconditionFailed) {
			w.pass()
			w.ResponseWriter.WriteHeader(status) // which may be another Middleware's
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
	if len(h) == 2 && hasErrorFields(h) && !w.marked { // the usual case needs no copy
		w.kind, w.alone = ofHTTPError, true
		return
	}
	w.fields, w.coding = snapshotOf(h), codingOf(h, w.encoding)
	if !w.marked {
		w.kind = kindOf(status, h, w.encoding)
	}
}

// commit sends the header section.
func (w *writer) commit(status int) {
	if status == http.StatusRequestEntityTooLarge {
		closeAfter(w.ResponseWriter, w.request)
	}
	w.ResponseWriter.WriteHeader(status) // may panic, with nothing written
	w.state, w.status = passed, status
}

func (w *writer) Write(p []byte) (int, error) {
	if w.state != passed && !w.begin(p) {
		return len(p), nil
	}
	n, err := w.ResponseWriter.Write(p)
	w.flushLate()
	return n, err
}

// begin decides about content before anything has been sent. It reports whether the
// caller should write the content.
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
		w.pending = append(w.pending, content...)
	case w.bare(content):
		if len(w.pending) > 0 {
			content = append(w.pending, content...)
		}
		w.replace(content)
	default:
		w.pass()
	}
	return w.state == passed
}

// bare reports whether a response that has content should be replaced.
func (w *writer) bare(content []byte) bool {
	return w.kind == ofHTTPError || w.kind == ofTimeout && string(content) == timeoutPage
}

// nothing reports whether what has been written has no content, decompressed.
func (w *writer) nothing() bool {
	return len(w.pending) == 0 || w.coding != "" && empty(w.coding, string(w.pending))
}

// decide replaces or sends a held response whose content is complete.
func (w *writer) decide() {
	if w.bare(w.pending) {
		w.replace(w.pending)
	} else {
		w.pass()
	}
}

// retract drops what is held and returns true, if the client would have seen no content.
// Otherwise it sends what is held and returns false.
func (w *writer) retract() bool {
	if w.state == passed || w.state == replaced || w.status == 0 && !w.nothing() {
		w.pass()
		return false
	}
	w.restore()
	w.state, w.status, w.kind, w.pending, w.fields = untouched, 0, own, nil, nil
	w.flushed, w.alone = false, false
	return true
}

// describes reports whether the fields of a response to HEAD describe content. The
// response to GET would then have this content and stay.
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
		late := w.restore()
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
	if len(w.pending) > 0 {
		w.ResponseWriter.Write(w.pending)
		w.pending = nil
	}
}

// replace sends an error response in place of the one that is held. text is the held
// content for the log, or nil.
func (w *writer) replace(text []byte) {
	if !w.alone || !isFresh(w.Header()) { // send replaces http.Error's fields
		w.restore()
	}
	w.state, w.pending = replaced, text
	f := failure{status: httpstatus.Status(w.status)}
	if text != nil {
		f.err = &w.pending // a pointer needs no allocation
	}
	w.responder.fail(w.ResponseWriter, w.request, &f, w.encoding)
	w.pending = nil // the handler may use its bytes again
	w.flushLate()
}

// restore changes the header fields back to what they were at WriteHeader. It returns a
// copy of the fields before that, or nil if there was no difference.
func (w *writer) restore() (now http.Header) {
	if w.alone {
		w.fields = snapshotOf(errorFields())
	}
	return w.fields.restore(w.Header())
}
