package problem

import (
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"runtime/debug"

	"example.com/httpstatus"
)

// A failure is what an error response is about.
type failure struct {
	err     error             // for the log; it decides about what follows if the status is 0
	status  httpstatus.Status // of the response
	details *Details          // a handler's, or nil
	stack   string            // of a panic, or ""
}

// prepare renders the response and logs the failure. It calls the hooks, the logger and the
// methods of the error before anything is written. If one of them panics, the response is a
// 500 that needs none of them.
func (rs *Responder) prepare(w http.ResponseWriter, r *http.Request, f *failure) (res response) {
	defer func() {
		if p := recover(); p != nil {
			res = rs.broken(w, r, f, p)
		}
	}()
	rs.understand(w, r, f)
	res = response{status: f.status, language: rs.LanguageOf(r), format: rs.formatFor(r.Header["Accept"])}
	rs.extend(r, f)
	rs.log(r, f)
	if f.details != nil {
		res.retryAfter = f.details.RetryAfter
	}
	rs.setBody(w, r, f.details, &res)
	return res
}

// note logs a failure whose response is already written.
func (rs *Responder) note(r *http.Request, f *failure) {
	defer func() {
		if p := recover(); p != nil {
			rs.logPanic(r, f, f.details.identification(), p)
		}
	}()
	rs.understand(nil, r, f)
	rs.extend(r, f)
	rs.log(r, f)
}

// understand finds out what f.err means, if the status is not known. w is nil if the
// response is already written.
func (rs *Responder) understand(w http.ResponseWriter, r *http.Request, f *failure) {
	if f.status != 0 {
		return
	}
	err, searched := f.err, true
	if rs.Map != nil {
		if mapped := rs.Map(r, err); mapped != nil {
			err = mapped
		}
	}
	switch e := err.(type) {
	case httpstatus.Status: // This and the next are frequent, and wrap no other error.
		f.status, searched = errorStatus(e), rs.Map != nil
	case *Details:
		if f.status, searched = httpstatus.InternalServerError, rs.Map != nil; e != nil {
			f.status, f.details = errorStatus(e.Status), e
		}
	default:
		f.status, f.details = FromError(err), deliberate(err)
	}
	if w == nil || !searched {
		return
	}
	if f.status == httpstatus.GatewayTimeout && stalled(w, r, err) {
		f.status = httpstatus.RequestTimeout
	}
	if tooLarge(f.err) {
		closeAfter(w, r) // whatever the status
	}
}

// errorStatus returns the status of a response for an error that has this one.
func errorStatus(s httpstatus.Status) httpstatus.Status {
	if s < 400 || s > 599 {
		return httpstatus.InternalServerError
	}
	return s
}

// extend lets Extend change a copy of the Details.
func (rs *Responder) extend(r *http.Request, f *failure) {
	if rs.Extend == nil {
		return
	}
	d := new(Details)
	if f.details != nil {
		*d = *f.details
	}
	d.Status = f.status
	if d.Extensions = maps.Clone(d.Extensions); d.Extensions == nil {
		d.Extensions = map[string]any{}
	}
	rs.Extend(r, d)
	f.details = d
}

// broken returns the response if something panicked with p in the course of responding to
// a failure. It keeps what identifies the request, if that is known.
func (rs *Responder) broken(w http.ResponseWriter, r *http.Request, f *failure, p any) response {
	id := f.details.identification()
	rs.logPanic(r, f, id, p)
	res := response{
		status:   httpstatus.InternalServerError,
		language: rs.negotiated(r),
		format:   rs.formatFor(r.Header["Accept"]),
	}
	own := Responder{Log: slog.New(slog.DiscardHandler)} // has no hooks
	own.setBody(w, r, id, &res)
	return res
}

// logPanic logs a panic in the course of responding to a failure, unless logging is what
// panics.
func (rs *Responder) logPanic(r *http.Request, f *failure, id *Details, p any) {
	broken := panicWith(p)
	broken.details = id
	if f.err != nil {
		broken.err = fmt.Errorf("%w, while responding to this error: %v", broken.err, f.err)
	}
	defer func() { recover() }()
	rs.log(r, broken)
}

// panicWith returns the failure for what recover returned. http.ErrAbortHandler passes.
func panicWith(p any) *failure {
	if p == http.ErrAbortHandler {
		panic(p)
	}
	return &failure{
		err:    fmt.Errorf("panic: %v", p),
		status: httpstatus.InternalServerError,
		stack:  string(debug.Stack()),
	}
}

// skips reports whether Middleware leaves a request alone. If Skip panics, it returns that
// failure.
func (rs *Responder) skips(r *http.Request) (skip bool, f *failure) {
	if rs.Skip == nil {
		return false, nil
	}
	defer func() {
		if p := recover(); p != nil {
			f = panicWith(p)
		}
	}()
	return rs.Skip(r), nil
}
