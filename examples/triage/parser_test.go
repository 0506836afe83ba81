package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/httpstatus"
)

const (
	date  = `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] `
	timed = `2018-07-02T22:23:00.186641Z lb 192.0.2.7:2817 10.0.0.1:80 0.000 0.001 0.000 `
	rest  = ` 34 366 "GET http://www.example.com:80/a HTTP/1.1" "curl/7.46.0" - -`
	hap   = `10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in static/srv1 `
)

var lines = []struct {
	name, line string
	method     string // "" for a bad line
	path       string
	status     httpstatus.Status
}{
	{"common", `127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326`, "GET", "/apache_pb.gif", 200},
	{"combined", date + `"POST /a HTTP/1.1" 502 157 "-" "curl/7.88.1"`, "POST", "/a", 502},
	{"end of line", date + "\"GET / HTTP/1.1\" 404 -\r\n", "GET", "/", 404},
	{"virtual host first", `example.org:443 ` + date + `"GET / HTTP/1.1" 200 5 "-" "-"`, "GET", "/", 200},
	{"IPv6", `2001:db8::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 304 0`, "GET", "/", 304},
	{"IPv6 in brackets", `[2001:db8::1] - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 304 0`, "GET", "/", 304},
	{"HTTP/2", date + `"OPTIONS * HTTP/2.0" 200 0`, "OPTIONS", "*", 200},
	{"HTTP/0.9", date + `"GET /" 009 0`, "GET", "/", 9},
	{"query", date + `"GET /a?b=/c HTTP/1.1" 404 0`, "GET", "/a", 404},
	{"query alone", date + `"GET ?b HTTP/1.1" 404 0`, "GET", "", 404},
	{"fragment", date + `"GET /a#b?c HTTP/1.1" 404 0`, "GET", "/a", 404},
	{"space in the path", date + `"GET /a b HTTP/1.1" 404 0`, "GET", "/a b", 404},
	{"a whole URL", date + `"GET http://a.example:80/b/c?d HTTP/1.1" 404 0`, "GET", "/b/c", 404},
	{"a URL without a path", date + `"GET http://a.example HTTP/1.1" 404 0`, "GET", "/", 404},
	{"a URL without a host", date + `"GET http:///a HTTP/1.1" 404 0`, "GET", "/a", 404},
	{"a URL within a path", date + `"GET /go/http://a.example/b HTTP/1.1" 404 0`, "GET", "/go/http://a.example/b", 404},
	{"CONNECT", date + `"CONNECT a.example:443 HTTP/1.1" 405 0`, "CONNECT", "a.example:443", 405},
	{"user with spaces", `::1 - Ann van Lee [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 401 0`, "GET", "/", 401},
	{"user with brackets", `::1 - [a] [b] [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 401 0`, "GET", "/", 401},
	{"user with a quote", `::1 - a\"b [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 401 0`, "GET", "/", 401},
	{"empty user of Apache", `::1 - "" [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 401 381`, "GET", "/", 401},
	{"quotes escaped by Apache", date + `"GET /\" 200 5 \"x HTTP/1.1" 404 196`, "GET", `/\" 200 5 \"x`, 404},
	{"quotes escaped by nginx", date + `"GET /\x22 200 5 \x22x HTTP/1.1" 404 196`, "GET", `/\x22 200 5 \x22x`, 404},
	{"backslash at the end", date + `"GET /\\" 404 196 "-" "\" 200 5"`, "GET", `/\\`, 404},
	{"backslash and quote", date + `"GET /\\\" 200 5 " 404 196`, "GET", `/\\\" 200 5 `, 404},
	{"bracket in the request", date + `"GET /a] \"b HTTP/1.1" 404 196`, "GET", `/a] \"b`, 404},
	{"request within the referer", date + `"GET / HTTP/1.1" 404 196 "] \"PUT / HTTP/1.1\" 500 " "] "`, "GET", "/", 404},
	{"empty request", date + `"" 400 0 "-" "-"`, "-", "", 400},
	{"no request", date + `"-" 408 0 "-" "-"`, "-", "", 408},
	{"TLS handshake", date + `"\x16\x03\x01\x02\x00 \x01" 400 157 "-" "-"`, "-", "", 400},
	{"raw bytes", date + "\"\x16\x03\x01 \xff\x00\" 400 157", "-", "", 400},
	{"one word", date + `"hello" 400 157`, "-", "", 400},
	{"space first", date + `" GET / HTTP/1.1" 400 157`, "-", "", 400},
	{"no path", date + `"GET - HTTP/1.1" 400 157`, "GET", "", 400},
	{"unknown method", date + `"VERSION-CONTROL / HTTP/1.1" 405 157`, "VERSION-CONTROL", "/", 405},
	{"lower case", date + `"get / HTTP/1.1" 501 0`, "get", "/", 501},
	{"unregistered 499", date + `"GET / HTTP/1.1" 499 0`, "GET", "/", 499},
	{"no status 000", date + `"GET / HTTP/1.1" 000 0`, "GET", "/", 0},
	{"no status 0", date + `"GET / HTTP/1.1" 0 0`, "GET", "/", 0},
	{"no status 999", date + `"GET / HTTP/1.1" 999 0`, "GET", "/", 999},
	{"status at the end", date + `"GET / HTTP/1.1" 404`, "GET", "/", 404},
	{"kubectl before it", `[pod/a/b] ` + date + `"GET / HTTP/1.1" 404 5`, "GET", "/", 404},
	{"Traefik after it", date + `"GET / HTTP/1.1" 0 0 "-" "-" 7 "web@docker" "http://10.0.0.1" 12ms`, "GET", "/", 0},
	{"nulls before it", "\x00\x00\x00" + date + `"GET / HTTP/1.1" 404 5`, "GET", "/", 404},

	{"Envoy", `[2016-04-15T20:17:00.310Z] "POST /a HTTP/2" 503 UF 154 0 226 100 "-"`, "POST", "/a", 503},
	{"Envoy without a response", `[2016-04-15T20:17:00.310Z] "GET /a HTTP/2" 0 DC 154 0 226 - "-"`, "GET", "/a", 0},
	{"Envoy without a request", `[2016-04-15T20:17:00.310Z] "- - HTTP/1.1" 400 DPE 0 11 0 - "-"`, "-", "", 400},
	{"Envoy for TCP", `[2016-04-15T20:17:00.310Z] "- - -" 0 - 154 0 226 - "-"`, "", "", 0},
	{"Django", `[27/Nov/2026 03:00:00] "GET /a HTTP/1.1" 404 2329`, "GET", "/a", 404},
	{"Django in colour", "[27/Nov/2026 03:00:00] \x1b[33m\"GET /a HTTP/1.1\" 404 2329\x1b[0m\r\n", "GET", "/a", 404},
	{"Django at the end in colour", "\x1b[31;1m[27/Nov/2026 03:00:00] \"GET /a HTTP/1.1\" 500\x1b[0m", "GET", "/a", 500},
	{"Flask in colour", "127.0.0.1 - - [27/Nov/2026 03:00:00] \"\x1b[31m\x1b[1mPOST /a HTTP/1.1\x1b[0m\" 405 -", "POST", "/a", 405},
	{"uvicorn", `INFO:     127.0.0.1:5000 - "GET /a?b HTTP/1.1" 404 Not Found`, "GET", "/a", 404},
	{"no date", `127.0.0.1 - - "GET / HTTP/1.1" 404 196`, "GET", "/", 404},
	{"half a date", `127.0.0.1 - - 10/Oct/2000:13:55:36] "GET / HTTP/1.1" 404 196`, "GET", "/", 404},
	{"an empty text in quotes first", `127.0.0.1 "" - "GET / HTTP/1.1" 404 196`, "GET", "/", 404},
	{"another text in quotes first", `127.0.0.1 "a b" - "GET / HTTP/1.1" 404 196`, "GET", "/", 404},

	{"Classic load balancer", timed + `404 200` + rest, "GET", "/a", 404},
	{"Application load balancer", `http ` + timed + `404 200` + rest, "GET", "/a", 404},
	{"ALB over TLS", `https ` + timed + `502 -` + rest, "GET", "/a", 502},
	{"ALB over HTTP/2", `h2 ` + timed + `460 -` + rest, "GET", "/a", 460},
	{"ALB for gRPC", `grpcs ` + timed + `464 -` + rest, "GET", "/a", 464},
	{"ALB for WebSocket", `ws ` + timed + `101 101` + rest, "GET", "/a", 101},
	{"ALB for WebSocket over TLS", `wss ` + timed + `101 101` + rest, "GET", "/a", 101},
	{"ALB without a response", `h2 ` + timed + `000 -` + rest, "GET", "/a", 0},
	{"ALB without a request", `http ` + timed + `400 - 0 0 "- http://a.example:80- -" "-"`, "-", "/", 400},
	{"ALB with a bracket in the agent", `http ` + timed + `404 200 34 366 "GET http://a.example:80/a HTTP/1.1" "x [y] \"z\" 200 "`, "GET", "/a", 404},
	{"ELB for TCP", timed + `- - 34 366 "- - - " "-" - -`, "", "", 0},
	{"ALB of another type", `tls ` + timed + `- -`, "", "", 0},
	{"ALB with a word too few", `http ` + timed + `404` + rest, "", "", 0},
	{"ALB cut in the request", `http ` + timed + `404 200 34 366 "GET /`, "", "", 0},
	{"ALB without the time", `http ` + strings.Replace(timed, "2018-07-02T22", "2018/07/02 22", 1) + `x`, "", "", 0},

	{"HAProxy", hap + `10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} "GET /index.html HTTP/1.1"`, "GET", "/index.html", 200},
	{"HAProxy behind syslog", `Feb  6 12:14:14 localhost haproxy[14389]: ` + hap + `10/0/30/69/109 503 2750 - - ---- 1/1/1/1/0 0/0 "GET /a?b HTTP/1.1"`, "GET", "/a", 503},
	{"HAProxy without a response", hap + `10/0/30/-1/109 -1 0 - - CD-- 1/1/1/1/0 0/0 "GET /a HTTP/1.1"`, "GET", "/a", 0},
	{"HAProxy for a bad request", hap + `-1/-1/-1/-1/0 400 0 - - PR-- 1/1/0/0/0 0/0 "<BADREQ>"`, "-", "", 400},
	{"HAProxy cut by syslog", hap + `10/0/30/69/109 404 2750 - - ---- 1/1/1/1/0 0/0 "GET /very/lo`, "GET", "/very/lo", 404},
	{"HAProxy over TLS", hap + `10/0/30/69/+109 404 +2750 - - ---- 1/1/1/1/0 0/0 "GET /a HTTP/1.1" 0/0/0/0/0 a.example/TLSv1.3/x`, "GET", "/a", 404},
	{"HAProxy for TCP", hap + `0/0/5007 212 -- 0/0/0/0/3 0/0`, "", "", 0},
	{"HAProxy with another number", hap + `10/0/30/69/109 -2 2750 - - ---- 1/1/1/1/0 0/0 "GET /a HTTP/1.1"`, "", "", 0},
	{"HAProxy without a request", hap + `10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0`, "", "", 0},

	{"Squid", `1066036250.603    310 192.0.2.1 TCP_MISS/404 262 GET http://www.example.org/a? - HIER_DIRECT/203.0.113.1 text/html`, "GET", "/a", 404},
	{"Squid without a response", `1066036250.603    310 192.0.2.1 TCP_MISS_ABORTED/000 0 GET http://www.example.org/a - HIER_DIRECT/203.0.113.1 -`, "GET", "/a", 0},
	{"Squid for a tunnel", `1066036250.603    310 192.0.2.1 TCP_TUNNEL/200 262 CONNECT a.example:443 - HIER_DIRECT/203.0.113.1 -`, "CONNECT", "a.example:443", 200},
	{"Squid without a method", `1066036250.603    310 192.0.2.1 NONE/400 262 \x00 error:invalid-request - HIER_NONE/- -`, "-", "error:invalid-request", 400},
	{"Squid with a date", `27/Nov/2026 310 192.0.2.1 TCP_MISS/404 262 GET http://a.example/ - -`, "", "", 0},
	{"Squid without a duration", `1066036250.603 - 192.0.2.1 TCP_MISS/404 262 GET http://a.example/ - -`, "", "", 0},
	{"Squid without a size", `1066036250.603 310 192.0.2.1 TCP_MISS/404 - GET http://a.example/ - -`, "", "", 0},
	{"Squid without a slash", `1066036250.603 310 192.0.2.1 404 262 GET http://a.example/ - -`, "", "", 0},
	{"Squid cut", `1066036250.603 310 192.0.2.1 TCP_MISS/404 262 GET`, "", "", 0},

	{"JSON with a request line", `{"time":"10/Oct/2000:13:55:36 -0700","request":"GET /a?b HTTP/1.1","status":404}`, "GET", "/a", 404},
	{"JSON with a status in quotes", `{"request_method":"POST","request_uri":"/a?b","status":"502"}`, "POST", "/a", 502},
	{"JSON of Caddy", `{"level":"info","logger":"http.log.access","request":{"method":"GET","uri":"/a?b","headers":{"Status":["200"],"Method":"X"}},"status":404,"resp_headers":{"Status":"500"}}`, "GET", "/a", 404},
	{"JSON of Traefik", `{"DownstreamStatus":404,"OriginStatus":200,"RequestMethod":"GET","RequestPath":"/a\u0026b"}`, "GET", "/a&b", 404},
	{"JSON of Traefik, origin first", `{"OriginStatus":200,"DownstreamStatus":404,"RequestMethod":"GET","RequestPath":"/a"}`, "GET", "/a", 404},
	{"JSON of Envoy", `{"method":"GET","path":"/a","response_code":0,"upstream_host":null}`, "GET", "/a", 0},
	{"JSON of Google Cloud", `{"httpRequest":{"requestMethod":"GET","requestUrl":"https://a.example/b?c","status":404},"jsonPayload":{"status":"x"}}`, "GET", "/b", 404},
	{"JSON of pino", `{"level":30,"req":{"method":"GET","url":"/a?b"},"res":{"statusCode":404}}`, "GET", "/a", 404},
	{"JSON of Elastic", `{"http":{"request":{"method":"GET"},"response":{"status_code":404}},"url":{"path":"/a"}}`, "GET", "/a", 404},
	{"JSON with dots", `{"http.request.method":"GET","http.response.status_code":404,"url.path":"/a"}`, "GET", "/a", 404},
	{"JSON of Cloudflare", `{"ClientRequestMethod":"GET","ClientRequestURI":"/a?b","EdgeResponseStatus":522,"OriginResponseStatus":0}`, "GET", "/a", 522},
	{"JSON of Docker", `{"log":"127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.1\" 404 5\n","stream":"stdout","time":"x"}`, "GET", "/a", 404},
	{"JSON of journald", `{"_PID":"7","MESSAGE":"127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.1\" 404 5"}`, "GET", "/a", 404},
	{"JSON of Google Cloud for a container", `{"textPayload":"127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.1\" 404 5"}`, "GET", "/a", 404},
	{"JSON of an API gateway", `{"httpMethod":"GET","resourcePath":"/a","status":"404"}`, "GET", "/a", 404},
	{"JSON of Azure", `{"properties":{"httpMethod":"GET","requestUri":"/a","httpStatusCode":"404"}}`, "GET", "/a", 404},
	{"JSON of CloudFront", `{"sc-status":"404","cs-method":"GET","cs-uri-stem":"/a"}`, "GET", "/a", 404},
	{"JSON of echo", `{"remote_ip":"::1","host":"a","method":"GET","uri":"/a?b","status":404,"error":"","latency":7}`, "GET", "/a", 404},
	{"JSON of Kong", `{"request":{"method":"GET","uri":"/a","headers":{}},"response":{"status":404}}`, "GET", "/a", 404},
	{"JSON of an application with a message", `{"message":"started","status":"ok"}`, "", "", 0},
	{"JSON of Docker with JSON", `{"log":"{\"method\":\"GET\",\"uri\":\"/a\",\"status\":404}\n","stream":"stdout"}`, "GET", "/a", 404},
	{"JSON of Docker with nothing", `{"log":"\n","stream":"stdout"}`, "", "", 0},
	{"JSON behind a prefix", `caddy-1  | {"method":"GET","uri":"/a","status":404}`, "GET", "/a", 404},
	{"JSON with spaces", `  {"method" : "GET" , "uri":	"/a", "x": [ 1 , {"status":200}, [ ] , {} ], "status" : 404 }  `, "GET", "/a", 404},
	{"JSON, the outer status", `{"response":{"status":200},"method":"GET","path":"/a","status":404}`, "GET", "/a", 404},
	{"JSON, the outer status first", `{"status":404,"response":{"status":200},"method":"GET","path":"/a"}`, "GET", "/a", 404},
	{"JSON, the original path", `{"uri":"/index.php","request_uri":"/a","method":"GET","status":404}`, "GET", "/a", 404},
	{"JSON, the original path first", `{"request_uri":"/a","uri":"/index.php","method":"GET","status":404}`, "GET", "/a", 404},
	{"JSON with a path alone", `{"path":"/a","status":404}`, "-", "/a", 404},
	{"JSON with a method alone", `{"method":"GET","status":404}`, "GET", "", 404},
	{"JSON with a method that is none", `{"method":"GE T","status":404}`, "-", "", 404},
	{"JSON with escapes", `{"method":"GET","path":"/\"\\\/\u00e9\ud83d\ude00","status":404}`, "GET", "/\"\\/é😀", 404},
	{"JSON with a long key", `{"` + strings.Repeat("status", 20) + `":200,"method":"GET","status":404}`, "GET", "", 404},
	{"JSON with a bad status", `{"method":"GET","status":"ok","response":{"status":404}}`, "GET", "", 404},
	{"JSON with a small status", `{"method":"GET","status":"050"}`, "", "", 0},
	{"JSON of an application", `{"level":"info","msg":"started","status":200}`, "", "", 0},
	{"JSON without a status", `{"method":"GET","path":"/a"}`, "", "", 0},
	{"JSON with a status in a list", `{"method":"GET","path":"/a","x":[{"status":404}]}`, "", "", 0},
	{"JSON, cut", `{"method":"GET","status":404,"path":"/a`, "", "", 0},
	{"JSON, cut after a comma", `{"method":"GET","status":404,`, "", "", 0},
	{"JSON, cut after a colon", `{"method":"GET","status":404,"path":`, "", "", 0},
	{"JSON, cut in a list", `{"method":"GET","status":404,"x":[1`, "", "", 0},
	{"JSON, two objects", `{"method":"GET","status":404}{}`, "", "", 0},
	{"JSON without a colon", `{"method" "GET","status":404}`, "", "", 0},
	{"JSON without quotes", `{method:"GET","status":404}`, "", "", 0},
	{"JSON with a word for a member", `{"method":"GET",x,"status":404}`, "", "", 0},
	{"JSON with a wrong bracket", `{"method":"GET","status":404]`, "", "", 0},
	{"JSON, nothing", `{}`, "", "", 0},
	{"JSON, an open brace", `{`, "", "", 0},
	{"JSON, deep", strings.Repeat(`{"a":`, 10000), "", "", 0},
	{"JSON, deep lists", `{"a":` + strings.Repeat(`[`, 10000), "", "", 0},

	{"a word", "hello", "", "", 0},
	{"a brace", "}", "", "", 0},
	{"error log", `2000/10/10 13:55:36 [error] 7#7: *1 open() "/a" failed, request: "GET / HTTP/1.1", host: "a"`, "", "", 0},
	{"no request at all", date + `404 196`, "", "", 0},
	{"open request", date + `"GET /`, "", "", 0},
	{"open escape", date + `"GET /\" 404 196`, "", "", 0},
	{"cut after the request", date + `"GET / HTTP/1.1"`, "", "", 0},
	{"cut after a space", date + `"GET / HTTP/1.1" `, "", "", 0},
	{"cut in the status", date + `"GET / HTTP/1.1" 40`, "", "", 0},
	{"no space", date + `"GET / HTTP/1.1"404 196`, "", "", 0},
	{"status of two digits", date + `"GET / HTTP/1.1" 40 196`, "", "", 0},
	{"status of four digits", date + `"GET / HTTP/1.1" 4040 196`, "", "", 0},
	{"status of another digit", date + `"GET / HTTP/1.1" 4 196`, "", "", 0},
	{"status with a letter", date + `"GET / HTTP/1.1" 4o4 196`, "", "", 0},
	{"status with a colon", date + `"GET / HTTP/1.1" 40: 196`, "", "", 0},
	{"status with a slash", date + `"GET / HTTP/1.1" /04 196`, "", "", 0},
	{"status with a sign", date + `"GET / HTTP/1.1" -40 196`, "", "", 0},
	{"no status", date + `"GET / HTTP/1.1" - 196`, "", "", 0},
	{"no bracket before the date", `10/Oct/2000] "/" 404 196`, "", "", 0},
	{"a request without a version", `INFO: "GET /" 404`, "", "", 0},
	{"a quote only after the request", `GET / HTTP/1.1" 404 "x"`, "", "", 0},
	{"an open text", `INFO: "GET /a HTTP/1.1" 40x "x`, "", "", 0},
}

