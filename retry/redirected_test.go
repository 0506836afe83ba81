package retry_test

import (
	"net"
	"net/http"
	"net/url"
	"testing"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// Judge as the policy of a client that is above http.Client, and that begins again with
// the first request: after a redirect that may have been applied.
func TestJudgeAfterRedirect(t *testing.T) {
	s := retrytest.Status
	refused := retrytest.Step{Fault: retrytest.Refuse}
	for _, test := range []struct {
		method, url string
		steps       []retrytest.Step
		again       bool
	}{
		{"POST", "/", []retrytest.Step{s(429)}, true},
		{"POST", "/", []retrytest.Step{refused}, true},
		{"POST", "", []retrytest.Step{refused}, true},
		{"POST", "/?a=b#c", []retrytest.Step{refused}, true},
		{"POST", "/%2F", []retrytest.Step{refused}, true},
		{"POST", "/", []retrytest.Step{s(303, "Location: /1"), s(429)}, false},
		{"POST", "/", []retrytest.Step{s(303, "Location: /1"), s(408)}, false},
		{"POST", "/", []retrytest.Step{s(303, "Location: /1"), s(421)}, false},
		{"POST", "/", []retrytest.Step{s(303, "Location: /1"), s(425)}, false},
		{"POST", "/", []retrytest.Step{s(303, "Location: /1"), s(503)}, false},
		{"POST", "/", []retrytest.Step{s(303, "Location: /1"), refused}, false},
		{"POST", "/", []retrytest.Step{s(307, "Location: /1"), s(429)}, false},
		{"POST", "/", []retrytest.Step{s(301, "Location: /1"), s(303, "Location: /2"), refused}, false},
		{"PUT", "/", []retrytest.Step{s(303, "Location: /1"), s(429)}, true},
		{"PUT", "/", []retrytest.Step{s(303, "Location: /1"), s(503)}, true},
		{"PUT", "/", []retrytest.Step{s(303, "Location: /1"), refused}, true},
		{"GET", "/", []retrytest.Step{s(302, "Location: /1"), s(503)}, true},
	} {
		for _, user := range []string{"", "me:secret@", "me@"} {
			first := request(t, test.method, "http://"+user+"example.com"+test.url)
			resp, err := (&http.Client{Transport: retrytest.Play(test.steps...)}).Do(first)
			if d := retry.Judge(retry.Attempt{Request: first, Response: resp, Err: err}); d.Again != test.again || d.Reason == "" {
				t.Errorf("%s %s, %d steps, %v: %+v; want %v", test.method, first.URL, len(test.steps), err, d, test.again)
			}
			// Without the request it can have been any.
			if d := retry.Judge(retry.Attempt{Response: resp, Err: err}); d.Again && (len(test.steps) > 1 || err != nil) {
				t.Errorf("%s %s, request unknown: %+v", test.method, first.URL, d)
			}
		}
	}
	// Errors whose URL says nothing.
	for _, text := range []string{"", ":", "http://example.net/"} {
		err := &url.Error{Op: "Post", URL: text, Err: &url.Error{Op: "Post", URL: "http://example.com/", Err: &net.DNSError{}}}
		if d := retry.Judge(retry.Attempt{Request: request(t, "POST", "http://example.com/"), Err: err}); d.Again {
			t.Errorf("%q: %+v", text, d)
		}
	}
}

// A Base that follows redirects by itself does not have the first request sent twice.
func TestBaseFollowsRedirects(t *testing.T) {
	for _, last := range []retrytest.Step{retrytest.Status(429), retrytest.Status(401), {Fault: retrytest.Refuse}} {
		script := retrytest.Play(retrytest.Status(303, "Location: /1"), last)
		tr := &retry.Transport{
			Backoff: -1, Authorize: func(*http.Response) (string, bool) { return "Basic x", true },
			Base: baseFunc(func(req *http.Request) (*http.Response, error) {
				req = req.Clone(req.Context())
				return (&http.Client{Transport: script}).Do(req)
			}),
		}
		if resp, err := tr.RoundTrip(request(t, "POST", "http://example.com/")); err == nil {
			resp.Body.Close()
		}
		if script.Log() != "POST(x) GET/1" {
			t.Errorf("%+v: %s", last, script.Log())
		}
	}
}
