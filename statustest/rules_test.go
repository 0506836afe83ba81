package statustest_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus/internal/golden"
	"example.com/httpstatus/statustest"
	"github.com/google/go-cmp/cmp"
)

// A row has a request and up to three responses. One breaks the rule, and no other rule.
// One keeps all rules. One looks like a breach and is none.
//
// The request is GET / if the row has none. It is of HTTP/1.0 unless the row says
// otherwise, because then a response may end without a length. The test adds CR to the
// lines, and Date to the responses that need it. If a row is raw, only the bytes show the
// breach. If a row has a version, the response came over that version of HTTP, which
// CheckRaw does not read.
type ruleTest struct {
	rule, request         string
	breaks, keeps, spares string
	raw                   bool
	version               int
}

// chunked reports whether the content of the responses is chunked. Check never sees such
// content.
func (r ruleTest) chunked() bool {
	return r.raw && strings.Contains(r.breaks+r.keeps+r.spares, "\nTransfer-Encoding: ")
}

var ruleTests = []ruleTest{
	{rule: "status-range", breaks: "HTTP/1.1 600 Odd\nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 500 Odd\nContent-Type: a/b\n\nx"},
	{rule: "status-range", spares: "HTTP/1.1 511 Odd\nContent-Type: a/b\n\nx"},
	{rule: "registered", breaks: "HTTP/1.1 299 Odd\n\n", keeps: "HTTP/1.1 200 Odd\n\n"},
	{
		rule:    "registered",
		spares:  "HTTP/1.1 104 \n\nHTTP/1.1 200 \nDate: Sun, 06 Nov 1994 08:49:37 GMT\nContent-Length: 0\n\n",
		request: "GET / HTTP/1.1",
	},
	{rule: "in-use", breaks: "HTTP/1.1 418 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 400 I'm a teapot\nContent-Type: a/b\n\nx"},
	{rule: "in-use", breaks: "HTTP/1.1 510 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 500 \nContent-Type: a/b\n\nx"},
	{rule: "in-use", breaks: "HTTP/1.1 306 \n\n", keeps: "HTTP/1.1 300 \nContent-Type: a/b\n\nx"},
	{rule: "in-use", breaks: "HTTP/1.1 305 \n\n", keeps: "HTTP/1.1 303 \nLocation: /\n\n"},
	{rule: "in-use", request: "GET /\nIf-None-Match: *", spares: "HTTP/1.1 304 \n\n"},
	{
		rule: "interim-1.0", request: "GET /",
		breaks: "HTTP/1.1 103 Early Hints\n\nHTTP/1.1 200 OK\nDate: Sun, 06 Nov 1994 08:49:37 GMT\n\n",
		keeps:  "HTTP/1.1 200 OK\n\n",
	},
	{
		rule: "interim-1.0", request: "GET / HTTP/1.1",
		spares: "HTTP/1.1 103 Early Hints\n\nHTTP/1.1 200 OK\nDate: Sun, 06 Nov 1994 08:49:37 GMT\nContent-Length: 0\n\n",
	},
	{rule: "208-asked", breaks: "HTTP/1.1 208 Already Reported\n\n", keeps: "HTTP/1.1 200 OK\n\n"},
	{rule: "208-asked", request: "PROPFIND /\nDAV: 1, bind", keeps: "HTTP/1.1 208 Already Reported\n\n"},
	{rule: "208-asked", request: "PROPFIND /\nDAV: 1, <http://a.example/b,c>, Bind", spares: "HTTP/1.1 208 Already Reported\n\n"},
	{rule: "226-asked", breaks: "HTTP/1.1 226 IM Used\nETag: \"a\"\n\n", keeps: "HTTP/1.1 200 OK\nETag: \"a\"\n\n"},
	{rule: "226-asked", request: "GET /\nA-IM:", spares: "HTTP/1.1 226 IM Used\nETag: \"a\"\n\n"},
	{
		rule: "226-etag", request: "GET /\nA-IM: vcdiff",
		breaks: "HTTP/1.1 226 IM Used\n\n",
		keeps:  "HTTP/1.1 226 IM Used\nETag: \"a\"\n\n",
	},
	{rule: "226-etag", spares: "HTTP/1.1 200 OK\nIM: vcdiff\n\n"},
	{
		rule:   "425-asked",
		breaks: "HTTP/1.1 425 Too Early\nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 400 Bad Request\nContent-Type: a/b\n\nx",
	},
	{rule: "425-asked", request: "GET /\nEarly-Data: 1", keeps: "HTTP/1.1 425 Too Early\nContent-Type: a/b\n\nx"},
	{rule: "425-asked", spares: "HTTP/1.1 425 Too Early\nContent-Type: a/b\n\nx", version: 3},
	{
		rule:   "upgrade",
		breaks: "HTTP/1.1 426 \nConnection: upgrade\nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 426 \nConnection: close, Upgrade\nUpgrade: HTTP/3.0\nContent-Type: a/b\n\nx",
	},
	{
		rule: "upgrade", request: "GET / HTTP/1.1\nUpgrade: websocket",
		breaks: "HTTP/1.1 101 \nConnection: upgrade\n\n",
		keeps:  "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: WebSocket\n\n\x81\x00",
	},
	{rule: "upgrade", request: "GET / HTTP/1.1", spares: "HTTP/1.1 426 \nContent-Type: a/b\n\nx", version: 2},
	{
		rule: "upgrade-asked", request: "GET / HTTP/1.1\nUpgrade: websocket",
		breaks: "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: h2c\n\n",
		keeps:  "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: websocket/13\n\n",
	},
	{
		rule: "upgrade-asked", request: "GET / HTTP/1.1\nUpgrade: foo/1\nUpgrade: bar",
		spares: "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: bar\n\n",
	},
	{rule: "retry-after", breaks: "HTTP/1.1 503 \nRetry-After: sun, 06 Nov 1994 08:49:37 GMT\nContent-Type: a/b\n\nx"},
	{rule: "retry-after", breaks: "HTTP/1.1 503 \nRetry-After: Sun, 06 nov 1994 08:49:37 GMT\nContent-Type: a/b\n\nx"},
	{
		rule: "upgrade-asked", request: "GET / HTTP/1.1\nUpgrade: foo/1, IRC/6.9",
		spares: "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: irc\n\n",
	},
	{rule: "upgrade-asked", spares: "HTTP/1.1 200 OK\nConnection: upgrade\nUpgrade: h2c\n\n"},
	{
		rule:   "upgrade-connection",
		breaks: "HTTP/1.1 200 OK\nUpgrade: h2c\n\n",
		keeps:  "HTTP/1.1 200 OK\nUpgrade: h2c\nConnection: Upgrade\n\n",
	},
	{
		rule:   "upgrade-connection",
		spares: "HTTP/1.1 426 \nConnection: keep-alive\nConnection: close, upgRade\nUpgrade: h2c\nContent-Type: a/b\n\nx",
	},
	{rule: "upgrade-connection", spares: "HTTP/1.1 426 \nContent-Type: a/b\n\nx", version: 2},
	{
		rule:   "www-authenticate",
		breaks: "HTTP/1.1 401 Unauthorized\nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 401 Unauthorized\nContent-Type: a/b\nWWW-Authenticate: Basic realm=\"a\"\n\nx",
	},
	{
		rule:   "www-authenticate",
		breaks: "HTTP/1.1 401 Unauthorized\nContent-Type: a/b\nWWW-Authenticate: ,\n\nx",
		keeps:  "HTTP/1.1 403 Forbidden\nContent-Type: a/b\n\nx",
	},
	{rule: "www-authenticate", spares: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Negotiate\n\nx"},
	{rule: "www-authenticate", spares: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate:\nWWW-Authenticate: NTLM\n\nx"},
	{
		rule:   "proxy-authenticate",
		breaks: "HTTP/1.1 407 \nContent-Type: a/b\nWWW-Authenticate: Basic realm=\"a\"\n\nx",
		keeps:  "HTTP/1.1 407 \nContent-Type: a/b\nProxy-Authenticate: Basic realm=\"a\"\n\nx",
	},
	{rule: "proxy-authenticate", spares: "HTTP/1.1 407 \nContent-Type: a/b\nProxy-Authenticate: Negotiate YII=\n\nx"},
	{
		rule: "allow", request: "DELETE /",
		breaks: "HTTP/1.1 405 \nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 405 \nAllow: GET, HEAD\nContent-Type: a/b\n\nx",
	},
	{rule: "allow", keeps: "HTTP/1.1 405 \nAllow:\nContent-Type: a/b\n\nx"},
	{rule: "allow", request: "DELETE /", spares: "HTTP/1.1 501 \nContent-Type: a/b\n\nx"},
	{
		rule: "allow-method", request: "DELETE /",
		breaks: "HTTP/1.1 405 \nAllow: GET, DELETE\nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 405 \nAllow: GET\nContent-Type: a/b\n\nx",
	},
	{rule: "allow-method", request: "get /", spares: "HTTP/1.1 405 \nAllow: GET\nContent-Type: a/b\n\nx"},
	{
		rule: "allow-method", request: "POST /\nX-HTTP-Method-Override: DELETE",
		spares: "HTTP/1.1 405 \nAllow: GET, POST\nContent-Type: a/b\n\nx",
	},
	{rule: "allow-method", request: "GET /", spares: "HTTP/1.1 200 \nAllow: GET\nContent-Type: a/b\n\nx"},
	{rule: "allow-method", request: "POST /?a=b&_method=DELETE", spares: "HTTP/1.1 405 \nAllow: GET, POST\nContent-Type: a/b\n\nx"},
	{rule: "allow-method", request: "POST /?Method=PUT", spares: "HTTP/1.1 405 \nAllow: GET, POST\nContent-Type: a/b\n\nx"},
	{rule: "allow-method", request: "POST /?X-HTTP-Method-Override=PUT", spares: "HTTP/1.1 405 \nAllow: POST\nContent-Type: a/b\n\nx"},
	{rule: "allow-method", request: "POST /?payment_method=PUT", breaks: "HTTP/1.1 405 \nAllow: POST\nContent-Type: a/b\n\nx"},
	{
		rule: "allow-method", request: "OPTIONS /\nAccess-Control-Request-Method: PUT",
		breaks: "HTTP/1.1 405 \nAllow: OPTIONS, GET\nContent-Type: a/b\n\nx",
	},
	{
		rule: "accept", request: "POST /",
		breaks: "HTTP/1.1 415 \nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 415 \nAccept: application/json\nContent-Type: a/b\n\nx",
	},
	{rule: "accept", request: "PATCH /", spares: "HTTP/1.1 415 \nAccept-Patch: a/b\nContent-Type: a/b\n\nx"},
	{rule: "accept", request: "POST /", spares: "HTTP/1.1 415 \nAccept-Post: a/b\nContent-Type: a/b\n\nx"},
	{rule: "accept", request: "QUERY /", spares: "HTTP/1.1 415 \nAccept-Query: a/b\nContent-Type: a/b\n\nx"},
	{rule: "accept", request: "PUT /", spares: "HTTP/1.1 415 \nAccept-Encoding: gzip\nContent-Type: a/b\n\nx"},
	{rule: "expect", breaks: "HTTP/1.1 417 \nContent-Type: a/b\n\nx", keeps: "HTTP/1.1 400 \nContent-Type: a/b\n\nx"},
	{rule: "expect", request: "POST /\nExpect: 100-continue", keeps: "HTTP/1.1 417 \nContent-Type: a/b\n\nx"},
	{rule: "expect", request: "POST /\nExpect: magic", spares: "HTTP/1.1 417 \nContent-Type: a/b\n\nx"},
	{
		rule:   "blocked-by",
		breaks: "HTTP/1.1 451 \nContent-Type: a/b\nLink: </law>; rel=help\n\nx",
		keeps:  "HTTP/1.1 451 \nContent-Type: a/b\nLink: <https://isp.example/>; rel=\"help blocked-by\"\n\nx",
	},
	{
		rule:   "blocked-by",
		breaks: "HTTP/1.1 451 \nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 451 \nContent-Type: a/b\nLink: <https://isp.example/>; rel=blocked-by\n\nx",
	},
	{
		rule:   "blocked-by",
		spares: "HTTP/1.1 451 \nContent-Type: a/b\nLink: <https://a.example/?a,b;c>; rel=help, <https://isp.example/>; title=\"a, b; c\"; REL = \"help Blocked-By\"\n\nx",
	},
	{
		rule:   "blocked-by",
		breaks: "HTTP/1.1 451 \nContent-Type: a/b\nLink: <https://isp.example/;rel=blocked-by>; title=\"; rel=blocked-by\"; rel=not-blocked-by\n\nx",
	},
	{
		rule:   "blocked-by",
		breaks: "HTTP/1.1 451 \nContent-Type: a/b\nLink: <https://isp.example/;rel=blocked-by;a>; rel=help\n\nx",
	},
	{
		rule:   "challenge",
		breaks: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Basic realm=\"a\", @a\n\nx",
		spares: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Basic realm=\"a\", a!\n\nx",
	},
	{
		rule:   "challenge",
		breaks: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Ba/sic realm=\"a\"\n\nx",
	},
	{
		rule:   "retry-after",
		breaks: "HTTP/1.1 503 \nRetry-After: 1.5\nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 503 \nRetry-After: 120\nContent-Type: a/b\n\nx",
	},
	{
		rule:   "retry-after",
		breaks: "HTTP/1.1 503 \nRetry-After: Sunday, 06-Nov-94 08:49:37 GMT\nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 503 \nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT\nContent-Type: a/b\n\nx",
	},
	{
		rule:   "retry-after",
		breaks: "HTTP/1.1 503 \nRetry-After: Sun, 06 Nov 1994 08:49:37 +0000\nContent-Type: a/b\n\nx",
		spares: "HTTP/1.1 503 \nRetry-After: 0\nContent-Type: a/b\n\nx",
	},
	{
		rule:   "retry-after",
		breaks: "HTTP/1.1 503 \nRetry-After: Sun, 6 Nov 1994 08:49:37 GMT\nContent-Type: a/b\n\nx",
		spares: "HTTP/1.1 301 \nLocation: /\nRetry-After: Sat, 31 Dec 2016 23:59:60 GMT\n\n",
	},
	{
		rule:   "retry-after",
		breaks: "HTTP/1.1 503 \nRetry-After: sun, 06 nov 1994 08:49:37 GMT\nContent-Type: a/b\n\nx",
		spares: "HTTP/1.1 503 \nRetry-After: Mon, 07 Nov 1994 08:49:37 GMT\nContent-Type: a/b\n\nx",
	},
	{
		rule:   "no-store",
		breaks: "HTTP/1.1 429 \nCache-Control: max-age=60\nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 429 \nContent-Type: a/b\n\nx",
	},
	{
		rule:   "no-store",
		breaks: "HTTP/1.1 428 \nExpires: Sun, 06 Nov 1994 08:49:37 GMT\nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 428 \nCache-Control: private, no-store\nContent-Type: a/b\n\nx",
	},
	{rule: "no-store", spares: "HTTP/1.1 429 \nCache-Control: max-age=60, no-store\nContent-Type: a/b\n\nx"},
	{rule: "no-store", spares: "HTTP/1.1 404 \nCache-Control: max-age=60\nContent-Type: a/b\n\nx"},
	{rule: "no-store", spares: "HTTP/1.1 431 \nCache-Control: no-cache\nContent-Type: a/b\n\nx"},
	{
		rule:   "range-asked",
		breaks: "HTTP/1.1 206 \nContent-Range: bytes 0-0/9\nContent-Type: a/b\nContent-Length: 1\n\nx",
		keeps:  "HTTP/1.1 200 \nContent-Type: a/b\n\nx",
	},
	{
		rule:   "range-asked",
		breaks: "HTTP/1.1 416 \nContent-Range: bytes */9\nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 400 \nContent-Type: a/b\n\nx",
	},
	{
		rule: "range-asked", request: "GET /\nRange: bytes=0-0",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-0/9\n\nx",
	},
	{
		rule: "range-get", request: "HEAD /\nRange: bytes=0-0",
		breaks: "HTTP/1.1 206 \nContent-Range: bytes 0-0/9\nContent-Length: 1\n\n",
		keeps:  "HTTP/1.1 200 \nContent-Length: 9\n\n",
	},
	{
		rule: "range-get", request: "QUERY /\nRange: bytes=0-0",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-0/9\n\nx",
	},
	{
		rule: "content-range", request: "GET /\nRange: bytes=0-0",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-0/*\n\nx",
	},
	{
		rule: "content-range", request: "GET /\nRange: bytes=0-0",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-0/0\n\nx",
		keeps:  "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: lines 1\n\nx",
	},
	{
		rule: "content-range", request: "GET /\nRange: bytes=0-1",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\nContent-Length: 1\n\nx",
		keeps:  "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\nContent-Length: 2\n\nxx",
	},
	{
		rule: "content-range", request: "GET /\nRange: bytes=0-0",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: BYTES 0-0/99999999999999999999999\n\nx",
	},
	{
		rule: "content-range", request: "GET / HTTP/1.1\nRange: bytes=0-1",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\nTransfer-Encoding: chunked\n\n1\r\nx\r\n0\r\n\r\n",
		keeps:  "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\nTransfer-Encoding: chunked\n\n1\r\nx\r\n1\r\ny\r\n0\r\n\r\n",
		raw:    true,
	},
	{
		rule: "content-range", request: "GET /\nRange: bytes=0-1",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\n\nxxx",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\nContent-Encoding: br\n\nxx",
	},
	{
		rule: "content-range", request: "GET / HTTP/1.1\nRange: bytes=0-1",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\nTransfer-Encoding: gzip, chunked\n\n3\r\nxxx\r\n0\r\n\r\n",
		raw:    true,
	},
	{
		rule: "content-range", request: "GET /\nRange: bytes=0-1",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 1-0/9\n\nxx",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/2\n\nxx",
	},
	{
		rule: "content-range", request: "GET /\nRange: bytes=0-1",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes=0-1/9\n\nxx",
	},
	{
		rule: "content-range", request: "GET /\nRange: bytes=0-1",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1\n\nxx",
	},
	{
		rule: "content-range", request: "GET /\nRange: bytes=0-1",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/x\n\nxx",
	},
	{
		rule: "content-range", request: "GET /\nRange: bytes=0-",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-18446744073709551615/*\nContent-Length: 1\n\nx",
	},
	{
		rule: "multipart-boundary", request: "GET /\nRange: bytes=0-0,2-2",
		breaks: "HTTP/1.1 206 \nContent-Type: multipart/byteranges\n\nx",
		keeps:  byteranges("boundary=B", "", ""),
	},
	{rule: "multipart-boundary", request: "GET /\nRange: bytes=0-0,2-2", spares: byteranges("BOUNDARY=\"B\"", "", "")},
	{
		rule: "multipart-range", request: "GET /\nRange: bytes=0-0,2-2",
		breaks: byteranges("boundary=B", "Content-Range: bytes 0-2/9\n", ""),
		keeps:  byteranges("boundary=B", "", ""),
	},
	{
		rule: "multipart-range", request: "GET /\nRange: bytes=0-0",
		spares: "HTTP/1.1 206 \nContent-Type: multipart/mixed; boundary=B\nContent-Range: bytes 0-0/9\n\nx",
	},
	{
		rule: "multipart-parts", request: "GET /\nRange: bytes=0-0,2-2",
		breaks: byteranges("boundary=B", "", "X-"),
		keeps:  byteranges("boundary=\"B\"", "", ""),
	},
	{
		rule: "multipart-parts", request: "GET /\nRange: bytes=0-0,2-2",
		breaks: byteranges("boundary=C", "", ""),
		keeps:  byteranges("boundary=B", "", ""),
	},
	{
		rule: "multipart-parts", request: "GET /\nRange: bytes=0-0,2-2",
		spares: "HTTP/1.1 206 \nContent-Type: Multipart/Byteranges; boundary=B\nContent-Encoding: br\n\nxyz",
	},
	{
		rule: "multipart-parts", request: "GET /\nRange: bytes=0-0,2-2",
		spares: "HTTP/1.1 206 \nContent-Type: multipart/byteranges; boundary=B\n\nnothing for a reader\r\n\r\n--B\r\ncontent-range: bytes 0-0/9\r\n\r\nx\r\n--B--\r\nnor that",
	},
	{
		rule: "multipart-asked", request: "GET /\nRange: bytes=0-2",
		breaks: byteranges("boundary=B", "", ""),
		keeps:  "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-2/9\n\nxxx",
	},
	{
		rule: "multipart-asked", request: "GET /\nRange: bytes=0-0,20-20",
		spares: "HTTP/1.1 206 \nContent-Type: multipart/byteranges; boundary=B\n\n--B\r\nContent-Range: bytes 0-0/9\r\n\r\nx\r\n--B--\r\n",
	},
	{
		rule: "if-range", request: "GET /\nRange: bytes=0-0\nIf-Range: \"a\"",
		breaks: "HTTP/1.1 206 \nContent-Range: bytes 0-0/9\nContent-Language: en\n\nx",
		keeps:  "HTTP/1.1 206 \nContent-Range: bytes 0-0/9\nETag: \"a\"\n\nx",
	},
	{
		rule: "if-range", request: "GET /\nRange: bytes=0-0",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-0/9\nContent-Language: en\n\nx",
	},
	{
		rule: "if-range", request: "GET /\nRange: bytes=0-0,2-2\nIf-Range: \"a\"",
		spares: byteranges("boundary=B", "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\n", ""),
	},
	{
		rule: "if-range", request: "GET /\nRange: bytes=0-0\nIf-Range: \"a\"",
		spares: "HTTP/1.1 200 \nContent-Type: a/b\nContent-Language: en\n\nx",
	},
	{
		rule: "416-length", request: "GET /\nRange: bytes=10-",
		breaks: "HTTP/1.1 416 \nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 416 \nContent-Range: bytes */9\nContent-Type: a/b\n\nx",
	},
	{rule: "416-length", request: "GET /\nRange: lines=10-", spares: "HTTP/1.1 416 \nContent-Type: a/b\n\nx"},
	{
		rule: "416-length", request: "GET /\nRange: BYTES=10-",
		breaks: "HTTP/1.1 416 \nContent-Range: bytes 0-1/9\nContent-Type: a/b\n\nx",
		spares: "HTTP/1.1 416 \nContent-Range: Bytes */0\nContent-Type: a/b\n\nx",
	},
	{rule: "304-asked", breaks: "HTTP/1.1 304 \nETag: \"a\"\n\n", keeps: "HTTP/1.1 200 \nETag: \"a\"\n\n"},
	{rule: "304-asked", request: "HEAD /\nIf-Modified-Since: never", spares: "HTTP/1.1 304 \n\n"},
	{
		rule: "304-method", request: "PUT /\nIf-None-Match: *",
		breaks: "HTTP/1.1 304 \n\n",
		keeps:  "HTTP/1.1 412 \nContent-Type: a/b\n\nx",
	},
	{rule: "304-method", request: "QUERY /\nIf-None-Match: \"a\"", spares: "HTTP/1.1 304 \nETag: \"a\"\n\n"},
	{
		rule: "304-etag", request: "GET /\nIf-None-Match: \"a\", \"b,c\"",
		breaks: "HTTP/1.1 304 \n\n",
		keeps:  "HTTP/1.1 304 \nETag: W/\"b,c\"\n\n",
	},
	{
		rule: "304-etag", request: "GET /\nIf-None-Match: \"a\"",
		breaks: "HTTP/1.1 304 \nETag: \"b\"\n\n",
		keeps:  "HTTP/1.1 200 \nETag: \"b\"\n\n",
	},
	{rule: "304-etag", request: "GET /\nIf-None-Match: *", spares: "HTTP/1.1 304 \nETag: \"a\"\n\n"},
	{rule: "304-etag", request: "GET /\nIf-None-Match: W/\"a,\", \"\\\"", spares: "HTTP/1.1 304 \nETag: \"\\\"\n\n"},
	{rule: "304-etag", request: "GET /\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", spares: "HTTP/1.1 304 \n\n"},
	{
		rule: "304-fields", request: "GET /\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
		breaks: "HTTP/1.1 304 \nContent-Type: a/b\n\n",
		keeps:  "HTTP/1.1 304 \nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\n\n",
	},
	{
		rule: "304-fields", request: "GET /\nIf-None-Match: \"a\"",
		spares: "HTTP/1.1 304 \nETag: \"a\"\nContent-Location: /a\nVary: *\nExpires: Sun, 06 Nov 1994 08:49:37 GMT\n\n",
	},
	{
		rule: "if-none-match", request: "GET /\nIf-None-Match: W/\"a\"",
		breaks: "HTTP/1.1 200 \nETag: \"a\"\n\n",
		keeps:  "HTTP/1.1 304 \nETag: \"a\"\n\n",
	},
	{
		rule: "if-none-match", request: "GET /\nIf-None-Match: *",
		breaks: "HTTP/1.1 412 \nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 304 \nETag: \"a\"\n\n",
	},
	{rule: "if-none-match", request: "GET /\nIf-None-Match: \"a\"", spares: "HTTP/1.1 200 \nETag: \"b\"\n\n"},
	{rule: "if-none-match", request: "GET /\nIf-None-Match: \"a\"", spares: "HTTP/1.1 404 \nETag: \"a\"\nContent-Type: a/b\n\nx"},
	{rule: "if-none-match", request: "POST /\nIf-None-Match: \"a\"", spares: "HTTP/1.1 200 \nETag: \"a\"\n\n"},
	{rule: "if-none-match", request: "GET /\nIf-None-Match: \"a\"\nIf-Match: \"b\"", spares: "HTTP/1.1 412 \nContent-Type: a/b\n\nx"},
	{rule: "if-none-match", request: "GET /\nIf-None-Match: \"a\"", spares: "HTTP/1.1 200 \n\n"},
	{
		rule: "if-modified-since", request: "GET /\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
		breaks: "HTTP/1.1 200 \nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\n\n",
		keeps:  "HTTP/1.1 200 \nLast-Modified: Sun, 06 Nov 1994 08:49:38 GMT\n\n",
	},
	{
		rule:    "if-modified-since",
		request: "GET /\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\nIf-None-Match: \"b\"",
		spares:  "HTTP/1.1 200 \nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\nETag: \"a\"\n\n",
	},
	{
		rule: "if-modified-since", request: "GET /\nIf-Modified-Since: yesterday",
		spares: "HTTP/1.1 200 \nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\n\n",
	},
	{
		rule: "if-modified-since", request: "POST /\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
		spares: "HTTP/1.1 200 \nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\n\n",
	},
	{
		rule: "if-modified-since", request: "GET /\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
		spares: "HTTP/1.1 404 \nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\nContent-Type: a/b\n\nx",
	},
	{
		rule: "412-asked", request: "PUT /",
		breaks: "HTTP/1.1 412 \nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 409 \nContent-Type: a/b\n\nx",
	},
	{rule: "412-asked", request: "PUT /\nX-Goog-If-Generation-Match: 1", keeps: "HTTP/1.1 412 \nContent-Type: a/b\n\nx"},
	{rule: "412-asked", request: "COPY /\nOverwrite: F", spares: "HTTP/1.1 412 \nContent-Type: a/b\n\nx"},
	{rule: "412-asked", request: "BIND /\nOverwrite: f", spares: "HTTP/1.1 412 \nContent-Type: a/b\n\nx"},
	{rule: "412-asked", request: "MOVE /\nOverwrite: T", breaks: "HTTP/1.1 412 \nContent-Type: a/b\n\nx"},
	{rule: "412-asked", request: "LOCK /\nIf: (<urn:a>)", spares: "HTTP/1.1 412 \nContent-Type: a/b\n\nx"},
	{rule: "412-asked", request: "POST /\nTus-Resumable: 9.0.0", spares: "HTTP/1.1 412 \nContent-Type: a/b\nTus-Version: 1.0.0\n\nx"},
	{rule: "412-asked", request: "POST /", spares: "HTTP/1.1 412 \nContent-Type: a/b\nTus-Version: 1.0.0\n\nx"},
	{rule: "412-asked", request: "POST /\nUpload-Length: 5", spares: "HTTP/1.1 412 \nContent-Type: a/b\nTus-Resumable: 1.0.0\n\nx"},
	{rule: "412-asked", request: "POST /?ifGenerationMatch=0", spares: "HTTP/1.1 412 \nContent-Type: a/b\n\nx"},
	{rule: "location", breaks: "HTTP/1.1 301 \n\n", keeps: "HTTP/1.1 301 \nLocation: /a#b\n\n"},
	{rule: "location", breaks: "HTTP/1.1 308 \n\n", keeps: "HTTP/1.1 308 \nLocation:\n\n"},
	{rule: "location", spares: "HTTP/1.1 201 \n\n"},
	{rule: "location", spares: "HTTP/1.1 304 \nETag: \"a\"\n\n", request: "GET /\nIf-None-Match: \"a\""},
	{rule: "303-location", breaks: "HTTP/1.1 303 \n\n", keeps: "HTTP/1.1 303 \nLocation: /\n\n"},
	{rule: "303-location", spares: "HTTP/1.1 303 \nLocation:\n\n"},
	{
		rule:   "location-uri",
		breaks: "HTTP/1.1 302 \nLocation: /a b\n\n",
		keeps:  "HTTP/1.1 302 \nLocation: http://[::1]:80/a%20b?c=d\n\n",
	},
	{rule: "location-uri", breaks: "HTTP/1.1 302 \nLocation: /%zz\n\n", keeps: "HTTP/1.1 302 \nLocation: ../a;b,c?d#e\n\n"},
	{rule: "location-uri", breaks: "HTTP/1.1 302 \nLocation: /a#b#c\n\n", keeps: "HTTP/1.1 302 \nLocation: http://[::1]/\n\n"},
	{rule: "location-uri", breaks: "HTTP/1.1 302 \nLocation: /caf\xc3\xa9\n\n", keeps: "HTTP/1.1 302 \nLocation: /caf%C3%A9\n\n"},
	{
		rule:   "location-uri",
		breaks: "HTTP/1.1 302 \nLocation: /?a=%\n\n",
		spares: "HTTP/1.1 302 \nLocation: mailto:a'(b)@c.example?x=$!*+\n\n",
	},
	{rule: "location-uri", breaks: "HTTP/1.1 302 \nLocation: /a[1]\n\n", spares: "HTTP/1.1 302 \nLocation: //[fe80::1]?a#b?c/d\n\n"},
	{rule: "location-uri", breaks: "HTTP/1.1 302 \nLocation: http://[::1]/#[]\n\n", spares: "HTTP/1.1 302 \nLocation: ?\n\n"},
	{rule: "location-uri", breaks: "HTTP/1.1 302 \nLocation: /?a=\"b\n\n", spares: "HTTP/1.1 302 \nLocation: #\n\n"},
	{rule: "201-fragment", request: "POST /", breaks: "HTTP/1.1 201 \nLocation: /a#b\n\n", keeps: "HTTP/1.1 201 \nLocation: /a\n\n"},
	{rule: "201-fragment", request: "POST /", spares: "HTTP/1.1 201 \nLocation: /a%23b\n\n"},
	{rule: "300-content", breaks: "HTTP/1.1 300 \n\n", keeps: "HTTP/1.1 300 \nContent-Type: a/b\n\nx"},
	{rule: "300-content", request: "HEAD /", spares: "HTTP/1.1 300 \nContent-Length: 0\n\n"},
	{rule: "no-content", breaks: "HTTP/1.1 204 No Content\n\nx", keeps: "HTTP/1.1 204 No Content\n\n"},
	{
		rule: "no-content", request: "GET /\nIf-None-Match: *",
		breaks: "HTTP/1.1 304 \n\nx",
		keeps:  "HTTP/1.1 304 \nContent-Length: 9\n\n",
	},
	{
		rule: "no-content", request: "GET / HTTP/1.1",
		breaks: "HTTP/1.1 100 Continue\n\nx",
		keeps:  "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
	},
	{rule: "no-content", request: "HEAD /\nIf-None-Match: *", spares: "HTTP/1.1 304 \nContent-Length: 9\n\n"},
	{rule: "no-content", spares: "HTTP/1.1 200 \nContent-Type: a/b\n\nx"},
	{rule: "205-content", breaks: "HTTP/1.1 205 \n\nx", keeps: "HTTP/1.1 205 \nContent-Length: 0\n\n"},
	{rule: "205-content", breaks: "HTTP/1.1 205 \nContent-Length: 1\n\nx", keeps: "HTTP/1.1 205 \n\n"},
	{rule: "205-content", request: "HEAD /", spares: "HTTP/1.1 205 \nContent-Length: 1\n\n"},
	{rule: "205-content", request: "GET / HTTP/1.1", spares: "HTTP/1.1 205 \nTransfer-Encoding: chunked\n\n0\r\n\r\n", raw: true},
	{
		rule: "head-content", request: "HEAD /",
		breaks: "HTTP/1.1 200 \nContent-Length: 1\n\nx",
		keeps:  "HTTP/1.1 200 \nContent-Length: 1\n\n",
	},
	{rule: "head-content", request: "HEAD / HTTP/1.1", spares: "HTTP/1.1 200 \nTransfer-Encoding: chunked\n\n"},
	{rule: "head-content", request: "HEAD /", breaks: "HTTP/1.1 404 \nContent-Type: a/b\n\nx", spares: "HTTP/1.1 204 \n\n"},
	{rule: "content-type", breaks: "HTTP/1.1 200 \n\nx", keeps: "HTTP/1.1 200 \nContent-Type: text/plain\n\nx"},
	{rule: "content-type", spares: "HTTP/1.1 200 \nContent-Length: 0\n\n"},
	{rule: "content-type", request: "HEAD /", spares: "HTTP/1.1 200 \nContent-Length: 1\n\n"},
	{
		rule: "content-type", request: "GET /\nRange: bytes=0-0\nIf-Range: \"a\"",
		spares: "HTTP/1.1 206 \nContent-Range: bytes 0-0/9\n\nx",
	},
	{rule: "client-error", breaks: "HTTP/1.1 404 \nContent-Length: 0\n\n", keeps: "HTTP/1.1 404 \nContent-Type: a/b\n\nx"},
	{rule: "client-error", request: "HEAD /", keeps: "HTTP/1.1 404 \n\n"},
	{rule: "client-error", spares: "HTTP/1.1 404 \nContent-Length: 1\nContent-Type: a/b\n\n\n"},
	{rule: "client-error", request: "HEAD /", spares: "HTTP/1.1 404 \nContent-Length: 0\n\n"},
	{rule: "server-error", breaks: "HTTP/1.1 500 \n\n", keeps: "HTTP/1.1 500 \nContent-Type: a/b\n\nx"},
	{rule: "server-error", request: "HEAD /", spares: "HTTP/1.1 500 \nContent-Length: 0\n\n"},
	{
		rule:   "multistatus",
		breaks: "HTTP/1.1 207 \nContent-Type: application/json\n\n[]",
		keeps:  "HTTP/1.1 207 \nContent-Type: application/xml; charset=utf-8\n\n<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\"/>",
	},
	{
		rule:   "multistatus",
		breaks: "HTTP/1.1 207 \nContent-Type: text/xml\n\n<multistatus/>",
		keeps:  "HTTP/1.1 207 \nContent-Type: text/xml\n\n<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><multistatus xmlns=\"DAV:\"/>",
	},
	{rule: "multistatus", request: "HEAD /", spares: "HTTP/1.1 207 \n\n"},
	{rule: "multistatus", spares: "HTTP/1.1 207 \nContent-Type: application/xml\nContent-Encoding: br\n\nxyz"},
	{
		rule:   "multistatus",
		spares: "HTTP/1.1 207 \nContent-Type: application/vnd.a+xml\n\n<!-- a --><?b?><D:multistatus xmlns:D=\"DAV:\"><D:response/></D:multistatus>",
	},
	{
		rule: "423-condition", request: "PUT /",
		breaks: "HTTP/1.1 423 \nContent-Type: text/plain\n\nlocked",
		keeps:  "HTTP/1.1 423 \nContent-Type: text/xml\n\n<error xmlns=\"DAV:\"><lock-token-submitted/></error>",
	},
	{rule: "423-condition", request: "HEAD /", spares: "HTTP/1.1 423 \n\n"},
	{rule: "423-condition", request: "PUT /", spares: "HTTP/1.1 200 \nContent-Type: text/plain\n\nlocked"},
	{
		rule:   "problem-status",
		breaks: "HTTP/1.1 403 \nContent-Type: application/problem+json\n\n{\"status\":404}",
		keeps:  "HTTP/1.1 403 \nContent-Type: application/problem+json\n\n{\"status\":403}",
	},
	{
		rule:   "problem-status",
		breaks: "HTTP/1.1 200 \nContent-Type: Application/Problem+JSON; charset=utf-8\n\n{\"status\":404}",
		keeps:  "HTTP/1.1 403 \nContent-Type: application/problem+json\n\n{\"status\":\"404\"}",
	},
	{rule: "problem-status", spares: "HTTP/1.1 403 \nContent-Type: application/json\n\n{\"status\":404}"},
	{rule: "problem-status", spares: "HTTP/1.1 403 \nContent-Type: application/problem+json\n\n{\"detail\":\"status\"}"},
	{rule: "problem-status", spares: "HTTP/1.1 403 \nContent-Type: application/problem+json\n\n{\"status\":403.0}"},
	{rule: "problem-status", spares: "HTTP/1.1 403 \nContent-Type: application/problem+json\n\n{\"status\":404"},
	{rule: "date", breaks: "HTTP/1.1 200 OK\nDate: now\n\n", keeps: "HTTP/1.1 200 OK\nDate: Sun, 06 Nov 1994 08:49:37 GMT\n\n"},
	{
		rule:   "date",
		breaks: "HTTP/1.1 404 \nContent-Type: a/b\nDate: Sunday, 06-Nov-94 08:49:37 GMT\n\nx",
		spares: "HTTP/1.1 500 \nContent-Type: a/b\nDate: now\n\nx",
	},
	{rule: "date", breaks: "HTTP/1.1 200 OK\nDate: Mon, 06 Nov 1994 08:49:37 GMT\n\n"},
	{
		rule: "date", request: "GET / HTTP/1.1",
		spares: "HTTP/1.1 103 \n\nHTTP/1.1 200 \nDate: Sun, 06 Nov 1994 08:49:37 GMT\nContent-Length: 0\n\n",
	},
	{rule: "date", request: "CONNECT a.example:443", spares: "HTTP/1.1 200 Connection established\nDate:\n\n"},
	{rule: "date", request: "CONNECT a.example:443", breaks: "HTTP/1.1 403 \nContent-Type: a/b\nDate:\n\nx"},
	{rule: "singleton", breaks: "HTTP/1.1 200 \nETag: \"a\"\nETag: \"a\"\n\n", keeps: "HTTP/1.1 200 \nVary: A\nVary: B\n\n"},
	{
		rule:   "singleton",
		breaks: "HTTP/1.1 200 \nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Origin: *\n\n",
		spares: "HTTP/1.1 200 \nSet-Cookie: a=b\nSet-Cookie: c=d\nServer: a b (c, d)\n\n",
	},
	{
		rule:   "singleton",
		breaks: "HTTP/1.1 200 \nAge: 1\nAge: 2\n\n",
		spares: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Negotiate\nWWW-Authenticate: NTLM\n\nx",
	},
	{
		rule:   "singleton",
		breaks: "HTTP/1.1 200 \nServer: a\nServer: b\n\n",
		spares: "HTTP/1.1 200 \nAccess-Control-Allow-Methods: GET\nAccess-Control-Allow-Methods: PUT\n\n",
	},
	{rule: "singleton", breaks: "HTTP/1.1 200 \nStrict-Transport-Security: max-age=1\nStrict-Transport-Security: max-age=1\n\n"},
	{
		rule:   "content-length",
		breaks: "HTTP/1.1 200 \nContent-Length: 1, 1\nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 200 \nContent-Length: 1\nContent-Type: a/b\n\nx",
	},
	{
		rule:   "content-length",
		breaks: "HTTP/1.1 200 \nContent-Length: +1\nContent-Type: a/b\n\nx",
		spares: "HTTP/1.1 200 \nContent-Length: 001\nContent-Type: a/b\n\nx",
	},
	{rule: "no-content-length", breaks: "HTTP/1.1 204 \nContent-Length: 0\n\n", keeps: "HTTP/1.1 204 \n\n"},
	{
		rule: "no-content-length", request: "GET / HTTP/1.1",
		breaks: "HTTP/1.1 103 \nContent-Length: 0\n\nHTTP/1.1 204 \nDate: Sun, 06 Nov 1994 08:49:37 GMT\n\n",
		keeps:  "HTTP/1.1 103 \n\nHTTP/1.1 204 \nDate: Sun, 06 Nov 1994 08:49:37 GMT\n\n",
		raw:    true,
	},
	{
		rule: "no-content-length", request: "CONNECT a:1",
		breaks: "HTTP/1.1 200 \nContent-Length: 0\n\n",
		keeps:  "HTTP/1.1 200 \n\nanything",
	},
	{rule: "no-content-length", request: "CONNECT a:1", spares: "HTTP/1.1 403 \nContent-Length: 1\nContent-Type: a/b\n\nx"},
	{rule: "no-content-length", request: "GET /\nIf-None-Match: *", spares: "HTTP/1.1 304 \nContent-Length: 0\n\n"},
	{
		rule: "no-transfer-encoding", request: "GET / HTTP/1.1",
		breaks: "HTTP/1.1 204 \nTransfer-Encoding: chunked\n\n",
		keeps:  "HTTP/1.1 204 \n\n",
	},
	{
		rule: "no-transfer-encoding", request: "GET / HTTP/1.1\nIf-None-Match: *",
		spares: "HTTP/1.1 304 \nTransfer-Encoding: chunked\n\n",
	},
	{
		rule: "transfer-encoding-1.0", request: "GET /",
		breaks: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\n\r\n",
		keeps:  "HTTP/1.1 200 \nContent-Type: a/b\n\nx",
	},
	{
		rule: "transfer-encoding-1.0", request: "GET / HTTP/1.1",
		spares: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\n\r\n",
		raw:    true,
	},
	{
		rule: "one-length", request: "GET / HTTP/1.1",
		breaks: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Length: 5\nContent-Type: a/b\n\n0\r\n\r\n",
		keeps:  "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n1\r\nx\r\n0\r\nChecksum: a\r\n\r\n",
	},
	{
		rule: "one-length", request: "GET / HTTP/1.1",
		spares: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nX-Content-Length: 5\nContent-Type: a/b\n\n0\r\n\r\n",
		raw:    true,
	},
	{rule: "status-line", breaks: "HTTP/1.1 200\n\n", keeps: "HTTP/1.1 200 \n\n", raw: true},
	{rule: "status-line", breaks: "<html>\n\n", keeps: "HTTP/1.1 200 Alles gut, \xfcbrigens\n\n", raw: true},
	{rule: "status-line", spares: "HTTP/1.1 200 \tOdd  phrase: \xff\n\n", breaks: "HTTP/1.1  200 OK\n\n", raw: true},
	{rule: "status-line", breaks: "HTTP/1.1 0200 OK\n\n", raw: true},
	{rule: "status-line", breaks: "HTTP/1.1 200 O\x01K\n\n", raw: true},
	{
		rule: "line-end", request: "GET /",
		breaks: "HTTP/1.1 200 OK\nDate: Sun, 06 Nov 1994 08:49:37 GMT\n\x00\n\n",
		keeps:  "HTTP/1.1 200 OK\n\n",
		raw:    true,
	},
	{rule: "line-end", spares: "HTTP/1.1 200 OK\nContent-Type: a/b\n\none\ntwo", raw: true},
	{rule: "field-line", breaks: "HTTP/1.1 200 OK\nServer : x\n\n", keeps: "HTTP/1.1 200 OK\nServer:x\n\n", raw: true},
	{rule: "field-line", breaks: "HTTP/1.1 200 OK\nnonsense\n\n", keeps: "HTTP/1.1 200 OK\nServer: \n\n", raw: true},
	{rule: "field-line", breaks: "HTTP/1.1 200 OK\nX: a\x01\n\n", spares: "HTTP/1.1 200 OK\nX'|~: \ta:b\xff\t\n\n", raw: true},
	{rule: "field-line", breaks: "HTTP/1.1 200 OK\nX(a): b\n\n", raw: true},
	{rule: "folding", breaks: "HTTP/1.1 200 OK\nServer: x\n y\n\n", keeps: "HTTP/1.1 200 OK\nServer: x y\n\n", raw: true},
	{rule: "folding", breaks: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Basic\n realm=\"a\"\n\nx", raw: true}, // the second line counts
	{rule: "folding", spares: "HTTP/1.1 200 OK\nX:  \n\n", raw: true},
	{
		rule: "chunked", request: "GET / HTTP/1.1",
		breaks: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\nx\r\n",
		keeps:  "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\n\r\n",
		raw:    true,
	},
	{
		rule: "chunked", request: "GET / HTTP/1.1",
		breaks: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\n",
		keeps:  "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\n\r\n",
		raw:    true,
	},
	{
		rule: "chunked", request: "GET / HTTP/1.1",
		spares: "HTTP/1.1 200 \nTransfer-Encoding: Chunked\nContent-Type: a/b\n\n0001;a=\"b\"\r\nx\r\n00\r\n\r\n",
		raw:    true,
	},
	{
		rule:   "complete",
		breaks: "HTTP/1.1 200 \nContent-Length: 2\nContent-Type: a/b\n\nx",
		keeps:  "HTTP/1.1 200 \nContent-Length: 1\nContent-Type: a/b\n\nx",
		raw:    true,
	},
	{rule: "complete", request: "HEAD /", spares: "HTTP/1.1 200 \nContent-Length: 2\nContent-Type: a/b\n\n", raw: true},
	{rule: "complete", spares: "HTTP/1.1 200 \nContent-Type: a/b\n\nx", raw: true},
	{
		rule:   "one-response",
		breaks: "HTTP/1.1 200 \nContent-Length: 0\n\nHTTP/1.1 200 \n\n",
		keeps:  "HTTP/1.1 200 \nContent-Length: 0\n\n",
		raw:    true,
	},
	{
		rule: "one-response", request: "GET / HTTP/1.1",
		spares: "HTTP/1.1 100 \n\nHTTP/1.1 103 \n\nHTTP/1.1 200 \nDate: Sun, 06 Nov 1994 08:49:37 GMT\nContent-Length: 0\n\n",
		raw:    true,
	},
	{rule: "one-response", request: "CONNECT a:1", spares: "HTTP/1.1 200 \n\nHTTP/1.1 200 \n\n", raw: true},
	{
		rule: "delimited", request: "GET / HTTP/1.1",
		breaks: "HTTP/1.1 200 \nContent-Type: a/b\n\n",
		keeps:  "HTTP/1.1 200 \nContent-Length: 0\n\n",
		raw:    true,
	},
	{rule: "delimited", spares: "HTTP/1.1 200 \nContent-Type: a/b\n\nx", raw: true},
	{rule: "delimited", request: "HEAD / HTTP/1.1", spares: "HTTP/1.1 200 \n\n", raw: true},
	{
		rule: "content-range", request: "GET /\nRange: bytes=4-5",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 1-0/9\n\nxx",
	},
	{rule: "content-range", request: "GET /\nRange: bytes=0-1", breaks: "HTTP/1.1 206 \nContent-Range: bytes 0-1/9\n\n"},
	{rule: "content-range", request: "GET /\nRange: bytes=0-1", breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\n\nx"},
	{rule: "416-length", request: "GET /\nRange: bytes=9-", breaks: "HTTP/1.1 416 \nContent-Type: a/b\nContent-Range: bytes */x\n\nx"},
	{rule: "416-length", request: "GET /\nRange: bytes=9-", breaks: "HTTP/1.1 416 \nContent-Type: a/b\nContent-Range: lines */9\n\nx"},
	{
		rule: "range-overlap", request: "GET /\nRange: bytes=4-5",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\n\nxx",
		keeps:  "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 4-5/9\n\nxx",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 5-6/9\n\nxx",
	},
	{
		rule: "range-overlap", request: "GET /\nRange: bytes=-2",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\n\nxx",
		keeps:  "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 7-8/9\n\nxx",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/*\n\nxx",
	},
	{
		rule: "range-overlap", request: "GET /\nRange: bytes=5-",
		breaks: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\n\nxx",
		keeps:  "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 5-8/9\n\nxxxx",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 8-8/9\n\nx",
	},
	{
		rule: "range-overlap", request: "GET /\nRange: bytes=5-6, 8-8",
		breaks: byteranges("boundary=B", "", ""),
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 5-8/9\n\nxxxx",
	},
	{
		rule: "range-overlap", request: "GET /\nRange: bytes = 0-1, -2",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 7-8/9\n\nxx",
	},
	{
		rule: "range-overlap", request: "GET /\nRange: bytes=-100",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-8/9\n\nxxxxxxxxx",
	},
	{
		rule: "range-overlap", request: "GET /\nRange: lines=5-6",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\n\nxx",
	},
	{
		rule: "range-overlap", request: "GET /\nRange: bytes=x-y",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 0-1/9\n\nxx",
	},
	{
		rule:   "challenge",
		breaks: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: realm=\"a\"\n\nx",
		keeps:  "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Basic realm=\"a, b\", Newauth realm=\"c\", type=1, title=\"Login to \\\"d\\\"\"\n\nx",
	},
	{
		rule:   "challenge",
		breaks: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Basic realm=\"a\" charset=\"UTF-8\"\n\nx",
		spares: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: ,Negotiate YII==, Basic  realm = \"\xc3\xbc\" ,, charset=\"UTF-8\"\nWWW-Authenticate: NTLM\n\nx",
	},
	{
		rule:   "challenge",
		breaks: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Digest realm=\"a\n\nx",
		spares: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Digest realm=\"a\", qop=\"auth,auth-int\", stale=FALSE, algorithm=SHA-256\n\nx",
	},
	{
		rule:   "challenge",
		breaks: "HTTP/1.1 407 \nContent-Type: a/b\nProxy-Authenticate: Bearer scope=a b\n\nx",
		spares: "HTTP/1.1 200 \nWWW-Authenticate: Foo 0aZ-._~+/=\n\n",
	},
	{rule: "challenge", breaks: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Negotiate YII=, realm=\"a\"\n\nx"},
	{rule: "challenge", breaks: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: OAuth-2 (see https://a.example)\n\nx"},
	{
		rule:   "basic-realm",
		breaks: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: basic charset=\"UTF-8\"\n\nx",
		keeps:  "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Basic realm=\"\"\n\nx",
		spares: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Basic charset=\"UTF-8\", Realm=\"a\", Negotiate, XBasic\n\nx",
	},
	{
		rule:   "bearer-parameter",
		breaks: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: Bearer\n\nx",
		keeps:  "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: bearer error=\"invalid_token\"\n\nx",
		spares: "HTTP/1.1 401 \nContent-Type: a/b\nWWW-Authenticate: DPoP, Bearer\nWWW-Authenticate: realm=\"a\"\n\nx",
	},
	{
		rule:   "etag",
		breaks: "HTTP/1.1 200 \nETag: abc\n\n",
		keeps:  "HTTP/1.1 200 \nETag: \"abc\"\n\n",
		spares: "HTTP/1.1 200 \nETag: \"\"\n\n",
	},
	{
		rule:   "etag",
		breaks: "HTTP/1.1 200 \nETag: \"a b\"\n\n",
		keeps:  "HTTP/1.1 200 \nETag: W/\"a\"\n\n",
		spares: "HTTP/1.1 200 \nETag: \"\xfc\\,<!~\"\n\n",
	},
	{rule: "etag", breaks: "HTTP/1.1 200 \nETag: w/\"a\"\n\n"},
	{rule: "etag", breaks: "HTTP/1.1 200 \nETag: \"\n\n"},
	{rule: "etag", breaks: "HTTP/1.1 200 \nETag: \"a\"b\"\n\n"},
	{rule: "etag", breaks: "HTTP/1.1 200 \nETag:\n\n"},
	{
		rule:   "last-modified",
		breaks: "HTTP/1.1 200 \nLast-Modified: Sun, 06 Nov 1994 08:49:37 UTC\n\n",
		keeps:  "HTTP/1.1 200 \nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\n\n",
		spares: "HTTP/1.1 200 \nLast-Modified: Thu, 01 Jan 1970 00:00:00 GMT\n\n",
	},
	{rule: "last-modified", breaks: "HTTP/1.1 200 \nLast-Modified: Sun Nov  6 08:49:37 1994\n\n"},
	{
		rule:   "last-modified-future",
		breaks: "HTTP/1.1 200 \nLast-Modified: Sun, 06 Nov 1994 08:49:39 GMT\n\n",
		keeps:  "HTTP/1.1 200 \nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\n\n",
		spares: "HTTP/1.1 200 \nLast-Modified: Sun, 06 Nov 1994 08:49:38 GMT\n\n",
	},
	{
		rule:   "last-modified-future",
		spares: "HTTP/1.1 500 \nContent-Type: a/b\nDate:\nLast-Modified: Sat, 06 Nov 2094 08:49:37 GMT\n\nx",
	},
	{
		rule:   "expires",
		breaks: "HTTP/1.1 200 \nExpires: never\n\n",
		keeps:  "HTTP/1.1 200 \nExpires: Sun, 06 Nov 1994 08:49:37 GMT\n\n",
		spares: "HTTP/1.1 200 \nExpires: Mon, 01 Jan 1990 00:00:00 GMT\n\n",
	},
	{
		rule:   "expires-date",
		breaks: "HTTP/1.1 200 \nExpires: 0\n\n",
		keeps:  "HTTP/1.1 200 \nExpires: Sun, 06 Nov 1994 08:49:37 GMT\n\n",
		spares: "HTTP/1.1 200 \nExpires: Thu, 01 Jan 1970 00:00:00 GMT\n\n",
	},
	{rule: "expires-date", breaks: "HTTP/1.1 200 \nExpires: -1\n\n"},
	{
		rule:   "allow-origin",
		breaks: "HTTP/1.1 200 \nAccess-Control-Allow-Origin: https://a.example, https://b.example\n\n",
		keeps:  "HTTP/1.1 200 \nAccess-Control-Allow-Origin: https://a.example:8080\n\n",
		spares: "HTTP/1.1 200 \nAccess-Control-Allow-Origin: null\n\n",
	},
	{
		rule:   "allow-origin",
		breaks: "HTTP/1.1 200 \nAccess-Control-Allow-Origin: https://a.example/\n\n",
		keeps:  "HTTP/1.1 200 \nAccess-Control-Allow-Origin: *\n\n",
		spares: "HTTP/1.1 200 \nAccess-Control-Allow-Origin: chrome-extension://abc\n\n",
	},
	{
		rule: "allow-origin", request: "GET /\nOrigin: file://",
		breaks: "HTTP/1.1 200 \nAccess-Control-Allow-Origin: a.example\n\n",
		spares: "HTTP/1.1 200 \nAccess-Control-Allow-Origin: file://\n\n",
	},
	{
		rule:   "allow-origin",
		breaks: "HTTP/1.1 200 \nAccess-Control-Allow-Origin:\n\n",
		spares: "HTTP/1.1 200 \nAccess-Control-Allow-Origin: http://[::1]:8080\n\n",
	},
	{
		rule:   "hsts",
		breaks: "HTTP/1.1 200 \nStrict-Transport-Security: includeSubDomains\n\n",
		keeps:  "HTTP/1.1 200 \nStrict-Transport-Security: max-age=31536000; includeSubDomains; preload\n\n",
		spares: "HTTP/1.1 200 \nStrict-Transport-Security: ;includeSubDomains ; Max-Age = \"0\";\n\n",
	},
	{rule: "hsts", breaks: "HTTP/1.1 200 \nStrict-Transport-Security: max-age=a\n\n"},
	{rule: "hsts", breaks: "HTTP/1.1 200 \nStrict-Transport-Security: max-age=1; max-age=1\n\n"},
	{
		rule: "hsts-plain", request: "GET http://a.example/",
		breaks: "HTTP/1.1 200 \nStrict-Transport-Security: max-age=1\n\n",
		keeps:  "HTTP/1.1 200 \n\n",
	},
	{rule: "hsts-plain", request: "GET https://a.example/", spares: "HTTP/1.1 200 \nStrict-Transport-Security: max-age=1\n\n"},
	{rule: "hsts-plain", request: "GET /", spares: "HTTP/1.1 200 \nStrict-Transport-Security: max-age=1\n\n"},
	{
		rule: "hsts-plain", request: "GET http://a.example/\nX-Forwarded-Proto: https",
		spares: "HTTP/1.1 200 \nStrict-Transport-Security: max-age=1\n\n",
	},
	{
		rule: "hsts-plain", request: "GET http://a.example/\nForwarded: for=a;proto=HTTPS",
		spares: "HTTP/1.1 200 \nStrict-Transport-Security: max-age=1\n\n",
	},
	{
		rule: "hsts-plain", request: "GET http://a.example/\nFront-End-Https: on",
		spares: "HTTP/1.1 200 \nStrict-Transport-Security: max-age=1\n\n",
	},
	{
		rule: "hsts-plain", request: "GET http://a.example/\nX-Forwarded-Proto: http",
		breaks: "HTTP/1.1 200 \nStrict-Transport-Security: max-age=1\n\n",
	},
	{
		rule:   "media-type",
		breaks: "HTTP/1.1 200 \nContent-Type: json\n\n{}",
		keeps:  "HTTP/1.1 200 \nContent-Type: application/json\n\n{}",
		spares: "HTTP/1.1 200 \nContent-Type: Text/HTML ; Charset=\"utf-8\" ;; a=b;\n\nx",
	},
	{
		rule:   "media-type",
		breaks: "HTTP/1.1 200 \nContent-Type: text/html; charset\n\nx",
		spares: "HTTP/1.1 200 \nContent-Type: application/vnd.a+json;profile=\"https://a.example/;\\\"b, c\"\n\nx",
	},
	{rule: "media-type", breaks: "HTTP/1.1 200 \nContent-Type: text/html, text/plain\n\nx"},
	{rule: "media-type", breaks: "HTTP/1.1 200 \nContent-Type: text/html; charset = utf-8\n\nx"},
	{rule: "media-type", breaks: "HTTP/1.1 200 \nContent-Type: /html\n\nx"},
	{rule: "media-type", breaks: "HTTP/1.1 204 \nContent-Type:\n\n"},
	{
		rule:   "identity",
		breaks: "HTTP/1.1 200 \nContent-Type: a/b\nContent-Encoding: Identity\n\nx",
		keeps:  "HTTP/1.1 200 \nContent-Type: a/b\n\nx",
		spares: "HTTP/1.1 200 \nContent-Type: a/b\nContent-Encoding: x-identity\n\nx",
	},
	{
		rule:   "gzip",
		breaks: "HTTP/1.1 200 \nContent-Type: a/b\nContent-Length: 5\nContent-Encoding: gzip\n\nhello",
		keeps:  "HTTP/1.1 200 \nContent-Type: a/b\nContent-Length: 3\nContent-Encoding: gzip\n\n\x1f\x8b\x08",
		spares: "HTTP/1.1 200 \nContent-Type: a/b\nContent-Length: 5\nContent-Encoding: gzip, br\n\nhello",
	},
	{
		rule:   "gzip",
		breaks: "HTTP/1.1 404 \nContent-Type: a/b\nContent-Encoding: X-GZip\n\nno",
		spares: "HTTP/1.1 200 \nContent-Type: a/b\nContent-Length: 0\nContent-Encoding: gzip\n\n",
	},
	{
		rule:   "gzip",
		breaks: "HTTP/1.1 200 \nContent-Type: a/b\nContent-Length: 1\nContent-Encoding: br, gzip\n\n\x1f",
		spares: "HTTP/1.1 200 \nContent-Type: a/b\nContent-Length: 5\nContent-Encoding: br\n\nhello",
	},
	{
		rule: "gzip", request: "GET /\nRange: bytes=5-9",
		spares: "HTTP/1.1 206 \nContent-Type: a/b\nContent-Range: bytes 5-9/99\nContent-Length: 5\nContent-Encoding: gzip\n\nhello",
	},
	{rule: "gzip", request: "HEAD /", spares: "HTTP/1.1 200 \nContent-Type: a/b\nContent-Encoding: gzip\n\n"},
	{
		rule: "gzip", request: "GET / HTTP/1.1",
		spares: "HTTP/1.1 200 \nContent-Type: a/b\nContent-Encoding: gzip\nTransfer-Encoding: deflate, chunked\n\n2\r\nxy\r\n0\r\n\r\n",
		raw:    true,
	},
	{
		rule:    "websocket-accept",
		request: "GET / HTTP/1.1\nUpgrade: websocket\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
		breaks:  "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: websocket\n\n",
		keeps:   "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: websocket\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n\n",
	},
	{
		rule:    "websocket-accept",
		request: "GET / HTTP/1.1\nUpgrade: websocket\nSec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==",
		breaks:  "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: WebSocket\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n\n",
	},
	{
		rule: "websocket-accept", request: "GET / HTTP/1.1\nUpgrade: websocket",
		spares: "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: websocket\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n\n",
	},
	{
		rule:    "websocket-accept",
		request: "GET / HTTP/1.1\nUpgrade: websocket, foo\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
		spares:  "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: foo\n\n",
	},
	{
		rule:    "websocket-accept",
		request: "GET / HTTP/1.1\nUpgrade: websocket\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
		spares:  "HTTP/1.1 426 \nConnection: upgrade\nUpgrade: websocket\nContent-Type: a/b\nContent-Length: 1\n\nx",
	},
	{
		rule:    "websocket-protocol",
		request: "GET / HTTP/1.1\nUpgrade: websocket\nSec-WebSocket-Protocol: chat, superchat",
		breaks:  "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: websocket\nSec-WebSocket-Protocol: Chat\n\n",
		keeps:   "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: websocket\nSec-WebSocket-Protocol: superchat\n\n",
		spares:  "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: websocket\n\n",
	},
	{
		rule: "websocket-protocol", request: "GET / HTTP/1.1\nUpgrade: websocket",
		breaks: "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: websocket\nSec-WebSocket-Protocol:\n\n",
		spares: "HTTP/1.1 200 \nSec-WebSocket-Protocol: chat\nContent-Length: 0\n\n",
	},
	{
		rule:    "websocket-extensions",
		request: "GET / HTTP/1.1\nUpgrade: websocket\nSec-WebSocket-Extensions: foo, permessage-deflate; client_max_window_bits",
		breaks:  "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: websocket\nSec-WebSocket-Extensions: bar\n\n",
		keeps:   "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: websocket\nSec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\n\n",
		spares:  "HTTP/1.1 101 \nConnection: upgrade\nUpgrade: websocket\n\n",
	},
	{
		rule:    "http2-connection",
		breaks:  "HTTP/1.1 200 \nKeep-Alive: timeout=5\n\n",
		keeps:   "HTTP/1.1 200 \n\n",
		spares:  "HTTP/1.1 200 \nTE: trailers\nAlt-Svc: h3=\":443\"\n\n",
		version: 2,
	},
	{rule: "http2-connection", breaks: "HTTP/1.1 426 \nUpgrade: h2c\nContent-Type: a/b\n\nx", version: 2},
	{rule: "http2-connection", spares: "HTTP/1.1 200 \nConnection: keep-alive\nKeep-Alive: timeout=5\n\n"},
	{
		rule:    "http3-connection",
		breaks:  "HTTP/1.1 200 \nProxy-Connection: close\n\n",
		keeps:   "HTTP/1.1 200 \n\n",
		spares:  "HTTP/1.1 200 \nAlt-Svc: h3=\":443\"\n\n",
		version: 3,
	},
	{
		rule: "chunked-once", request: "GET / HTTP/1.1",
		breaks: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nTransfer-Encoding: Chunked\nContent-Type: a/b\n\n0\r\n\r\n",
		keeps:  "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\n\r\n",
		spares: "HTTP/1.1 200 \nTransfer-Encoding: gzip, chunked\nContent-Type: a/b\n\n0\r\n\r\n",
		raw:    true,
	},
	{
		rule: "trailer", request: "GET / HTTP/1.1",
		breaks: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\nContent-Type: c/d\r\n\r\n",
		keeps:  "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\n\r\n",
		spares: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\nETag: \"a\"\r\nServer-Timing: a\r\nX-Content-Type: a\r\n\r\n",
		raw:    true,
	},
	{
		rule: "trailer", request: "GET / HTTP/1.1",
		breaks: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nContent-Type: a/b\n\n0\r\nset-cookie: a=b\r\n\r\n",
		spares: "HTTP/1.1 200 \nTransfer-Encoding: chunked\nTrailer: Content-Type\nContent-Type: a/b\n\n0\r\n\r\n",
		raw:    true,
	},
}

func byteranges(parameter, field, prefix string) string {
	const part = "Content-Range: bytes 0-0/9\r\n\r\nx\r\n"
	return "HTTP/1.1 206 \n" + field + "Content-Type: multipart/byteranges; " + parameter + "\n\n--B\r\n" + part + "--B\r\n" + prefix + part + "--B--\r\n"
}

func TestRules(t *testing.T) {
	type coverage struct{ breaks, keeps, spares bool }
	covered := map[string]coverage{}
	for _, test := range ruleTests {
		c := covered[test.rule]
		covered[test.rule] = coverage{c.breaks || test.breaks != "", c.keeps || test.keeps != "", c.spares || test.spares != ""}
		t.Run(test.rule, func(t *testing.T) {
			check := func(text string, raw bool, want []string) {
				if text == "" {
					return
				}
				if test.version == 0 {
					if diff := cmp.Diff(want, names(t, statustest.CheckRaw(wire(text), request(t, test.request)))); diff != "" {
						t.Errorf("CheckRaw(%q) (-want +got):\n%s", text, diff)
					}
				}
				if !raw {
					if diff := cmp.Diff(want, names(t, statustest.Check(response(t, text, test.request, test.version)))); diff != "" {
						t.Errorf("Check(%q) (-want +got):\n%s", text, diff)
					}
				}
			}
			check(test.breaks, test.raw, []string{test.rule})
			check(test.keeps, test.chunked(), nil)
			check(test.spares, test.chunked(), nil)
		})
	}
	for _, test := range pairTests {
		c := covered[test.rule]
		covered[test.rule] = coverage{c.breaks || test.breaks != nil, c.keeps || test.keeps != nil, c.spares || test.spares != nil}
	}
	seen := map[string]bool{}
	for _, r := range statustest.Rules() {
		if c := covered[r.Rule]; !c.breaks || !c.keeps || !c.spares {
			t.Errorf("rule %s has no response that breaks it, keeps it or looks like a breach: %+v", r.Rule, c)
		}
		if seen[r.Rule] {
			t.Errorf("rule %s is there twice", r.Rule)
		}
		seen[r.Rule] = true
		word := map[statustest.Level]string{statustest.Must: "must", statustest.Should: "should", statustest.Advisory: "ought to"}[r.Level]
		if !strings.Contains(r.Text, word) {
			t.Errorf("rule %s is a %v, and its text does not say %q: %s", r.Rule, r.Level, word, r.Text)
		}
	}
	for rule := range covered {
		if !seen[rule] {
			t.Errorf("there is no rule %s", rule)
		}
	}
}

// A rule reports each of the fields that it lists.
func TestFieldLists(t *testing.T) {
	for rule, test := range map[string]struct {
		response, request string
		fields            []string
		version           int
	}{
		"304-fields": {
			response: "HTTP/1.1 304 \n%s: a/b\n\n", request: "GET /\nIf-None-Match: *",
			fields: []string{"Content-Type", "Content-Encoding", "Content-Language"},
		},
		"if-range": {
			response: "HTTP/1.1 206 \nContent-Range: bytes 0-0/9\n%s: a\n\nx", request: "GET /\nRange: bytes=0-0\nIf-Range: \"a\"",
			fields: []string{"Content-Encoding", "Content-Language", "Last-Modified"},
		},
		"singleton": {
			response: "HTTP/1.1 204 \n%[1]s: a\n%[1]s: a\n\n",
			fields: []string{
				"Access-Control-Allow-Credentials", "Access-Control-Allow-Origin", "Access-Control-Max-Age", "Age", "Content-Length",
				"Content-Location", "Content-Range", "Content-Type", "Date", "ETag", "Expires", "Last-Modified", "Location", "Retry-After",
				"Sec-WebSocket-Accept", "Sec-WebSocket-Protocol", "Server", "Strict-Transport-Security",
			},
		},
		"http2-connection": {
			response: "HTTP/1.1 200 \n%s: a\n\n", version: 2,
			fields: []string{"Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade"},
		},
		"http3-connection": {
			response: "HTTP/1.1 200 \n%s: a\n\n", version: 3,
			fields: []string{"Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade"},
		},
		"trailer": {
			response: "HTTP/1.1 200 \nContent-Type: a/b\nTransfer-Encoding: chunked\n\n0\r\n%s: a\r\n\r\n", request: "GET / HTTP/1.1",
			fields: []string{
				"Age", "Authorization", "Cache-Control", "Connection", "Content-Encoding", "Content-Length", "Content-Location",
				"Content-Range", "Content-Type", "Date", "Expires", "Host", "Keep-Alive", "Location", "Proxy-Authenticate",
				"Retry-After", "Set-Cookie", "Strict-Transport-Security", "Trailer", "Transfer-Encoding", "Upgrade", "Vary",
				"WWW-Authenticate",
			},
		},
		"interim-1.0": {response: "HTTP/1.1 103 \n%s: a\n\nHTTP/1.1 204 \nDate: Sun, 06 Nov 1994 08:49:37 GMT\n\n", fields: []string{"Link"}},
		"no-store": {
			response: "HTTP/1.1 429 \nContent-Type: a/b\nCache-Control: %s\n\nx",
			fields:   []string{"public", "private", "max-age=1", "s-maxage=1", "Public, foo"},
		},
		"hsts-plain": {
			response: "HTTP/1.1 204 \nStrict-Transport-Security: max-age=1\n%s: a\n\n", request: "GET http://a.example/\nX-Forwarded-Proto: http\nReferer: https://a.example/",
			fields: []string{"Server"},
		},
	} {
		for _, field := range test.fields {
			text := fmt.Sprintf(test.response, field)
			var err error
			if test.version == 0 {
				err = statustest.CheckRaw(wire(text), request(t, test.request))
			} else {
				err = statustest.Check(response(t, text, test.request, test.version))
			}
			if !slices.Contains(names(t, err), rule) {
				t.Errorf("%s does not break %s: %v", field, rule, err)
			}
		}
	}
	for _, field := range []string{
		"Forwarded", "X-Forwarded-Proto", "X-Forwarded-Protocol", "X-Forwarded-Scheme", "X-Url-Scheme", "X-Forwarded-Ssl",
		"Front-End-Https", "Cloudfront-Forwarded-Proto", "Cf-Visitor",
	} {
		for _, value := range []string{"https", "On", "proto=HTTPS", `{"scheme":"https"}`} {
			asked := request(t, "GET http://a.example/\n"+field+": "+value)
			if err := statustest.CheckRaw(wire("HTTP/1.1 204 \nStrict-Transport-Security: max-age=1\n\n"), asked); err != nil {
				t.Errorf("%s: %s: %v", field, value, err)
			}
		}
	}
}

// One file has everything that the tests of users may print. To write it:
//
//	go test ./statustest -run TestReports -update
func TestReports(t *testing.T) {
	var b strings.Builder
	for _, test := range ruleTests {
		if test.breaks == "" {
			continue
		}
		if test.version == 0 {
			fmt.Fprintln(&b, statustest.CheckRaw(wire(test.breaks), request(t, test.request)))
		} else {
			fmt.Fprintln(&b, statustest.Check(response(t, test.breaks, test.request, test.version)))
		}
	}
	for _, test := range pairTests {
		if test.breaks != nil {
			fmt.Fprintln(&b, statustest.Handler(test.breaks, test.request))
		}
	}
	golden.File(t, "testdata/reports.txt", b.String())
}

// If the request is not known, a response breaks no rule that it keeps otherwise.
func TestUnknownRequest(t *testing.T) {
	for _, test := range ruleTests {
		if strings.HasPrefix(test.request, "CONNECT") {
			continue
		}
		for _, text := range []string{test.keeps, test.spares} {
			if text == "" {
				continue
			}
			if test.version == 0 && !strings.HasPrefix(test.request, "HEAD") {
				if err := statustest.CheckRaw(wire(text), nil); err != nil {
					t.Errorf("%q: %v", text, err)
				}
			}
			if test.chunked() {
				continue
			}
			resp := response(t, text, test.request, test.version)
			resp.Request = nil
			if err := statustest.Check(resp); err != nil {
				t.Errorf("%q: %v", text, err)
			}
		}
	}
}

// split splits a response of a table, and adds what every response needs.
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

// response makes the response that net/http's client would return. net/http itself would
// not return all of them.
func response(t *testing.T, text, asked string, version int) *http.Response {
	head, content := split(text)
	if strings.HasPrefix(content, "HTTP/1.1 ") { // net/http does not return interim responses
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
	resp := &http.Response{StatusCode: code, ProtoMajor: max(version, 1), Header: http.Header(header), Request: request(t, asked), Body: io.NopCloser(strings.NewReader(content))}
	resp.TransferEncoding = header["Transfer-Encoding"]
	header.Del("Transfer-Encoding")
	return resp
}

func request(t *testing.T, text string) *http.Request {
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(requestText(text))))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// requestText adds what every request needs.
func requestText(text string) string {
	if text == "" {
		text = "GET /"
	}
	line, fields, _ := strings.Cut(text, "\n")
	if !strings.Contains(line, "HTTP/") {
		line += " HTTP/1.0"
	}
	return line + "\nHost: example.com\n" + fields + "\n\n"
}

// names returns the broken rules in order. Every error must be a Breach.
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
