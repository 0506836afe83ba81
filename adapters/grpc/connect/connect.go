// Package connect is httpstatus for connectrpc.com/connect: errors of a server with a
// text in the reader's language, and the HTTP status of an error in a client.
//
//	mux.Handle(pingv1connect.NewPingServiceHandler(&server{},
//		connect.WithInterceptors(adapter.Interceptor(errs))))
//
// A handler returns a status or a [problem.Details], and the client gets a connect.Error
// with a LocalizedMessage (AIP-193):
//
//	return nil, httpstatus.NotFound
package connect

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/proto"

	"example.com/httpstatus"
	"example.com/httpstatus/adapters/grpc/internal/rpc"
	"example.com/httpstatus/problem"
)

// Status returns the HTTP status of a code, as the Connect protocol has it: 404 for
// CodeNotFound, 499 for CodeCanceled. A number that is not a code is 500, as CodeUnknown
// is.
func Status(c connect.Code) httpstatus.Status { return rpc.StatusOf(numbered(c)) }

// Code returns the code that a server sends for a status, with a meaning that is as
// close as possible: CodeNotFound for 404 and 410, CodeInternal for 500. Several codes
// have the status 400, 409 or 500; Code returns CodeInvalidArgument, CodeAborted and
// CodeInternal. A code never allows a client to send a call again if the status does not.
// For 2xx it is 0, which is not a code.
func Code(s httpstatus.Status) connect.Code { return connect.Code(rpc.CodeOf(s)) }

// Error returns a connect.Error for a status: its [Code], the phrase as message, and as
// detail a LocalizedMessage with title, meaning and advice in the language l. It returns
// nil for 2xx.
func Error(s httpstatus.Status, l httpstatus.Language) error {
	f := rpc.Of(s, l)
	if f.Code == rpc.OK {
		return nil
	}
	return add(connect.NewError(connect.Code(f.Code), errors.New(f.Message)), f.Details)
}

// FromError returns the HTTP status of an error, so that you can ask it whether to send
// the call again:
//
//	adapter.FromError(err).Repeatable("POST") // "GET" for an idempotent method
//
// It is 200 for nil, the status of the code for a connect.Error, and what
// problem.FromError returns for other errors, except that context.Canceled is 499.
//
// CodeDeadlineExceeded is 504, which is repeatable with an idempotent method. If it was
// your own deadline, another attempt fails too: ask the context first.
func FromError(err error) httpstatus.Status { return rpc.StatusOfError(err, codeOf) }

// codeOf returns the code of a connect.Error in an error.
func codeOf(err error) (rpc.Code, bool) {
	e, ok := errors.AsType[*connect.Error](err)
	if !ok {
		return 0, false
	}
	return numbered(e.Code()), true
}

// numbered returns a code as a number that is not 0: Connect has no code for success.
func numbered(c connect.Code) rpc.Code {
	if c == 0 {
		return rpc.Unknown
	}
	return rpc.Code(c)
}

// add adds details to e. A type of detail must be there at most once (AIP-193), and those
// of e stay.
func add(e *connect.Error, details []proto.Message) *connect.Error {
next:
	for _, detail := range details {
		packed, err := connect.NewErrorDetail(detail)
		if err != nil {
			continue
		}
		for _, there := range e.Details() {
			if there.Type() == packed.Type() {
				continue next
			}
		}
		e.AddDetail(packed)
	}
	return e
}

// Interceptor returns an interceptor that turns the error of a handler into a
// connect.Error:
//
//   - For an error with a [problem.Details] or an httpstatus.Status it has the [Code] of
//     that status. A RetryAfter becomes a RetryInfo.
//   - A connect.Error keeps its code, its message, its details and its metadata.
//   - context.Canceled is CodeCanceled. Any other error has the code of what
//     [problem.FromError] finds, or CodeUnknown if that finds nothing.
//
// The client gets a LocalizedMessage in each case, unless there is one: the Details'
// title and detail, or the status's own texts. The other members of Details are not sent.
// The text of any other error goes to the log and not to the client.
//
// errs chooses the language from Accept-Language, and its hooks work as in any HTTP
// server. They see a request without content, whose path is the procedure.
//
// In a client the interceptor does nothing. A panic passes.
func Interceptor(errs *problem.Responder) connect.Interceptor { return interceptor{errs} }

type interceptor struct{ errs *problem.Responder }

func (i interceptor) WrapUnary(next connect.UnaryFunc) connect.UnaryFunc {
	return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
		resp, err := next(ctx, req)
		if err == nil || req.Spec().IsClient {
			return resp, err
		}
		return resp, i.fail(ctx, req.HTTPMethod(), req.Spec(), req.Peer(), req.Header(), err)
	}
}

func (i interceptor) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return next
}

func (i interceptor) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) error {
		err := next(ctx, conn)
		if err == nil {
			return nil
		}
		return i.fail(ctx, http.MethodPost, conn.Spec(), conn.Peer(), conn.RequestHeader(), err)
	}
}

func (i interceptor) fail(ctx context.Context, method string, spec connect.Spec, peer connect.Peer, header http.Header, err error) error {
	r := (&http.Request{
		Method:     method,
		URL:        &url.URL{Path: spec.Procedure, RawQuery: peer.Query.Encode()},
		RequestURI: spec.Procedure,
		Proto:      "HTTP/2.0", // or another: connections are not our business here
		ProtoMajor: 2,
		Header:     header,
		Host:       header.Get("Host"),
		Body:       http.NoBody,
		RemoteAddr: peer.Addr,
	}).WithContext(ctx)
	f := rpc.Fail(i.errs, r, err, codeOf)
	if own, ok := errors.AsType[*connect.Error](f.Err); ok && f.Own {
		return add(clone(own), f.Details)
	}
	return add(connect.NewError(connect.Code(f.Code), errors.New(f.Message)), f.Details)
}

// clone returns a copy: a handler may return the same error to several calls.
func clone(e *connect.Error) *connect.Error {
	make := connect.NewError
	if connect.IsWireError(e) {
		make = connect.NewWireError
	}
	copied := make(e.Code(), e.Unwrap())
	for _, detail := range e.Details() {
		copied.AddDetail(detail)
	}
	for name, values := range e.Meta() {
		copied.Meta()[name] = values
	}
	return copied
}
