package statustest_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus/statustest"
	"github.com/google/go-cmp/cmp"
)

// A row has a request and up to three handlers. One breaks the rule, and no other rule. One
// keeps all rules. One has a response that looks like a breach and is none.
var pairTests = []struct {
	rule                  string
	request               *http.Request
	breaks, keeps, spares http.HandlerFunc
}{
	{
		rule: "head-length", request: asking("HEAD"),
		breaks: either("HEAD", reply(200, "", "Content-Length", "5"), reply(200, "seven b")),
		keeps:  reply(200, "seven b"),
		spares: either("HEAD", reply(200, ""), reply(200, "seven b")),
	},
	{
		rule: "head-length", request: asking("HEAD"),
		breaks: either("HEAD", reply(404, "", "Content-Length", "0"), reply(404, "no")),
		keeps:  reply(404, "no"),
		spares: either("HEAD", reply(405, "", "Allow", "GET", "Content-Length", "0"), reply(200, "x")), // chi, gorilla/mux
	},
	{
		rule: "head-length", request: asking("HEAD"),
		breaks: either("HEAD", reply(200, "", "Content-Length", "5"), flushed("seven b")),
		spares: either("HEAD", reply(200, "", "Transfer-Encoding", "chunked"), flushed("seven b")),
	},
	{
		rule: "head-length", request: asking("HEAD", "Accept-Encoding", "gzip"), // the length without gzip
		breaks: either("HEAD", reply(200, "", "Content-Length", "5"), reply(200, "\x1f\x8b\x08", "Content-Encoding", "gzip")),
	},
	{rule: "head-length", request: asking("HEAD"), spares: counter()},
	{rule: "head-length", request: asking("HEAD"), spares: random()},
	{rule: "head-length", request: asking("HEAD"), spares: turns(2)},
	{rule: "head-length", request: asking("HEAD"), spares: turns(3)},
	{rule: "head-length", request: asking("HEAD"), spares: turns(4)},
	{rule: "head-length", request: asking("HEAD"), spares: turns(5)},
	{rule: "head-length", request: asking("HEAD"), spares: turns(7)},
	{rule: "head-length", request: asking("HEAD", "If-None-Match", `"a"`), spares: either("HEAD", reply(204, ""), reply(204, ""))},
	{
		rule: "head-fields", request: asking("HEAD"),
		breaks: either("HEAD", reply(200, "", "Content-Type", "text/plain"), reply(200, "{}", "Content-Type", "application/json")),
		keeps:  reply(200, "{}", "Content-Type", "application/json"),
		spares: either("HEAD", reply(200, ""), reply(200, "x", "ETag", `"a"`, "Vary", "Accept")),
	},
	{
		rule: "head-fields", request: asking("HEAD"),
		breaks: either("HEAD", reply(200, "", "ETag", `"a"`), reply(200, "x", "ETag", `"b"`)),
		spares: either("HEAD", reply(200, "", "ETag", `"a"`), reply(200, "\x1f\x8b\x08", "ETag", `"a-gzip"`, "Content-Encoding", "gzip")),
	},
	{
		rule: "head-fields", request: asking("HEAD"),
		spares: either("HEAD", reply(200, "", "X-Method", "HEAD", "Set-Cookie", "a=b"), reply(200, "x", "X-Method", "GET", "Set-Cookie", "a=c")),
	},
	{rule: "head-fields", request: asking("HEAD"), spares: either("HEAD", reply(404, "", "ETag", `"a"`), reply(200, "x", "ETag", `"b"`))},
	{
		rule: "304-same", request: asking("GET", "If-None-Match", `"a"`),
		breaks: conditional(reply(304, "", "ETag", `"a"`), reply(200, "x", "ETag", `"a"`, "Vary", "Accept")),
		keeps:  conditional(reply(304, "", "ETag", `"a"`, "Vary", "Accept"), reply(200, "x", "ETag", `"a"`, "Vary", "Accept")),
		spares: conditional(reply(304, "", "ETag", `"a"`), reply(200, "x", "ETag", `W/"a"`, "Last-Modified", past, "Content-Language", "en")),
	},
	{
		rule: "304-same", request: asking("HEAD", "If-Modified-Since", past, "Range", "bytes=0-0"),
		breaks: conditional(reply(304, ""), reply(200, "x", "Cache-Control", "no-cache")),
		spares: conditional(reply(304, ""), reply(503, "x", "Cache-Control", "no-cache")),
	},
	{
		rule: "304-same", request: asking("GET", "If-Modified-Since", past), // fiber, squid
		breaks: conditional(reply(304, ""), reply(200, "x", "ETag", `"a"`)),
		spares: conditional(reply(304, ""), now("Expires")),
	},
	{
		rule: "304-same", request: asking("GET", "If-Modified-Since", past),
		breaks: conditional(reply(304, "", "ETag", `"b"`), reply(200, "x", "ETag", `"a"`)),
	},
	{
		rule: "304-same", request: asking("GET", "If-Modified-Since", past),
		breaks: conditional(reply(304, "", "Vary", "Origin"), reply(200, "x", "Vary", "Origin, Accept-Encoding")),
		spares: conditional(reply(304, "", "Vary", "accept,origin, origin"), reply(200, "x", "Vary", "Origin, Accept")),
	},
	{
		rule: "304-same", request: asking("GET", "If-Modified-Since", past),
		breaks: conditional(reply(304, "", "Cache-Control", "no-cache"), reply(200, "x", "Cache-Control", "max-age=60")),
		spares: conditional(reply(304, "", "Cache-Control", "max-age=60, Public"), reply(200, "x", "Cache-Control", "public,max-age=60")),
	},
	{
		rule: "304-same", request: asking("GET", "If-Modified-Since", past),
		breaks: conditional(reply(304, "", "Content-Location", "/a"), reply(200, "x", "Content-Location", "/A")),
		spares: conditional(reply(304, "", "Expires", "Mon, 06 Nov 2034 08:49:37 GMT", "Vary", "Accept"), reply(200, "x", "Expires", past)),
	},
	{
		rule: "206-same", request: asking("GET", "Range", "bytes=1-2"),
		breaks: conditional(reply(206, "12", "Content-Range", "bytes 1-2/4", "Vary", "Origin"), reply(200, "0123", "Vary", "Accept")),
		spares: conditional(reply(206, "12", "Content-Range", "bytes 1-2/4", "Vary", "Origin", "Content-Language", "de"), reply(200, "0123", "Vary", "origin", "Content-Language", "en")),
	},
	{
		rule: "304-length", request: asking("GET", "If-None-Match", `"a"`),
		breaks: conditional(raw("HTTP/1.1 304 \r\nETag: \"a\"\r\nContent-Length: 0\r\n\r\n"), reply(200, "x", "ETag", `"a"`)), // asgineer
		keeps:  conditional(raw("HTTP/1.1 304 \r\nETag: \"a\"\r\nContent-Length: 1\r\n\r\n"), reply(200, "x", "ETag", `"a"`)),
		spares: conditional(raw("HTTP/1.1 304 \r\nETag: \"a\"\r\nContent-Length: 0\r\n\r\n"), reply(200, "", "ETag", `"a"`)),
	},
	{
		rule: "304-length", request: asking("GET", "If-None-Match", `"a"`),
		spares: conditional(raw("HTTP/1.1 304 \r\nETag: \"a\"\r\nContent-Length: 0\r\n\r\n"), reply(503, "x", "ETag", `"a"`)),
	},
	{
		rule: "206-content", request: asking("GET", "Range", "bytes=1-2"),
		spares: conditional(part, reply(503, "01234")),
	},
	{
		rule: "206-content", request: asking("GET", "Range", "bytes=1-2"),
		spares: conditional(reply(206, "12", "Content-Range", "bytes 1-2/4", "Content-Encoding", "a"), reply(200, "01234", "Content-Encoding", "b")),
	},
	{
		rule: "head-length", request: asking("HEAD"),
		spares: either("HEAD", reply(503, "", "Content-Length", "5"), reply(200, "seven b")),
	},
	{
		rule: "304-length", request: asking("HEAD", "If-None-Match", `"a"`),
		spares: conditional(raw("HTTP/1.1 304 \r\nETag: \"a\"\r\nContent-Length: 1\r\n\r\n"), reply(200, "x", "ETag", `"a"`)),
	},
	{
		rule: "206-same", request: asking("GET", "Range", "bytes=1-2"),
		breaks: conditional(part, reply(200, "0123", "Cache-Control", "max-age=1")),
		keeps:  conditional(part, reply(200, "0123")),
		spares: conditional(part, reply(200, "\x1f\x8b\x08", "Content-Encoding", "gzip", "Vary", "Accept-Encoding")),
	},
	{
		rule: "206-same", request: asking("GET", "Range", "bytes=1-2"),
		breaks: conditional(part, reply(200, "0123", "Last-Modified", past)),
		spares: conditional(part, reply(200, "0123", "Server-Timing", "a", "Set-Cookie", "a=b")),
	},
	{
		rule: "206-same", request: asking("GET", "Range", "bytes=1-2", "If-Range", `"a"`),
		breaks: conditional(part, reply(200, "0123", "Vary", "Accept")),
		spares: conditional(part, reply(200, "0123", "Last-Modified", past)),
	},
	{
		rule: "206-same", request: asking("GET", "Range", "bytes=1-2"),
		spares: conditional(part, reply(404, "0123", "Vary", "Accept")),
	},
	{
		rule: "206-content", request: asking("GET", "Range", "bytes=1-2"),
		breaks: conditional(part, reply(200, "01234")), // xrootd: the complete length
		keeps:  conditional(part, reply(200, "0123")),
		spares: conditional(reply(206, "12", "Content-Range", "bytes 1-2/*"), reply(200, "01234")),
	},
	{
		rule: "206-content", request: asking("GET", "Range", "bytes=1-2"),
		breaks: conditional(part, reply(200, "123a")),
		spares: conditional(reply(206, "12", "Content-Range", "lines 1-2/4"), reply(200, "123a")),
	},
	{
		rule: "206-content", request: asking("GET", "Range", "bytes=1-2"),
		spares: conditional(part, random()),
	},
	{
		rule: "206-content", request: asking("GET", "Range", "bytes=100000-100001"),
		keeps: conditional(reply(206, "12", "Content-Range", "bytes 100000-100001/200000"), reply(200, strings.Repeat("x", 200000))),
	},
}

