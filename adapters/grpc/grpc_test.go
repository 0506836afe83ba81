package grpc_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"example.com/httpstatus"
	adapter "example.com/httpstatus/adapters/grpc"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

// A failing is a service whose methods all return an error, the unary and the streaming
// one.
type failing struct {
	grpc_health_v1.UnimplementedHealthServer
	err func(ctx context.Context) error
}

func (f failing) Check(ctx context.Context, _ *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	return &grpc_health_v1.HealthCheckResponse{}, f.err(ctx)
}

func (f failing) Watch(_ *grpc_health_v1.HealthCheckRequest, stream grpc_health_v1.Health_WatchServer) error {
	return f.err(stream.Context())
}

// call starts a server with a handler on loopback, and returns what a client gets from
// its unary and its streaming method.
func call(t *testing.T, ctx context.Context, errs *problem.Responder, err func(context.Context) error) map[string]error {
	t.Helper()
	server := grpc.NewServer(grpc.ChainUnaryInterceptor(adapter.Unary(errs)), grpc.ChainStreamInterceptor(adapter.Stream(errs)))
	grpc_health_v1.RegisterHealthServer(server, failing{err: err})
	client := grpc_health_v1.NewHealthClient(dial(t, server.Serve))
	t.Cleanup(server.Stop)
	_, unary := client.Check(ctx, &grpc_health_v1.HealthCheckRequest{})
	stream, streamErr := client.Watch(ctx, &grpc_health_v1.HealthCheckRequest{})
	if streamErr == nil {
		_, streamErr = stream.Recv()
	}
	return map[string]error{"unary": unary, "stream": streamErr}
}

func dial(t *testing.T, serve func(net.Listener) error) *grpc.ClientConn {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go serve(listener)
	conn, err := grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// A sent is a gRPC status with the details that this package knows.
type sent struct {
	Code            codes.Code
	Message         string
	Locale, Text    string
	Wait            time.Duration
	Details, Reason int // the number of details, and of ErrorInfo among them
}

func read(err error) sent {
	s := status.Convert(err)
	got := sent{Code: s.Code(), Message: s.Message(), Details: len(s.Details())}
	for _, detail := range s.Details() {
		switch detail := detail.(type) {
		case *errdetails.LocalizedMessage:
			got.Locale, got.Text = detail.GetLocale(), detail.GetMessage()
		case *errdetails.RetryInfo:
			got.Wait = detail.GetRetryDelay().AsDuration()
		case *errdetails.ErrorInfo:
			got.Reason++
		}
	}
	return got
}

// text is what a reader gets for a status.
func text(s httpstatus.Status, l httpstatus.Language) string {
	d := problem.New(s, l)
	return d.Title + "\n" + d.Detail
}

func ExampleUnary() {
	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean), Log: slog.New(slog.DiscardHandler)}
	unary := adapter.Unary(errs) // grpc.NewServer(grpc.ChainUnaryInterceptor(adapter.Unary(errs)))

	handler := func(context.Context, any) (any, error) {
		return nil, fmt.Errorf("user 8: %w", httpstatus.NotFound)
	}
	ctx := metadata.NewIncomingContext(context.Background(), metadata.Pairs("accept-language", "ko-KR"))
	_, err := unary(ctx, nil, &grpc.UnaryServerInfo{FullMethod: "/users.Users/Get"}, handler)
	fmt.Println(err)
	for _, detail := range status.Convert(err).Details() {
		message := detail.(*errdetails.LocalizedMessage)
		title, _, _ := strings.Cut(message.GetMessage(), "\n")
		fmt.Println(message.GetLocale(), title)
	}

	fmt.Println(adapter.FromError(err), adapter.FromError(err).Retryable())
	// Output:
	// rpc error: code = NotFound desc = 404 Not Found
	// ko 찾을 수 없음
	// 404 Not Found false
}

func TestError(t *testing.T) {
	check := func(s httpstatus.Status, l httpstatus.Language) {
		err := adapter.Error(s, l)
		if (err == nil) != (s.Class() == httpstatus.Successful) {
			t.Fatalf("%d: %v", int(s), err)
		}
		if err == nil {
			return
		}
		want := sent{Code: adapter.Code(s), Message: s.String(), Locale: l.String(), Text: text(s, l), Details: 1}
		if diff := cmp.Diff(want, read(err)); diff != "" {
			t.Fatalf("%d: -want +got:\n%s", int(s), diff)
		}
		if got := adapter.FromError(err); got != adapter.Status(adapter.Code(s)) || got.Class() < httpstatus.ClientError {
			t.Fatalf("%d comes back as %v", int(s), got)
		}
	}
	for s := httpstatus.Status(-1); s <= 1000; s++ {
		check(s, lang.Korean)
	}
	for _, l := range lang.All() {
		check(httpstatus.NotFound, l)
	}
}

