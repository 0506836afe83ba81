package problem

import (
	"io"
	"log/slog"
	"net/http"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/memo"
	"example.com/httpstatus/lang/negotiate"
)

// A Responder writes error responses. Its zero value is ready to use and writes English.
//
// The functions are hooks, and all of them are optional. Any number of goroutines may use a
// Responder, and they call its hooks at the same time. You may copy a Responder and change
// the copy, even for a single request. A hook that panics makes the response a 500, and
// the panic is logged.
type Responder struct {
	// Languages chooses the reader's language from Accept-Language. nil means
	// English for everybody.
	Languages *negotiate.Matcher

	// Language chooses the reader's language from something else: a cookie, a profile, a
	// part of the path. If ok is false, Languages chooses. The language need not be one of
	// Languages. See Vary.
	Language func(r *http.Request) (l httpstatus.Language, ok bool)

	// Formats are the formats of this server's responses. The first is the default. If a client
	// accepts several equally, the earlier one wins. nil means JSON, HTML, Text. A server with
	// a single format sends that, whatever the client asks for.
	Formats []Format

	// Map translates an error that [FromError] does not know. For example, it returns
	// httpstatus.NotFound, or Details, for sql.ErrNoRows. FromError gets the result, or err
	// itself if the result is nil. The log has err.
	Map func(r *http.Request, err error) error

	// Extend sees every error response before it is rendered and logged: the errors of
	// handlers, those that Middleware replaces, and panics. It may add a request ID, an
	// instance, or a title in the reader's language. The Details are a copy, with the
	// response's Status and an Extensions map that is never nil. If a text is still "", Respond
	// uses the status's own text. A change of Status has no effect; use Map.
	//
	// Extensions and Instance go to the log too. This package's page and the plain text
	// show an extension that identifies the request, such as request_id or traceId, and an
	// Instance that is a URN.
	Extend func(r *http.Request, d *Details)

	// Skip reports whether Middleware leaves a request alone, so that its handler writes to
	// the server's own ResponseWriter. This is for handlers whose plain errors a program or
	// a developer reads, such as those of net/http/pprof.
	Skip func(r *http.Request) bool

	// Vary has the names of request fields that your hooks read, for example "Cookie" if
	// Language reads one. They are added to the response's Vary field, so that no
	// cache serves the response to other readers. Accept and Accept-Language are always
	// there.
	Vary []string

	// Page is the page for browsers, usually a *template.Template of html/template. It is
	// executed with a [Page]. nil means this package's own page.
	//
	// If Page fails, the error is logged and the response is plain text. To find such errors
	// early, Handle, Middleware and Respond try a new template once with every registered
	// error, and log the first error. For other types with an Execute method, they try only the
	// first value of each type.
	//
	// This package's own page is sent with a Content-Security-Policy that allows its
	// style and nothing else. If your site sets a policy, that one stays. It may block
	// the style; the page is then plain but readable. To allow the style, add this to
	// the style-src of your policy:
	//
	//	'sha256-FFK45YqHQBSEGUi/HYWDuH4l5j+es+xPToArVClryCM='
	//
	// A page of your own is sent without a policy: only you know what it needs.
	Page interface {
		Execute(w io.Writer, page any) error
	}

	// Log receives every error with its text, and the text of the errors that
	// Middleware replaces. No reader sees these texts. The level is Error for a status
	// of 500 and above. It is Debug for other statuses and for requests whose client
	// went away. nil means slog.Default.
	Log *slog.Logger
}

// LanguageOf returns the language of the error responses to r. Use it to choose texts of
// your own, so that Content-Language is true for them.
func (rs *Responder) LanguageOf(r *http.Request) httpstatus.Language {
	if rs.Language != nil {
		if l, ok := rs.Language(r); ok {
			return l
		}
	}
	return rs.negotiated(r)
}

