package retry

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"example.com/httpstatus"
)

// maxRedirects is net/http's limit too.
const maxRedirects = 10

// Redirect is for http.Client's CheckRedirect. It follows redirects by the rules of RFC
// 9110, 15.4. net/http does so only for GET, HEAD and POST:
//
//   - After a 303, every method except HEAD becomes GET. After a 301 or 302, a POST becomes
//     GET. Every other redirect keeps the method, the content and the fields that describe it.
//     net/http turns each PUT or DELETE into a GET after a 301 or 302, so that a
//     deletion seems to succeed.
//   - Redirect waits as long as Retry-After asks. If that is longer than 30 seconds, or
//     than the context's deadline allows, the redirect is not followed.
//   - Content is sent again if GetBody can give it again. Otherwise the redirect is not
//     followed.
//
// You get the response of a redirect that is not followed. After ten redirects there
// is an error.
//
// If you have rules of your own, apply them before you call Redirect. If it returns nil,
// it has waited, and has closed the redirect's response.
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
		req.Body, req.GetBody, req.ContentLength = nil, nil, 0
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

// describes reports whether a field is about the content of its request (RFC 9110,
// 15.4).
func describes(name string) bool {
	switch name {
	case "Digest", "Repr-Digest", "Last-Modified", "Expect":
		return true
	}
	return strings.HasPrefix(name, "Content-")
}

// restore copies the fields that describe the content from the request before: net/http
// drops some of them whenever it drops the content. It removes those that the request
// before did not have any more, since net/http copies fields from the first request.
func restore(req, last *http.Request) {
	strip(req)
	if req.Header == nil {
		req.Header = http.Header{}
	}
	for name, values := range last.Header {
		if describes(name) {
			req.Header[name] = slices.Clone(values)
		}
	}
}

// strip removes all fields that describe content.
func strip(req *http.Request) {
	for name := range req.Header {
		if describes(name) {
			delete(req.Header, name)
		}
	}
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
