package huma_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"example.com/httpstatus"
	adapter "example.com/httpstatus/adapters/huma"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

type user struct {
	Body struct {
		Name string `json:"name" minLength:"3"`
	}
}

// api returns a server whose GET handler returns err.
func api(t *testing.T, errs *problem.Responder, err error) (http.Handler, huma.API) {
	t.Helper()
	own := huma.NewErrorWithContext
	t.Cleanup(func() { huma.NewErrorWithContext = own })
	huma.NewErrorWithContext = adapter.NewError(errs)
	mux := http.NewServeMux()
	a := humago.New(mux, huma.DefaultConfig("test", "1"))
	huma.Get(a, "/users/{id}", func(context.Context, *struct {
		ID string `path:"id"`
	}) (*user, error) {
		return nil, err
	})
	huma.Post(a, "/users", func(_ context.Context, u *user) (*user, error) { return u, nil })
	return errs.Middleware(mux), a
}

// send sends a request of a Korean reader, and decodes an error.
func send(t *testing.T, handler http.Handler, method, path, content string) (*http.Response, problem.Details) {
	t.Helper()
	server := httptest.NewServer(handler)
	defer server.Close()
	r, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Language", "ko-KR")
	r.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var d problem.Details
	if resp.StatusCode >= 400 {
		if err := json.Unmarshal(body, &d); err != nil {
			t.Fatalf("%s %s: %v: %s", method, path, err, body)
		}
	}
	return resp, d
}

func TestNewError(t *testing.T) {
	var log strings.Builder
	errs := &problem.Responder{
		Languages: negotiate.New(lang.English, lang.Korean),
		Log:       slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Extend: func(r *http.Request, d *problem.Details) {
			d.Extensions["request_id"] = r.Header.Get("X-Request-Id") + "7"
		},
	}
	secret := errors.New("no such table: users")
	for name, test := range map[string]struct {
		err                   error
		method, path, content string
		want                  httpstatus.Status
		detail                string // "" for the status's own
	}{
		"a status":       {fmt.Errorf("user 8: %w", httpstatus.NotFound), "GET", "/users/8", "", 404, ""},
		"Details":        {&problem.Details{Status: 409, Detail: "이미 있습니다."}, "GET", "/users/8", "", 409, "이미 있습니다."},
		"Retry-After":    {&problem.Details{Status: 503, RetryAfter: 30 * time.Second}, "GET", "/users/8", "", 503, ""},
		"another error":  {secret, "GET", "/users/8", "", 500, ""},
		"a bad value":    {nil, "POST", "/users", `{"name":"x"}`, 422, ""},
		"broken content": {nil, "POST", "/users", `{`, 400, ""},
		"success":        {nil, "POST", "/users", `{"name":"Ada"}`, 200, ""},
		"no path":        {nil, "GET", "/nothing", "", 404, ""},
		"no method":      {nil, "DELETE", "/users", "", 405, ""},
	} {
		t.Run(name, func(t *testing.T) {
			log.Reset()
			handler, _ := api(t, errs, test.err)
			resp, got := send(t, handler, test.method, test.path, test.content)
			if resp.StatusCode != int(test.want) {
				t.Fatalf("%s, want %v", resp.Status, test.want)
			}
			if test.want.Err() == nil {
				return
			}
			want := problem.New(test.want, lang.Korean)
			if test.detail != "" {
				want.Detail = test.detail
			}
			if got.Title != want.Title || got.Detail != want.Detail || got.Extensions["request_id"] != "7" {
				t.Errorf("%+v, want %+v", got, want)
			}
			if l, media := resp.Header.Get("Content-Language"), resp.Header.Get("Content-Type"); l != "ko" || media != "application/problem+json" {
				t.Errorf("language %q, type %q", l, media)
			}
			if field := resp.Header.Get("Retry-After"); (test.want == 503) != (field == "30") {
				t.Errorf("Retry-After %q", field)
			}
			if !strings.Contains(resp.Header.Get("Vary"), "Accept-Language") {
				t.Errorf("Vary %q", resp.Header.Values("Vary"))
			}
			if shown := fmt.Sprint(got); test.err == secret && (strings.Contains(shown, "table") || !strings.Contains(log.String(), "no such table")) {
				t.Errorf("shown %s, logged %s", shown, &log)
			}
		})
	}
}

// Huma chooses the format, so the formats of the Responder do not matter.
func TestFormats(t *testing.T) {
	for _, formats := range [][]problem.Format{nil, {problem.HTML}, {problem.HTML, problem.Text}} {
		handler, _ := api(t, &problem.Responder{Formats: formats}, &problem.Details{Status: 409, Type: "/taken", Detail: "own"})
		if _, got := send(t, handler, "GET", "/users/8", ""); got.Type != "/taken" || got.Detail != "own" {
			t.Errorf("%v: %+v", formats, got)
		}
	}
}

// What clients get is what the OpenAPI document says: Huma's own ErrorModel.
func TestSchema(t *testing.T) {
	handler, a := api(t, &problem.Responder{Log: slog.New(slog.DiscardHandler)}, nil)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest("POST", "/users", strings.NewReader(`{"name":"x"}`)))
	var sent map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &sent); err != nil {
		t.Fatal(err)
	}
	schema := a.OpenAPI().Components.Schemas.Map()["ErrorModel"]
	if list, ok := sent["errors"].([]any); !ok || len(list) != 1 || !strings.Contains(fmt.Sprint(list[0]), "body.name") {
		t.Errorf("errors: %v", sent["errors"])
	}
	for name := range sent {
		if schema.Properties[name] == nil {
			t.Errorf("%s is not in the schema", name)
		}
	}
}