func parse(line string) (request, verdict) {
	p := parser{columns: usual}
	return p.parse([]byte(line))
}

func TestParse(t *testing.T) {
	for _, test := range lines {
		t.Run(test.name, func(t *testing.T) {
			r, verdict := parse(test.line)
			if test.method == "" {
				if verdict != unreadable {
					t.Errorf("parse(%q) = %q %q %03d, verdict %d; want unreadable", test.line, r.method, r.path, int(r.status), verdict)
				}
				return
			}
			if verdict != isRequest || string(r.method) != test.method || string(r.path) != test.path || r.status != test.status {
				t.Errorf("parse(%q) = %q %q %03d, verdict %d; want %q %q %03d", test.line, r.method, r.path, int(r.status), verdict, test.method, test.path, int(test.status))
			}
		})
	}
}

// Some lines are not about a request, but they are not bad either.
func TestComments(t *testing.T) {
	for _, line := range []string{"", "\n", "\r\n", " \t\n", "\x00\x00", "#Version: 1.0", "#"} {
		if _, verdict := parse(line); verdict != isComment {
			t.Errorf("parse(%q): verdict %d", line, verdict)
		}
	}
}

func TestW3C(t *testing.T) {
	p := parser{columns: usual}
	for _, test := range []struct {
		line    string
		verdict verdict
		want    string
	}{
		{"2026-11-27 03:00:00 GET /a 404", unreadable, ""}, // the columns have no names yet
		{"#Fields: date time cs-method cs-uri-stem sc-status", isComment, ""},
		{"2026-11-27 03:00:00 GET /a 404", isRequest, "GET /a 404"},
		{"2026-11-27 03:00:00 - - 400\r\n", isRequest, "-  400"},
		{"2026-11-27 03:00:00 GET /a -", unreadable, ""},
		{"2026-11-27 03:00:00 GET", unreadable, ""},
		{"#Date: 2026-11-27 04:00:00", isComment, ""},
		{date + `"PUT /b HTTP/1.1" 500 5`, isRequest, "PUT /b 500"}, // a line in another format
		{"#fields: sc-status", isComment, ""},                       // the name has to be exact
		{"2026-11-27 03:00:00 GET /a 404", isRequest, "GET /a 404"},
		{"#Fields:\tSC-STATUS\tcs-uri\tcs-method", isComment, ""},
		{"000\thttp://a.example/b c?d\tPOST", isRequest, "POST /b c 000"},
		{"000 /a POST", isRequest, "POST /a 000"},
		{"404\t\tPOST", isRequest, "POST  404"},
		{"#Fields: cs-uri cs-uri-stem cs-uri sc-status", isComment, ""},
		{"/a /b /c 404", isRequest, "- /b 404"},
		{"#Fields: cs-method", isComment, ""},
		{"GET", unreadable, ""},
	} {
		r, verdict := p.parse([]byte(test.line))
		got := ""
		if verdict == isRequest {
			got = fmt.Sprintf("%s %s %03d", r.method, r.path, int(r.status))
		}
		if verdict != test.verdict || got != test.want {
			t.Errorf("%q: %q, verdict %d; want %q, %d", test.line, got, verdict, test.want, test.verdict)
		}
	}
}

