package problem

import "net/http"

// done ends a response. Handle and Middleware defer it until after the handler.
func (w *writer) done() {
	switch p := recover(); {
	case p != nil:
		w.panicked(p)
	case w.state == held:
		w.finish()
	}
	// net/http asks its own body whether content is left unread. If so, it waits for the
	// client before it closes the connection. A handler may have put a MaxBytesReader in
	// its place.
	w.request.Body = w.body
}

// panicked responds to a panic with p in the handler.
func (w *writer) panicked(p any) {
	f := panicWith(p)
	if w.retract() {
		w.state, w.status = replaced, http.StatusInternalServerError
		w.responder.fail(w.ResponseWriter, w.request, f, w.encoding)
		return
	}
	w.responder.note(w.request, f)
	if w.status < 300 {
		panic(http.ErrAbortHandler)
	}
}
