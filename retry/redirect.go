package retry

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"example.com/httpstatus"
)

// maxRedirects is net/http's limit too.
const maxRedirects = 10

// Redirect is for http.Client's CheckRedirect. It follows redirects as RFC 9110, 15.4
// has it, which net/http does only for GET, HEAD and POST:
//
//   - The method changes after a 303, except HEAD, and after a 301 or 302 to a POST.
//     Every other hop keeps the method, the content and the fields that describe it.
//     net/http turns each PUT or DELETE into a GET after a 301 or 302, so that a
//     deletion seems to succeed.
//   - A Retry-After is waited for. If it is longer than 30 seconds or than the
//     context's deadline allows, the redirect is not followed.
//   - Content that cannot be had again from GetBody is not sent again. The redirect is
//     not followed.
//
// You get the response of a redirect that is not followed. After ten redirects there
// is an error.
func Redirect(req *http.Request, via []*http.Request) error {
	if len(via) >= maxRedirects {
		return errors.New("stopped after 10 redirects")
	}
	if len(via) == 0 || req.Response == nil {
		return nil
	}
	err := follow(req, via[len(via)-1])
	switch {
	case err == nil:
		discard(req.Response) // net/http would read it without a limit in time
	case err == http.ErrUseLastResponse && req.Body != nil:
		req.Body.Close() // net/http closes it only after other errors
	}
	return err
}

// follow makes req the request that follows last.
func follow(req, last *http.Request) error {
	status, before := httpstatus.Status(req.Response.StatusCode), last.Method
	if before == "" {
		before = http.MethodGet
	}
	method, ok := status.RedirectMethod(before)
	if !ok {
		return http.ErrUseLastResponse
	}
	req.Method = method
	if status == httpstatus.SeeOther || method != before {
		strip(req)
		return linger(req)
	}
	restore(req, last)
	if !hasContent(req) && hasContent(last) {
		if req.Body, ok = rewound(last); !ok {
			return http.ErrUseLastResponse
		}
		req.GetBody, req.ContentLength = last.GetBody, last.ContentLength
	}
	return linger(req)
}

func hasContent(req *http.Request) bool { return req.Body != nil && req.Body != http.NoBody }

// describing are the fields that net/http drops together with the content.
var describing = [...]string{"Content-Encoding", "Content-Language", "Content-Location", "Content-Type"}

// restore brings back what describes the content.
func restore(req, last *http.Request) {
	if req.Header == nil {
		req.Header = http.Header{}
	}
	for _, name := range describing {
		if values := last.Header[name]; values != nil {
			req.Header[name] = values
		}
	}
}

// strip removes all fields that describe content, since there is none any more (RFC
// 9110, 15.4).
func strip(req *http.Request) {
	for name := range req.Header {
		if strings.HasPrefix(name, "Content-") || name == "Digest" || name == "Repr-Digest" || name == "Last-Modified" || name == "Expect" {
			delete(req.Header, name)
		}
	}
	req.Body, req.GetBody, req.ContentLength = nil, nil, 0
}

// linger waits as long as a redirect asks for (RFC 9110, 10.2.3).
func linger(req *http.Request) error {
	resp := req.Response
	now := time.Now()
	wait, _, asked := retryAfter(resp.Header, serverNow(resp.Header, now), defaultMaxWait)
	if !asked || wait == 0 {
		return nil
	}
	// The context of the request before has the deadline of http.Client's Timeout.
	bound := req.Context()
	if resp.Request != nil {
		bound = resp.Request.Context()
	}
	if wait > defaultMaxWait || !fits(req.Context(), wait) || !fits(bound, wait) {
		return http.ErrUseLastResponse
	}
	return sleep(req, wait)
}
