// Package grpc is httpstatus for google.golang.org/grpc: errors of a server with a text
// in the reader's language, and the HTTP status of an error in a client.
//
//	server := grpc.NewServer(
//		grpc.ChainUnaryInterceptor(adapter.Unary(errs)),
//		grpc.ChainStreamInterceptor(adapter.Stream(errs)),
//	)
//
// A handler returns a status or a [problem.Details], and the client gets a gRPC status
// with a LocalizedMessage (AIP-193):
//
//	return nil, httpstatus.NotFound
//
// Package connect beside this one is the same for connectrpc.com/connect.
package grpc

import (
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"

	"example.com/httpstatus"
	"example.com/httpstatus/adapters/grpc/internal/rpc"
)

// Status returns the HTTP status of a code, as the comments of google.rpc.Code have it:
// 404 for NotFound, 499 for Canceled. A number that is not a code is 500, as Unknown is.
func Status(c codes.Code) httpstatus.Status { return rpc.StatusOf(rpc.Code(c)) }

// Code returns the code that a server sends for a status, with a meaning that is as
// close as possible: NotFound for 404 and 410, Internal for 500. It is OK for 2xx.
// Several codes have the status 400, 409 or 500; Code returns InvalidArgument, Aborted and
// Internal. A code never allows a client to send a call again if the status does not.
//
// This is not gRPC's HTTP mapping, where 404 is Unimplemented. That is for clients whose
// response does not come from a gRPC server, and grpc applies it by itself.
func Code(s httpstatus.Status) codes.Code { return codes.Code(rpc.CodeOf(s)) }

// Error returns a gRPC status for a status: its [Code], the phrase as message, and as
// detail a LocalizedMessage with title, meaning and advice in the language l. It returns
// nil for 2xx.
func Error(s httpstatus.Status, l httpstatus.Language) error {
	f := rpc.Of(s, l)
	return add(status.New(codes.Code(f.Code), f.Message), f.Details)
}

// FromError returns the HTTP status of an error, so that you can ask it whether to send
// the call again:
//
//	adapter.FromError(err).Repeatable("POST") // "GET" for an idempotent method
//
// It is 200 for nil, the status of the code for an error of a gRPC client, and what
// problem.FromError returns for other errors, except that context.Canceled is 499.
//
// DeadlineExceeded is 504, which is repeatable with an idempotent method. If it was your
// own deadline, another attempt fails too: ask the context first.
func FromError(err error) httpstatus.Status { return rpc.StatusOfError(err, codeOf) }

// codeOf returns the code of a gRPC status in an error.
func codeOf(err error) (rpc.Code, bool) {
	s, ok := status.FromError(err)
	return rpc.Code(s.Code()), ok
}

// add returns s as an error, with more details. A type of detail must be there at most
// once (AIP-193), and those of s stay.
func add(s *status.Status, details []proto.Message) error {
	p := s.Proto()
next:
	for _, detail := range details {
		for _, there := range p.GetDetails() {
			if there.MessageIs(detail) {
				continue next
			}
		}
		if packed, err := anypb.New(detail); err == nil {
			p.Details = append(p.Details, packed)
		}
	}
	return status.FromProto(p).Err()
}
