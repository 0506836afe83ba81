package main

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/moogar0880/problems"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

const (
	forProgram = "application/json"
	forBrowser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
)

// A responder is a handler that responds with 404 to a request with this Accept field.
type responder struct {
	name, accept, contentType string
	handle                    http.HandlerFunc
}

// responders include the three libraries' ways to say "There is no user 7." http.Error,
// huma and moogar0880/problems write one text in one language. Respond also chooses the
// format and the language.
func responders() []responder {
	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean), Log: slog.New(slog.DiscardHandler)}
	missing := func(w http.ResponseWriter, r *http.Request) { http.Error(w, "404 page not found", http.StatusNotFound) }
	respond := func(w http.ResponseWriter, r *http.Request) { errs.Respond(w, r, httpstatus.NotFound) }
	details := &problem.Details{Status: httpstatus.NotFound, Detail: "There is no user 7."}
	api := humago.New(http.NewServeMux(), huma.DefaultConfig("bench", "1"))
	var operation huma.Operation
	const json = "application/problem+json"
	return []responder{
		{"http.Error", forProgram, "text/plain; charset=utf-8", missing},
		{"Respond", forProgram, json, respond},
		{"Respond as a page", forBrowser, "text/html; charset=utf-8", respond},
		{"Respond with Details", forProgram, json, func(w http.ResponseWriter, r *http.Request) { errs.Respond(w, r, details) }},
		{"Middleware", forProgram, json, errs.Middleware(http.HandlerFunc(missing)).ServeHTTP},
		{"1 MiB of Accept", strings.Repeat("a/b,", 1<<18), json, respond},
		{"huma", forProgram, json, func(w http.ResponseWriter, r *http.Request) {
			huma.WriteErr(api, humago.NewContext(&operation, r, w), http.StatusNotFound, "There is no user 7.")
		}},
		{"moogar0880", forProgram, json, func(w http.ResponseWriter, r *http.Request) {
			problems.ProblemHandler(problems.NewDetailedProblem(http.StatusNotFound, "There is no user 7."))(w, r)
		}},
	}
}

func (r responder) request() *http.Request {
	request := httptest.NewRequest("GET", "/users/7", nil)
	request.Header = http.Header{"Accept": {r.accept}, "Accept-Language": {"ko-KR,ko;q=0.9,en;q=0.8"}}
	return request
}

// A void is a ResponseWriter that costs next to nothing.
type void struct{ header http.Header }

func (v *void) Header() http.Header               { return v.header }
func (v *void) WriteHeader(int)                   {}
func (v *void) Write(p []byte) (int, error)       { return len(p), nil }
func (v *void) WriteString(p string) (int, error) { return len(p), nil }

func BenchmarkResponse(b *testing.B) {
	for _, r := range responders() {
		b.Run(r.name, func(b *testing.B) {
			request, v := r.request(), &void{http.Header{}}
			for b.Loop() {
				clear(v.header)
				r.handle(v, request)
			}
		})
	}
}

func TestResponses(t *testing.T) {
	for _, r := range responders() {
		w := httptest.NewRecorder()
		r.handle(w, r.request())
		if got := w.Header().Get("Content-Type"); w.Code != 404 || got != r.contentType || w.Body.Len() == 0 {
			t.Errorf("%s: %d %s %q, want 404 %s and content", r.name, w.Code, got, w.Body, r.contentType)
		}
	}
}
