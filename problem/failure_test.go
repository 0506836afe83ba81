package problem_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/problem"
)

// Errors of a database, for which Map is.
var errNoRows, errBusy = errors.New("no rows in result set"), errors.New("database is locked")

func TestMap(t *testing.T) {
	ours := &problem.Details{Status: 409, Detail: "It was taken."}
	mapped := func(r *http.Request, err error) error {
		switch {
		case errors.Is(err, errNoRows):
			return httpstatus.NotFound
		case errors.Is(err, errBusy):
			return &problem.Details{Status: 503, Detail: "Too busy.", RetryAfter: time.Second}
		case errors.Is(err, fs.ErrPermission):
			return fmt.Errorf("by %s: %w", r.Method, errNoRows) // has no meaning for FromError
		case errors.Is(err, ours):
			return httpstatus.Gone
		case errors.Is(err, fs.ErrExist):
			return httpstatus.OK // is no error
		case errors.Is(err, fs.ErrClosed):
			return err
		}
		return nil
	}
	for _, test := range []struct {
		err    error
		status int
		body   string
	}{
		{errNoRows, 404, `"title":"Not found"`},
		{fmt.Errorf("secret: %w", errNoRows), 404, `"title":"Not found"`},
		{errBusy, 503, `"detail":"Too busy."`},
		{fs.ErrNotExist, 404, `"title":"Not found"`},
		{fs.ErrPermission, 500, `"title":"Server error"`},
		{httpstatus.Teapot, 418, `"status":418`},
		{ours, 410, `"status":410`},
		{fs.ErrExist, 500, `"status":500`},
		{fs.ErrClosed, 500, `"status":500`},
		{&http.MaxBytesError{}, 413, `"status":413`},
	} {
		for _, kind := range []string{"Respond", "Handle", "Middleware and Handle"} {
			t.Run(test.err.Error()+" "+kind, func(t *testing.T) {
				errs, log := logged()
				errs.Map = mapped
				var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { errs.Respond(w, r, test.err) })
				if kind != "Respond" {
					h = errs.Handle(func(http.ResponseWriter, *http.Request) error { return test.err })
				}
				if kind == "Middleware and Handle" {
					h = errs.Middleware(h)
				}
				resp := serve(h, request("GET"))
				if got := body(t, resp); resp.StatusCode != test.status || !strings.Contains(got, test.body) || strings.Contains(got, "secret") {
					t.Errorf("%d %s", resp.StatusCode, got)
				}
				want := fmt.Sprintf("status=%d method=GET path=/ error=%s", test.status, (slog.StringValue(test.err.Error())).String())
				if got := strings.ReplaceAll(log.String(), `"`, ""); !strings.Contains(got, strings.ReplaceAll(want, `"`, "")) || strings.Count(got, "\n") != 1 {
					t.Errorf("logged %q, want %q", got, want)
				}
			})
		}
	}
	t.Run("too large, and mapped", func(t *testing.T) {
		errs := newResponder()
		errs.Map = func(*http.Request, error) error { return httpstatus.BadRequest }
		resp := respond(t, errs, request("POST"), &http.MaxBytesError{})
		if resp.StatusCode != 400 || resp.Header.Get("Connection") != "close" {
			t.Errorf("%d %v", resp.StatusCode, resp.Header)
		}
	})
	t.Run("a client that is too slow", func(t *testing.T) {
		errs := newResponder()
		errs.Map = func(_ *http.Request, err error) error { return fmt.Errorf("read: %w", err) }
		h := errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
			http.NewResponseController(w).SetReadDeadline(time.Now())
			_, err := io.ReadAll(r.Body)
			return err
		})
		server := httptest.NewServer(h)
		defer server.Close()
		stalled, stop := io.Pipe()
		defer stop.Close()
		resp, err := http.Post(server.URL, "text/plain", stalled)
		if err != nil || resp.StatusCode != 408 {
			t.Errorf("%v %v", resp, err)
		}
	})
	t.Run("after part of the response", func(t *testing.T) {
		errs, log := logged()
		errs.Map = mapped
		server := httptest.NewServer(errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
			io.WriteString(w, "part")
			return errNoRows
		}))
		resp, err := http.Get(server.URL)
		if err == nil {
			_, err = io.ReadAll(resp.Body)
		}
		server.Close()
		if err == nil || !strings.Contains(log.String(), "level=DEBUG msg=\"error response\" status=404") {
			t.Errorf("%v, logged %q", err, log)
		}
	})
}

