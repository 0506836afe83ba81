package connect_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"connectrpc.com/connect"
	"github.com/google/go-cmp/cmp"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/types/known/emptypb"

	"example.com/httpstatus"
	adapter "example.com/httpstatus/adapters/grpc/connect"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

type empty = emptypb.Empty

// serve starts a server on loopback whose methods all end with what err returns.
func serve(t *testing.T, errs *problem.Responder, err func(context.Context) error) string {
	t.Helper()
	option := connect.WithInterceptors(adapter.Interceptor(errs))
	mux := http.NewServeMux()
	mux.Handle("/test/Unary", connect.NewUnaryHandler("/test/Unary", func(ctx context.Context, _ *connect.Request[empty]) (*connect.Response[empty], error) {
		if err := err(ctx); err != nil {
			return nil, err
		}
		return connect.NewResponse(&empty{}), nil
	}, option, connect.WithIdempotency(connect.IdempotencyNoSideEffects)))
	mux.Handle("/test/Stream", connect.NewServerStreamHandler("/test/Stream", func(ctx context.Context, _ *connect.Request[empty], _ *connect.ServerStream[empty]) error {
		return err(ctx)
	}, option))
	server := httptest.NewUnstartedServer(mux)
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	http2.Store(server.URL, server.Client())
	return server.URL
}

var http2 sync.Map // the client for each server

// protocols are what a client can speak.
var protocols = map[string][]connect.ClientOption{
	"connect":       nil,
	"connect, GET":  {connect.WithHTTPGet(), connect.WithIdempotency(connect.IdempotencyNoSideEffects)},
	"connect, JSON": {connect.WithProtoJSON()},
	"gRPC":          {connect.WithGRPC()},
	"gRPC-Web":      {connect.WithGRPCWeb()},
}

// call returns what a client gets in each protocol. The interceptor is in the client
// too, where it does nothing.
func call(t *testing.T, ctx context.Context, url string, header http.Header) map[string]error {
	t.Helper()
	client, _ := http2.Load(url)
	results := map[string]error{}
	for name, options := range protocols {
		options = append(options, connect.WithInterceptors(adapter.Interceptor(&problem.Responder{})))
		req := connect.NewRequest(&empty{})
		for name, values := range header {
			req.Header()[name] = values
		}
		_, results[name+", unary"] = connect.NewClient[empty, empty](client.(*http.Client), url+"/test/Unary", options...).CallUnary(ctx, req)
		req = connect.NewRequest(&empty{})
		for name, values := range header {
			req.Header()[name] = values
		}
		stream, err := connect.NewClient[empty, empty](client.(*http.Client), url+"/test/Stream", options...).CallServerStream(ctx, req)
		if err == nil {
			stream.Receive()
			err = stream.Err()
			stream.Close()
		}
		results[name+", stream"] = err
	}
	return results
}

type sent struct {
	Code         connect.Code
	Message      string
	Locale, Text string
	Wait         time.Duration
	Details      int
}

func read(t *testing.T, err error) sent {
	e, ok := errors.AsType[*connect.Error](err)
	if !ok {
		t.Errorf("not a connect.Error: %v", err)
		return sent{}
	}
	got := sent{Code: e.Code(), Message: e.Message(), Details: len(e.Details())}
	for _, detail := range e.Details() {
		value, err := detail.Value()
		if err != nil {
			t.Error(err)
		}
		switch value := value.(type) {
		case *errdetails.LocalizedMessage:
			got.Locale, got.Text = value.GetLocale(), value.GetMessage()
		case *errdetails.RetryInfo:
			got.Wait = value.GetRetryDelay().AsDuration()
		}
	}
	return got
}

func text(s httpstatus.Status, l httpstatus.Language) string {
	d := problem.New(s, l)
	return d.Title + "\n" + d.Detail
}

