package frameworkstest_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	adapter "example.com/httpstatus/adapters/grpc"
)

// grpc-gateway has a function for errors. What it gets is an error of a gRPC client.
func TestGateway(t *testing.T) {
	errs := responder()
	mux := runtime.NewServeMux(runtime.WithErrorHandler(
		func(_ context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, r *http.Request, err error) {
			errs.Respond(w, r, fmt.Errorf("%w: %w", adapter.FromError(err), err))
		}))
	requests := []request{{"GET", "/nothing", "", 404, ""}}
	for c := codes.Code(1); c <= 17; c++ {
		path := fmt.Sprintf("/%d", c)
		mux.HandlePath("GET", path, func(w http.ResponseWriter, r *http.Request, _ map[string]string) {
			_, marshaler := runtime.MarshalerForRequest(mux, r)
			runtime.HTTPError(r.Context(), mux, marshaler, w, r, status.Error(c, "disk on fire"))
		})
		if want := adapter.Status(c); c != codes.Canceled && c != codes.Unauthenticated { // a 401 needs a challenge
			requests = append(requests, request{"GET", path, "", want, ""})
		}
	}
	check(t, mux, requests)
}

// The gateway maps codes to statuses as the adapter does.
func TestGatewayMapping(t *testing.T) {
	for c := codes.Code(0); c < 20; c++ {
		if got, want := adapter.Status(c), runtime.HTTPStatusFromCode(c); int(got) != want {
			t.Errorf("%v: %v, and %d in grpc-gateway", c, got, want)
		}
	}
}
