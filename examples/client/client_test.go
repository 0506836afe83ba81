package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"example.com/httpstatus"
)

// An answer is one line of a server's script. After an interim status, a 200 follows.
type answer struct {
	status httpstatus.Status
	field  string // "Retry-After: 7"
	large  bool   // with more content than anybody reads to save a connection
}

// A script is a server that gives its answers in turn, the last one for ever, and
// 200 at /moved. It writes down each request: "+" if it opened the connection, the
// method, the path unless it is /, the content, and "!" if it had credentials.
type script struct {
	*httptest.Server
	answers []answer
	seen    []string
}

func play(t *testing.T, answers ...answer) *script {
	s := &script{answers: answers}
	s.Server = httptest.NewUnstartedServer(s)
	s.Config.ConnContext = func(ctx context.Context, _ net.Conn) context.Context {
		return context.WithValue(ctx, s, new(atomic.Int32))
	}
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	content, _ := io.ReadAll(r.Body)
	line := r.Method + strings.TrimSuffix(r.URL.Path, "/")
	if r.Context().Value(s).(*atomic.Int32).Add(1) == 1 {
		line = "+" + line
	}
	if len(content) > 0 {
		line += "(" + string(content) + ")"
	}
	if r.Header.Get("Authorization") != "" {
		line += "!"
	}
	s.seen = append(s.seen, line)
	if r.URL.Path == "/moved" {
		return
	}
	a := s.answers[min(len(s.seen), len(s.answers))-1]
	if name, value, ok := strings.Cut(a.field, ": "); ok {
		w.Header().Set(name, value)
	}
	w.WriteHeader(int(a.status))
	if a.status.AllowsContent() {
		io.WriteString(w, "content")
	}
	if a.large {
		w.Write(make([]byte, 4<<20))
	}
}

// quick returns a Repeater that never waits but writes down how long it would have.
func quick(t *testing.T) (repeater *Repeater, waits *[]time.Duration) {
	repeater, waits = NewRepeater(), new([]time.Duration)
	t.Cleanup(repeater.Transport.CloseIdleConnections)
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	repeater.Attempts = 3
	repeater.Credentials = func(*http.Response) (string, bool) { return "Basic x", true }
	repeater.now = func() time.Time { return now }
	repeater.sleep = func(ctx context.Context, d time.Duration) error {
		*waits, now = append(*waits, d), now.Add(d)
		return ctx.Err()
	}
	repeater.jitter = func(most time.Duration) time.Duration { return most }
	return repeater, waits
}

