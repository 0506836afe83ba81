package problem_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/golden"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

var languages = negotiate.New(lang.English, lang.Korean, lang.Arabic)

const chrome = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"

func newResponder() *problem.Responder {
	return &problem.Responder{Languages: languages, Log: slog.New(slog.DiscardHandler)}
}

// request returns a request with some header fields, "Name: value".
func request(method string, fields ...string) *http.Request {
	r := httptest.NewRequest(method, "/", nil)
	addFields(r.Header, fields)
	return r
}

func addFields(h http.Header, fields []string) {
	for _, field := range fields {
		name, value, _ := strings.Cut(field, ": ")
		h.Add(name, value)
	}
}

// respond returns the response to a request whose handler has set fields before.
func respond(t *testing.T, errs *problem.Responder, r *http.Request, err error, before ...string) *http.Response {
	t.Helper()
	w := httptest.NewRecorder()
	addFields(w.Header(), before)
	errs.Respond(w, r, err)
	return w.Result()
}

func serve(h http.Handler, r *http.Request) *http.Response {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, resp *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Error(err)
	}
	return string(b)
}

func TestLanguage(t *testing.T) {
	for _, test := range []struct {
		field, want string
	}{
		{"", "en"},
		{"ko", "ko"},
		{"ko-KR,ko;q=0.9,en;q=0.8", "ko"},
		{"ar-EG", "ar"},
		{"xx", "en"},
		{";;;", "en"},
	} {
		for _, accept := range []string{"application/json", "text/plain", "text/html"} {
			t.Run(test.field+" "+accept, func(t *testing.T) {
				resp := respond(t, newResponder(), request("GET", "Accept: "+accept, "Accept-Language: "+test.field), httpstatus.NotFound)
				if got := resp.Header.Get("Content-Language"); got != test.want {
					t.Errorf("%q gets %s, want %s", test.field, got, test.want)
				}
				l, _ := lang.Lookup(test.want)
				if got := body(t, resp); !strings.Contains(got, httpstatus.NotFound.Title(l)) {
					t.Errorf("not in the right language: %s", got)
				}
			})
		}
	}
	t.Run("two lines", func(t *testing.T) {
		resp := respond(t, newResponder(), request("GET", "Accept-Language: xx", "Accept-Language: ar"), httpstatus.NotFound)
		if got := resp.Header.Get("Content-Language"); got != "ar" {
			t.Errorf("got %s", got)
		}
	})
	t.Run("zero Responder", func(t *testing.T) {
		resp := respond(t, &problem.Responder{}, request("GET", "Accept-Language: ko"), httpstatus.NotFound)
		if got := resp.Header.Get("Content-Language"); got != "en" {
			t.Errorf("got %s", got)
		}
	})
	t.Run("own wording", func(t *testing.T) {
		errs := newResponder()
		errs.Languages = negotiate.New(lang.English.With(map[httpstatus.Status]httpstatus.Text{404: {Title: "Nothing here"}}))
		if got := body(t, respond(t, errs, request("GET"), httpstatus.NotFound)); !strings.Contains(got, "Nothing here") {
			t.Errorf("got %s", got)
		}
	})
}

