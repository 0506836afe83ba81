package frameworkstest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// A humaError is Details that huma accepts.
type humaError struct{ *problem.Details }

func (e humaError) GetStatus() int            { return int(e.Status) }
func (e humaError) ContentType(string) string { return "application/problem+json" }

// Huma makes its errors with one function. Here it makes Details, in the reader's
// language. The mux's own errors are for errs.Middleware.
func TestHuma(t *testing.T) {
	errs := responder()
	own := huma.NewErrorWithContext
	defer func() { huma.NewErrorWithContext = own }()
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, list ...error) huma.StatusError {
		r, _ := humago.Unwrap(ctx)
		l := errs.LanguageOf(r)
		ctx.SetHeader("Content-Language", l.String())
		if status == http.StatusInternalServerError && len(list) == 1 { // what a handler returned
			return humaError{problem.New(problem.FromError(list[0]), l)}
		}
		d := problem.New(httpstatus.Status(status), l)
		d.Extensions = map[string]any{"errors": list}
		return humaError{d}
	}

	mux := http.NewServeMux()
	api := humago.New(mux, huma.DefaultConfig("test", "1"))
	type user struct {
		Body struct {
			Name string `json:"name" minLength:"3"`
		}
	}
	huma.Get(api, "/users/{id}", func(context.Context, *struct {
		ID string `path:"id"`
	}) (*user, error) {
		return nil, fmt.Errorf("user 8: %w", httpstatus.NotFound)
	})
	huma.Post(api, "/users", func(_ context.Context, u *user) (*user, error) { return u, nil })
	check(t, errs.Middleware(mux), []request{
		{"GET", "/users/8", "", 404, ""},
		{"POST", "/users", `{"name":"x"}`, 422, ""},
		{"POST", "/users", `{`, 400, ""},
		{"POST", "/users", `{"name":"Ada"}`, 200, ""},
		{"GET", "/nothing", "", 404, ""},
		{"DELETE", "/users", "", 405, ""},
	})

	// What clients get is what the OpenAPI document says: huma's own ErrorModel.
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest("POST", "/users", strings.NewReader(`{"name":"x"}`)))
	var sent map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &sent); err != nil {
		t.Fatal(err)
	}
	schema := api.OpenAPI().Components.Schemas.Map()["ErrorModel"]
	if list, ok := sent["errors"].([]any); !ok || len(list) != 1 || !strings.Contains(fmt.Sprint(list[0]), "body.name") {
		t.Errorf("errors: %v", sent["errors"])
	}
	for name := range sent {
		if schema.Properties[name] == nil {
			t.Errorf("%s is not in the schema", name)
		}
	}
}
