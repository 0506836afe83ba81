// Package problem answers the errors of a net/http server in the reader's
// language and in the format that the client asks for: a page for a browser,
// problem details (RFC 9457) for a program, plain text for those who want that. It
// also reads such answers on the client's side.
//
// This is a whole server. What its handlers return and what its mux has to say
// about unknown paths and methods becomes readable, in three languages:
//
//	package main
//
//	import (
//		"fmt"
//		"log"
//		"net/http"
//
//		"example.com/httpstatus"
//		"example.com/httpstatus/lang"
//		"example.com/httpstatus/lang/negotiate"
//		"example.com/httpstatus/problem"
//	)
//
//	var users = map[string]string{"7": "Ada"}
//
//	func main() {
//		errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean, lang.Arabic)}
//		mux := http.NewServeMux()
//		mux.Handle("GET /users/{id}", errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
//			name, ok := users[r.PathValue("id")]
//			if !ok {
//				return fmt.Errorf("user %q: %w", r.PathValue("id"), httpstatus.NotFound)
//			}
//			_, err := fmt.Fprintln(w, name)
//			return err
//		}))
//		log.Fatal(http.ListenAndServe("localhost:8080", errs.Middleware(mux)))
//	}
//
// The text of an error goes to the log and never to the reader. What the reader
// is to see besides the status's own texts, a handler says with [Details].
package problem

import (
	"bytes"
	"context"
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
)

// A Responder writes error responses. Its zero value is ready to use and answers
// in English. Set the fields before the first use and leave them; then any number
// of goroutines may use it. It must not be copied.
type Responder struct {
	// Languages chooses the reader's language from Accept-Language; nil means
	// English for everybody.
	Languages *negotiate.Matcher

	// Page is the page that a browser is sent, executed with a [Page]; nil means
	// this package's own. If it fails, the error is logged and plain text sent. A
	// page of your own comes without a Content-Security-Policy; only you know what
	// it needs.
	Page *template.Template

	// Log receives every error with its text, which no reader gets to see, and the
	// text of what Middleware replaces: at level Error for a status of 500 and
	// above, at Debug for the rest and for requests whose client went away. nil
	// means slog.Default.
	Log *slog.Logger

	formats formatCache

	// plain holds what has been rendered without Details: a *renderings by
	// lang.Language, which as a key needs no allocation. It cannot outgrow statuses
	// times languages times formats.
	plain sync.Map
}

// Renderings are one language's, from status 400 on; no other is ever sent than
// those up to 599.
type renderings [formatHTML + 1][200]atomic.Pointer[content]

// Respond answers r with an error response of the status that [FromError] finds in
// err, and logs err. It does nothing if err is nil. Like http.Error it does not
// end the handler, and it has to come before anything else is written.
//
// The reader sees the status's title, meaning and advice, and nothing of err's
// text or of the request. Only what a handler has put into [Details] is shown too.
// An error of [Read] passes its status on, but not what the other server wrote.
//
// The format follows Accept (RFC 9110, 12.5.1): application/problem+json, which is
// also what application/json and other +json types get; text/html; or text/plain.
// Browsers get the page. Between formats that are equally welcome one that is
// named beats one that only a wildcard lets in, and then the first named wins. A
// client that does not care, as curl's */* or no field at all, gets problem
// details, and so does one that accepts none of the three: there is no 406.
//
// Header fields that the caller has set are sent, such as Allow or
// WWW-Authenticate, but for those that were meant for another content:
// Content-Type and the other Content- fields, ETag, Last-Modified, Accept-Ranges,
// digests and trailers. So that a page that was to be cached for a year does not
// have its error cached for a year, Expires and the fields for certain caches
// (RFC 9213) go too, and a Cache-Control without no-store becomes no-cache. A status
// that must not be stored gets no-store. Content-Language, Content-Length, Vary and
// X-Content-Type-Options are set, and with this package's page a
// Content-Security-Policy, unless there is one.
//
// Content-Encoding stays, without a Content-Length, as with http.Error, since it may
// be somebody's who compresses what is written. Within [Responder.Handle] and
// [Responder.Middleware] it is known whether the handler itself has set it; then it
// goes. A 413 over HTTP/1 closes the connection, so that nobody sends the rest.
//
// A read deadline that ran out on an HTTP/1 client's own connection is answered
// with 408, not with 504.
func (rs *Responder) Respond(w http.ResponseWriter, r *http.Request, err error) {
	if err == nil {
		return
	}
	status := FromError(err)
	if status == httpstatus.GatewayTimeout && stalled(r, err) {
		status = httpstatus.RequestTimeout
	}
	rs.log(r, status, err)
	rs.send(w, r, status, deliberate(err), encoding(w))
}

