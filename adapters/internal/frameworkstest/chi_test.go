package frameworkstest_test

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"example.com/httpstatus"
)

// chi's handlers are those of net/http: errs.Middleware is all that it needs, and
// errs.Handle is for handlers that return an error.
func TestChi(t *testing.T) {
	errs := responder()
	r := chi.NewRouter()
	r.Use(errs.Middleware, middleware.Compress(5))

	r.Method("GET", "/users/{id}", errs.Handle(func(_ http.ResponseWriter, r *http.Request) error {
		return fmt.Errorf("user %q: %w", chi.URLParam(r, "id"), httpstatus.NotFound)
	}))
	r.Get("/ok", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "fine") })
	r.Get("/old", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "disk on fire", http.StatusServiceUnavailable)
	})
	r.Get("/panic", func(w http.ResponseWriter, r *http.Request) { panic(errors.New("disk on fire")) })
	r.Get("/abort", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(403) })
	r.Route("/group", func(r chi.Router) {
		r.Use(middleware.BasicAuth("realm", nil))
		r.Get("/a", func(w http.ResponseWriter, r *http.Request) {})
	})
	check(t, r, []request{
		{"GET", "/users/8", "", 404, ""},
		{"GET", "/nothing", "", 404, ""},
		{"GET", "/group/nothing", "", 401, ""},
		{"GET", "/group/a", "", 401, ""},
		{"DELETE", "/ok", "", 405, ""},
		{"GET", "/old", "", 503, ""},
		{"GET", "/panic", "", 500, ""},
		{"GET", "/abort", "", 403, ""},
		{"GET", "/ok", "", 200, ""},
	})
}