// send sends a request with the content "x" for PUT and POST.
func send(t *testing.T, repeater *Repeater, method, url string) *http.Response {
	t.Helper()
	var body io.Reader
	if method == "PUT" || method == "POST" {
		body = strings.NewReader("x")
	}
	req, err := http.NewRequest(method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	client := http.Client{Transport: repeater, CheckRedirect: Redirect}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp
}

// What a server that always gives the same status gets to see, by method, after
// RFC 9110 and the documents of the other codes, and not after the library: 9.2.2
// for what may be repeated, 15.5.2 for 401, 15.5.9, 15.5.20 and RFC 8470, 5.2 for
// what takes a new connection, 15.4 for redirects.
func TestEveryStatus(t *testing.T) {
	once := [3]string{"+GET", "+PUT(x)", "+POST(x)"}
	authorized := [3]string{"+GET GET!", "+PUT(x) PUT(x)!", "+POST(x) POST(x)!"}
	reconnected := [3]string{"+GET +GET", "+PUT(x) +PUT(x)", "+POST(x) +POST(x)"}
	repeated := [3]string{"+GET GET GET", "+PUT(x) PUT(x) PUT(x)", "+POST(x) POST(x) POST(x)"}
	repeatedIfIdempotent := [3]string{repeated[0], repeated[1], once[2]}
	moved := [3]string{"+GET GET/moved", "+PUT(x) PUT/moved(x)", "+POST(x) GET/moved"}
	seeOther := [3]string{"+GET GET/moved", "+PUT(x) GET/moved", "+POST(x) GET/moved"}
	movedWhole := [3]string{"+GET GET/moved", "+PUT(x) PUT/moved(x)", "+POST(x) POST/moved(x)"}

	want := map[httpstatus.Status][3]string{
		100: once, 102: once, 103: once, 104: once,
		101: once,
		200: once, 201: once, 202: once, 203: once, 204: once, 205: once, 206: once, 207: once, 208: once, 226: once,
		300: once, 301: moved, 302: moved, 303: seeOther, 304: once, 305: once, 306: once, 307: movedWhole, 308: movedWhole,
		400: once, 401: authorized, 402: once, 403: once, 404: once, 405: once, 406: once, 407: once, 408: reconnected, 409: once,
		410: once, 411: once, 412: once, 413: once, 414: once, 415: once, 416: once, 417: once, 418: once,
		421: reconnected, 422: once, 423: once, 424: once, 425: reconnected, 426: once, 428: once, 429: repeated, 431: once, 451: once,
		500: once, 501: once, 502: repeatedIfIdempotent, 503: repeatedIfIdempotent, 504: repeatedIfIdempotent,
		505: once, 506: once, 507: once, 508: once, 510: once, 511: once,
		299: once, 499: once, 599: once, 600: once, 999: once, // unknown
	}
	for _, s := range httpstatus.All() {
		if _, ok := want[s]; !ok {
			t.Errorf("%v is not in the table", s)
		}
	}
	for s, sequences := range want {
		for i, method := range []string{"GET", "PUT", "POST"} {
			server := play(t, answer{status: s, field: "Location: /moved"})
			repeater, _ := quick(t)
			resp := send(t, repeater, method, server.URL)
			if got := strings.Join(server.seen, " "); got != sequences[i] {
				t.Errorf("%v, %s:\n got %s\nwant %s", s, method, got, sequences[i])
			}
			final := int(s)
			if last := server.seen[len(server.seen)-1]; strings.Contains(last, "/moved") || s < 200 && s != 101 {
				final = 200
			}
			if resp.StatusCode != final {
				t.Errorf("%v, %s: the caller gets %d; want %d", s, method, resp.StatusCode, final)
			}
			repeater.Transport.CloseIdleConnections()
			server.Close()
		}
	}
}

func TestScripts(t *testing.T) {
	type configure = func(*Repeater)
	for name, test := range map[string]struct {
		method  string
		answers []answer
		with    configure
		seen    string
		waits   string
		final   int
	}{
		"recovery":           {"GET", []answer{{status: 503}, {status: 200}}, nil, "+GET GET", "[1s]", 200},
		"a failed POST ends": {"POST", []answer{{status: 429}, {status: 502}, {status: 200}}, nil, "+POST(x) POST(x)", "[1s]", 502},
		"doubling, capped": {"GET", []answer{{status: 502}}, func(c *Repeater) { c.Attempts, c.MaxWait = 6, 5*time.Second },
			"+GET GET GET GET GET GET", "[1s 2s 4s 5s 5s]", 502},
		"many doublings": {"GET", []answer{{status: 502}}, func(c *Repeater) { c.Attempts, c.MaxTime = 70, 1000*time.Hour },
			"+GET" + strings.Repeat(" GET", 69), "[1s 2s 4s 8s 16s" + strings.Repeat(" 30s", 64) + "]", 502},
		"one attempt": {"GET", []answer{{status: 503}}, func(c *Repeater) { c.Attempts = 1 }, "+GET", "[]", 503},
		"total time": {"GET", []answer{{status: 503}}, func(c *Repeater) { c.Attempts, c.MaxTime = 9, 5*time.Second },
			"+GET GET GET", "[1s 2s]", 503},
		"Retry-After":           {"GET", []answer{{status: 503, field: "Retry-After: 7"}, {status: 200}}, nil, "+GET GET", "[8s]", 200},
		"Retry-After of 0":      {"POST", []answer{{status: 429, field: "Retry-After: 0"}, {status: 200}}, nil, "+POST(x) POST(x)", "[1s]", 200},
		"Retry-After, a date":   {"GET", []answer{{status: 503, field: "Retry-After: Fri, 02 Jan 2026 03:04:25 GMT"}, {status: 200}}, nil, "+GET GET", "[21s]", 200},
		"Retry-After, nonsense": {"GET", []answer{{status: 503, field: "Retry-After: soon"}, {status: 200}}, nil, "+GET GET", "[1s]", 200},
		"Retry-After, too long": {"GET", []answer{{status: 503, field: "Retry-After: 31"}, {status: 200}}, nil, "+GET", "[]", 503},
		"Retry-After, huge":     {"GET", []answer{{status: 429, field: "Retry-After: 99999999999999999999"}, {status: 200}}, nil, "+GET", "[]", 429},
		"Retry-After of 500":    {"GET", []answer{{status: 500, field: "Retry-After: 1"}, {status: 200}}, nil, "+GET", "[]", 500},
		"401 without credentials": {"GET", []answer{{status: 401}}, func(c *Repeater) {
			c.Credentials = func(*http.Response) (string, bool) { return "", false }
		}, "+GET", "[]", 401},
		"401, then right": {"POST", []answer{{status: 401}, {status: 200}}, nil, "+POST(x) POST(x)!", "[0s]", 200},
		"401, then 503":   {"GET", []answer{{status: 401}, {status: 503}, {status: 200}}, nil, "+GET GET! GET!", "[0s 2s]", 200},
		"421 twice": {"POST", []answer{{status: 421}, {status: 429}, {status: 421}, {status: 200}}, func(c *Repeater) { c.Attempts = 9 },
			"+POST(x) +POST(x) +POST(x)", "[0s 2s]", 421},
		"large content": {"GET", []answer{{status: 503, large: true}, {status: 200}}, nil, "+GET +GET", "[1s]", 200},
		"DELETE moved":  {"DELETE", []answer{{status: 301, field: "Location: /moved"}}, nil, "+DELETE DELETE/moved", "[]", 200},
		"HEAD see other": {"HEAD", []answer{{status: 303, field: "Location: /moved"}}, nil,
			"+HEAD HEAD/moved", "[]", 200},
		"PATCH":          {"PATCH", []answer{{status: 504}}, nil, "+PATCH", "[]", 504},
		"unknown method": {"FROB", []answer{{status: 503}}, nil, "+FROB", "[]", 503},
	} {
		t.Run(name, func(t *testing.T) {
			server := play(t, test.answers...)
			repeater, waits := quick(t)
			if test.with != nil {
				test.with(repeater)
			}
			resp := send(t, repeater, test.method, server.URL)
			if got := strings.Join(server.seen, " "); got != test.seen {
				t.Errorf("the server saw %s; want %s", got, test.seen)
			}
			if got := fmt.Sprint(*waits); got != test.waits {
				t.Errorf("waits %s; want %s", got, test.waits)
			}
			if resp.StatusCode != test.final {
				t.Errorf("the caller gets %d; want %d", resp.StatusCode, test.final)
			}
		})
	}
}

// Content that can be read once only is sent once only.
func TestCannotRewind(t *testing.T) {
	for _, s := range []httpstatus.Status{401, 408, 421, 429, 503, 301} {
		server := play(t, answer{status: s, field: "Location: /moved"})
		repeater, _ := quick(t)
		req, err := http.NewRequest("PUT", server.URL, io.MultiReader(strings.NewReader("x")))
		if err != nil {
			t.Fatal(err)
		}
		client := http.Client{Transport: repeater, CheckRedirect: Redirect}
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if want := []string{"+PUT(x)"}; !slices.Equal(server.seen, want) || resp.StatusCode != int(s) {
			t.Errorf("%v: the server saw %q, the caller %d; want %q", s, server.seen, resp.StatusCode, want)
		}
	}
}

// A PUT that has moved takes its content and what describes it along.
func TestRedirectKeepsDescription(t *testing.T) {
	var got http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		if r.URL.Path != "/moved" {
			http.Redirect(w, r, "/moved", http.StatusFound)
		}
	}))
	defer server.Close()
	repeater, _ := quick(t)
	req, err := http.NewRequest("PUT", server.URL, strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "text/plain")
	client := http.Client{Transport: repeater, CheckRedirect: Redirect}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if got.Get("Content-Type") != "text/plain" || got.Get("Content-Length") != "1" {
		t.Errorf("fields %v", got)
	}
}

