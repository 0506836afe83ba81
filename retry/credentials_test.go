package retry_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// guarded is a server that lets in who has a password, which can change.
type guarded struct {
	password string
	log      []string
}

func (g *guarded) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		req.Body.Close()
	}
	status := 401
	if req.Header.Get("Authorization") == g.password {
		status = 200
	}
	g.log = append(g.log, fmt.Sprintf("%s %s %s", req.URL.Host+req.URL.Path, req.Header.Get("Authorization"), http.StatusText(status)))
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: http.NoBody, Request: req}, nil
}

func TestAuthorize(t *testing.T) {
	server := &guarded{password: "Basic a"}
	asked, current := 0, "Basic a"
	c := &http.Client{Transport: &retry.Transport{Base: server, Authorize: func(resp *http.Response) (string, bool) {
		asked++
		if resp.Request == nil || resp.StatusCode != 401 {
			t.Errorf("asked about %+v", resp)
		}
		return current, resp.Request.URL.Host == "example.com"
	}}}
	for _, step := range []struct {
		name, method, url, own string
		change                 func()
		log                    string
		asked                  int
	}{
		{name: "the first time", method: "POST", url: "http://example.com/a/1", log: "example.com/a/1  Unauthorized, example.com/a/1 Basic a OK", asked: 1},
		{name: "remembered", method: "GET", url: "http://example.com/a/2", log: "example.com/a/2 Basic a OK"},
		{name: "below", method: "GET", url: "http://example.com/a/b/3", log: "example.com/a/b/3 Basic a OK"},
		{name: "another directory", method: "GET", url: "http://example.com/c/", log: "example.com/c/  Unauthorized, example.com/c/ Basic a OK", asked: 1},
		{name: "a directory with a similar name", method: "GET", url: "http://example.com/ab", log: "example.com/ab  Unauthorized, example.com/ab Basic a OK", asked: 1},
		{name: "the root", method: "GET", url: "http://example.com", log: "example.com Basic a OK"},
		{name: "another scheme", method: "GET", url: "https://example.com/a/1", log: "example.com/a/1  Unauthorized, example.com/a/1 Basic a OK", asked: 1},
		{name: "another host", method: "GET", url: "http://example.net/a/1", log: "example.net/a/1  Unauthorized", asked: 1},
		{name: "another port", method: "GET", url: "http://example.com:81/a/1", log: "example.com:81/a/1  Unauthorized", asked: 1},
		{name: "own credentials", method: "GET", url: "http://example.com/a/1", own: "Basic a", log: "example.com/a/1 Basic a OK"},
		{name: "own credentials, refused", method: "GET", url: "http://example.com/a/1", own: "Basic z", log: "example.com/a/1 Basic z Unauthorized, example.com/a/1 Basic a OK", asked: 1},
		{name: "changed", method: "PUT", url: "http://example.com/a/1", change: func() { server.password, current = "Basic b", "Basic b" },
			log: "example.com/a/1 Basic a Unauthorized, example.com/a/1 Basic b OK", asked: 1},
		{name: "changed, remembered", method: "PUT", url: "http://example.com/a/1", log: "example.com/a/1 Basic b OK"},
		{name: "refused, the same again", method: "PUT", url: "http://example.com/a/1", change: func() { server.password = "Basic c" },
			log: "example.com/a/1 Basic b Unauthorized", asked: 1},
		{name: "refused, not sent ahead", method: "PUT", url: "http://example.com/a/1", log: "example.com/a/1  Unauthorized, example.com/a/1 Basic b Unauthorized", asked: 1},
		{name: "refused, not remembered", method: "PUT", url: "http://example.com/a/1", log: "example.com/a/1  Unauthorized, example.com/a/1 Basic b Unauthorized", asked: 1},
		{name: "no credentials", method: "PUT", url: "http://example.com/a/1", change: func() { current = "" }, log: "example.com/a/1  Unauthorized", asked: 1},
	} {
		if step.change != nil {
			step.change()
		}
		server.log, asked = nil, 0
		var fields []string
		if step.own != "" {
			fields = []string{"Authorization: " + step.own}
		}
		req := request(t, step.method, step.url, fields...)
		resp, err := c.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if got := strings.Join(server.log, ", "); got != step.log || asked != step.asked {
			t.Errorf("%s: %s, asked %d times; want %s, %d", step.name, got, asked, step.log, step.asked)
		}
		if got := req.Header.Get("Authorization"); got != step.own {
			t.Errorf("%s: the caller's request has got Authorization %q", step.name, got)
		}
	}
}

// A 401 that cannot be answered is the caller's.
func TestAuthorizeNot(t *testing.T) {
	for name, test := range map[string]struct {
		transport *retry.Transport
		once      bool // the content can be read only once
		log       string
	}{
		"nobody to ask": {&retry.Transport{}, false, "PUT(x)"},
		"one attempt":   {&retry.Transport{Attempts: 1, Authorize: func(*http.Response) (string, bool) { return "Basic x", true }}, false, "PUT(x)"},
		"content":       {&retry.Transport{Authorize: func(*http.Response) (string, bool) { return "Basic x", true }}, true, "PUT(x)"},
		"vetoed": {&retry.Transport{
			Authorize: func(*http.Response) (string, bool) { return "Basic x", true },
			Decide:    func(retry.Attempt, retry.Decision) retry.Decision { return retry.Decision{} },
		}, false, "PUT(x)"},
		"again": {&retry.Transport{Authorize: func(*http.Response) (string, bool) { return "Basic x", true }}, false, "PUT(x) PUT(x)!"},
	} {
		script := retrytest.Play(retrytest.Status(401))
		test.transport.Base = script
		req := request(t, "PUT", "http://example.com/")
		if test.once {
			req.GetBody = nil
		}
		resp, err := test.transport.RoundTrip(req)
		if err != nil || resp.StatusCode != 401 || script.Log() != test.log {
			t.Errorf("%s: %v, %s", name, err, script.Log())
		}
	}
}