// Every kind of error that a handler can return, over a real connection.
func TestServer(t *testing.T) {
	ko := lang.Korean
	of := func(s httpstatus.Status, c codes.Code) sent {
		return sent{Code: c, Message: s.String(), Locale: "ko", Text: text(s, ko), Details: 1}
	}
	withInfo, err := status.New(codes.FailedPrecondition, "the folder is not empty").WithDetails(&errdetails.ErrorInfo{Reason: "NOT_EMPTY"})
	if err != nil {
		t.Fatal(err)
	}
	localized, err := status.New(codes.Aborted, "x").WithDetails(&errdetails.LocalizedMessage{Locale: "nl", Message: "Mislukt"})
	if err != nil {
		t.Fatal(err)
	}
	upstream := problem.Read(&http.Response{StatusCode: 409, Status: "409 Conflict", Body: http.NoBody,
		Header: http.Header{"Content-Type": {"application/problem+json"}}})
	for name, test := range map[string]struct {
		err  error
		want sent
	}{
		"status":         {httpstatus.NotFound, of(404, codes.NotFound)},
		"wrapped":        {fmt.Errorf("user 8: %w", httpstatus.ContentTooLarge), of(413, codes.InvalidArgument)},
		"internal":       {httpstatus.InternalServerError, of(500, codes.Internal)},
		"no error":       {httpstatus.OK, of(500, codes.Internal)},
		"redirect":       {httpstatus.Found, of(500, codes.Internal)},
		"unregistered":   {httpstatus.Status(419), of(419, codes.InvalidArgument)},
		"unknown":        {errors.New("disk on fire"), of(500, codes.Unknown)},
		"file":           {fmt.Errorf("x: %w", fs.ErrNotExist), of(404, codes.NotFound)},
		"too large":      {&http.MaxBytesError{Limit: 1}, of(413, codes.InvalidArgument)},
		"deadline":       {fmt.Errorf("x: %w", context.DeadlineExceeded), of(504, codes.DeadlineExceeded)},
		"canceled":       {fmt.Errorf("x: %w", context.Canceled), of(499, codes.Canceled)},
		"upstream, HTTP": {upstream, of(409, codes.Aborted)},
		"details": {
			fmt.Errorf("x: %w", &problem.Details{Status: 403, Title: "Out of credit", Detail: "Your balance is 30.", RetryAfter: 90 * time.Second}),
			sent{codes.PermissionDenied, "403 Forbidden: Out of credit: Your balance is 30.", "ko", "Out of credit\nYour balance is 30.", 90 * time.Second, 2, 0},
		},
		"details without a status": {
			&problem.Details{Detail: "Your balance is 30."},
			sent{codes.Internal, "500 Internal Server Error: Your balance is 30.", "ko", httpstatus.InternalServerError.Title(ko) + "\nYour balance is 30.", 0, 1, 0},
		},
		"details of broken UTF-8": {
			&problem.Details{Status: 400, Detail: "a\xffb"},
			sent{codes.InvalidArgument, "400 Bad Request: a\uFFFDb", "ko", httpstatus.BadRequest.Title(ko) + "\na\uFFFDb", 0, 1, 0},
		},
		"extension that is not JSON": {
			&problem.Details{Status: 400, Detail: "x", Extensions: map[string]any{"f": func() {}}},
			sent{codes.InvalidArgument, "400 Bad Request: x", "ko", httpstatus.BadRequest.Title(ko) + "\nx", 0, 1, 0},
		},
		"gRPC status": {
			status.Error(codes.AlreadyExists, "user 8 is there"),
			sent{codes.AlreadyExists, "user 8 is there", "ko", text(409, ko), 0, 1, 0},
		},
		"gRPC status, wrapped": {
			fmt.Errorf("query: %w", status.Error(codes.Unavailable, "x")),
			sent{codes.Unavailable, "query: rpc error: code = Unavailable desc = x", "ko", text(503, ko), 0, 1, 0},
		},
		"gRPC status, unknown code": {
			status.Error(codes.Code(77), "x"),
			sent{codes.Code(77), "x", "ko", text(500, ko), 0, 1, 0},
		},
		"gRPC status with details": {
			withInfo.Err(),
			sent{codes.FailedPrecondition, "the folder is not empty", "ko", text(400, ko), 0, 2, 1},
		},
		"gRPC status, localized": {localized.Err(), sent{codes.Aborted, "x", "nl", "Mislukt", 0, 1, 0}},
		"status before gRPC status": {
			fmt.Errorf("%w: %w", httpstatus.Gone, status.Error(codes.Unavailable, "x")), of(410, codes.NotFound),
		},
		"OK as an error": {okStatus{}, of(500, codes.Unknown)},
		"mapped":         {fmt.Errorf("x: %w", sql.ErrNoRows), of(404, codes.NotFound)},
		"mapped to gRPC": {sql.ErrTxDone, sent{codes.Aborted, "the transaction is over", "ko", text(409, ko), 0, 1, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			var log lockedBuffer
			errs := &problem.Responder{
				Languages: negotiate.New(lang.English, lang.Korean),
				Log:       slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
				Formats:   []problem.Format{problem.HTML},
				Map: func(_ *http.Request, err error) error {
					switch {
					case errors.Is(err, sql.ErrNoRows):
						return httpstatus.NotFound
					case errors.Is(err, sql.ErrTxDone):
						return status.Error(codes.Aborted, "the transaction is over")
					}
					return nil
				},
			}
			ctx := metadata.AppendToOutgoingContext(t.Context(), "accept-language", "ko-KR")
			for kind, err := range call(t, ctx, errs, func(context.Context) error { return test.err }) {
				if diff := cmp.Diff(test.want, read(err)); diff != "" {
					t.Errorf("%s: -want +got:\n%s", kind, diff)
				}
				if got := adapter.FromError(err); got != adapter.Status(test.want.Code) {
					t.Errorf("%s: FromError: %v", kind, got)
				}
			}
			for _, path := range []string{"Check", "Watch"} {
				if !strings.Contains(log.String(), "path=/grpc.health.v1.Health/"+path) {
					t.Errorf("%s is not in the log: %s", path, log.String())
				}
			}
		})
	}
}