// causes are all the ways to an error response.
func causes(t *testing.T, errs *problem.Responder) map[string]struct {
	h      http.Handler
	status int
} {
	over := make(chan struct{}) // a slow handler that ended with its context could be quicker than TimeoutHandler
	t.Cleanup(func() { close(over) })
	mux := http.NewServeMux()
	mux.HandleFunc("POST /post", func(http.ResponseWriter, *http.Request) {})
	handle := func(err error) http.Handler {
		return errs.Handle(func(http.ResponseWriter, *http.Request) error { return err })
	}
	request := func(path string, h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.URL.Path = path
			h.ServeHTTP(w, r)
		})
	}
	return map[string]struct {
		h      http.Handler
		status int
	}{
		"Respond":               {http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { errs.Respond(w, r, httpstatus.Gone) }), 410},
		"Handle":                {handle(httpstatus.Gone), 410},
		"Details":               {handle(&problem.Details{Status: 409, Extensions: map[string]any{"a": 1}}), 409},
		"an unknown error":      {handle(io.EOF), 500},
		"unknown path":          {request("/none", errs.Middleware(mux)), 404},
		"unknown method":        {request("/post", errs.Middleware(mux)), 405},
		"http.Error":            {errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "x", http.StatusBadGateway) })), 502},
		"an empty response":     {errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(418) })), 418},
		"a timeout":             {errs.Middleware(http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-over }), 1, "")), 503},
		"a panic in Handle":     {errs.Handle(func(http.ResponseWriter, *http.Request) error { panic("x") }), 500},
		"a panic in Middleware": {errs.Middleware(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("x") })), 500},
	}
}

// Extend sees every error response once, whatever its cause, and what it adds is in
// every format and in the log.
func TestExtend(t *testing.T) {
	for name := range causes(t, new(problem.Responder)) {
		for _, accept := range []string{"application/json", "text/html", "text/plain"} {
			t.Run(name+" "+accept, func(t *testing.T) {
				errs, log := logged()
				calls := 0
				var seen httpstatus.Status
				errs.Extend = func(r *http.Request, d *problem.Details) {
					calls++
					seen = d.Status
					d.Extensions["request_id"] = r.Header.Get("X-Request-Id")
				}
				cause := causes(t, errs)[name]
				resp := serve(cause.h, request("GET", "Accept: "+accept, "X-Request-Id: 7f3a"))
				got := body(t, resp)
				if resp.StatusCode != cause.status || int(seen) != cause.status || calls != 1 {
					t.Errorf("status %d, Extend called %d times with %v; want %d", resp.StatusCode, calls, seen, cause.status)
				}
				if strings.Contains(got, "request_id") != (accept == "application/json") || !strings.Contains(got, "7f3a") {
					t.Errorf("no request_id in %s", got)
				}
				if got := log.String(); strings.Count(got, "extensions.request_id=7f3a") != 1 || strings.Count(got, "msg=") != 1 {
					t.Errorf("logged %s", got)
				}
			})
		}
	}
}

