package pages

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"strconv"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

const requestIDName = "request_id"

// Handler returns an error backend. Proxies ask it for the error pages that they show. Handler
// returns an error if the template fails for a registered error in one of the languages.
//
// The status of the response is that of the error. It comes from the first of these that the
// request has:
//
//   - The field X-Code, at every path. ingress-nginx sends it
//     (https://kubernetes.github.io/ingress-nginx/user-guide/custom-errors/), and every proxy
//     that can set a field can do the same.
//   - The path: /404, /404.html, /404.json, /404.txt, and the same below a language such as
//     /ko/404.html. This is for the errors middleware of Traefik with the query
//     /{status}.html (https://doc.traefik.io/traefik/middlewares/http/errorpages/), for
//     error_page of nginx, for handle_errors of Caddy, and for rewrites elsewhere.
//
// If X-Code or a number of three digits in the path is not from 400 to 599, the status is 500:
// the proxy has an error to show, and only its code is lost. A request with neither gets 404,
// because ingress-nginx expects that of a default backend
// (https://kubernetes.github.io/ingress-nginx/user-guide/default-backend/).
//
// For the path /healthz without X-Code, the status is 200.
//
// The language comes from the path, or else from Accept-Language. The format comes from the
// path, or else from X-Format, or else from Accept. ingress-nginx puts the client's Accept into
// X-Format. A client that does not prefer a format gets the page.
//
// The response has the fields that [problem.Responder.Respond] sets: Vary names Accept and
// Accept-Language, and a status that must not be stored has Cache-Control: no-store. For other
// statuses Handler sets no Cache-Control, so that their own rules apply (RFC 9111, 4.2.2).
// X-Robots-Tag is noindex, because crawlers may come to the backend itself. Only the proxy knows
// the fields of the original response, such as Retry-After. The README shows how nginx and
// Caddy keep them.
//
// Handler does not log errors, because the proxy does.
func Handler(o Options) (http.Handler, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	h := &handler{
		errors: problem.Responder{
			Languages: o.matcher(),
			Formats:   []problem.Format{problem.HTML, problem.JSON, problem.Text},
			Log:       slog.New(slog.DiscardHandler),
		},
		languages: map[string]httpstatus.Language{},
	}
	for _, l := range o.Languages {
		h.languages[strings.ToLower(l.String())] = l
	}
	if o.Template != nil {
		pages := map[key][]byte{}
		for _, l := range o.Languages {
			for _, s := range httpstatus.All() {
				if !isError(s) {
					continue
				}
				var page bytes.Buffer
				if err := o.writeHTML(&page, s, l); err != nil {
					return nil, err
				}
				pages[key{s, l}] = page.Bytes()
			}
		}
		switch o.Template.(type) {
		case Branded, Minimal:
			h.errors.Page = remembered{o.Template, pages}
			h.policy = []string{"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"}
		default:
			h.errors.Page = logged{o.Template}
		}
	}
	if o.RequestID {
		h.errors.Extend = func(r *http.Request, d *problem.Details) {
			if id := r.Header.Get("X-Request-ID"); isID(id) {
				d.Extensions[requestIDName] = id
			}
		}
	}
	return h, nil
}

type handler struct {
	errors    problem.Responder
	languages map[string]httpstatus.Language // by tag in lower case
	policy    []string                       // the Content-Security-Policy of this package's templates, or nil
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	code := r.Header["X-Code"]
	if code == nil && r.URL.Path == "/healthz" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		io.WriteString(w, "ok\n")
		return
	}
	var asked wanted
	if code != nil {
		asked.status = statusOf(code[0])
	} else {
		asked = h.read(r.URL.Path)
	}
	errs := h.errors
	if asked.format != nil {
		errs.Formats = asked.format
	} else if format := r.Header["X-Format"]; format != nil && !same(format, r.Header["Accept"]) {
		r = withAccept(r, format)
	}
	if asked.spoken {
		errs.Language = func(*http.Request) (httpstatus.Language, bool) { return asked.language, true }
	}
	errs.Respond(&writer{w, h.policy}, r, asked.status)
}