type okStatus struct{}

func (okStatus) Error() string              { return "fine" }
func (okStatus) GRPCStatus() *status.Status { return status.New(codes.OK, "") }

type lockedBuffer struct {
	mutex  sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.buffer.String()
}

// What the hooks see, and that a call without an error passes.
func TestHooks(t *testing.T) {
	discard := slog.New(slog.DiscardHandler)
	cookie := func(r *http.Request) (httpstatus.Language, bool) {
		c, err := r.Cookie("lang")
		if err != nil {
			return httpstatus.Language{}, false
		}
		return lang.Lookup(c.Value)
	}
	notFound := func(context.Context) error { return httpstatus.NotFound }
	for name, test := range map[string]struct {
		errs     *problem.Responder
		metadata []string
		err      func(context.Context) error
		want     sent
	}{
		"zero": {&problem.Responder{Log: discard}, []string{"accept-language", "ko"}, notFound,
			sent{codes.NotFound, "404 Not Found", "en", text(404, lang.English), 0, 1, 0}},
		"two values": {&problem.Responder{Log: discard, Languages: negotiate.New(lang.English, lang.Korean)}, []string{"accept-language", "xx", "accept-language", "ko"}, notFound,
			sent{codes.NotFound, "404 Not Found", "ko", text(404, lang.Korean), 0, 1, 0}},
		"grpc-gateway": {&problem.Responder{Log: discard, Languages: negotiate.New(lang.English, lang.Korean)}, []string{"grpcgateway-accept-language", "ko"}, notFound,
			sent{codes.NotFound, "404 Not Found", "ko", text(404, lang.Korean), 0, 1, 0}},
		"no metadata": {&problem.Responder{Log: discard, Languages: negotiate.New(lang.Arabic, lang.Korean)}, nil, notFound,
			sent{codes.NotFound, "404 Not Found", "ar", text(404, lang.Arabic), 0, 1, 0}},
		"Language": {&problem.Responder{Log: discard, Language: cookie}, []string{"cookie", "lang=ja"}, notFound,
			sent{codes.NotFound, "404 Not Found", "ja", text(404, lang.Japanese), 0, 1, 0}},
		"Extend": {&problem.Responder{Log: discard, Extend: func(r *http.Request, d *problem.Details) {
			d.Title = r.Method + " " + r.URL.Path
			d.Detail = fmt.Sprint(r.Host != "", r.RemoteAddr != "", r.Context().Err())
		}}, nil, notFound,
			sent{codes.NotFound, "404 Not Found", "en", "POST /grpc.health.v1.Health/METHOD\ntrue true <nil>", 0, 1, 0}},
		"Extend panics": {&problem.Responder{Log: discard, Extend: func(*http.Request, *problem.Details) { panic("x") }}, nil, notFound,
			sent{codes.Internal, "500 Internal Server Error", "en", text(500, lang.English), 0, 1, 0}},
		"Extend panics, gRPC status": {&problem.Responder{Log: discard, Extend: func(*http.Request, *problem.Details) { panic("x") }}, nil,
			func(context.Context) error { return status.Error(codes.NotFound, "x") },
			sent{codes.Internal, "500 Internal Server Error", "en", text(500, lang.English), 0, 1, 0}},
		"Map panics": {&problem.Responder{Log: discard, Map: func(*http.Request, error) error { panic("x") }}, nil, notFound,
			sent{codes.Internal, "500 Internal Server Error", "en", text(500, lang.English), 0, 1, 0}},
		"Language panics": {&problem.Responder{Log: discard, Language: func(*http.Request) (httpstatus.Language, bool) { panic("x") }}, nil, notFound,
			sent{codes.Internal, "500 Internal Server Error", "en", text(500, lang.English), 0, 1, 0}},
		"no error": {&problem.Responder{}, nil, func(context.Context) error { return nil }, sent{}},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := metadata.AppendToOutgoingContext(t.Context(), test.metadata...)
			for kind, err := range call(t, ctx, test.errs, test.err) {
				if name == "no error" {
					if got := adapter.FromError(err); kind == "unary" && got != httpstatus.OK || kind == "stream" && err.Error() != "EOF" {
						t.Errorf("%s: %v", kind, err)
					}
					continue
				}
				want := test.want
				want.Text = strings.Replace(want.Text, "METHOD", map[string]string{"unary": "Check", "stream": "Watch"}[kind], 1)
				if diff := cmp.Diff(want, read(err)); diff != "" {
					t.Errorf("%s: -want +got:\n%s", kind, diff)
				}
			}
		})
	}
}

