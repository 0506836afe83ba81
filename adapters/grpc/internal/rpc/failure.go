package rpc

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// A Failure is what a server sends for an error.
type Failure struct {
	Code    Code
	Message string          // for developers
	Details []proto.Message // for readers, and for clients that wait

	// Err is the error after Responder.Map. Own reports whether it has a code of the
	// framework's own, so that only Details are to be added to it.
	Err error
	Own bool
}

// Of returns what a handler sends for a status.
func Of(s httpstatus.Status, l httpstatus.Language) Failure {
	return Failure{
		Code:    CodeOf(s),
		Message: s.String(),
		Details: details(problem.New(s, l), l.String()),
	}
}

// Fail returns what a server sends for an error that a handler returns. own finds the
// framework's code in an error.
//
// errs responds to the request as to one of HTTP, in memory. So its hooks, its log and
// its texts are the same as everywhere, and a hook that panics does no harm.
func Fail(errs *problem.Responder, r *http.Request, err error, own func(error) (Code, bool)) Failure {
	var f Failure
	var status httpstatus.Status
	rs := *errs
	rs.Formats = []problem.Format{problem.JSON}
	rs.Map = func(r *http.Request, err error) error {
		if errs.Map != nil {
			if mapped := errs.Map(r, err); mapped != nil {
				err = mapped
			}
		}
		f.Err = err
		f.Code, status, f.Own = classify(err, own)
		if explicit(err) {
			return err
		}
		return status
	}
	w := response{header: http.Header{}}
	rs.Respond(&w, r, err)
	if w.status != status { // a hook panicked, or the status is not one of an error
		f.Own, f.Code = false, CodeOf(w.status)
	}
	shown := problem.Details{Status: w.status}
	if json.Unmarshal(w.body, &shown) != nil {
		shown = *problem.New(w.status, errs.LanguageOf(r))
	}
	shown.RetryAfter, _ = httpstatus.ParseRetryAfter(w.header.Get("Retry-After"), time.Now())
	f.Message = message(f.Err, &shown)
	f.Details = details(&shown, w.header.Get("Content-Language"))
	return f
}

// StatusOfError returns the status of an error in a client or a server.
func StatusOfError(err error, own func(error) (Code, bool)) httpstatus.Status {
	if err == nil {
		return httpstatus.OK
	}
	_, status, _ := classify(err, own)
	return status
}

// classify returns the code and the status of an error. A Status or Details in it decide
// before a code does. own reports whether the code did.
func classify(err error, of func(error) (Code, bool)) (code Code, status httpstatus.Status, own bool) {
	if explicit(err) {
		status = problem.FromError(err)
		return CodeOf(status), status, false
	}
	if code, ok := of(err); ok && code != OK {
		return code, StatusOf(code), true
	}
	if errors.Is(err, context.Canceled) {
		return Canceled, StatusOf(Canceled), false
	}
	status = problem.FromError(err)
	if status == httpstatus.InternalServerError {
		return Unknown, status, false // nobody said that it is INTERNAL
	}
	return CodeOf(status), status, false
}

// explicit reports whether an error says its status itself.
func explicit(err error) bool { return errors.As(err, new(httpstatus.Status)) }

// message returns one line for developers: the status, and what the handler's own
// Details say.
func message(err error, shown *problem.Details) string {
	line := problem.Details{Status: shown.Status}
	if own, ok := errors.AsType[*problem.Details](err); ok {
		// What is not shown is not the handler's: another server sent it.
		if valid(own.Title) == valid(shown.Title) {
			line.Title = shown.Title
		}
		if valid(own.Detail) == valid(shown.Detail) {
			line.Detail = shown.Detail
		}
	}
	return line.Error()
}

// valid returns a text without what JSON replaces.
func valid(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\uFFFD", "")
}

// details returns what AIP-193 and AIP-194 recommend: the texts for the reader, and how
// long to wait.
func details(d *problem.Details, tag string) []proto.Message {
	list := []proto.Message{&errdetails.LocalizedMessage{
		Locale:  tag,
		Message: strings.ToValidUTF8(d.Title+"\n"+d.Detail, "\uFFFD"),
	}}
	if d.RetryAfter > 0 {
		list = append(list, &errdetails.RetryInfo{RetryDelay: durationpb.New(d.RetryAfter)})
	}
	return list
}

// A response is an http.ResponseWriter in memory.
type response struct {
	header http.Header
	status httpstatus.Status
	body   []byte
}

func (w *response) Header() http.Header { return w.header }

func (w *response) WriteHeader(status int) { w.status = httpstatus.Status(status) }

func (w *response) Write(p []byte) (int, error) {
	w.body = append(w.body, p...)
	return len(p), nil
}