// LanguageOf is the language of the response, wherever it comes from.
func TestLanguageOf(t *testing.T) {
	byCookie := func(r *http.Request) (httpstatus.Language, bool) {
		cookie, err := r.Cookie("lang")
		if err != nil {
			return lang.German, false // which is ignored
		}
		return lang.Lookup(cookie.Value)
	}
	for _, test := range []struct {
		name   string
		errs   problem.Responder
		fields []string
		want   httpstatus.Language
	}{
		{"zero", problem.Responder{}, []string{"Accept-Language: ko"}, lang.English},
		{"negotiated", problem.Responder{Languages: languages}, []string{"Accept-Language: ko"}, lang.Korean},
		{"negotiated on two lines", problem.Responder{Languages: languages}, []string{"Accept-Language: xx", "Accept-Language: ko"}, lang.Korean},
		{"without a field", problem.Responder{Languages: languages}, nil, lang.English},
		{"the hook decides", problem.Responder{Languages: languages, Language: byCookie}, []string{"Accept-Language: ko", "Cookie: lang=ar"}, lang.Arabic},
		{"the hook does not know", problem.Responder{Languages: languages, Language: byCookie}, []string{"Accept-Language: ko", "Cookie: lang=xx"}, lang.Korean},
		{"the hook has no cookie", problem.Responder{Languages: languages, Language: byCookie}, []string{"Accept-Language: ko"}, lang.Korean},
		{"the hook's need not be one of Languages", problem.Responder{Languages: languages, Language: byCookie}, []string{"Cookie: lang=ja"}, lang.Japanese},
		{"the hook alone", problem.Responder{Language: byCookie}, []string{"Accept-Language: ko", "Cookie: lang=ja"}, lang.Japanese},
		{"the hook alone does not know", problem.Responder{Language: byCookie}, []string{"Accept-Language: ko"}, lang.English},
	} {
		t.Run(test.name, func(t *testing.T) {
			errs := test.errs
			errs.Log = newResponder().Log
			r := request("GET", test.fields...)
			if got := errs.LanguageOf(r); got != test.want {
				t.Errorf("LanguageOf is %v, want %v", got, test.want)
			}
			for name, resp := range map[string]*http.Response{
				"Respond":    respond(t, &errs, r, httpstatus.NotFound),
				"Details":    respond(t, &errs, r, &problem.Details{Status: 404}),
				"Middleware": serve(errs.Middleware(http.NotFoundHandler()), r),
			} {
				if got := body(t, resp); resp.Header.Get("Content-Language") != test.want.String() || !strings.Contains(got, httpstatus.NotFound.Title(test.want)) {
					t.Errorf("%s: %s %s", name, resp.Header.Get("Content-Language"), got)
				}
			}
		})
	}
}

// Several lines of Accept-Language mean the same as one line with commas. However much a
// client sends, they cost little.
func TestLinesOfAcceptLanguage(t *testing.T) {
	errs := newResponder()
	for _, test := range []struct {
		name  string
		lines []string
		want  httpstatus.Language
	}{
		{"two", []string{"en;q=0.5", "ko"}, lang.Korean},
		{"empty ones before", append(make([]string, 500), "ko"), lang.Korean},
		{"a megabyte of empty ones", make([]string, 1<<20), lang.English},
		{"a megabyte of empty ones at the end", append([]string{"ko"}, make([]string, 1<<20)...), lang.Korean},
		{"a megabyte of empty ones before", append(make([]string, 1<<20), "ko"), lang.English},
		{"a megabyte on a line", []string{"en;q=0.5,ko", strings.Repeat(" ", 1<<20)}, lang.Korean},
		{"a megabyte of words on a line", []string{"en;q=0.5,ko", strings.Repeat("ar,", 1<<20/3)}, lang.Korean},
		{"up to the last byte", []string{"en;q=0.5", strings.Repeat(" ", 512-len("en;q=0.5,ko")) + "ko", "ar"}, lang.Korean},
		{"past the last byte", []string{"en;q=0.5", strings.Repeat(" ", 513-len("en;q=0.5,ko")) + "ko", "ar"}, lang.English},
		{"cut between the lines", []string{strings.Repeat(" ", 510) + "en", "ko"}, lang.English},
		{"cut within a decimal comma", []string{strings.Repeat(" ", 500) + "en", "ko;q=0,8"}, lang.English},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := request("GET")
			r.Header["Accept-Language"] = test.lines
			if got, joined := errs.LanguageOf(r), languages.Header(strings.Join(test.lines, ",")); got != test.want || got != joined {
				t.Errorf("LanguageOf is %v, want %v; joined it is %v", got, test.want, joined)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			errs.LanguageOf(r)
			runtime.ReadMemStats(&after)
			if n := after.TotalAlloc - before.TotalAlloc; n > 10<<10 {
				t.Errorf("LanguageOf allocates %d bytes", n)
			}
		})
	}
}