// encoding returns the Content-Encoding to keep, since what is written is compressed
// outside: within Handle and Middleware what was set before the handler was called,
// elsewhere what there is, as http.Error does.
func encoding(w http.ResponseWriter) []string {
	if w, ok := w.(*writer); ok {
		return w.encoding
	}
	return field(w.Header(), "Content-Encoding")
}

// send writes the response. d may be nil; encoding is a Content-Encoding to keep.
func (rs *Responder) send(w http.ResponseWriter, r *http.Request, status httpstatus.Status, d *Details, encoding []string) {
	var language lang.Language
	if rs.Languages != nil {
		language = rs.Languages.Header(strings.Join(r.Header["Accept-Language"], ","))
	}
	c := rs.content(r, language, status, d, rs.formats.accepted(r.Header["Accept"]))

	h := w.Header()
	dropStale(h, status)
	h.Set("Content-Type", contentTypes[c.format])
	h.Set("Content-Language", language.String())
	h.Set("X-Content-Type-Options", "nosniff")
	h["Vary"] = vary(h["Vary"])
	if encoding == nil {
		h.Set("Content-Length", c.length)
	} else {
		h["Content-Encoding"] = encoding
		h.Del("Content-Length") // what is sent will be shorter
	}
	if c.format == formatHTML && rs.Page == nil && h["Content-Security-Policy"] == nil {
		h.Set("Content-Security-Policy", pagePolicy())
	}
	if d != nil && d.RetryAfter > 0 {
		h.Set("Retry-After", d.retryAfterField())
	}
	restrictCaching(h, status)
	// As http.MaxBytesReader sees to where it is given the server's own ResponseWriter:
	// nobody waits for the rest (RFC 9110, 15.5.14).
	if status == httpstatus.ContentTooLarge && r.ProtoMajor == 1 {
		h["Connection"] = []string{"close"}
	}

	w.WriteHeader(int(status))
	if r.Method != http.MethodHead {
		w.Write(c.body)
	}
}

var contentTypes = [...]string{
	formatJSON: "application/problem+json",
	formatText: "text/plain; charset=utf-8",
	formatHTML: "text/html; charset=utf-8",
}

// A content is a rendered response.
type content struct {
	format format
	body   []byte
	length string // of body, for Content-Length
}

// content returns what to send, rendered once where it can be used again.
func (rs *Responder) content(r *http.Request, l lang.Language, status httpstatus.Status, d *Details, f format) *content {
	ownPage := f == formatHTML && rs.Page != nil // may say something else each time
	if d != nil || ownPage {
		return rs.render(r, l, status, d, f)
	}
	there, ok := rs.plain.Load(l)
	if !ok {
		there, _ = rs.plain.LoadOrStore(l, new(renderings))
	}
	slot := &there.(*renderings)[f][status-400]
	c := slot.Load()
	if c == nil {
		c = rs.render(r, l, status, nil, f)
		slot.Store(c)
	}
	return c
}

func (rs *Responder) render(r *http.Request, l lang.Language, status httpstatus.Status, d *Details, f format) *content {
	if d == nil {
		d = &Details{}
	}
	p := newPage(l, status, d)
	var body []byte
	switch f {
	case formatHTML:
		t := rs.Page
		if t == nil {
			t = pageTemplate()
		}
		var b bytes.Buffer
		if err := t.Execute(&b, p); err != nil {
			rs.log(r, httpstatus.InternalServerError, err)
			return rs.render(r, l, status, d, formatText)
		}
		body = b.Bytes()
	case formatJSON:
		full := *d
		full.Status, full.Title = status, p.Title
		if full.Detail == "" {
			full.Detail = p.sentences()
		}
		var err error
		if body, err = full.MarshalJSON(); err != nil {
			good, err := full.encodable() // nothing but an extension can fail
			rs.log(r, httpstatus.InternalServerError, err)
			body, _ = good.MarshalJSON()
		}
		body = append(body, '\n')
	default:
		body = []byte(p.text())
	}
	return &content{f, body, strconv.Itoa(len(body))}
}

// log records err, and nothing if the logger would not.
func (rs *Responder) log(r *http.Request, status httpstatus.Status, err error, more ...slog.Attr) {
	level := slog.LevelError
	if status < 500 || errors.Is(r.Context().Err(), context.Canceled) {
		level = slog.LevelDebug
	}
	logger := rs.Log
	if logger == nil {
		logger = slog.Default()
	}
	if !logger.Enabled(r.Context(), level) {
		return
	}
	attrs := []slog.Attr{slog.Int("status", int(status)), slog.String("method", r.Method), slog.String("path", r.URL.Path)}
	if err != nil {
		attrs = append(attrs, slog.String("error", err.Error()))
	}
	logger.LogAttrs(r.Context(), level, "error response", append(attrs, more...)...)
}