// One address can serve several hosts.
func TestAuthorizeByHost(t *testing.T) {
	server := &guarded{password: "Basic a"}
	tr := &retry.Transport{Base: server, Authorize: func(resp *http.Response) (string, bool) { return "Basic a", true }}
	for _, test := range []struct {
		host string
		sent int
	}{{"a.example.com", 2}, {"a.example.com", 1}, {"A.example.com", 1}, {"b.example.com", 2}, {"", 2}, {"example.com", 1}, {"a.example.com", 1}} {
		server.log = nil
		req := request(t, "GET", "http://example.com/")
		req.Host = test.host
		if _, err := tr.RoundTrip(req); err != nil || len(server.log) != test.sent {
			t.Errorf("%q: %v, %q; want %d attempts", test.host, err, server.log, test.sent)
		}
	}
}

// A path that leaves its directory is in another one.
func TestAuthorizeByDirectory(t *testing.T) {
	for _, test := range []struct {
		url  string
		sent int
	}{
		{"/a/c", 1}, {"/a/./c", 1}, {"/a/c?../d", 1}, {"/a", 2}, {"/A/c", 2}, {"/b/a/c", 2}, {"//a/c", 2}, {"", 2},
		{"/a/../c", 2}, {"/a/%2e%2e/c", 2}, {"/a/%2E./c", 2}, {"/a/..;/c", 2}, {"/a/..%2Fc", 2}, {"/a/%2e%2e%2fc", 2}, {`/a/..\c`, 2},
	} {
		server := &guarded{password: "Basic a"}
		tr := &retry.Transport{Base: server, Authorize: func(resp *http.Response) (string, bool) { return "Basic a", true }}
		for i, url := range []string{"/a/b", test.url, "/a/d"} {
			server.log = nil
			if _, err := tr.RoundTrip(request(t, "GET", "http://example.com"+url)); err != nil {
				t.Fatal(err)
			}
			if want := []int{2, test.sent, 1}[i]; len(server.log) != want {
				t.Errorf("%s: %q; want %d attempts", url, server.log, want)
			}
		}
	}
	// The path of an opaque URL is not in Path.
	server := &guarded{password: "Basic a"}
	tr := &retry.Transport{Base: server, Authorize: func(resp *http.Response) (string, bool) { return "Basic a", true }}
	for _, opaque := range []string{"//example.com/a/b", "", "//example.com/c/d", "//example.com/"} {
		server.log = nil
		req := request(t, "GET", "http://example.com/a/")
		req.URL.Opaque = opaque
		if _, err := tr.RoundTrip(req); err != nil || len(server.log) != 2 {
			t.Errorf("%q: %v, %q", opaque, err, server.log)
		}
	}
}

// A field after which the server finds an error may be the error.
func TestAuthorizeRemembersSuccess(t *testing.T) {
	for status, remembered := range map[int]bool{200: true, 204: true, 307: true, 400: false, 403: false, 404: false, 407: false, 431: false, 500: false, 503: false} {
		script := retrytest.Play(retrytest.Status(401), retrytest.Status(status, "X-Should-Retry: false"), retrytest.Status(200))
		tr := &retry.Transport{Base: script, Authorize: func(resp *http.Response) (string, bool) { return "Basic a", true }}
		for range 2 {
			if _, err := tr.RoundTrip(request(t, "GET", "http://example.com/")); err != nil {
				t.Fatal(err)
			}
		}
		if want := map[bool]string{true: "GET GET! GET!", false: "GET GET! GET"}[remembered]; script.Log() != want {
			t.Errorf("%d: %s; want %s", status, script.Log(), want)
		}
	}
}

// A 401 that asks for a time gets it.
func TestAuthorizeWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for after, want := range map[string]string{"7": "GET GET!", "3600": "GET"} {
			script := retrytest.Play(retrytest.Status(401, "Retry-After: "+after), retrytest.Status(200))
			tr := &retry.Transport{Base: script, Authorize: func(resp *http.Response) (string, bool) { return "Basic a", true }}
			if _, err := tr.RoundTrip(request(t, "GET", "http://example.com/")); err != nil || script.Log() != want {
				t.Errorf("after %s: %s, %v", after, script.Log(), err)
			}
			if got := waits(script); len(got) > 0 && got[0] != 7*time.Second {
				t.Errorf("waited %v", got)
			}
		}
	})
}

// The memory is bounded.
func TestManyCredentials(t *testing.T) {
	server := &guarded{password: "Basic a"}
	tr := &retry.Transport{Base: server, Authorize: func(resp *http.Response) (string, bool) { return "Basic a", true }}
	get := func(i int) {
		if _, err := tr.RoundTrip(request(t, "GET", fmt.Sprintf("http://%d.example.com/", i))); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 150 {
		get(i)
	}
	server.log = nil
	get(149)
	get(0)
	if got := len(server.log); got != 3 {
		t.Errorf("%q", server.log)
	}
}