const past = "Sun, 06 Nov 1994 08:49:37 GMT"

var part = reply(206, "12", "Content-Range", "bytes 1-2/4")

func asking(method string, fields ...string) *http.Request {
	r := httptest.NewRequest(method, "/", nil)
	for i := 0; i < len(fields); i += 2 {
		r.Header.Set(fields[i], fields[i+1])
	}
	return r
}

func reply(status int, content string, fields ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		if status == 304 {
			w.Header().Del("Content-Type")
		}
		for i := 0; i < len(fields); i += 2 {
			w.Header().Set(fields[i], fields[i+1])
		}
		w.WriteHeader(status)
		io.WriteString(w, content)
	}
}

// flushed has no Content-Length.
func flushed(content string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		http.NewResponseController(w).Flush()
		io.WriteString(w, content)
	}
}

// raw sends the text and adds Date. net/http itself would not send such a response.
func raw(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err == nil {
			io.WriteString(conn, strings.Replace(text, "\r\n", "\r\nDate: "+past+"\r\n", 1))
			conn.Close()
		}
	}
}

func either(method string, one, other http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method == method {
			one(w, r)
			return
		}
		other(w, r)
	}
}

// conditional calls one for a request that has a condition or a range.
func conditional(one, other http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, field := range []string{"If-None-Match", "If-Modified-Since", "Range", "If-Range"} {
			if r.Header.Get(field) != "" {
				one(w, r)
				return
			}
		}
		other(w, r)
	}
}