// Only a line in colour and escapes in JSON need an allocation.
func TestParseDoesNotAllocate(t *testing.T) {
	for _, test := range lines {
		if strings.ContainsAny(test.line, "\x1b") || strings.Contains(test.line, "{") && strings.Contains(test.line, `\`) {
			continue
		}
		p, line := parser{columns: usual}, []byte(test.line)
		if n := testing.AllocsPerRun(10, func() { p.parse(line) }); n != 0 {
			t.Errorf("%s: %v allocations", test.name, n)
		}
	}
}

var (
	form  = regexp.MustCompile(`(?s)^"((?:[^"\\]|\\.)*)" ([0-9]{3}|0)(?:[ \t\r\n]|$)`)
	named = regexp.MustCompile("^([!#$%&'*+.^_`|~0-9A-Za-z-]+) ")
)

// reference is a slow parseCombined that ignores the path.
func reference(line string) (method, status string, ok bool) {
	before, after, ok := strings.Cut(line, `] "`)
	fields := form.FindStringSubmatch(`"` + after)
	if !ok || !strings.Contains(before, "[") || fields == nil || fields[1] == "- - -" {
		return "", "", false
	}
	status = fmt.Sprintf("%03s", fields[2])
	if m := named.FindStringSubmatch(fields[1]); m != nil {
		return m[1], status, true
	}
	return "-", status, true
}

