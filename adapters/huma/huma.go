// Package huma makes the errors of a Huma API readable, with package problem:
//
//	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean)}
//	huma.NewErrorWithContext = adapter.NewError(errs)
//	http.ListenAndServe("localhost:8080", errs.Middleware(mux)) // the mux's own errors
package huma

import (
	"bytes"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// NewError returns a function for huma.NewErrorWithContext. It makes the errors that Huma
// writes in the reader's language: those of its validation, and those that handlers return.
//
// A handler may return an [httpstatus.Status], a [problem.Details], or an error that wraps
// one. Any other error is a 500, and its text goes to the log only. What Huma finds wrong with
// a request is in the extension "errors", as its OpenAPI document says.
//
// The hooks of errs see the request without its content. The errors of huma.NewError and
// huma.Error404NotFound stay as they are, because Huma makes them without a request.
func NewError(errs *problem.Responder) func(huma.Context, int, string, ...error) huma.StatusError {
	return func(ctx huma.Context, status int, message string, list ...error) huma.StatusError {
		own, r := *errs, request(ctx)
		own.Formats = []problem.Format{problem.JSON} // Huma chooses the format
		var err error = &problem.Details{Status: httpstatus.Status(status)}
		switch {
		case status == http.StatusInternalServerError && len(list) == 1:
			err = list[0] // what a handler returned
		case len(list) > 0:
			err = &problem.Details{Status: httpstatus.Status(status), Extensions: map[string]any{"errors": details(list)}}
		}
		w := &recorder{header: http.Header{}}
		own.Respond(w, r, err)
		for _, name := range [...]string{"Cache-Control", "Content-Language", "Retry-After"} {
			if value := w.header.Get(name); value != "" {
				ctx.SetHeader(name, value)
			}
		}
		for _, value := range w.header["Vary"] {
			ctx.AppendHeader("Vary", value)
		}
		d := new(problem.Details)
		if json.Unmarshal(w.content.Bytes(), d) != nil {
			d = problem.New(w.status, errs.LanguageOf(r))
		}
		return statusError{d}
	}
}

// details returns a list of errors as Huma shows them.
func details(list []error) []*huma.ErrorDetail {
	shown := make([]*huma.ErrorDetail, 0, len(list))
	for _, err := range list {
		if d, ok := err.(huma.ErrorDetailer); ok {
			shown = append(shown, d.ErrorDetail())
		}
	}
	return shown
}

// request returns the request of a context, without its content.
func request(ctx huma.Context) *http.Request {
	u := ctx.URL()
	header := http.Header{}
	ctx.EachHeader(func(name, value string) { header.Add(name, value) })
	r := &http.Request{Method: ctx.Method(), URL: &u, Host: ctx.Host(), RemoteAddr: ctx.RemoteAddr(), Header: header, Body: http.NoBody}
	return r.WithContext(ctx.Context())
}

// A statusError is Details that Huma accepts.
type statusError struct{ *problem.Details }

func (e statusError) GetStatus() int            { return int(e.Status) }
func (e statusError) ContentType(string) string { return "application/problem+json" }

// A recorder keeps a response.
type recorder struct {
	header  http.Header
	status  httpstatus.Status
	content bytes.Buffer
}

func (w *recorder) Header() http.Header         { return w.header }
func (w *recorder) WriteHeader(status int)      { w.status = httpstatus.Status(status) }
func (w *recorder) Write(p []byte) (int, error) { return w.content.Write(p) }
