package problem_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// logged returns a Responder and what it logs, from Debug on and without the time.
func logged() (*problem.Responder, *bytes.Buffer) {
	b := new(bytes.Buffer)
	return &problem.Responder{Languages: languages, Log: slog.New(slog.NewTextHandler(b, &slog.HandlerOptions{
		Level: slog.LevelDebug,
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	}))}, b
}

func TestLog(t *testing.T) {
	canceled := request("GET")
	ctx, cancel := contextWithCancel(canceled)
	cancel()
	for _, test := range []struct {
		name string
		r    *http.Request
		err  error
		want string // "" if nothing above Debug
	}{
		{"500", request("GET"), errors.New("the text\nof two lines"), `level=ERROR msg="error response" status=500 method=GET path=/ error="the text\nof two lines"`},
		{"404", request("GET"), fmt.Errorf("user 7: %w", httpstatus.NotFound), ""},
		{"client gone", canceled.WithContext(ctx), fmt.Errorf("query: %w", ctx.Err()), ""},
		{"canceled, but the client is there", request("GET"), ctx.Err(), `level=ERROR msg="error response" status=503 method=GET path=/ error="context canceled"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, level := range []slog.Level{slog.LevelInfo, slog.LevelDebug} {
				var b bytes.Buffer
				errs := &problem.Responder{Log: slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{Level: level}))}
				respond(t, errs, test.r, test.err)
				_, got, _ := strings.Cut(strings.TrimSpace(b.String()), " ")
				switch {
				case test.want != "" || level == slog.LevelInfo:
					if got != test.want {
						t.Errorf("%v: logged %q, want %q", level, got, test.want)
					}
				case !strings.HasPrefix(got, "level=DEBUG") || !strings.Contains(got, test.err.Error()):
					t.Errorf("%v: logged %q", level, got)
				}
			}
		})
	}
	t.Run("default", func(t *testing.T) {
		var b bytes.Buffer
		before := slog.Default()
		defer slog.SetDefault(before)
		slog.SetDefault(slog.New(slog.NewTextHandler(&b, nil)))
		respond(t, &problem.Responder{}, request("GET"), errors.New("the text"))
		if !strings.Contains(b.String(), "the text") {
			t.Errorf("logged %q", b.String())
		}
	})
}

// What identifies an error for the reader identifies it in the log.
func TestLogDetails(t *testing.T) {
	for _, test := range []struct {
		name    string
		details problem.Details
		want    string
	}{
		{"nothing", problem.Details{Status: 404}, `error="404 Not Found"`},
		{"an instance", problem.Details{Status: 404, Instance: "urn:uuid:7"}, `error="404 Not Found" instance=urn:uuid:7`},
		{"extensions", problem.Details{Status: 404, Extensions: map[string]any{"status": 1, "request_id": "a b"}}, `error="404 Not Found" extensions.request_id="a b" extensions.status=1`},
	} {
		t.Run(test.name, func(t *testing.T) {
			errs, log := logged()
			respond(t, errs, request("GET"), &test.details)
			if got, want := log.String(), `level=DEBUG msg="error response" status=404 method=GET path=/ `+test.want+"\n"; got != want {
				t.Errorf("logged %swant %s", got, want)
			}
		})
	}
}

// An error of a page or of an extension has what identifies the request, too.
func TestLogOfFailingPage(t *testing.T) {
	errs, log := logged()
	errs.Page = pageFunc(func(io.Writer, any) error { return errors.New("no such template") })
	errs.Extend = func(_ *http.Request, d *problem.Details) { d.Extensions["request_id"] = "7f3a" }
	respond(t, errs, request("GET", "Accept: text/html"), httpstatus.NotFound)
	respond(t, errs, request("GET"), &problem.Details{Status: 404, Extensions: map[string]any{"f": func() {}}})
	for _, want := range []string{`error="no such template" extensions.request_id=7f3a`, `json: unsupported type: func()" extensions.f=`} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("%s is not logged: %s", want, log)
		}
	}
}

// A panic is the program's fault, even if the client is gone.
func TestLogOfPanicAfterClientWent(t *testing.T) {
	errs, log := logged()
	r := request("GET")
	ctx, cancel := context.WithCancel(r.Context())
	cancel()
	for _, h := range []http.Handler{
		errs.Handle(func(http.ResponseWriter, *http.Request) error { panic("x") }),
		errs.Middleware(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("x") })),
	} {
		serve(h, r.WithContext(ctx))
		if got := log.String(); !strings.HasPrefix(got, "level=ERROR") || strings.Count(got, "stack=") != 1 {
			t.Errorf("logged %s", got)
		}
		log.Reset()
	}
}