// What a handler has set before the error: kept, dropped or changed.
func TestFields(t *testing.T) {
	for _, test := range []struct {
		name   string
		err    error
		before []string
		field  string
		want   []string
	}{
		{"Vary", httpstatus.NotFound, nil, "Vary", []string{"Accept, Accept-Language"}},
		{"Vary merged", httpstatus.NotFound, []string{"Vary: Origin", "Vary: Cookie"}, "Vary", []string{"Origin, Cookie, Accept, Accept-Language"}},
		{"Vary without duplicates", httpstatus.NotFound, []string{"Vary: accept-language,Origin"}, "Vary", []string{"accept-language,Origin, Accept"}},
		{"Vary complete", httpstatus.NotFound, []string{"Vary: Accept", "Vary: Accept-Language"}, "Vary", []string{"Accept, Accept-Language"}},
		{"Vary Accept-Encoding is not Accept", httpstatus.NotFound, []string{"Vary: Accept-Encoding"}, "Vary", []string{"Accept-Encoding, Accept, Accept-Language"}},
		{"Vary *", httpstatus.NotFound, []string{"Vary: *"}, "Vary", []string{"*"}},
		{"nosniff", httpstatus.NotFound, nil, "X-Content-Type-Options", []string{"nosniff"}},

		{"Allow", httpstatus.MethodNotAllowed, []string{"Allow: GET, HEAD"}, "Allow", []string{"GET, HEAD"}},
		{"WWW-Authenticate", httpstatus.Unauthorized, []string{"WWW-Authenticate: Basic", "WWW-Authenticate: Bearer"}, "WWW-Authenticate", []string{"Basic", "Bearer"}},
		{"Proxy-Authenticate", httpstatus.ProxyAuthenticationRequired, []string{"Proxy-Authenticate: Basic"}, "Proxy-Authenticate", []string{"Basic"}},
		{"Upgrade", httpstatus.UpgradeRequired, []string{"Upgrade: websocket"}, "Upgrade", []string{"websocket"}},
		{"Retry-After", httpstatus.ServiceUnavailable, []string{"Retry-After: 9"}, "Retry-After", []string{"9"}},
		{"Retry-After of Details", &problem.Details{Status: 503, RetryAfter: 1500e6}, []string{"Retry-After: 9"}, "Retry-After", []string{"2"}},
		{"Retry-After, one nanosecond", &problem.Details{Status: 503, RetryAfter: 1}, nil, "Retry-After", []string{"1"}},
		{"no Retry-After", &problem.Details{Status: 503, RetryAfter: -1}, nil, "Retry-After", nil},
		{"Set-Cookie", httpstatus.NotFound, []string{"Set-Cookie: a=b"}, "Set-Cookie", []string{"a=b"}},
		{"CORS", httpstatus.NotFound, []string{"Access-Control-Allow-Origin: *"}, "Access-Control-Allow-Origin", []string{"*"}},

		{"Content-Encoding", httpstatus.NotFound, []string{"Content-Encoding: gzip"}, "Content-Encoding", []string{"gzip"}},
		{"length with Content-Encoding", httpstatus.NotFound, []string{"Content-Encoding: gzip"}, "Content-Length", nil},
		{"Connection of 413", httpstatus.ContentTooLarge, nil, "Connection", []string{"close"}},
		{"Connection of another", httpstatus.NotFound, nil, "Connection", nil},
		{"Content-Language", httpstatus.NotFound, []string{"Content-Language: de"}, "Content-Language", []string{"en"}},
		{"Content-Type", httpstatus.NotFound, []string{"Content-Type: image/png"}, "Content-Type", []string{"application/problem+json"}},
		{"Content-Disposition", httpstatus.NotFound, []string{"Content-Disposition: attachment"}, "Content-Disposition", nil},
		{"Content-Range", httpstatus.NotFound, []string{"Content-Range: bytes */9"}, "Content-Range", nil},
		{"Content-Range of 416", httpstatus.RangeNotSatisfiable, []string{"Content-Range: bytes */9"}, "Content-Range", []string{"bytes */9"}},
		{"Content-Digest", httpstatus.NotFound, []string{"Content-Digest: sha-256=:x:"}, "Content-Digest", nil},
		{"Repr-Digest", httpstatus.NotFound, []string{"Repr-Digest: sha-256=:x:"}, "Repr-Digest", nil},
		{"ETag", httpstatus.NotFound, []string{`ETag: "x"`}, "ETag", nil},
		{"Last-Modified", httpstatus.NotFound, []string{"Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT"}, "Last-Modified", nil},
		{"Accept-Ranges", httpstatus.NotFound, []string{"Accept-Ranges: bytes"}, "Accept-Ranges", nil},
		{"Digest", httpstatus.NotFound, []string{"Digest: sha-256=x"}, "Digest", nil},
		{"Transfer-Encoding", httpstatus.NotFound, []string{"Transfer-Encoding: gzip"}, "Transfer-Encoding", nil},
		{"a reporting policy stays", httpstatus.NotFound, []string{"Content-Security-Policy-Report-Only: default-src 'self'"}, "Content-Security-Policy-Report-Only", []string{"default-src 'self'"}},
		{"Surrogate-Control", httpstatus.NotFound, []string{"Surrogate-Control: max-age=9"}, "Surrogate-Control", nil},
		{"CDN-Cache-Control", httpstatus.NotFound, []string{"CDN-Cache-Control: max-age=9"}, "CDN-Cache-Control", nil},
		{"a trailer field", httpstatus.NotFound, []string{http.TrailerPrefix + "X: 9"}, http.TrailerPrefix + "X", nil},
		{"Trailer", httpstatus.NotFound, []string{"Trailer: X"}, "Trailer", nil},
		{"Expires", httpstatus.NotFound, []string{"Expires: Sun, 06 Nov 2094 08:49:37 GMT"}, "Expires", nil},

		{"no Cache-Control", httpstatus.NotFound, nil, "Cache-Control", nil},
		{"a success's caching", httpstatus.InternalServerError, []string{"Cache-Control: public, max-age=31536000, immutable"}, "Cache-Control", []string{"no-cache"}},
		{"no-store stays", httpstatus.NotFound, []string{"Cache-Control: private", "Cache-Control: No-Store"}, "Cache-Control", []string{"private", "No-Store"}},
		{"428", httpstatus.PreconditionRequired, nil, "Cache-Control", []string{"no-store"}},
		{"429", httpstatus.TooManyRequests, []string{"Cache-Control: max-age=60"}, "Cache-Control", []string{"no-store"}},
		{"431", httpstatus.RequestHeaderFieldsTooLarge, nil, "Cache-Control", []string{"no-store"}},
		{"511", httpstatus.NetworkAuthenticationRequired, nil, "Cache-Control", []string{"no-store"}},

		{"restrictions stay beside no-cache", httpstatus.NotFound, []string{"Cache-Control: max-age=9, Private, no-transform"}, "Cache-Control", []string{"no-cache, private, no-transform"}},
		{"restrictions on two lines", httpstatus.NotFound, []string{`Cache-Control: private="x, no-store"`, "Cache-Control: no-transform"}, "Cache-Control", []string{"no-cache, private, no-transform"}},
		{"no-transform stays beside no-store", httpstatus.TooManyRequests, []string{"Cache-Control: private, no-transform, max-age=9"}, "Cache-Control", []string{"no-store, no-transform"}},
		{"an extension is no directive", httpstatus.NotFound, []string{"Cache-Control: x-no-store"}, "Cache-Control", []string{"no-cache"}},
		{"Vary, empty", httpstatus.NotFound, []string{"Vary: "}, "Vary", []string{"Accept, Accept-Language"}},
		{"Vary, Accept alone", httpstatus.NotFound, []string{"Vary: Origin, Accept"}, "Vary", []string{"Origin, Accept, Accept-Language"}},

		{"a policy for JSON", httpstatus.NotFound, []string{"Content-Security-Policy: default-src 'self'"}, "Content-Security-Policy", []string{"default-src 'self'"}},
		{"no policy for JSON", httpstatus.NotFound, nil, "Content-Security-Policy", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			resp := respond(t, newResponder(), request("GET"), test.err, test.before...)
			if diff := cmp.Diff(test.want, resp.Header.Values(test.field)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.field, diff)
			}
		})
	}
}

