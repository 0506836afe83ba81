package frameworks

import (
	"github.com/go-chi/chi/v5"

	"example.com/httpstatus/problem"
)

// NewChi returns a router whose errors are readable. chi's handlers are net/http's:
// use errs.Handle for those that return an error, http.Error is taken care of, and
// so are the unknown paths and methods.
func NewChi(errs *problem.Responder) *chi.Mux {
	r := chi.NewRouter()
	r.Use(errs.Middleware)
	return r
}