func TestExtendDetails(t *testing.T) {
	shared := &problem.Details{Type: "/out-of-credit", Status: 403, Title: "Out of credit", Extensions: map[string]any{"balance": 30}}
	titles := map[httpstatus.Language]string{lang.Korean: "잔액 부족"}
	for _, test := range []struct {
		name   string
		extend func(errs *problem.Responder, r *http.Request, d *problem.Details)
		want   string
	}{
		{"a title in the reader's language", func(errs *problem.Responder, r *http.Request, d *problem.Details) {
			if title := titles[errs.LanguageOf(r)]; d.Type == "/out-of-credit" && title != "" {
				d.Title = title
			}
		}, `"title":"잔액 부족","status":403,"detail":"` + httpstatus.Forbidden.Meaning(lang.Korean)},
		{"an instance", func(_ *problem.Responder, r *http.Request, d *problem.Details) { d.Instance = r.URL.Path }, `"instance":"/","balance":30}`},
		{"the status stays", func(_ *problem.Responder, _ *http.Request, d *problem.Details) { d.Status = 200 }, `"status":403`},
		{"another map", func(_ *problem.Responder, _ *http.Request, d *problem.Details) { d.Extensions = map[string]any{"x": 1} }, `,"x":1}`},
		{"no map", func(_ *problem.Responder, _ *http.Request, d *problem.Details) { d.Extensions = nil }, `"}`},
		{"everything", func(_ *problem.Responder, _ *http.Request, d *problem.Details) { *d = problem.Details{} },
			`{"type":"about:blank","title":"` + httpstatus.Forbidden.Title(lang.Korean) + `","status":403,`},
	} {
		t.Run(test.name, func(t *testing.T) {
			errs := newResponder()
			errs.Extend = func(r *http.Request, d *problem.Details) { test.extend(errs, r, d) }
			resp := respond(t, errs, request("GET", "Accept-Language: ko"), shared)
			if got := body(t, resp); !strings.Contains(got, test.want) || resp.StatusCode != 403 {
				t.Errorf("got %d %s, want %s", resp.StatusCode, got, test.want)
			}
			if len(shared.Extensions) != 1 || shared.Instance != "" || shared.Status != 403 || shared.Title != "Out of credit" {
				t.Errorf("the handler's own Details are now %+v", shared)
			}
		})
	}
	t.Run("RetryAfter", func(t *testing.T) {
		errs := newResponder()
		errs.Extend = func(_ *http.Request, d *problem.Details) { d.RetryAfter = time.Minute }
		if got := respond(t, errs, request("GET"), httpstatus.ServiceUnavailable).Header.Get("Retry-After"); got != "60" {
			t.Errorf("Retry-After is %q", got)
		}
	})
}

func TestSkip(t *testing.T) {
	errs, log := logged()
	errs.Skip = func(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/debug/") }
	var got http.ResponseWriter
	h := errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = w
		http.Error(w, "Unknown profile", 404)
	}))
	for path, want := range map[string]string{"/debug/pprof/x": "Unknown profile\n", "/debug": `{"type":"about:blank"`} {
		w := httptest.NewRecorder()
		r := request("GET")
		r.URL.Path = path
		h.ServeHTTP(w, r)
		if skipped := got == http.ResponseWriter(w); skipped != strings.HasPrefix(path, "/debug/") {
			t.Errorf("%s: skipped is %v", path, skipped)
		}
		if !strings.HasPrefix(w.Body.String(), want) {
			t.Errorf("%s: %s", path, w.Body)
		}
	}
	if n := strings.Count(log.String(), "\n"); n != 1 {
		t.Errorf("logged %d lines: %s", n, log)
	}
	t.Run("a panic passes", func(t *testing.T) {
		defer func() {
			if p := recover(); p != "x" {
				t.Errorf("recovered %v", p)
			}
		}()
		errs.Skip = func(*http.Request) bool { return true }
		errs.Middleware(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("x") })).ServeHTTP(httptest.NewRecorder(), request("GET"))
	})
}

// Values that panic wherever somebody looks at them.
type (
	panickingJSON    struct{}
	panickingPage    struct{}
	panickingHandler struct{ slog.Handler }
	panickingWrapper struct{}
	panickingValue   struct{}
)

func (panickingJSON) MarshalJSON() ([]byte, error)                { panic("in MarshalJSON") }
func (panickingPage) Execute(io.Writer, any) error                { panic("in Execute") }
func (panickingHandler) Enabled(context.Context, slog.Level) bool { panic("in Enabled") }
func (panickingWrapper) Error() string                            { return "x" }
func (panickingWrapper) Is(error) bool                            { panic("in Is") }
func (panickingWrapper) Unwrap() error                            { panic("in Unwrap") }
func (panickingValue) LogValue() slog.Value                       { panic("in LogValue") }
func (panickingValue) MarshalJSON() ([]byte, error)               { return []byte("1"), nil }