// counter counts. Its first response has one digit, the next have two.
func counter() http.HandlerFunc {
	n := 8
	return func(w http.ResponseWriter, r *http.Request) {
		n++
		reply(200, strconv.Itoa(n), "ETag", fmt.Sprintf(`"%d"`, n))(w, r)
	}
}

func random() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		reply(200, strings.Repeat("x", 1+rand.IntN(1000)), "ETag", fmt.Sprintf(`"%d"`, rand.Uint64()), "Content-Language", string('a'+rune(rand.IntN(26))))(w, r)
	}
}

// turns sends n different responses, one after the other.
func turns(n int) http.HandlerFunc {
	i := 0
	return func(w http.ResponseWriter, r *http.Request) {
		i++
		reply(200, strings.Repeat("x", 1+i%n), "ETag", fmt.Sprintf(`"%d"`, i%n))(w, r)
	}
}

// now sends a field with another time in each response.
func now(field string) http.HandlerFunc {
	n := 0
	return func(w http.ResponseWriter, r *http.Request) {
		n++
		reply(200, "x", field, time.Now().Add(time.Duration(n)*time.Hour).UTC().Format(http.TimeFormat))(w, r)
	}
}

func TestPairs(t *testing.T) {
	for _, test := range pairTests {
		t.Run(test.rule, func(t *testing.T) {
			for _, h := range []struct {
				name    string
				handler http.HandlerFunc
				want    []string
			}{{"breaks", test.breaks, []string{test.rule}}, {"keeps", test.keeps, nil}, {"spares", test.spares, nil}} {
				if h.handler == nil {
					continue
				}
				if diff := cmp.Diff(h.want, names(t, first(statustest.Handler(h.handler, test.request)))); diff != "" {
					t.Errorf("%s (-want +got):\n%s", h.name, diff)
				}
			}
		})
	}
}

