package statustest_test

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus/statustest"
	"github.com/google/go-cmp/cmp"
)

// A row has a response that breaks the rule, and nothing else, and one that breaks
// none. Requests are GET / or what is written, of HTTP/1.0 where nothing else is
// said, since that lets responses end without a length. Lines end in CR LF on the
// wire, and Date is added where a response needs it. Rules that are raw show in the
// bytes alone.
var ruleTests = []struct {
	rule, request, breaks, keeps string
	raw                          bool
}{
	{rule: "status-range", breaks: "HTTP/1.1 600 Odd\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 500 Odd\nContent-Type: a/b\n\nx"},
	{rule: "registered", breaks: "HTTP/1.1 299 Odd\n\n", keeps: "HTTP/1.1 200 Odd\n\n"},
	{rule: "in-use", breaks: "HTTP/1.1 418 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 400 I'm a teapot\nContent-Type: a/b\n\nx"},
	{rule: "in-use", breaks: "HTTP/1.1 510 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 500 \nContent-Type: a/b\n\nx"},
	{rule: "in-use", breaks: "HTTP/1.1 306 \n\n", keeps: "HTTP/1.1 300 \nContent-Type: a/b\n\nx"},
	{rule: "in-use", breaks: "HTTP/1.1 305 \n\n", keeps: "HTTP/1.1 303 \nLocation: /\n\n"},
	{rule: "interim-1.0", request: "GET /", breaks: "HTTP/1.1 103 Early Hints\n\nHTTP/1.1 200 OK\nDate: Sun, 06 Nov 1994 08:49:37 GMT\n\n", keeps: "HTTP/1.1 200 OK\n\n"},
	{rule: "208-asked", breaks: "HTTP/1.1 208 Already Reported\n\n", keeps: "HTTP/1.1 200 OK\n\n"},
	{rule: "208-asked", request: "PROPFIND /\nDAV: 1, bind", keeps: "HTTP/1.1 208 Already Reported\n\n"},
	{rule: "226-asked", breaks: "HTTP/1.1 226 IM Used\nETag: \"a\"\n\n", keeps: "HTTP/1.1 200 OK\nETag: \"a\"\n\n"},
	{rule: "226-etag", request: "GET /\nA-IM: vcdiff", breaks: "HTTP/1.1 226 IM Used\n\n", keeps: "HTTP/1.1 226 IM Used\nETag: \"a\"\n\n"},
	{rule: "425-asked", breaks: "HTTP/1.1 425 Too Early\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 400 Bad Request\nContent-Type: a/b\n\nx"},
	{rule: "425-asked", request: "GET /\nEarly-Data: 1", keeps: "HTTP/1.1 425 Too Early\nContent-Type: a/b\n\nx"},

	{rule: "upgrade", breaks: "HTTP/1.1 426 \nConnection: upgrade\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 426 \nConnection: close, Upgrade\nUpgrade: HTTP/3.0\nContent-Type: a/b\n\nx"},
	{rule: "upgrade", request: "GET / HTTP/1.1\nUpgrade: websocket", breaks: "HTTP/1.1 101 \nConnection: upgrade\n\n", keeps: "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: WebSocket\n\n\x81\x00"},
	{rule: "upgrade-asked", request: "GET / HTTP/1.1\nUpgrade: websocket", breaks: "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: h2c\n\n", keeps: "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: websocket/13\n\n"},
	{rule: "upgrade-connection", breaks: "HTTP/1.1 200 OK\nUpgrade: h2c\n\n", keeps: "HTTP/1.1 200 OK\nUpgrade: h2c\nConnection: Upgrade\n\n"},
	{rule: "www-authenticate", breaks: "HTTP/1.1 401 Unauthorized\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 401 Unauthorized\nContent-Type: a/b\nWWW-Authenticate: Basic realm=\"a\"\n\nx"},
	{rule: "www-authenticate", breaks: "HTTP/1.1 401 Unauthorized\nContent-Type: a/b\nWWW-Authenticate: ,\n\nx", keeps: "HTTP/1.1 403 Forbidden\nContent-Type: a/b\n\nx"},
	{rule: "proxy-authenticate", breaks: "HTTP/1.1 407 \nContent-Type: a/b\nWWW-Authenticate: Basic\n\nx", keeps: "HTTP/1.1 407 \nContent-Type: a/b\nProxy-Authenticate: Basic\n\nx"},
	{rule: "allow", request: "DELETE /", breaks: "HTTP/1.1 405 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 405 \nAllow: GET, HEAD\nContent-Type: a/b\n\nx"},
	{rule: "allow", keeps: "HTTP/1.1 405 \nAllow:\nContent-Type: a/b\n\nx"},
	{rule: "allow-method", request: "DELETE /", breaks: "HTTP/1.1 405 \nAllow: GET, DELETE\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 405 \nAllow: GET\nContent-Type: a/b\n\nx"},
	{rule: "accept", request: "POST /", breaks: "HTTP/1.1 415 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 415 \nAccept: application/json\nContent-Type: a/b\n\nx"},
	{rule: "expect", breaks: "HTTP/1.1 417 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 400 \nContent-Type: a/b\n\nx"},
	{rule: "expect", request: "POST /\nExpect: 100-continue", keeps: "HTTP/1.1 417 \nContent-Type: a/b\n\nx"},
	{rule: "blocked-by", breaks: "HTTP/1.1 451 \nContent-Type: a/b\nLink: </law>; rel=help\n\nx", keeps: "HTTP/1.1 451 \nContent-Type: a/b\nLink: <https://isp.example/>; rel=\"help blocked-by\"\n\nx"},
	{rule: "blocked-by", breaks: "HTTP/1.1 451 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 451 \nContent-Type: a/b\nLink: <https://isp.example/>; rel=blocked-by\n\nx"},
	{rule: "retry-after", breaks: "HTTP/1.1 503 \nRetry-After: 1.5\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 503 \nRetry-After: 120\nContent-Type: a/b\n\nx"},
	{rule: "retry-after", breaks: "HTTP/1.1 503 \nRetry-After: Sunday, 06-Nov-94 08:49:37 GMT\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 503 \nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT\nContent-Type: a/b\n\nx"},
	{rule: "no-store", breaks: "HTTP/1.1 429 \nCache-Control: max-age=60\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 429 \nContent-Type: a/b\n\nx"},
	{rule: "no-store", breaks: "HTTP/1.1 428 \nExpires: Sun, 06 Nov 1994 08:49:37 GMT\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 428 \nCache-Control: private, no-store\nContent-Type: a/b\n\nx"},

	{rule: "range-asked", breaks: "HTTP/1.1 206 \nContent-Range: bytes 0-0/9\nContent-Type: a/b\nContent-Length: 1\n\nx", keeps: "HTTP/1.1 200 \nContent-Type: a/b\n\nx"},
	{rule: "range-asked", breaks: "HTTP/1.1 416 \nContent-Range: bytes */9\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 400 \nContent-Type: a/b\n\nx"},
	{rule: "range-get", request: "HEAD /\nRange: bytes=0-0", breaks: "HTTP/1.1 206 \nContent-Range: bytes 0-0/9\nContent-Length: 1\n\n", keeps: "HTTP/1.1 200 \nContent-Length: 9\n\n"},
	{rule: "content-range", request: "GET /\nRange: bytes=0-0", breaks: "HTTP/1.1 206 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-0/*\n\nx"},
	{rule: "content-range", request: "GET /\nRange: bytes=0-0", breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-0/0\n\nx", keeps: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: lines 1\n\nx"},
	{rule: "content-range", request: "GET /\nRange: bytes=0-1", breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\nContent-Length: 1\n\nx", keeps: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\nContent-Length: 2\n\nxx"},
	{rule: "multipart-boundary", request: "GET /\nRange: bytes=0-0,2-2", breaks: "HTTP/1.1 206 \nContent-Type: multipart/byteranges\n\nx", keeps: byteranges("boundary=B", "", "")},
	{rule: "multipart-range", request: "GET /\nRange: bytes=0-0,2-2", breaks: byteranges("boundary=B", "Content-Range: bytes 0-2/9\n", ""), keeps: byteranges("boundary=B", "", "")},
	{rule: "multipart-parts", request: "GET /\nRange: bytes=0-0,2-2", breaks: byteranges("boundary=B", "", "X-"), keeps: byteranges("boundary=\"B\"", "", "")},
	{rule: "multipart-parts", request: "GET /\nRange: bytes=0-0,2-2", breaks: byteranges("boundary=C", "", ""), keeps: byteranges("boundary=B", "", "")},
	{rule: "multipart-asked", request: "GET /\nRange: bytes=0-2", breaks: byteranges("boundary=B", "", ""), keeps: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-2/9\n\nxxx"},
	{rule: "if-range", request: "GET /\nRange: bytes=0-0\nIf-Range: \"a\"", breaks: "HTTP/1.1 206 \nContent-Range: bytes 0-0/9\nContent-Language: en\n\nx", keeps: "HTTP/1.1 206 \nContent-Range: bytes 0-0/9\nETag: \"a\"\n\nx"},
	{rule: "416-length", request: "GET /\nRange: bytes=10-", breaks: "HTTP/1.1 416 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 416 \nContent-Range: bytes */9\nContent-Type: a/b\n\nx"},

	{rule: "304-asked", breaks: "HTTP/1.1 304 \nETag: \"a\"\n\n", keeps: "HTTP/1.1 200 \nETag: \"a\"\n\n"},
	{rule: "304-method", request: "PUT /\nIf-None-Match: *", breaks: "HTTP/1.1 304 \n\n", keeps: "HTTP/1.1 412 \nContent-Type: a/b\n\nx"},
	{rule: "304-etag", request: "GET /\nIf-None-Match: \"a\", \"b,c\"", breaks: "HTTP/1.1 304 \n\n", keeps: "HTTP/1.1 304 \nETag: W/\"b,c\"\n\n"},
	{rule: "304-etag", request: "GET /\nIf-None-Match: \"a\"", breaks: "HTTP/1.1 304 \nETag: \"b\"\n\n", keeps: "HTTP/1.1 200 \nETag: \"b\"\n\n"},
	{rule: "304-fields", request: "GET /\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", breaks: "HTTP/1.1 304 \nContent-Type: a/b\n\n", keeps: "HTTP/1.1 304 \nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\n\n"},
	{rule: "if-none-match", request: "GET /\nIf-None-Match: W/\"a\"", breaks: "HTTP/1.1 200 \nETag: \"a\"\n\n", keeps: "HTTP/1.1 304 \nETag: \"a\"\n\n"},
	{rule: "if-none-match", request: "GET /\nIf-None-Match: *", breaks: "HTTP/1.1 412 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 304 \nETag: \"a\"\n\n"},
	{rule: "if-modified-since", request: "GET /\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", breaks: "HTTP/1.1 200 \nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\n\n", keeps: "HTTP/1.1 200 \nLast-Modified: Sun, 06 Nov 1994 08:49:38 GMT\n\n"},
	{rule: "412-asked", request: "PUT /", breaks: "HTTP/1.1 412 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 409 \nContent-Type: a/b\n\nx"},
	{rule: "412-asked", request: "PUT /\nX-Goog-If-Generation-Match: 1", keeps: "HTTP/1.1 412 \nContent-Type: a/b\n\nx"},

	{rule: "location", breaks: "HTTP/1.1 301 \n\n", keeps: "HTTP/1.1 301 \nLocation: /a#b\n\n"},
	{rule: "location", breaks: "HTTP/1.1 308 \n\n", keeps: "HTTP/1.1 308 \nLocation:\n\n"},
	{rule: "303-location", breaks: "HTTP/1.1 303 \n\n", keeps: "HTTP/1.1 303 \nLocation: /\n\n"},
	{rule: "location-uri", breaks: "HTTP/1.1 302 \nLocation: /a b\n\n", keeps: "HTTP/1.1 302 \nLocation: http://[::1]:80/a%20b?c=d\n\n"},
	{rule: "location-uri", breaks: "HTTP/1.1 302 \nLocation: /%zz\n\n", keeps: "HTTP/1.1 302 \nLocation: ../a;b,c?d#e\n\n"},
	{rule: "location-uri", breaks: "HTTP/1.1 302 \nLocation: /a#b#c\n\n", keeps: "HTTP/1.1 302 \nLocation: http://[::1]/\n\n"},
	{rule: "location-uri", breaks: "HTTP/1.1 302 \nLocation: /caf\xc3\xa9\n\n", keeps: "HTTP/1.1 302 \nLocation: /caf%C3%A9\n\n"},
	{rule: "201-fragment", request: "POST /", breaks: "HTTP/1.1 201 \nLocation: /a#b\n\n", keeps: "HTTP/1.1 201 \nLocation: /a\n\n"},
	{rule: "300-content", breaks: "HTTP/1.1 300 \n\n", keeps: "HTTP/1.1 300 \nContent-Type: a/b\n\nx"},

	{rule: "no-content", breaks: "HTTP/1.1 204 No Content\n\nx", keeps: "HTTP/1.1 204 No Content\n\n"},
	{rule: "no-content", request: "GET /\nIf-None-Match: *", breaks: "HTTP/1.1 304 \n\nx", keeps: "HTTP/1.1 304 \nContent-Length: 9\n\n"},
	{rule: "no-content", request: "GET / HTTP/1.1", breaks: "HTTP/1.1 100 Continue\n\nx", keeps: "HTTP/1.1 200 OK\nContent-Length: 0\n\n"},
	{rule: "205-content", breaks: "HTTP/1.1 205 \n\nx", keeps: "HTTP/1.1 205 \nContent-Length: 0\n\n"},
	{rule: "205-content", breaks: "HTTP/1.1 205 \nContent-Length: 1\n\nx", keeps: "HTTP/1.1 205 \n\n"},
	{rule: "head-content", request: "HEAD /", breaks: "HTTP/1.1 200 \nContent-Length: 1\n\nx", keeps: "HTTP/1.1 200 \nContent-Length: 1\n\n"},
	{rule: "content-type", breaks: "HTTP/1.1 200 \n\nx", keeps: "HTTP/1.1 200 \nContent-Type: text/plain\n\nx"},
	{rule: "client-error", breaks: "HTTP/1.1 404 \nContent-Length: 0\n\n", keeps: "HTTP/1.1 404 \nContent-Type: a/b\n\nx"},
	{rule: "client-error", request: "HEAD /", keeps: "HTTP/1.1 404 \n\n"},
	{rule: "server-error", breaks: "HTTP/1.1 500 \n\n", keeps: "HTTP/1.1 500 \nContent-Type: a/b\n\nx"},
	{rule: "multistatus", breaks: "HTTP/1.1 207 \nContent-Type: application/json\n\n[]", keeps: "HTTP/1.1 207 \nContent-Type: application/xml; charset=utf-8\n\n<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\"/>"},
	{rule: "multistatus", breaks: "HTTP/1.1 207 \nContent-Type: text/xml\n\n<multistatus/>", keeps: "HTTP/1.1 207 \nContent-Type: text/xml\n\n<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><multistatus xmlns=\"DAV:\"/>"},
	{rule: "423-condition", request: "PUT /", breaks: "HTTP/1.1 423 \nContent-Type: text/plain\n\nlocked", keeps: "HTTP/1.1 423 \nContent-Type: text/xml\n\n<error xmlns=\"DAV:\"><lock-token-submitted/></error>"},
	{rule: "problem-status", breaks: "HTTP/1.1 403 \nContent-Type: application/problem+json\n\n{\"status\":404}", keeps: "HTTP/1.1 403 \nContent-Type: application/problem+json\n\n{\"status\":403}"},
	{rule: "problem-status", breaks: "HTTP/1.1 200 \nContent-Type: Application/Problem+JSON; charset=utf-8\n\n{\"status\":404}", keeps: "HTTP/1.1 403 \nContent-Type: application/problem+json\n\n{\"status\":\"404\"}"},
	{rule: "date", breaks: "HTTP/1.1 200 OK\nDate: now\n\n", keeps: "HTTP/1.1 200 OK\nDate: Sun, 06 Nov 1994 08:49:37 GMT\n\n"},
	{rule: "singleton", breaks: "HTTP/1.1 200 \nETag: \"a\"\nETag: \"a\"\n\n", keeps: "HTTP/1.1 200 \nVary: A\nVary: B\n\n"},

	{rule: "content-length", breaks: "HTTP/1.1 200 \nContent-Length: 1, 1\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 200 \nContent-Length: 1\nContent-Type: a/b\n\nx"},
	{rule: "no-content-length", breaks: "HTTP/1.1 204 \nContent-Length: 0\n\n", keeps: "HTTP/1.1 204 \n\n"},
	{rule: "no-content-length", request: "GET / HTTP/1.1", breaks: "HTTP/1.1 103 \nContent-Length: 0\n\nHTTP/1.1 204 \nDate: Sun, 06 Nov 1994 08:49:37 GMT\n\n", keeps: "HTTP/1.1 103 \n\nHTTP/1.1 204 \nDate: Sun, 06 Nov 1994 08:49:37 GMT\n\n", raw: true},
	{rule: "no-content-length", request: "CONNECT a:1", breaks: "HTTP/1.1 200 \nContent-Length: 0\n\n", keeps: "HTTP/1.1 200 \n\nanything"},
	{rule: "no-transfer-encoding", request: "GET / HTTP/1.1", breaks: "HTTP/1.1 204 \nTransfer-Encoding: chunked\n\n", keeps: "HTTP/1.1 204 \n\n"},
	{rule: "transfer-encoding-1.0", request: "GET /", breaks: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\n\r\n", keeps: "HTTP/1.1 200 \nContent-Type: a/b\n\nx"},
	{rule: "one-length", request: "GET / HTTP/1.1", breaks: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Length: 5\nContent-Type: a/b\n\n0\r\n\r\n", keeps: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n1\r\nx\r\n0\r\nTrailer: a\r\n\r\n"},

	{rule: "status-line", breaks: "HTTP/1.1 200\n\n", keeps: "HTTP/1.1 200 \n\n", raw: true},
	{rule: "status-line", breaks: "<html>\n\n", keeps: "HTTP/1.1 200 Alles gut, \xfcbrigens\n\n", raw: true},
	{rule: "line-end", request: "GET /", breaks: "HTTP/1.1 200 OK\nDate: Sun, 06 Nov 1994 08:49:37 GMT\n\x00\n\n", keeps: "HTTP/1.1 200 OK\n\n", raw: true},
	{rule: "field-line", breaks: "HTTP/1.1 200 OK\nServer : x\n\n", keeps: "HTTP/1.1 200 OK\nServer:x\n\n", raw: true},
	{rule: "field-line", breaks: "HTTP/1.1 200 OK\nnonsense\n\n", keeps: "HTTP/1.1 200 OK\nServer: \n\n", raw: true},
	{rule: "folding", breaks: "HTTP/1.1 200 OK\nServer: x\n y\n\n", keeps: "HTTP/1.1 200 OK\nServer: x y\n\n", raw: true},
	{rule: "chunked", request: "GET / HTTP/1.1", breaks: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\nx\r\n", keeps: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\n\r\n", raw: true},
	{rule: "chunked", request: "GET / HTTP/1.1", breaks: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\n", keeps: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\n\r\n", raw: true},
	{rule: "complete", breaks: "HTTP/1.1 200 \nContent-Length: 2\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 200 \nContent-Length: 1\nContent-Type: a/b\n\nx", raw: true},
	{rule: "one-response", breaks: "HTTP/1.1 200 \nContent-Length: 0\n\nHTTP/1.1 200 \n\n", keeps: "HTTP/1.1 200 \nContent-Length: 0\n\n", raw: true},
	{rule: "delimited", request: "GET / HTTP/1.1", breaks: "HTTP/1.1 200 \nContent-Type: a/b\n\n", keeps: "HTTP/1.1 200 \nContent-Length: 0\n\n", raw: true},
}

func byteranges(parameter, field, prefix string) string {
	const part = "Content-Range: bytes 0-0/9\r\n\r\nx\r\n"
	return "HTTP/1.1 206 \n" + field + "Content-Type: multipart/byteranges; " + parameter + "\n\n--B\r\n" + part + "--B\r\n" + prefix + part + "--B--\r\n"
}

func TestRules(t *testing.T) {
	broken, kept := map[string]bool{}, map[string]bool{}
	for _, test := range ruleTests {
		t.Run(test.rule, func(t *testing.T) {
			if test.breaks != "" {
				broken[test.rule] = true
				if diff := cmp.Diff([]string{test.rule}, names(t, statustest.CheckRaw(wire(test.breaks), request(t, test.request)))); diff != "" {
					t.Errorf("CheckRaw(%q) (-want +got):\n%s", test.breaks, diff)
				}
				if !test.raw {
					if diff := cmp.Diff([]string{test.rule}, names(t, statustest.Check(response(t, test.breaks, test.request)))); diff != "" {
						t.Errorf("Check(%q) (-want +got):\n%s", test.breaks, diff)
					}
				}
			}
			kept[test.rule] = true
			if err := statustest.CheckRaw(wire(test.keeps), request(t, test.request)); err != nil {
				t.Errorf("CheckRaw(%q): %v", test.keeps, err)
			}
			if err := statustest.Check(response(t, test.keeps, test.request)); err != nil {
				t.Errorf("Check(%q): %v", test.keeps, err)
			}
		})
	}
	seen := map[string]bool{}
	for _, r := range statustest.Rules() {
		if !broken[r.Rule] || !kept[r.Rule] {
			t.Errorf("rule %s has no response that breaks it, or none that keeps it", r.Rule)
		}
		if seen[r.Rule] {
			t.Errorf("rule %s is there twice", r.Rule)
		}
		seen[r.Rule] = true
		word := map[statustest.Force]string{statustest.Must: "must", statustest.Should: "should", statustest.Ought: "ought to"}[r.Force]
		if !strings.Contains(r.Text, word) {
			t.Errorf("rule %s is a %v, and its text does not say %q: %s", r.Rule, r.Force, word, r.Text)
		}
	}
}

// Without its request, no response breaks a rule that it would keep with one.
func TestUnknownRequest(t *testing.T) {
	for _, test := range ruleTests {
		if test.request != "" && !strings.HasPrefix(test.request, "HEAD") && !strings.HasPrefix(test.request, "CONNECT") {
			if err := statustest.CheckRaw(wire(test.keeps), nil); err != nil {
				t.Errorf("%q: %v", test.keeps, err)
			}
		}
		resp := response(t, test.keeps, test.request)
		resp.Request = nil
		if strings.HasPrefix(test.request, "CONNECT") {
			continue
		}
		if err := statustest.Check(resp); err != nil {
			t.Errorf("%q: %v", test.keeps, err)
		}
	}
}

// split takes a response of a table apart, and adds what every one needs.
func split(text string) (head, content string) {
	head, content, _ = strings.Cut(text, "\n\n")
	status, fields, more := strings.Cut(head, "\n")
	if !strings.Contains(text, "Date:") && !strings.HasPrefix(status, "HTTP/1.1 1") && strings.HasPrefix(status, "HTTP") {
		status += "\nDate: Sun, 06 Nov 1994 08:49:37 GMT"
	}
	if more {
		status += "\n" + fields
	}
	return status, content
}

func wire(text string) io.Reader {
	head, content := split(text)
	if rest, ok := strings.CutSuffix(head, "\n\x00"); ok { // a row without CR
		return strings.NewReader(rest + "\n\n" + content)
	}
	if i := strings.Index(content, "HTTP/1.1 "); i == 0 { // an interim response first
		content = strings.ReplaceAll(content, "\n", "\r\n")
	}
	return strings.NewReader(strings.ReplaceAll(head, "\n", "\r\n") + "\r\n\r\n" + content)
}

// response makes what net/http might hand over, without its help, which would hide
// what it does not expect.
func response(t *testing.T, text, asked string) *http.Response {
	head, content := split(text)
	if strings.HasPrefix(content, "HTTP/1.1 ") { // net/http hands over no interim responses
		content = ""
	}
	status, fields, _ := strings.Cut(head, "\n")
	header, err := textproto.NewReader(bufio.NewReader(strings.NewReader(fields + "\n\n"))).ReadMIMEHeader()
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	code, err := strconv.Atoi(strings.Fields(status)[1])
	if err != nil {
		t.Fatal(err)
	}
	resp := &http.Response{StatusCode: code, ProtoMajor: 1, ProtoMinor: 1, Header: http.Header(header), Request: request(t, asked), Body: io.NopCloser(strings.NewReader(content))}
	resp.TransferEncoding = header["Transfer-Encoding"]
	header.Del("Transfer-Encoding")
	return resp
}

func request(t *testing.T, text string) *http.Request {
	if text == "" {
		text = "GET /"
	}
	line, fields, _ := strings.Cut(text, "\n")
	if !strings.Contains(line, "HTTP/") {
		line += " HTTP/1.0"
	}
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(line + "\nHost: example.com\n" + fields + "\n\n")))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// names returns the rules that are broken, in order; every error has to be a Breach.
func names(t *testing.T, err error) (list []string) {
	if err == nil {
		return nil
	}
	for _, err := range err.(interface{ Unwrap() []error }).Unwrap() {
		var b statustest.Breach
		if !errors.As(err, &b) {
			t.Errorf("not a Breach: %v", err)
		}
		list = append(list, b.Rule)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func FuzzCheckRaw(f *testing.F) {
	for _, test := range ruleTests {
		for _, text := range []string{test.breaks, test.keeps} {
			if b, _ := io.ReadAll(wire(text)); text != "" {
				f.Add(test.request, b)
			}
		}
	}
	f.Fuzz(func(t *testing.T, asked string, b []byte) {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(asked + "\n\n")))
		if err != nil {
			r = nil
		}
		first := statustest.CheckRaw(bytes.NewReader(b), r)
		if again := statustest.CheckRaw(bytes.NewReader(b), r); (first == nil) != (again == nil) || first != nil && first.Error() != again.Error() {
			t.Errorf("%q: first %v, then %v", b, first, again)
		}
		if first != nil && first.Error() == "" {
			t.Error("an error without text")
		}
	})
}
