package grpc

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"

	"example.com/httpstatus/adapters/grpc/internal/rpc"
	"example.com/httpstatus/problem"
)

// Unary returns an interceptor that turns the error of a handler into a gRPC status:
//
//   - For an error with a [problem.Details] or an httpstatus.Status it has the [Code] of
//     that status. A RetryAfter becomes a RetryInfo.
//   - A gRPC status keeps its code, its message and its details.
//   - context.Canceled is Canceled. Any other error has the code of what
//     [problem.FromError] finds, or Unknown if that finds nothing.
//
// The client gets a LocalizedMessage in each case, unless there is one: the Details'
// title and detail, or the status's own texts. The other members of Details are not sent.
// The text of any other error goes to the log and not to the client.
//
// errs chooses the language from the accept-language metadata, and its hooks work as in
// an HTTP server. They see the call as a POST of the full method, with the metadata as
// header fields. That includes what grpc-gateway forwards with the prefix grpcgateway-.
//
// A panic passes.
func Unary(errs *problem.Responder) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		resp, err := handler(ctx, req)
		return resp, fail(errs, ctx, info.FullMethod, err)
	}
}

// Stream returns an interceptor for streams. See [Unary].
func Stream(errs *problem.Responder) grpc.StreamServerInterceptor {
	return func(srv any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		return fail(errs, stream.Context(), info.FullMethod, handler(srv, stream))
	}
}

func fail(errs *problem.Responder, ctx context.Context, method string, err error) error {
	if err == nil {
		return nil
	}
	f := rpc.Fail(errs, request(ctx, method), err, codeOf)
	s := status.New(codes.Code(f.Code), f.Message)
	if f.Own {
		s = status.Convert(f.Err)
	}
	return add(s, f.Details)
}

// gateway is the prefix of the fields that grpc-gateway forwards.
const gateway = "Grpcgateway-"

// request returns a call as the request that it is in HTTP/2.
func request(ctx context.Context, method string) *http.Request {
	r := (&http.Request{
		Method:     http.MethodPost,
		URL:        &url.URL{Path: method},
		RequestURI: method,
		Proto:      "HTTP/2.0",
		ProtoMajor: 2,
		Header:     http.Header{},
		Body:       http.NoBody,
	}).WithContext(ctx)
	if p, ok := peer.FromContext(ctx); ok && p.Addr != nil {
		r.RemoteAddr = p.Addr.String()
	}
	md, _ := metadata.FromIncomingContext(ctx)
	for name, values := range md {
		if name == ":authority" && len(values) > 0 {
			r.Host = values[0]
		} else if !strings.HasPrefix(name, ":") {
			r.Header[http.CanonicalHeaderKey(name)] = values
		}
	}
	for name, values := range r.Header {
		if name, ok := strings.CutPrefix(name, gateway); ok && r.Header[name] == nil {
			r.Header[name] = values
		}
	}
	return r
}