func ExampleInterceptor() {
	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean), Log: slog.New(slog.DiscardHandler)}
	handler := connect.NewUnaryHandler("/users.Users/Get",
		func(context.Context, *connect.Request[emptypb.Empty]) (*connect.Response[emptypb.Empty], error) {
			return nil, fmt.Errorf("user 8: %w", httpstatus.NotFound)
		}, connect.WithInterceptors(adapter.Interceptor(errs)))
	server := httptest.NewServer(handler)
	defer server.Close()

	client := connect.NewClient[emptypb.Empty, emptypb.Empty](server.Client(), server.URL)
	req := connect.NewRequest(&emptypb.Empty{})
	req.Header().Set("Accept-Language", "ko-KR")
	_, err := client.CallUnary(context.Background(), req)
	fmt.Println(err)
	if e, ok := errors.AsType[*connect.Error](err); ok {
		for _, detail := range e.Details() {
			value, _ := detail.Value()
			message := value.(*errdetails.LocalizedMessage)
			title, _, _ := strings.Cut(message.GetMessage(), "\n")
			fmt.Println(message.GetLocale(), title)
		}
	}
	fmt.Println(adapter.FromError(err), adapter.FromError(err).Retryable())
	// Output:
	// not_found: 404 Not Found
	// ko 찾을 수 없음
	// 404 Not Found false
}

func TestServer(t *testing.T) {
	ko := lang.Korean
	of := func(s httpstatus.Status, c connect.Code) sent {
		return sent{c, s.String(), "ko", text(s, ko), 0, 1}
	}
	// A handler may return the same error to all its calls.
	same := connect.NewError(connect.CodeAlreadyExists, errors.New("user 8 is there"))
	localized := connect.NewError(connect.CodeAborted, errors.New("x"))
	detail, err := connect.NewErrorDetail(&errdetails.LocalizedMessage{Locale: "nl", Message: "Mislukt"})
	if err != nil {
		t.Fatal(err)
	}
	localized.AddDetail(detail)
	for name, test := range map[string]struct {
		err  error
		want sent
	}{
		"status":       {httpstatus.NotFound, of(404, connect.CodeNotFound)},
		"wrapped":      {fmt.Errorf("x: %w", httpstatus.ContentTooLarge), of(413, connect.CodeInvalidArgument)},
		"internal":     {httpstatus.InternalServerError, of(500, connect.CodeInternal)},
		"no error":     {httpstatus.OK, of(500, connect.CodeInternal)},
		"unknown":      {errors.New("disk on fire"), of(500, connect.CodeUnknown)},
		"file":         {fs.ErrNotExist, of(404, connect.CodeNotFound)},
		"deadline":     {context.DeadlineExceeded, of(504, connect.CodeDeadlineExceeded)},
		"canceled":     {context.Canceled, of(499, connect.CodeCanceled)},
		"Error itself": {adapter.Error(httpstatus.Gone, lang.Dutch), sent{connect.CodeNotFound, "410 Gone", "nl", text(410, lang.Dutch), 0, 1}},
		"details": {
			&problem.Details{Status: 403, Title: "Out of credit", Detail: "Your balance is 30.", RetryAfter: time.Minute},
			sent{connect.CodePermissionDenied, "403 Forbidden: Out of credit: Your balance is 30.", "ko", "Out of credit\nYour balance is 30.", time.Minute, 2},
		},
		"connect.Error":            {same, sent{connect.CodeAlreadyExists, "user 8 is there", "ko", text(409, ko), 0, 1}},
		"connect.Error, wrapped":   {fmt.Errorf("x: %w", same), sent{connect.CodeAlreadyExists, "user 8 is there", "ko", text(409, ko), 0, 1}},
		"connect.Error, localized": {localized, sent{connect.CodeAborted, "x", "nl", "Mislukt", 0, 1}},
		"connect.Error, from another server": {
			connect.NewWireError(connect.CodeUnavailable, errors.New("x")), sent{connect.CodeUnavailable, "x", "ko", text(503, ko), 0, 1},
		},
		"connect.Error, nil": {connect.NewError(connect.CodeDataLoss, nil), sent{connect.CodeDataLoss, "", "ko", text(500, ko), 0, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean), Log: slog.New(slog.DiscardHandler)}
			url := serve(t, errs, func(context.Context) error { return test.err })
			for kind, err := range call(t, t.Context(), url, http.Header{"Accept-Language": {"ko-KR"}}) {
				if diff := cmp.Diff(test.want, read(t, err)); diff != "" {
					t.Errorf("%s: -want +got:\n%s", kind, diff)
				}
				if got := adapter.FromError(err); got != adapter.Status(test.want.Code) {
					t.Errorf("%s: FromError: %v", kind, got)
				}
			}
		})
	}
	if len(same.Details()) != 0 {
		t.Error("the handler's own error has been changed")
	}
}