// What must not be sent with an error goes, however its name is written.
func TestFieldsOfOthers(t *testing.T) {
	for _, name := range []string{
		"Content-Encoding-X", "Content-Location", "Content-MD5", "ETag", "Last-Modified", "Expires", "Age", "Date",
		"X-Accel-Redirect", "X-Accel-Expires", "X-Accel-Charset", "X-Sendfile", "X-Sendfile2", "X-Sendfile-Temporary",
		"X-LIGHTTPD-send-file", "X-LIGHTTPD-Send-Tempfile", "X-LiteSpeed-Location", "X-LiteSpeed-Cache-Control",
		"X-Reproxy-URL", "X-Reproxy-File", "Refresh", "Location", "Sum", "X-Checksum",
	} {
		for _, spelling := range []string{name, strings.ToLower(name), strings.ToUpper(name), http.CanonicalHeaderKey(name)} {
			w := httptest.NewRecorder()
			w.Header()["trailer"] = []string{"Sum, x-checksum"}
			w.Header()[spelling] = []string{"/secret"}
			newResponder().Respond(w, request("GET"), httpstatus.Forbidden)
			if got := fmt.Sprint(w.Header()); strings.Contains(got, "/secret") || strings.Contains(got, "railer") {
				t.Errorf("%s: %s", spelling, got)
			}
		}
	}
	for _, name := range []string{"X-Accel-Buffering", "X-Accel-Limit-Rate", "X-Request-Id", "WWW-Authenticate", "Link", "Sum"} {
		for _, spelling := range []string{name, strings.ToLower(name)} {
			w := httptest.NewRecorder()
			w.Header()[spelling] = []string{"x"}
			newResponder().Respond(w, request("GET"), httpstatus.Forbidden)
			if got := w.Header()[spelling]; len(got) != 1 || got[0] != "x" {
				t.Errorf("%s: %q", spelling, got)
			}
		}
	}
}