// Whatever panics that is not this package's, the client gets one 500 in a format that it
// accepts and in its language, and the log has the panic, unless it is the log.
func TestHostileHooks(t *testing.T) {
	hooks := map[string]func(errs *problem.Responder){
		"Language": func(errs *problem.Responder) {
			errs.Language = func(*http.Request) (httpstatus.Language, bool) { panic("in Language") }
		},
		"Map": func(errs *problem.Responder) { errs.Map = func(*http.Request, error) error { panic("in Map") } },
		"Extend": func(errs *problem.Responder) {
			errs.Extend = func(*http.Request, *problem.Details) { panic("in Extend") }
		},
		"Skip": func(errs *problem.Responder) { errs.Skip = func(*http.Request) bool { panic("in Skip") } },
		"Page": func(errs *problem.Responder) { errs.Page = panickingPage{} },
		"Log":  func(errs *problem.Responder) { errs.Log = slog.New(panickingHandler{slog.DiscardHandler}) },
		"an extension": func(errs *problem.Responder) {
			errs.Extend = func(_ *http.Request, d *problem.Details) { d.Extensions["x"] = panickingJSON{} }
		},
		"Log and Extend": func(errs *problem.Responder) {
			errs.Log = slog.New(panickingHandler{slog.DiscardHandler})
			errs.Extend = func(*http.Request, *problem.Details) { panic(panicking{}) }
		},
		"everything": func(errs *problem.Responder) {
			errs.Language = func(*http.Request) (httpstatus.Language, bool) { panic("in Language") }
			errs.Map = func(*http.Request, error) error { panic("in Map") }
			errs.Extend = func(*http.Request, *problem.Details) { panic("in Extend") }
			errs.Skip = func(*http.Request) bool { panic("in Skip") }
			errs.Page = panickingPage{}
			errs.Log = slog.New(panickingHandler{slog.DiscardHandler})
		},
	}
	needs := map[string]func(cause, accept string) bool{ // what calls a hook; nil: everything
		"Map": func(cause, _ string) bool {
			return cause == "Respond" || cause == "Handle" || cause == "Details" || cause == "an unknown error"
		},
		"Skip": func(cause, _ string) bool {
			return slices.Contains([]string{"unknown path", "unknown method", "http.Error", "an empty response", "a timeout", "a panic in Middleware"}, cause)
		},
		"Page":         func(_, accept string) bool { return accept == "text/html" },
		"an extension": func(_, accept string) bool { return accept == "application/json" },
	}
	for name, set := range hooks {
		for cause := range causes(t, new(problem.Responder)) {
			for _, accept := range []string{"application/json", "text/html", "text/plain"} {
				if need := needs[name]; need != nil && !need(cause, accept) {
					continue // because the hook is not called
				}
				t.Run(name+" "+cause+" "+accept, func(t *testing.T) {
					errs, log := logged()
					set(errs)
					w := &once{ResponseRecorder: httptest.NewRecorder()}
					causes(t, errs)[cause].h.ServeHTTP(w, request("GET", "Accept: "+accept, "Accept-Language: ko"))
					resp := w.Result()
					got := body(t, resp)
					if resp.StatusCode != 500 || w.times != 1 {
						t.Errorf("status %d, written %d times", resp.StatusCode, w.times)
					}
					contentType, _, _ := strings.Cut(resp.Header.Get("Content-Type"), ";")
					if contentType != strings.ReplaceAll(accept, "/json", "/problem+json") || resp.Header.Get("Content-Language") != "ko" || strings.Count(got, "서버 오류") == 0 || strings.Contains(got, " in ") {
						t.Errorf("%v %s", resp.Header, got)
					}
					if got := resp.Header.Get("Content-Length"); got != fmt.Sprint(w.Body.Len()) {
						t.Errorf("Content-Length is %s of %d", got, w.Body.Len())
					}
					if want := "panic: in " + strings.TrimPrefix(strings.Replace(name, "Page", "Execute", 1), "an "); errs.Log.Handler() != (panickingHandler{slog.DiscardHandler}) && name != "an extension" && !strings.Contains(log.String(), want) {
						t.Errorf("logged %q, want %q", log, want)
					}
				})
			}
		}
	}
}

