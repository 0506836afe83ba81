package problem

import "net/http"

// Middleware returns a handler that calls next and makes its bare errors readable. It
// replaces a response with a status from 400 to 599, as if next had called Respond with
// that status, if the response is one of these:
//
//   - A response that http.Error wrote. ServeMux, FileServer and most handlers use it. Such a
//     response has the Content-Type "text/plain; charset=utf-8", "nosniff" in
//     X-Content-Type-Options, and no Content-Length, because http.Error deletes it.
//   - A response that http.TimeoutHandler wrote when the time was over, if it is its standard
//     page or a plain text of yours. Other HTML and JSON stay.
//   - An empty response. A gzip or deflate stream with nothing in it counts as empty.
//
// Everything else stays as it is, because somebody made it on purpose. This includes the
// responses of this package, so Middleware may be nested. To keep a text/plain response
// of your own, give it a Content-Length, or write the type differently, for example
// text/plain;charset=utf-8.
//
// A response with a Date field comes from another server, through a reverse proxy.
// There a Content-Length makes no difference, because that server sets it for short
// errors of http.Error too.
//
// A response to HEAD has no content, so Middleware decides by its header fields. It replaces a
// response with the fields of http.Error, and one without any. Otherwise a response with a
// Content-Type or a Content-Length other than 0 stays.
//
// The text that is not sent goes to the log. If a compressing middleware stands between
// Middleware and the handler, the log gets compressed bytes.
//
// The ResponseWriter that next gets can do what the one underneath can: flush, hijack, push,
// send 1xx responses and files. It is an http.Flusher if the one underneath can flush. It has
// an Unwrap method for http.ResponseController. Content is not buffered, except for the first
// 64 bytes of compressed content. The header section of an error waits for the first byte of
// its content. Until then a Flush waits too. Fields that are set after WriteHeader are not
// sent, as in net/http.
//
// A 413 closes the connection of an HTTP/1 client, as in [Responder.Respond]. Panics and
// a Content-Encoding set outside are treated as in [Responder.Handle].
func (rs *Responder) Middleware(next http.Handler) http.Handler {
	rs.page() // to find its errors early
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		switch skip, f := rs.skips(r); {
		case f != nil:
			rs.fail(rw, r, f, encoding(rw))
			return
		case skip:
			next.ServeHTTP(rw, r)
			return
		}
		w := rs.watch(rw, r)
		w.replaces = true
		defer w.done()
		next.ServeHTTP(w.forHandler(), r)
	})
}

// finish decides about a response that is still held when the handler is done.
func (w *writer) finish() {
	switch {
	case w.status == 0: // a short success, compressed
		w.pass()
	case !w.nothing():
		w.decide()
	case w.request.Method == http.MethodHead && w.describes(), w.hasTrailers():
		w.pass()
	default:
		w.replace(nil)
	}
}
