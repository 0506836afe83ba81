package main

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/moogar0880/problems"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

// A responder is a handler that answers 404, and the fields that it is asked with.
type responder struct {
	name, beside string
	handler      http.Handler
	accept       string
}

const (
	forProgram = "application/json"
	forBrowser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
)

var responders = sync.OnceValue(func() []responder {
	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean), Log: slog.New(slog.DiscardHandler)}
	missing := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "404 page not found", http.StatusNotFound) })
	respond := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { errs.Respond(w, r, httpstatus.NotFound) })
	details := &problem.Details{Status: httpstatus.NotFound, Detail: "There is no user 7."}
	api := humago.New(http.NewServeMux(), huma.DefaultConfig("bench", "1"))
	var operation huma.Operation
	return []responder{
		{"http.Error", "Respond, JSON", missing, forProgram},
		{"Respond, JSON", "http.Error", respond, forProgram},
		{"Respond, page", "http.Error", respond, forBrowser},
		{"Respond, JSON with Details", "http.Error", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { errs.Respond(w, r, details) }), forProgram},
		{"Middleware over http.Error", "http.Error", errs.Middleware(missing), forProgram},
		{"huma.WriteErr", "Respond, JSON with Details", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			huma.WriteErr(api, humago.NewContext(&operation, r, w), http.StatusNotFound, "There is no user 7.")
		}), forProgram},
		{"moogar0880/problems", "Respond, JSON with Details", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			problems.ProblemHandler(problems.NewDetailedProblem(http.StatusNotFound, "There is no user 7."))(w, r)
		}), forProgram},
	}
})

func problemSubjects() []subject {
	var all []subject
	for _, r := range responders() {
		all = append(all, subject{"a whole error response, 404", r.name, r.beside, func(b *testing.B) { bare(b, r) }})
	}
	for _, r := range responders() {
		all = append(all, subject{"a whole error response over loopback", r.name, r.beside, func(b *testing.B) { loopback(b, r) }})
	}
	return all
}

// A void is a ResponseWriter that costs next to nothing, so that what is measured
// is what comes on top of it.
type void struct{ header http.Header }

func (v *void) Header() http.Header               { return v.header }
func (v *void) WriteHeader(int)                   {}
func (v *void) Write(p []byte) (int, error)       { return len(p), nil }
func (v *void) WriteString(p string) (int, error) { return len(p), nil }

func (r responder) fields() http.Header {
	return http.Header{"Accept": {r.accept}, "Accept-Language": {"ko-KR,ko;q=0.9,en;q=0.8"}}
}

func bare(b *testing.B, r responder) {
	request := httptest.NewRequest("GET", "/users/7", nil)
	request.Header = r.fields()
	v := &void{http.Header{}}
	for b.Loop() {
		clear(v.header)
		r.handler.ServeHTTP(v, request)
	}
}

func loopback(b *testing.B, r responder) {
	server := httptest.NewServer(r.handler)
	defer server.Close()
	request, err := http.NewRequest("GET", server.URL+"/users/7", nil)
	if err != nil {
		b.Fatal(err)
	}
	request.Header = r.fields()
	transport := server.Client().Transport
	get := func() {
		resp, err := transport.RoundTrip(request)
		if err != nil {
			b.Fatal(err)
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	get() // to have a connection
	for b.Loop() {
		get()
	}
}