// Errors of a client that no handler returned.
func TestFromError(t *testing.T) {
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	wait := func(ctx context.Context) error { <-ctx.Done(); return nil }
	errs := &problem.Responder{Log: slog.New(slog.DiscardHandler)}
	for _, test := range []struct {
		name string
		errs map[string]error
		want httpstatus.Status
	}{
		{"canceled", call(t, canceled, errs, wait), 499},
		{"late", call(t, late, errs, wait), httpstatus.GatewayTimeout},
		{"nobody there", map[string]error{"unary": refused(t)}, httpstatus.ServiceUnavailable},
		{"other errors", map[string]error{
			"status":   fmt.Errorf("x: %w", httpstatus.GatewayTimeout),
			"deadline": context.DeadlineExceeded,
		}, httpstatus.GatewayTimeout},
		{"canceled by itself", map[string]error{"": context.Canceled}, 499},
		{"unknown", map[string]error{"": errors.New("x"), "OK as an error": okStatus{}}, httpstatus.InternalServerError},
		{"nil", map[string]error{"": nil}, httpstatus.OK},
	} {
		for kind, err := range test.errs {
			if got := adapter.FromError(err); got != test.want {
				t.Errorf("%s, %s: %v is %v, want %v", test.name, kind, err, got, test.want)
			}
		}
	}
}

// refused returns the error of a call to an address where no server is.
func refused(t *testing.T) error {
	conn := dial(t, func(l net.Listener) error { return l.Close() })
	_, err := grpc_health_v1.NewHealthClient(conn).Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
	return err
}

// A client that reaches a server that is not gRPC's gets a code by gRPC's HTTP mapping.
// It differs from Code where an HTTP server means something else. The test says where.
func TestMapping(t *testing.T) {
	differs := map[httpstatus.Status]codes.Code{
		400: codes.Internal, 404: codes.Unimplemented, 429: codes.Unavailable, 504: codes.Unavailable,
	}
	var sends atomic.Int32
	server := &http.Server{Protocols: new(http.Protocols), Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(int(sends.Load()))
	})}
	server.Protocols.SetUnencryptedHTTP2(true)
	defer server.Close()
	client := grpc_health_v1.NewHealthClient(dial(t, server.Serve))
	for _, s := range httpstatus.All() {
		if s < 400 {
			continue
		}
		sends.Store(int32(s))
		_, err := client.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
		want, ok := differs[s]
		if !ok {
			want = adapter.Code(s)
			if got := status.Code(err); got == codes.Unknown {
				continue // "All other codes"
			}
		}
		if got := status.Code(err); got != want {
			t.Errorf("%v: %v, want %v", s, got, want)
		}
	}
}