// A field that is there in another spelling is not sent twice.
func TestFieldsSetOnce(t *testing.T) {
	for name, want := range map[string]string{
		"Content-Type": "application/problem+json", "Content-Language": "en", "X-Content-Type-Options": "nosniff",
		"Vary": "x, Accept, Accept-Language", "Retry-After": "5", "Cache-Control": "no-cache", "Content-Security-Policy": "x", "Content-Encoding": "x",
	} {
		for _, spelling := range []string{strings.ToLower(name), strings.ToUpper(name), name} {
			w := httptest.NewRecorder()
			w.Header()[spelling] = []string{"x"}
			newResponder().Respond(w, request("GET"), &problem.Details{Status: 404, RetryAfter: 5e9})
			for other, values := range w.Header() {
				if strings.EqualFold(other, name) && (other != name || len(values) != 1 || values[0] != want) {
					t.Errorf("%s: %s is %q, want %q", spelling, other, values, want)
				}
			}
			if w.Header()[name] == nil {
				t.Errorf("%s: it is gone", spelling)
			}
		}
	}
	t.Run("in two spellings", func(t *testing.T) {
		w := httptest.NewRecorder()
		other := "vary"
		w.Header()["Vary"], w.Header()[other] = []string{"Origin"}, []string{"Cookie"}
		newResponder().Respond(w, request("GET"), httpstatus.NotFound)
		if got := w.Header()["Vary"]; len(got) != 1 || got[0] != "Origin, Cookie, Accept, Accept-Language" || w.Header()[other] != nil {
			t.Errorf("Vary is %q", got)
		}
	})
}

