package problem

import (
	"net/http"

	"example.com/httpstatus"
)

// Handle returns a handler that calls f. If f returns an error, the handler responds
// with it as Respond does.
//
// If f has written something before, the error can only be logged. An error response, with
// a status of 400 or above, stays as it is, and the error is logged with that status:
// http.Error and an Upgrade function that fails write complete responses. A redirect stays
// too, and so does everything after Hijack. Any other response is cut off with
// http.ErrAbortHandler, so that the client does not take a part for the whole.
//
// A panic in f is logged with its stack. The response is 500, unless f has written
// something before: then that is left or cut off in the same way. A panic with
// http.ErrAbortHandler passes.
//
// A Content-Encoding that was set before the handler was called belongs to a compressor
// outside, and stays.
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
