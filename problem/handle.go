package problem

import (
	"net/http"

	"example.com/httpstatus"
)

// Handle returns a handler that calls f. If f returns an error, the handler responds
// with it as Respond does.
//
// If f has already written something, the error is only logged. A response of 400 or above
// stays, and the error is logged with its status: http.Error and a failed WebSocket upgrade
// write complete responses. A redirect stays too, and so does everything after Hijack. Any
// other response is aborted with http.ErrAbortHandler, so that the client notices that it is
// incomplete.
//
// A panic in f is logged with its stack. The response is 500, unless f has already written
// something: then that response is kept or aborted by the same rule. A panic with
// http.ErrAbortHandler is passed on.
//
// Handle keeps a Content-Encoding that was set before it ran: a compressing middleware set it.
func (rs *Responder) Handle(f func(http.ResponseWriter, *http.Request) error) http.Handler {
	rs.page() // to find its errors early
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w := rs.watch(rw, r)
		defer w.done()
		err := f(w.forHandler(), r)
		if err == nil {
			return
		}
		if w.retract() {
			rs.Respond(w, r, err)
			return
		}
		if w.status >= 400 {
			rs.note(r, &failure{err: err, status: httpstatus.Status(w.status)})
			return
		}
		rs.note(r, &failure{err: err})
		if !w.hijacked && w.status < 300 {
			panic(http.ErrAbortHandler)
		}
	})
}