// Each field is the caller's to change afterwards, without a change to another.
func TestFieldsAreSeparate(t *testing.T) {
	w := httptest.NewRecorder()
	newResponder().Respond(w, request("GET", "Accept: text/html"), httpstatus.TooManyRequests)
	before := w.Header().Clone()
	for name := range before {
		w.Header().Add(name, "added")
	}
	for name, values := range before {
		if diff := cmp.Diff(append(values, "added"), w.Header()[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestHead(t *testing.T) {
	for _, accept := range []string{"application/json", "text/plain", "text/html"} {
		t.Run(accept, func(t *testing.T) {
			get := respond(t, newResponder(), request("GET", "Accept: "+accept), httpstatus.NotFound)
			head := respond(t, newResponder(), request("HEAD", "Accept: "+accept), httpstatus.NotFound)
			if diff := cmp.Diff(get.Header, head.Header); diff != "" {
				t.Errorf("the fields differ (-get +head):\n%s", diff)
			}
			if got := body(t, head); got != "" {
				t.Errorf("HEAD has a body: %q", got)
			}
			if got, want := get.Header.Get("Content-Length"), fmt.Sprint(len(body(t, get))); got != want {
				t.Errorf("Content-Length is %s, want %s", got, want)
			}
		})
	}
}

// Every status that a handler may return gives that status or 500, in all formats
// and languages, twice: rendered and remembered.
func TestEveryStatus(t *testing.T) {
	errs := newResponder()
	for code := -1; code <= 1000; code++ {
		want := code
		if code < 400 || code > 599 {
			want = 500
		}
		for _, l := range languages.Languages() {
			for _, accept := range []string{"application/json", "text/plain", "text/html"} {
				r := request("GET", "Accept: "+accept, "Accept-Language: "+l.String())
				first := respond(t, errs, r, httpstatus.Status(code))
				again := respond(t, errs, r, httpstatus.Status(code))
				if first.StatusCode != want || again.StatusCode != want {
					t.Fatalf("%d: status %d, %d, want %d", code, first.StatusCode, again.StatusCode, want)
				}
				text := body(t, first)
				if again := body(t, again); text != again {
					t.Fatalf("%d: first %q, then %q", code, text, again)
				}
				if title := httpstatus.Status(want).Title(l); !strings.Contains(text, title) || !strings.Contains(text, fmt.Sprint(want)) {
					t.Fatalf("%d: neither %q nor %d in %s", code, title, want, text)
				}
			}
		}
	}
}

func TestNilError(t *testing.T) {
	w := httptest.NewRecorder()
	newResponder().Respond(w, request("GET"), nil)
	if len(w.Header()) != 0 || w.Body.Len() != 0 {
		t.Errorf("something was written: %v %s", w.Header(), w.Body)
	}
}

func TestRespondDetails(t *testing.T) {
	outOfCredit := &problem.Details{
		Type:       "https://example.com/probs/out-of-credit",
		Title:      "Out of credit",
		Status:     httpstatus.Forbidden,
		Detail:     "The balance is 30,\nbut that costs 50.",
		Instance:   "/account/12345/msgs/abc",
		Extensions: map[string]any{"balance": 30, "accounts": []string{"/account/12345"}},
	}
	meaning, advice := httpstatus.Forbidden.Meaning(lang.English), httpstatus.Forbidden.Advice(lang.English)
	unencodable := *outOfCredit
	unencodable.Extensions = map[string]any{"c": make(chan int), "nan": math.NaN(), "raw": json.RawMessage("{"), "balance": 30}

	for _, test := range []struct {
		name   string
		err    error
		accept string
		want   []string
		not    []string
	}{
		{"JSON", outOfCredit, "application/json", []string{`"type":"https://example.com/probs/out-of-credit","title":"Out of credit","status":403,"detail":"The balance is 30,\nbut that costs 50.","instance":"/account/12345/msgs/abc","accounts":["/account/12345"],"balance":30`}, nil},
		{"wrapped pointer", fmt.Errorf("secret: %w", outOfCredit), "application/json", []string{`"balance":30`}, []string{"secret"}},
		{"joined", errors.Join(errors.New("secret"), outOfCredit), "application/json", []string{`"balance":30`}, []string{"secret"}},
		{"text", outOfCredit, "text/plain", []string{"403 Out of credit\n", "but that costs 50.", advice}, []string{meaning, "12345", "probs"}},
		{"page", outOfCredit, "text/html", []string{"<title>Out of credit</title>", "but that costs 50.", advice}, []string{meaning, "12345", "probs"}},
		{"empty members are filled in", &problem.Details{Status: 404}, "application/json", []string{`"type":"about:blank","title":"` + httpstatus.NotFound.Title(lang.English) + `","status":404,"detail":"` + httpstatus.NotFound.Meaning(lang.English)}, nil},
		{"no status is 500", &problem.Details{Detail: "D"}, "application/json", []string{`"status":500`, `"detail":"D"`}, nil},
		{"200 is 500", &problem.Details{Status: 200, Detail: "D"}, "application/json", []string{`"status":500`}, nil},
		{"Details go before a Status", fmt.Errorf("%w: %w", httpstatus.NotFound, outOfCredit), "application/json", []string{`"status":403`}, nil},
		{"what JSON cannot hold is left out, and nothing else", &unencodable, "application/json", []string{`"title":"Out of credit","status":403`, `"instance":"/account/12345/msgs/abc","balance":30}`}, []string{`"c"`, `"nan"`, `"raw"`}},
		{"escaped on the page", &problem.Details{Status: 400, Title: "<b>", Detail: "<script>"}, "text/html", []string{"&lt;b&gt;", "&lt;script&gt;"}, []string{"<b>", "<script>"}},
		{"escaped in JSON", &problem.Details{Status: 400, Title: "</script>"}, "application/json", []string{`\u003c/script\u003e`}, []string{"</script>"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			resp := respond(t, newResponder(), request("GET", "Accept: "+test.accept), test.err)
			got := body(t, resp)
			if !strings.Contains(got, fmt.Sprint(resp.StatusCode)) {
				t.Errorf("%d is not in %s", resp.StatusCode, got)
			}
			for _, want := range test.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is not in %s", want, got)
				}
			}
			for _, not := range test.not {
				if strings.Contains(got, not) {
					t.Errorf("%q is in %s", not, got)
				}
			}
			if test.accept == "application/json" && !json.Valid([]byte(got)) {
				t.Errorf("not JSON: %s", got)
			}
		})
	}
}

// A server that asks another hands on the status, not what the other wrote.
func TestAnotherServersDetails(t *testing.T) {
	upstream := &http.Response{
		StatusCode: 404,
		Header:     http.Header{"Content-Type": {"application/problem+json"}},
		Body:       io.NopCloser(strings.NewReader(`{"detail":"secret of theirs"}`)),
	}
	theirs := problem.Read(upstream)
	if !strings.Contains(theirs.Error(), "secret of theirs") {
		t.Fatalf("read %v", theirs)
	}
	for _, test := range []struct {
		name   string
		err    error
		status int
		want   string
	}{
		{"alone", theirs, 404, httpstatus.NotFound.Title(lang.English)},
		{"wrapped", fmt.Errorf("ask them: %w", theirs), 404, httpstatus.NotFound.Title(lang.English)},
		{"beneath a status", fmt.Errorf("%w: %w", httpstatus.BadGateway, theirs), 502, httpstatus.BadGateway.Title(lang.English)},
		{"through an As method", delegating{theirs}, 404, httpstatus.NotFound.Title(lang.English)},
		{"through an As method, wrapped twice", fmt.Errorf("x: %w", delegating{fmt.Errorf("x: %w", theirs)}), 404, httpstatus.NotFound.Title(lang.English)},
		{"beneath Details", fmt.Errorf("%w: %w", &problem.Details{Status: 502, Detail: "ours"}, theirs), 502, "ours"},
		{"beside Details", fmt.Errorf("%w: %w", theirs, &problem.Details{Status: 502, Detail: "ours"}), 502, "ours"},
	} {
		t.Run(test.name, func(t *testing.T) {
			resp := respond(t, newResponder(), request("GET"), test.err)
			got := body(t, resp)
			if resp.StatusCode != test.status || strings.Contains(got, "secret") || !strings.Contains(got, test.want) {
				t.Errorf("%d %s", resp.StatusCode, got)
			}
		})
	}
}

// Nothing hostile in a request or an error comes back.
func TestNothingLeaks(t *testing.T) {
	const hostile = "<script>alert(1)</script>\r\nX-Injected: yes\r\n\r\n\x1b[31m\u202e{{.}}"
	errs := newResponder()
	handlers := map[string]http.Handler{
		"Handle": errs.Handle(func(w http.ResponseWriter, r *http.Request) error { return errors.New(hostile + r.URL.Path) }),
		"wrapped": errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
			return fmt.Errorf("%s: %w", hostile, httpstatus.NotFound)
		}),
		"panic":      errs.Handle(func(w http.ResponseWriter, r *http.Request) error { panic(hostile) }),
		"Middleware": errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, hostile+r.URL.Path, 400) })),
		"mux":        errs.Middleware(http.NewServeMux()),
	}
	for name, h := range handlers {
		for _, accept := range []string{"application/json", "text/plain", "text/html", hostile} {
			t.Run(name+" "+accept, func(t *testing.T) {
				r := request("GET")
				r.URL.Path, r.URL.RawQuery, r.Host = "/"+hostile, hostile, hostile
				r.Header = http.Header{"Accept": {accept}, "Accept-Language": {hostile}, "Referer": {hostile}, "User-Agent": {hostile}, "Cookie": {hostile}}
				resp := serve(h, r)
				got := body(t, resp) + fmt.Sprint(resp.Header)
				for _, piece := range []string{"alert", "njected", "\x1b", "\u202e", "{{"} {
					if strings.Contains(got, piece) {
						t.Errorf("%q is in %s", piece, got)
					}
				}
			})
		}
	}
}