// The metadata of a connect.Error stays, and the hooks see the request.
func TestHooks(t *testing.T) {
	own := connect.NewError(connect.CodeNotFound, errors.New("x"))
	own.Meta().Set("Own", "kept")
	errs := &problem.Responder{Log: slog.New(slog.DiscardHandler), Extend: func(r *http.Request, d *problem.Details) {
		d.Title = fmt.Sprint(r.URL.Path, " ", r.Header.Get("Own"), " ", r.Host != "", r.RemoteAddr != "")
		d.Detail = "x"
	}}
	for kind, err := range call(t, t.Context(), serve(t, errs, func(context.Context) error { return own }), http.Header{"Own": {"seen"}}) {
		want := "/test/Unary seen true true\nx"
		if strings.HasSuffix(kind, "stream") {
			want = "/test/Stream seen true true\nx"
		}
		if got := read(t, err); got.Text != want {
			t.Errorf("%s: %q, want %q", kind, got.Text, want)
		}
		if e, ok := errors.AsType[*connect.Error](err); !ok || e.Meta().Get("Own") != "kept" {
			t.Errorf("%s: metadata %v", kind, e.Meta())
		}
	}
	fine := serve(t, errs, func(context.Context) error { return nil })
	for kind, err := range call(t, t.Context(), fine, nil) {
		if err != nil || adapter.FromError(err) != httpstatus.OK {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// The codes of Connect are mapped to HTTP as Connect itself does it.
func TestStatus(t *testing.T) {
	for c := connect.Code(0); c < 20; c++ {
		url := serve(t, &problem.Responder{Log: slog.New(slog.DiscardHandler)}, func(context.Context) error { return connect.NewError(c, errors.New("x")) })
		client, _ := http2.Load(url)
		resp, err := client.(*http.Client).Post(url+"/test/Unary", "application/json", strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if got := adapter.Status(c); resp.StatusCode != int(got) {
			t.Errorf("%v is %d in Connect, %v here", c, resp.StatusCode, got)
		}
	}
}

func TestError(t *testing.T) {
	for s := httpstatus.Status(-1); s < 1000; s++ {
		err := adapter.Error(s, lang.Korean)
		if (err == nil) != (s.Class() == httpstatus.Successful) || (err == nil) != (adapter.Code(s) == 0) {
			t.Fatalf("%d: %v", int(s), err)
		}
		if err == nil {
			continue
		}
		want := sent{adapter.Code(s), s.String(), "ko", text(s, lang.Korean), 0, 1}
		if diff := cmp.Diff(want, read(t, err)); diff != "" {
			t.Fatalf("%d: -want +got:\n%s", int(s), diff)
		}
		if got := adapter.FromError(err); got != adapter.Status(adapter.Code(s)) || got.Class() < httpstatus.ClientError {
			t.Fatalf("%d comes back as %v", int(s), got)
		}
	}
	for err, want := range map[error]httpstatus.Status{
		context.Canceled:                 499,
		context.DeadlineExceeded:         httpstatus.GatewayTimeout,
		httpstatus.Gone:                  httpstatus.Gone,
		errors.New("x"):                  httpstatus.InternalServerError,
		connect.NewError(0, nil):         httpstatus.InternalServerError,
		connect.NewError(404, nil):       httpstatus.InternalServerError,
		connect.NewError(16, nil):        httpstatus.Unauthorized,
		&problem.Details{Status: 423}:    httpstatus.Locked,
		fmt.Errorf("x: %w", fs.ErrExist): httpstatus.InternalServerError,
	} {
		if got := adapter.FromError(err); got != want {
			t.Errorf("%v: %v, want %v", err, got, want)
		}
	}
}

// A user of Connect does not link gRPC.
func TestNoGRPC(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	if list := string(out); strings.Contains(list, "google.golang.org/grpc") || !strings.Contains(list, "connectrpc.com/connect\n") {
		t.Errorf("%s", list)
	}
}