// The rules compare each of these fields.
func TestPairFields(t *testing.T) {
	for _, test := range []struct {
		rule    string
		request *http.Request
		fields  []string
		handler func(field string) http.HandlerFunc
	}{
		{
			"head-fields", asking("HEAD"),
			[]string{
				"Allow", "Cache-Control", "Content-Disposition", "Content-Language", "Content-Location", "Content-Type", "ETag",
				"Expires", "Last-Modified", "Location", "Vary", "WWW-Authenticate",
			},
			func(field string) http.HandlerFunc {
				return either("HEAD", reply(200, "", field, "a"), reply(200, "x", field, "b"))
			},
		},
		{
			"304-same", asking("GET", "If-Modified-Since", past),
			[]string{"Cache-Control", "Content-Location", "ETag", "Expires", "Vary"},
			func(field string) http.HandlerFunc { return conditional(reply(304, ""), reply(200, "x", field, "a")) },
		},
		{
			"206-same", asking("GET", "Range", "bytes=1-2"),
			[]string{"Cache-Control", "Content-Location", "ETag", "Expires", "Vary", "Content-Language", "Last-Modified"},
			func(field string) http.HandlerFunc { return conditional(part, reply(200, "0123", field, "a")) },
		},
		{
			"206-same", asking("GET", "Range", "bytes=1-2"),
			[]string{"Content-Type"},
			func(string) http.HandlerFunc {
				return conditional(raw("HTTP/1.1 206 \r\nContent-Range: bytes 1-2/4\r\nContent-Length: 2\r\n\r\n12"), reply(200, "0123"))
			},
		},
	} {
		for _, field := range test.fields {
			err := first(statustest.Handler(test.handler(field), test.request))
			if !slices.Contains(names(t, err), test.rule) {
				t.Errorf("%s does not break %s: %v", field, test.rule, err)
			}
		}
	}
}

// The response to GET may be a stream. Then HEAD has no length to compare.
func TestPairWithStream(t *testing.T) {
	ended := 0
	stream := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Cache-Control", "no-store")
		if r.Method == "HEAD" {
			return
		}
		io.WriteString(w, "data: hi\n\n")
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
		ended++
	})
	if err := statustest.Handler(stream, asking("HEAD")); err != nil || ended != 1 {
		t.Errorf("%v; %d streams ended", err, ended)
	}
}

// first returns the error for the first request of Handler.
func first(err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()[0]
	}
	return err
}

// The handler gets one more request if nothing is wrong, and sixteen in all if something
// is. Handler repeats only GET and HEAD without content.
func TestAskedAgain(t *testing.T) {
	content := asking("GET", "Range", "bytes=1-2")
	content.Body = io.NopCloser(strings.NewReader("x"))
	for name, test := range map[string]struct {
		request *http.Request
		handler http.HandlerFunc
		want    []string // method and Range
	}{
		"GET":              {asking("GET"), reply(200, "x"), []string{"GET "}},
		"HEAD":             {asking("HEAD"), reply(200, "x"), []string{"HEAD ", "GET "}},
		"HEAD with Range":  {asking("HEAD", "Range", "lines=1"), reply(200, "x"), []string{"HEAD lines=1", "GET lines=1"}},
		"304":              {asking("GET", "If-None-Match", `"a"`), conditional(reply(304, "", "ETag", `"a"`), reply(200, "x")), []string{"GET ", "GET "}},
		"304 to HEAD":      {asking("HEAD", "If-None-Match", `"a"`), conditional(reply(304, "", "ETag", `"a"`), reply(200, "x")), []string{"HEAD ", "HEAD "}},
		"206":              {asking("GET", "Range", "bytes=1-2"), conditional(part, reply(200, "0123")), []string{"GET bytes=1-2", "GET "}},
		"206 with content": {content, conditional(part, reply(200, "0123")), []string{"GET bytes=1-2"}},
		"POST":             {asking("POST", "Range", "bytes=1-2"), conditional(part, reply(200, "0123")), []string{"POST bytes=1-2"}},
		"PUT":              {asking("PUT", "If-None-Match", `"a"`), conditional(reply(304, "", "ETag", `"a"`), reply(200, "x")), []string{"PUT "}},
		"a breach": {
			asking("HEAD"), either("HEAD", reply(200, "", "Content-Length", "5"), reply(200, "seven b")),
			[]string{
				"HEAD ", "GET ", "GET ", "HEAD ", "GET ", "HEAD ", "HEAD ", "GET ",
				"GET ", "HEAD ", "HEAD ", "GET ", "HEAD ", "GET ", "GET ", "HEAD ",
			},
		},
	} {
		var got []string
		_ = statustest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			got = append(got, r.Method+" "+r.Header.Get("Range"))
			test.handler(w, r)
		}), test.request)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: the handler saw %q; want %q", name, got, test.want)
		}
	}
}