func TestGolden(t *testing.T) {
	errs := newResponder()
	details := &problem.Details{
		Type:       "https://example.com/probs/out-of-credit",
		Title:      "Out of credit",
		Status:     httpstatus.Forbidden,
		Detail:     "The balance is 30, but that costs 50.",
		Extensions: map[string]any{"balance": 30},
	}
	for _, test := range []struct {
		name, accept, language string
		err                    error
	}{
		{"404.en.html", "text/html", "en", httpstatus.NotFound},
		{"404.ar.html", "text/html", "ar", httpstatus.NotFound},
		{"404.en.txt", "text/plain", "en", httpstatus.NotFound},
		{"404.ko.txt", "text/plain", "ko", httpstatus.NotFound},
		{"404.en.json", "application/json", "en", httpstatus.NotFound},
		{"404.ko.json", "application/json", "ko", httpstatus.NotFound},
		{"details.en.html", "text/html", "en", details},
		{"details.en.txt", "text/plain", "en", details},
		{"details.en.json", "application/json", "en", details},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := body(t, respond(t, errs, request("GET", "Accept: "+test.accept, "Accept-Language: "+test.language), test.err))
			golden.File(t, filepath.Join("testdata", test.name), got)
		})
	}
}

// Where sentences end without a space, two follow each other without one.
func TestSentences(t *testing.T) {
	for _, test := range []struct {
		l       httpstatus.Language
		between string
	}{{lang.Japanese, ""}, {lang.SimplifiedChinese, ""}, {lang.Korean, " "}, {lang.Hindi, " "}} {
		errs := &problem.Responder{Languages: negotiate.New(test.l)}
		got := body(t, respond(t, errs, request("GET", "Accept: application/json"), httpstatus.NotFound))
		if want := httpstatus.NotFound.Meaning(test.l) + test.between + httpstatus.NotFound.Advice(test.l); !strings.Contains(got, `"`+want+`"`) {
			t.Errorf("%v: %s", test.l, got)
		}
	}
}

// For the race detector: everybody gets what they asked for.
func TestConcurrentUse(t *testing.T) {
	errs := newResponder()
	h := errs.Middleware(errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
		if r.Method == "POST" {
			http.Error(w, "no", http.StatusUnprocessableEntity)
			return nil
		}
		return httpstatus.NotFound
	}))
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for j := range 200 {
				method, status := "GET", 404
				if (i+j)%2 == 0 {
					method, status = "POST", 422
				}
				l := languages.Languages()[(i+j)%3]
				resp := serve(h, request(method, "Accept: "+[]string{"text/html", "text/plain", "*/*"}[j%3], "Accept-Language: "+l.String()))
				if resp.StatusCode != status || resp.Header.Get("Content-Language") != l.String() {
					t.Errorf("%d %v", resp.StatusCode, resp.Header)
				}
				if got := body(t, resp); !strings.Contains(got, httpstatus.Status(status).Title(l)) {
					t.Errorf("%d %v: %s", status, l, got)
				}
			}
		})
	}
	group.Wait()
}