func (rs *Responder) negotiated(r *http.Request) httpstatus.Language {
	if rs.Languages == nil {
		return httpstatus.Language{}
	}
	lines := r.Header["Accept-Language"]
	if len(lines) == 1 {
		return rs.Languages.Header(lines[0])
	}
	return rs.Languages.Header(joined(lines))
}

// maxLanguages is how many bytes the lines of Accept-Language can have together. A Matcher
// reads half of that, but it looks at what follows to see where its last element ends.
const maxLanguages = 2 * memo.Longest

// joined joins lines with commas (RFC 9110, 5.3). It ignores what is over the limit, which
// would only cost time.
func joined(lines []string) string {
	all := make([]byte, 0, maxLanguages)
	for i, line := range lines {
		if len(all) == maxLanguages {
			break
		}
		if i > 0 {
			all = append(all, ',')
		}
		all = append(all, line[:min(len(line), maxLanguages-len(all))]...)
	}
	return string(all)
}

// Respond writes an error response to r with the status that [FromError] finds in err,
// and logs err. It does nothing if err is nil. Like http.Error it does not end the
// handler. Call it before anything else is written.
//
// The reader sees the status's title, meaning and advice. The reader sees nothing of
// err's text or of the request, except what a handler or Extend has put into [Details]. If
// err comes from [Read], its status is used, but not what the other server wrote.
//
// This package's page has a link to the start page, except on the start page itself and
// with 407 and 511, because a proxy or network blocks the way. If trying again may help, it has
// a link that repeats a GET, and the time of Retry-After. The page has no script and loads
// nothing.
//
// The format is one of Formats and follows Accept (RFC 9110, 12.5.1): application/problem+json,
// text/html or text/plain. application/json and other +json types get problem+json.
// Browsers get the page. If the client likes several formats equally, one that it names
// beats one that only a wildcard includes, and the first that it names wins. A client without
// a preference gets the default, for example curl with its */*. So does a client that
// accepts none of Formats: the status is never 406. Only the first 4 KiB of Accept count.
//
// Content-Language is the language that LanguageOf returns, even if a text of your own is in
// another language: it names the language of the reader that the response is for (RFC 9110,
// 8.5).
//
// Header fields that the caller has set are sent, for example Allow or
// WWW-Authenticate, with these exceptions (in any spelling of the names):
//
//   - Fields that describe other content are removed: Content-Type and the other Content-
//     fields, ETag, Last-Modified, Accept-Ranges, Age, Date, digests, trailers and the
//     fields that Trailer names.
//   - Fields that make a proxy or a browser show something else are removed: X-Accel-Redirect,
//     X-Sendfile and their like, Location and Refresh.
//   - Fields that allow caching were meant for a success: Expires and the fields for certain
//     caches (RFC 9213) are removed, and Cache-Control becomes no-cache, unless it has
//     no-store. private and no-transform stay. A status that must not be stored gets no-store.
//
// Respond sets Content-Type, Content-Language, Content-Length, Vary and
// X-Content-Type-Options. It sets a Content-Security-Policy for this package's page,
// unless there is one.
//
// Respond keeps a Content-Encoding, without a Content-Length, because a compressing middleware
// may have set it. Within [Responder.Handle] and [Responder.Middleware], one that the handler
// itself set is removed.
//
// If the request's content is too large, the connection of an HTTP/1 client is closed
// after the response, so that the client stops sending it.
//
// If the read deadline of the client's own HTTP/1 connection has passed, the status is 408, not
// 504.
func (rs *Responder) Respond(w http.ResponseWriter, r *http.Request, err error) {
	if err != nil {
		rs.fail(w, r, &failure{err: err}, encoding(w))
	}
}

// fail writes the error response for f. encoding is a Content-Encoding to keep.
func (rs *Responder) fail(w http.ResponseWriter, r *http.Request, f *failure, encoding []string) {
	res := rs.prepare(w, r, f)
	rs.send(w, r, &res, encoding)
	res.release()
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
	if len(h) == 0 {
		return nil
	}
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
