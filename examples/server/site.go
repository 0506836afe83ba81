package main

import (
	"bytes"
	"embed"
	"html/template"
	"log/slog"
	"net/http"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

//go:embed *.html style.css search.js icon.svg
var files embed.FS

var templates = template.Must(template.ParseFS(files, "*.html"))

// A site serves the catalogue.
type site struct {
	base    string             // its address, for example "http://127.0.0.1:8080"
	errs    *problem.Responder // for the site's own errors
	samples *problem.Responder // for the errors that the site shows; it logs nothing, because nothing failed
}

func newSite(base string) http.Handler {
	languages := negotiate.New(lang.English, lang.All()...)
	s := &site{
		base: base,
		errs: &problem.Responder{
			Languages: languages,
			Language:  linkLanguage,
			Extend: func(r *http.Request, d *problem.Details) {
				d.Type = base + address(d.Status) // its page says what the problem is
			},
		},
		samples: &problem.Responder{
			Languages: languages,
			Language:  linkLanguage,
			Log:       slog.New(slog.DiscardHandler),
		},
	}
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", s.errs.Handle(s.catalogue))
	mux.Handle("GET /status/{code}", s.errs.Handle(s.status))
	mux.Handle("GET /status/{code}/response", s.errs.Handle(s.response))
	for path, name := range map[string]string{"/style.css": "style.css", "/search.js": "search.js", "/favicon.ico": "icon.svg"} {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
			http.ServeFileFS(w, r, files, name)
		})
	}
	return s.errs.Middleware(mux)
}

// linkLanguage returns the language that a link asks for with ?lang=. Without one, the browser's
// Accept-Language decides.
func linkLanguage(r *http.Request) (httpstatus.Language, bool) {
	return lang.Lookup(r.URL.Query().Get("lang"))
}

// policy lets pages have the site's own style, script and icon, and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// render sends a page. It sends nothing before the template has run, so that an error in the
// template can still become an error response.
func render(w http.ResponseWriter, p page, name string, data any) error {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", p.Language.String())
	h.Set("Content-Security-Policy", policy)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Vary", "Accept-Language")
	h.Set("X-Content-Type-Options", "nosniff")
	b.WriteTo(w) // an error means that the client went away
	return nil
}