func FuzzParse(f *testing.F) {
	for _, test := range lines {
		f.Add([]byte(test.line))
	}
	logs, err := filepath.Glob("testdata/*.log")
	if err != nil || len(logs) == 0 {
		f.Fatalf("%d logs, %v", len(logs), err)
	}
	for _, name := range logs {
		log, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for line := range bytes.Lines(log) {
			f.Add(line)
		}
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		r, ok := parseCombined(line)
		method, status, wantOK := reference(string(line))
		if ok != wantOK || ok && (string(r.method) != method || fmt.Sprintf("%03d", int(r.status)) != status) {
			t.Errorf("parseCombined(%q) = %q, %03d, %v; want %q, %s, %v", line, r.method, int(r.status), ok, method, status, wantOK)
		}
		for _, p := range []parser{
			{columns: usual},
			{columns: columns{2, 1}},
			{columns: columns{0, 3}, w3c: w3c{true, 1, 0, 2}},
		} {
			r, verdict := p.parse(line)
			if verdict == isRequest && (r.status < 0 || r.status > 999 || !isMethod(r.method) || bytes.ContainsAny(r.path, "?")) {
				t.Errorf("parse(%q) = %q %q %d", line, r.method, r.path, int(r.status))
			}
		}
		if scanner := (jsonScanner{text: line}); json.Valid(line) && bytes.Count(line, []byte("{"))+bytes.Count(line, []byte("[")) < maxDepth && !scanner.value(nil, 0, true) {
			t.Errorf("%q is JSON and was refused", line)
		}
	})
}
