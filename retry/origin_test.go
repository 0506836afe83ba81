package retry_test

import (
	"net/http"
	"strings"
	"testing"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// Credentials are for the server that the caller named. A server elsewhere, to which a
// redirect leads, does not get them by asking.
func TestAuthorizeAfterRedirect(t *testing.T) {
	for _, test := range []struct {
		url       string
		locations []string // of the redirects, before a 401
		given     bool
	}{
		{"http://example.com/", []string{"/1"}, true},
		{"http://example.com/", []string{"http://EXAMPLE.com/1"}, true},
		{"http://example.com/", []string{"https://example.com/"}, true},
		{"http://example.com/", []string{"/1", "https://example.com/", "/2"}, true},
		{"http://example.com/", []string{"http://example.net/"}, false},
		{"http://example.com/", []string{"http://www.example.com/"}, false},
		{"http://example.com/", []string{"http://example.com.example.net/"}, false},
		{"http://example.com/", []string{"http://example.com:81/"}, false},
		{"http://example.com:81/", []string{"http://example.com:82/"}, false},
		{"http://example.com:81/", []string{"https://example.com:81/"}, false},
		{"http://example.com/", []string{"https://example.net/"}, false},
		{"http://example.com/", []string{"https://example.com:81/"}, false},
		{"http://example.com:81/", []string{"https://example.com/"}, false},
		{"https://example.com/", []string{"http://example.com/"}, false},
		{"https://example.com/", []string{"http://example.com/", "https://example.com/"}, false},
		{"http://example.com/", []string{"http://example.net/", "http://example.com/"}, false},
		{"http://example.com/", []string{"/1", "/2", "http://example.net/", "/3"}, false},
	} {
		for _, method := range []string{"GET", "PUT", "POST"} {
			var steps []retrytest.Step
			for _, location := range test.locations {
				steps = append(steps, retrytest.Status(307, "Location: "+location))
			}
			script := retrytest.Play(append(steps, retrytest.Status(401), retrytest.Status(200))...)
			c := &http.Client{CheckRedirect: retry.Redirect, Transport: &retry.Transport{
				Base: script, Authorize: func(*http.Response) (string, bool) { return "Basic x", true },
			}}
			status, _, err := result(t, c, request(t, method, test.url))
			if want := map[bool]int{true: 200, false: 401}[test.given]; status != want || err != nil || strings.Contains(script.Log(), "!") != test.given {
				t.Errorf("%s %s, %q: %d, %v, %s; want %v", method, test.url, test.locations, status, err, script.Log(), test.given)
			}
		}
	}
}

// What another request has shown to be right for the server elsewhere is sent there, and
// nowhere else.
func TestRememberedAfterRedirect(t *testing.T) {
	seen := map[string]string{}
	c := &http.Client{CheckRedirect: retry.Redirect, Transport: &retry.Transport{
		Authorize: func(resp *http.Response) (string, bool) { return "Basic " + resp.Request.URL.Host, true },
		Base: baseFunc(func(req *http.Request) (*http.Response, error) {
			seen[req.URL.Host+req.URL.Path] = req.Header.Get("Authorization")
			resp := &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody, Request: req}
			switch {
			case req.Header.Get("Authorization") == "":
				resp.StatusCode = 401
			case req.URL.Path == "/elsewhere":
				resp.StatusCode = 307
				resp.Header.Set("Location", "http://b.example.com/")
			}
			return resp, nil
		}),
	}}
	for _, test := range []struct {
		url    string
		status int
	}{
		{"http://a.example.com/", 200},
		{"http://a.example.com/elsewhere", 401},
		{"http://b.example.com/", 200},
		{"http://a.example.com/elsewhere", 200},
	} {
		if status, _, err := result(t, c, request(t, "GET", test.url)); status != test.status || err != nil {
			t.Errorf("%s: %d, %v; want %d", test.url, status, err, test.status)
		}
	}
	for place, authorization := range seen {
		if host, _, _ := strings.Cut(place, "/"); authorization != "Basic "+host {
			t.Errorf("%s got %q", place, authorization)
		}
	}
}

// A chain that never ends is one that http.Client cannot have made.
func TestEndlessChain(t *testing.T) {
	req := request(t, "GET", "http://example.com/")
	req.Response = &http.Response{Request: req}
	script := retrytest.Play(retrytest.Status(401))
	tr := &retry.Transport{Base: script, Authorize: func(*http.Response) (string, bool) { return "Basic x", true }}
	if resp, err := tr.RoundTrip(req); err != nil || resp.StatusCode != 401 || script.Log() != "GET" {
		t.Errorf("%v, %v, %s", resp, err, script.Log())
	}
}