func TestRedirectsEnd(t *testing.T) {
	server := play(t, answer{status: 307, field: "Location: /"})
	repeater, _ := quick(t)
	client := http.Client{Transport: repeater, CheckRedirect: Redirect}
	if resp, err := client.Get(server.URL); err == nil || len(server.seen) != 10 {
		t.Errorf("%d requests, %v, %v", len(server.seen), resp, err)
	}
}

// The wait, which is a real one of two hours here, ends with the context.
func TestContextEndsTheWait(t *testing.T) {
	server := play(t, answer{status: 503})
	repeater := NewRepeater()
	defer repeater.Transport.CloseIdleConnections()
	repeater.MaxTime = 3 * time.Hour
	repeater.jitter = func(time.Duration) time.Duration { return 2 * time.Hour }
	ctx, cancel := context.WithCancel(t.Context())
	repeater.Trace = func(int, *http.Response, string) { cancel() }
	req, err := http.NewRequestWithContext(ctx, "GET", server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = repeater.RoundTrip(req)
	if !errors.Is(err, context.Canceled) || len(server.seen) != 1 {
		t.Errorf("%v, %d requests", err, len(server.seen))
	}

	// A wait beyond the context's deadline is not begun.
	ctx, cancel = context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	resp, err := repeater.RoundTrip(req.Clone(ctx))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 503 || len(server.seen) != 2 {
		t.Errorf("%d, %d requests", resp.StatusCode, len(server.seen))
	}
}

func TestJitter(t *testing.T) {
	repeater := NewRepeater()
	low, high := time.Hour, time.Duration(0)
	for range 1000 {
		d := repeater.jitter(time.Second)
		low, high = min(low, d), max(high, d)
	}
	if low < 0 || low > 100*time.Millisecond || high > time.Second || high < 900*time.Millisecond {
		t.Errorf("waits from %v to %v; want all from 0 to 1s", low, high)
	}
}

// No connection, no response: that is net/http's matter, once.
func TestConnectionError(t *testing.T) {
	repeater, waits := quick(t)
	repeater.Transport.DialContext = func(context.Context, string, string) (net.Conn, error) { return nil, io.ErrClosedPipe }
	req, err := http.NewRequest("GET", "http://example.com/", nil)
	if err != nil {
		t.Fatal(err)
	}
	if resp, err := repeater.RoundTrip(req); !errors.Is(err, io.ErrClosedPipe) || len(*waits) != 0 {
		t.Errorf("%v, %v, waits %v", resp, err, *waits)
	}
}

func TestRun(t *testing.T) {
	for name, test := range map[string]struct {
		answers        []answer
		args           []string
		code           int
		stdout, stderr string
	}{
		"repeated": {[]answer{{status: 421}, {status: 200}}, []string{"-method", "POST", "-data", "x", "URL"}, 0,
			"200 OK\n*",
			"1. POST URL: 421 Misdirected Request; again on a new connection\n2. POST URL: 200 OK\n"},
		"not repeated": {[]answer{{status: 502}}, []string{"-method", "POST", "URL"}, 1,
			"502 Bad Gateway\nThe server, acting as a gateway, passed the request on to an upstream server and got an answer that it cannot use.\n",
			"1. POST URL: 502 Bad Gateway\n"},
		"credentials": {[]answer{{status: 401}, {status: 204}}, []string{"-user", "me:secret", "URL"}, 0, "204 No Content\n*",
			"1. GET URL: 401 Unauthorized; again with credentials\n2. GET URL: 204 No Content\n"},
		"no retries": {[]answer{{status: 503}}, []string{"-retries", "0", "URL"}, 1, "503 Service Unavailable\n*", "1. GET URL: 503 Service Unavailable\n"},
		"no URL":     {nil, nil, 2, "", "client: []: want one absolute address*"},
		"no host":    {nil, []string{"x"}, 2, "", "client: [\"x\"]: want one absolute address*"},
		"bad method": {nil, []string{"-method", "A B", "URL"}, 2, "", "client: net/http: invalid method \"A B\"*"},
		"bad flag":   {nil, []string{"-x"}, 2, "", "flag*"},
		"help":       {nil, []string{"-h"}, 0, "", "usage: client*"},
	} {
		t.Run(name, func(t *testing.T) {
			server := play(t, test.answers...)
			var stdout, stderr bytes.Buffer
			for i, arg := range test.args {
				test.args[i] = strings.ReplaceAll(arg, "URL", server.URL)
			}
			if code := run(t.Context(), test.args, &stdout, &stderr); code != test.code {
				t.Errorf("exit code %d; want %d", code, test.code)
			}
			for _, output := range [][2]string{{stdout.String(), test.stdout}, {stderr.String(), test.stderr}} {
				got := strings.ReplaceAll(output[0], server.URL, "URL")
				if start, cut := strings.CutSuffix(output[1], "*"); got != output[1] && !(cut && strings.HasPrefix(got, start)) {
					t.Errorf("got %q; want %q", got, output[1])
				}
			}
		})
	}
}
