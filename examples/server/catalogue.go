package main

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"iter"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"

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
	base      string // where it is, "http://127.0.0.1:8080"
	languages *negotiate.Matcher
	errs      *problem.Responder // for the site's own errors
	samples   *problem.Responder // for those that it shows; they are nobody's fault, so nothing is logged
}

func newSite(base string) http.Handler {
	languages := negotiate.New(lang.English, lang.All()...)
	s := &site{
		base:      base,
		languages: languages,
		errs:      &problem.Responder{Languages: languages},
		samples:   &problem.Responder{Languages: languages, Log: slog.New(slog.DiscardHandler)},
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
	return prefer(s.errs.Middleware(mux))
}

// prefer lets a link say what is otherwise a setting of the browser: ?lang= stands
// for Accept-Language, ?format= for Accept. What comes after it need not know.
func prefer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		l, chosen := lang.Lookup(query.Get("lang"))
		mediaType := mediaTypes[query.Get("format")]
		if chosen || mediaType != "" {
			r = r.Clone(r.Context())
			if chosen {
				r.Header.Set("Accept-Language", l.String())
			}
			if mediaType != "" {
				r.Header.Set("Accept", mediaType)
			}
		}
		next.ServeHTTP(w, r)
	})
}

// A page is what every page has.
type page struct {
	Language httpstatus.Language
	Query    string // what is searched for

	path   string
	chosen bool // whether the language comes from a link, and so has to go into the next
}

func (s *site) page(r *http.Request) page {
	query := r.URL.Query()
	_, chosen := lang.Lookup(query.Get("lang"))
	return page{
		Language: s.languages.Header(strings.Join(r.Header["Accept-Language"], ",")),
		Query:    searchable(query.Get("q")),
		path:     r.URL.Path,
		chosen:   chosen,
	}
}

// Languages returns those to switch to.
func (p page) Languages() []httpstatus.Language { return lang.All() }

// Chosen returns the tag of the language if it comes from a link.
func (p page) Chosen() string {
	if p.chosen {
		return p.Language.String()
	}
	return ""
}

// Link returns the address of another page in the same language, with the names
// and values of more parameters.
func (p page) Link(path string, parameters ...string) string {
	query := url.Values{}
	for pair := range slices.Chunk(parameters, 2) {
		query.Set(pair[0], pair[1])
	}
	if p.chosen {
		query.Set("lang", p.Language.String())
	}
	return (&url.URL{Path: path, RawQuery: query.Encode()}).String()
}

// In returns the address of this page in another language.
func (p page) In(l httpstatus.Language) string {
	p.Language, p.chosen = l, true
	if p.Query == "" {
		return p.Link(p.path)
	}
	return p.Link(p.path, "q", p.Query)
}

// policy lets pages have the site's own style, script and icon, and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// render sends a page. Until the template has run nothing is sent, so that an
// error in it can still become the response.
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
	b.WriteTo(w) // who went away before the end has no use for an error
	return nil
}

// A section has the statuses of one class.
type section struct {
	Class    httpstatus.Class
	Statuses []httpstatus.Status
}

func (s *site) catalogue(w http.ResponseWriter, r *http.Request) error {
	p := s.page(r)
	var sections []section
	found := 0
	for status := range search(p.Query, p.Language) {
		if n := len(sections); n == 0 || sections[n-1].Class != status.Class() {
			sections = append(sections, section{Class: status.Class()})
		}
		last := &sections[len(sections)-1]
		last.Statuses = append(last.Statuses, status)
		found++
	}
	return render(w, p, "catalogue.html", struct {
		page
		Sections     []section
		Found, Total int
	}{p, sections, found, len(httpstatus.All())})
}

// searchable cuts what is searched for to a length that no reader types.
func searchable(query string) string {
	const longest = 400 // bytes; the form takes a hundred characters
	return strings.TrimSpace(strings.ToValidUTF8(query[:min(len(query), longest)], ""))
}

// search returns the statuses with all words of the query in their code, phrase,
// title, meaning or class, in any case. An empty query finds every status.
func search(query string, l httpstatus.Language) iter.Seq[httpstatus.Status] {
	words := strings.Fields(strings.ToLower(query))
	return func(yield func(httpstatus.Status) bool) {
		for _, s := range httpstatus.All() {
			text := strings.ToLower(fmt.Sprintf("%v\n%dxx\n%v\n%s\n%s", s, s.Class(), s.Class(), s.Title(l), s.Meaning(l)))
			missing := func(word string) bool { return !strings.Contains(text, word) }
			if !slices.ContainsFunc(words, missing) && !yield(s) {
				return
			}
		}
	}
}

// requested returns the status that the path names.
func requested(r *http.Request) (httpstatus.Status, error) {
	code := r.PathValue("code")
	s, err := httpstatus.Parse(code)
	if err != nil || len(code) != len("404") || s.Registration() == httpstatus.RegistrationNone {
		return 0, fmt.Errorf("status %q: %w", code, httpstatus.NotFound)
	}
	return s, nil
}

func (s *site) status(w http.ResponseWriter, r *http.Request) error {
	status, err := requested(r)
	if err != nil {
		return err
	}
	p := s.page(r)
	return render(w, p, "status.html", struct {
		page
		Status  httpstatus.Status
		Causes  []string
		Facts   []fact
		Methods []string
		Answers []answers
		Samples []sample
	}{p, status, status.Causes(p.Language), facts(status), methods, byMethod(status), s.all(status, p.Language)})
}
