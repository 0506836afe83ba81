package problem

import (
	"bytes"
	"cmp"
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
	"example.com/httpstatus/lang/negotiate"
)

// A Responder writes error responses. Its zero value is ready to use and writes
// English. Set the fields before the first use and do not change them afterwards. Any
// number of goroutines may use a Responder. It must not be copied.
type Responder struct {
	// Languages chooses the reader's language from Accept-Language. nil means
	// English for everybody.
	Languages *negotiate.Matcher

	// Page is the page for browsers. It is executed with a [Page]. nil means this
	// package's own. If Page fails, the error is logged and the response is plain text.
	//
	// This package's own page is sent with a Content-Security-Policy that allows its
	// style and nothing else. If your site sets a policy, that one stays. It may block
	// the style; the page is then plain but readable. To allow the style, add this to
	// the style-src of your policy:
	//
	//	'sha256-hhqifOp+NRXAPT8OsTeaskiKKg94ORwU3gt4Fmu38ts='
	//
	// A page of your own is sent without a policy: only you know what it needs.
	Page *template.Template

	// Log receives every error with its text, and the text of the errors that
	// Middleware replaces. No reader sees these texts. The level is Error for a status
	// of 500 and above. It is Debug for other statuses and for requests whose client
	// went away. nil means slog.Default.
	Log *slog.Logger

	formats formatCache

	// plain holds the responses without Details, a *renderings for each httpstatus.Language.
	// A Language as a key needs no allocation. The map is bounded by statuses times
	// languages times formats.
	plain sync.Map
}

// renderings are the responses in one language, from status 400 to 599.
type renderings [formatHTML + 1][200]atomic.Pointer[content]

// Respond writes an error response to r with the status that [FromError] finds in err,
// and logs err. It does nothing if err is nil. Like http.Error it does not end the
// handler. Call it before anything else is written.
//
// The reader sees the status's title, meaning and advice. The reader sees nothing of
// err's text or of the request, except what a handler has put into [Details]. If err
// comes from [Read], its status is used, but not what the other server wrote.
//
// The format follows Accept (RFC 9110, 12.5.1): application/problem+json, text/html or
// text/plain. application/json and other +json types get problem+json. Browsers get
// the page. If the client likes several formats equally, one that it names beats one
// that only a wildcard includes, and the first that it names wins. A client without a
// preference gets problem details, for example curl with its */*. So does a client that
// accepts none of the three: the status is never 406. Of Accept, the first 4 KiB count.
//
// Header fields that the caller has set are sent, for example Allow or
// WWW-Authenticate, with these exceptions in every spelling:
//
//   - Fields that describe other content go: Content-Type and the other Content-
//     fields, ETag, Last-Modified, Accept-Ranges, Age, Date, digests, trailers and the
//     fields that Trailer names.
//   - Fields that make a proxy or a browser show something else in place of the error
//     go: X-Accel-Redirect, X-Sendfile and their like, Location and Refresh.
//   - A permission to cache a success is none to cache its error: Expires and the
//     fields for certain caches (RFC 9213) go, and Cache-Control becomes no-cache,
//     unless it has no-store. private and no-transform stay. A status that must not be
//     stored gets no-store.
//
// Respond sets Content-Type, Content-Language, Content-Length, Vary and
// X-Content-Type-Options. It sets a Content-Security-Policy for this package's page,
// unless there is one.
//
// Content-Encoding stays, without a Content-Length, as with http.Error: a compressor
// outside may have set it. Within [Responder.Handle] and [Responder.Middleware] it
// goes if the handler itself has set it.
//
// If the request's content is too large, the connection of an HTTP/1 client is closed
// after the response, so that nobody sends the rest.
//
// If a read deadline of an HTTP/1 client's own connection has run out, the status is
// 408 and not 504.
func (rs *Responder) Respond(w http.ResponseWriter, r *http.Request, err error) {
	if err == nil {
		return
	}
	status := FromError(err)
	if status == httpstatus.GatewayTimeout && stalled(w, r, err) {
		status = httpstatus.RequestTimeout
	}
	if tooLarge(err) {
		closeAfter(w, r) // whatever the status
	}
	rs.log(r, status, err)
	rs.send(w, r, status, deliberate(err), encoding(w))
}

// encoding returns the Content-Encoding to keep, because a compressor outside set it:
// within Handle and Middleware the value from before the handler ran, elsewhere the present one.
func encoding(w http.ResponseWriter) []string {
	if w, ok := w.(interface{ self() *writer }); ok {
		return w.self().encoding
	}
	return encodingOf(w.Header())
}

func encodingOf(h http.Header) []string {
	if values, ok := h["Content-Encoding"]; ok {
		return values
	}
	for name, values := range h { // in another spelling
		if strings.EqualFold(name, "Content-Encoding") {
			return values
		}
	}
	return nil
}

// send writes the response. d may be nil; encoding is a Content-Encoding to keep.
func (rs *Responder) send(w http.ResponseWriter, r *http.Request, status httpstatus.Status, d *Details, encoding []string) {
	var language httpstatus.Language
	if rs.Languages != nil {
		language = rs.Languages.Header(strings.Join(r.Header["Accept-Language"], ","))
	}
	c := rs.content(r, language, status, d, rs.formats.accepted(r.Header["Accept"]))

	h := w.Header()
	dropStale(h, status)
	h["Content-Type"] = []string{contentTypes[c.format]}
	h["Content-Language"] = []string{language.String()}
	h["X-Content-Type-Options"] = []string{"nosniff"}
	h["Vary"] = vary(h["Vary"])
	if encoding == nil {
		h["Content-Length"] = []string{c.length}
	} else {
		h["Content-Encoding"] = encoding
		delete(h, "Content-Length") // what is sent will be shorter
	}
	if c.format == formatHTML && rs.Page == nil && h["Content-Security-Policy"] == nil {
		h["Content-Security-Policy"] = []string{pagePolicy}
	}
	if d != nil && d.RetryAfter > 0 {
		h.Set("Retry-After", d.retryAfterField())
	}
	restrictCaching(h, status)
	if status == httpstatus.ContentTooLarge {
		closeAfter(w, r)
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
func (rs *Responder) content(r *http.Request, l httpstatus.Language, status httpstatus.Status, d *Details, f format) *content {
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

func (rs *Responder) render(r *http.Request, l httpstatus.Language, status httpstatus.Status, d *Details, f format) *content {
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
		full.Status, full.Title = status, cmp.Or(d.Title, p.Title)
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