// once counts the responses that are written.
type once struct {
	*httptest.ResponseRecorder
	times int
}

func (w *once) WriteHeader(status int) {
	w.times++
	w.ResponseRecorder.WriteHeader(status)
}

// A response about a hook that panics still has what identifies the request.
func TestHostileHooksKeepIdentification(t *testing.T) {
	for _, accept := range []string{"application/json", "text/html", "text/plain"} {
		errs, log := logged()
		errs.Extend = func(_ *http.Request, d *problem.Details) {
			d.Instance = "urn:uuid:0e1b"
			d.Extensions["request_id"], d.Extensions["hostile"] = "7f3a", panickingJSON{}
		}
		errs.Page = panickingPage{}
		if accept == "text/plain" {
			errs.Log = slog.New(&panickingOnce{Handler: errs.Log.Handler()})
		}
		resp := respond(t, errs, request("GET", "Accept: "+accept), &problem.Details{Status: 404, Title: "No such user", Detail: "There is no user 7."})
		got := body(t, resp)
		if resp.StatusCode != 500 || !strings.Contains(got, "7f3a") || !strings.Contains(got, "urn:uuid:0e1b") || strings.Contains(got, "user") || strings.Contains(got, "hostile") {
			t.Errorf("%s: %d %s", accept, resp.StatusCode, got)
		}
		var lines []string
		for line := range strings.Lines(log.String()) {
			if strings.Contains(line, "panic: ") && strings.Contains(line, "stack=") {
				lines = append(lines, line)
			}
		}
		if len(lines) != 1 || !strings.Contains(lines[0], "instance=urn:uuid:0e1b extensions.request_id=7f3a") || !strings.Contains(lines[0], "There is no user 7.") {
			t.Errorf("%s: logged %q", accept, lines)
		}
	}
}

// panickingOnce is a log that works again after its first panic.
type panickingOnce struct {
	slog.Handler
	did bool
}

func (h *panickingOnce) Handle(ctx context.Context, record slog.Record) error {
	if !h.did {
		h.did = true
		panic("in Handle")
	}
	return h.Handler.Handle(ctx, record)
}

// The errors that handlers return may panic too.
func TestHostileErrors(t *testing.T) {
	for name, err := range map[string]error{
		"Error":       panicking{},
		"Is":          panickingWrapper{},
		"a wrapped":   fmt.Errorf("%w %w", io.EOF, panickingWrapper{}),
		"MarshalJSON": &problem.Details{Status: 404, Extensions: map[string]any{"x": panickingJSON{}}},
	} {
		for _, accept := range []string{"application/json", "text/html"} {
			if name == "MarshalJSON" && accept == "text/html" {
				continue // which has no extensions
			}
			errs, log := logged()
			resp := respond(t, errs, request("GET", "Accept: "+accept), err)
			if got := body(t, resp); resp.StatusCode != 500 || !strings.Contains(got, "Server error") {
				t.Errorf("%s %s: %d %s", name, accept, resp.StatusCode, got)
			}
			if got := log.String(); !strings.Contains(got, "panic: in ") || strings.Count(got, "stack=") != 1 {
				t.Errorf("%s %s: logged %s", name, accept, got)
			}
		}
	}
	t.Run("LogValue", func(t *testing.T) { // slog keeps the panic to itself
		errs, _ := logged()
		resp := respond(t, errs, request("GET"), &problem.Details{Status: 404, Extensions: map[string]any{"x": panickingValue{}}})
		if got := body(t, resp); resp.StatusCode != 404 || !strings.Contains(got, `"x":1`) {
			t.Errorf("%d %s", resp.StatusCode, got)
		}
	})
}

// http.ErrAbortHandler in a hook cuts the response off, as everywhere.
func TestHookAborts(t *testing.T) {
	errs := newResponder()
	errs.Extend = func(*http.Request, *problem.Details) { panic(http.ErrAbortHandler) }
	for name := range causes(t, errs) {
		func() {
			defer func() {
				if p := recover(); p != http.ErrAbortHandler {
					t.Errorf("%s: recovered %v", name, p)
				}
			}()
			serve(causes(t, errs)[name].h, request("GET"))
		}()
	}
}