// A writer adds the fields of the Handler. It does so at the end, because Respond has less to
// do if there are no fields yet.
type writer struct {
	http.ResponseWriter
	policy []string
}

func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *writer) WriteHeader(status int) {
	header := w.Header()
	header["X-Robots-Tag"] = noindex
	if w.policy != nil && strings.HasPrefix(header.Get("Content-Type"), "text/html") {
		header["Content-Security-Policy"] = w.policy
	}
	w.ResponseWriter.WriteHeader(status)
}

// noindex is shared by all responses. Its capacity is 1, so that appending to it copies it.
var noindex = []string{"noindex"}

// wanted is what a request asks for.
type wanted struct {
	status   httpstatus.Status
	language httpstatus.Language
	spoken   bool             // whether the path has the language
	format   []problem.Format // nil if the path does not have it
}

// read reads a path.
func (h *handler) read(path string) wanted {
	asked := wanted{status: httpstatus.NotFound}
	name := strings.TrimPrefix(path, "/")
	if tag, rest, ok := strings.Cut(name, "/"); ok && rest != "" {
		if asked.language, asked.spoken = h.languages[strings.ToLower(tag)]; !asked.spoken {
			return asked
		}
		name = rest
	}
	name = strings.TrimSuffix(name, "/")
	if len(name) < 3 || strings.Trim(name[:3], "0123456789") != "" {
		return wanted{status: httpstatus.NotFound}
	}
	if suffix := name[3:]; suffix != "" {
		switch suffix {
		case ".html":
			asked.format = []problem.Format{problem.HTML}
		case ".json":
			asked.format = []problem.Format{problem.JSON}
		case ".txt":
			asked.format = []problem.Format{problem.Text}
		default:
			return wanted{status: httpstatus.NotFound}
		}
	}
	asked.status = statusOf(name[:3])
	return asked
}

// statusOf returns the status for a code, 500 if it is not the code of an error.
func statusOf(code string) httpstatus.Status {
	n, err := strconv.Atoi(strings.TrimSpace(code))
	if s := httpstatus.Status(n); err == nil && isError(s) {
		return s
	}
	return httpstatus.InternalServerError
}

// same reports whether two fields are the same single line.
func same(a, b []string) bool { return len(a) == 1 && len(b) == 1 && a[0] == b[0] }

// withAccept returns r with another Accept.
func withAccept(r *http.Request, accept []string) *http.Request {
	changed := *r
	changed.Header = maps.Clone(r.Header)
	changed.Header["Accept"] = accept
	return &changed
}

// isID reports whether text looks like an identifier. Clients can send any text in
// X-Request-ID, and some proxies pass it on.
func isID(text string) bool {
	if text == "" || len(text) > 128 {
		return false
	}
	for i := range len(text) {
		c := text[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
		if !letter && strings.IndexByte("-_.:=/+@", c) < 0 {
			return false
		}
	}
	return true
}

// remembered has the pages of a template of this package, because these depend on nothing of
// most requests.
type remembered struct {
	Template
	pages map[key][]byte
}

type key struct {
	status   httpstatus.Status
	language httpstatus.Language
}

func (t remembered) Execute(w io.Writer, data any) error {
	if p, ok := data.(problem.Page); ok && len(p.Extensions) == 0 && p.Detail == "" && linkable(p.Request) {
		if page, ok := t.pages[key{p.Status, p.Language}]; ok {
			_, err := w.Write(page)
			return err
		}
	}
	return t.Template.Execute(w, data)
}

// logged logs the errors of a template. The Responder logs nothing, because it would log
// each request.
type logged struct{ Template }

func (t logged) Execute(w io.Writer, page any) error {
	err := execute(t.Template, w, page)
	if err != nil {
		slog.LogAttrs(context.Background(), slog.LevelError, "error page fails", slog.String("error", fmt.Sprint(err)))
	}
	return err
}