// A hook that panics after the response was written leaves the response as it is, or cut.
func TestHostileHookTooLate(t *testing.T) {
	for name, test := range map[string]struct {
		f    handler
		want string
	}{
		"an error response": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1")
			w.WriteHeader(400)
			io.WriteString(w, "x")
		}, "400 x"},
		"a part": {func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "x") }, "cut"},
	} {
		for _, panics := range []bool{false, true} {
			var log bytes.Buffer
			errs := &problem.Responder{Log: slog.New(slog.NewTextHandler(&log, nil))}
			errs.Extend = func(*http.Request, *problem.Details) { panic("in Extend") }
			server := httptest.NewServer(errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
				test.f(w, r)
				if panics {
					panic("of the handler")
				}
				return errors.New("of the handler")
			}))
			got := "cut"
			if resp, err := http.Get(server.URL); err == nil {
				if text, err := io.ReadAll(resp.Body); err == nil {
					got = fmt.Sprint(resp.StatusCode, " ", string(text))
				}
			}
			server.Close()
			if got != test.want || !strings.Contains(log.String(), "in Extend") || !strings.Contains(log.String(), "of the handler") {
				t.Errorf("%s: got %q, want %q, logged %s", name, got, test.want, log.String())
			}
		}
	}
}

// Hooks are called for many requests at once, and a Responder is copied and changed for
// one of them meanwhile. The race detector sees whether that is safe.
func TestCopies(t *testing.T) {
	errs := newResponder()
	own := template.Must(template.New("").Parse("own {{.Title}}"))
	h := errs.Middleware(errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
		mine := *errs
		switch r.Header.Get("X") {
		case "page":
			mine.Page = own
		case "language":
			mine.Language = func(*http.Request) (httpstatus.Language, bool) { return lang.Arabic, true }
		case "format":
			mine.Formats = []problem.Format{problem.Text}
		case "extend":
			mine.Extend = func(r *http.Request, d *problem.Details) { d.Detail = "extended" }
		case "languages":
			mine.Languages = nil
		}
		mine.Respond(w, r, httpstatus.NotFound)
		return nil
	}))
	wants := map[string]string{
		"page": "own 찾을 수 없음", "language": "غير موجود", "format": "404 찾을 수 없음\n", "extend": "extended", "languages": "Not found", "": "찾을 수 없음",
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 50 {
				for x, want := range wants {
					resp := serve(h, request("GET", "Accept: text/html", "Accept-Language: ko", "X: "+x))
					if got := body(t, resp); !strings.Contains(got, want) {
						t.Errorf("%s: %q is not in %s", x, want, got)
					}
				}
			}
		})
	}
	group.Wait()
}

// The fields of a Responder may be changed between two requests.
func TestFieldsChange(t *testing.T) {
	errs := &problem.Responder{Log: newResponder().Log}
	h := errs.Middleware(http.NotFoundHandler())
	for range 2 {
		for _, step := range []struct {
			change func()
			want   string
		}{
			{func() { *errs = problem.Responder{Log: errs.Log} }, "<h1 dir=\"auto\">Not found</h1>"},
			{func() { errs.Languages = languages }, "찾을 수 없음</h1>"},
			{func() { errs.Page = template.Must(template.New("").Parse("1 {{.Title}}")) }, "1 찾을 수 없음"},
			{func() { errs.Page = template.Must(template.New("").Parse("2 {{.Title}}")) }, "2 찾을 수 없음"},
			{func() { errs.Language = func(*http.Request) (httpstatus.Language, bool) { return lang.Arabic, true } }, "2 غير موجود"},
			{func() { errs.Formats = []problem.Format{problem.Text} }, "404 غير موجود\n"},
			{func() { errs.Extend = func(_ *http.Request, d *problem.Details) { d.Title = "extended" } }, "404 extended\n"},
			{func() { errs.Skip = func(*http.Request) bool { return true } }, "404 page not found"},
		} {
			step.change()
			if got := body(t, serve(h, request("GET", "Accept: text/html", "Accept-Language: ko"))); !strings.Contains(got, step.want) {
				t.Errorf("%q is not in %s", step.want, got)
			}
		}
	}
}
