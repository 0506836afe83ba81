package statustest

import (
	"bufio"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/oneline"
)

// An exchange is a response and what is known of its request: what rules look at.
type exchange struct {
	request *http.Request // nil where it is not known
	status  httpstatus.Status
	major   int         // the major version of HTTP that the response came with
	old     bool        // whether the request came from an HTTP/1.0 client
	header  http.Header // with Transfer-Encoding in it
	content *bufio.Reader
	syntax  syntax
}

func (x *exchange) versions(major int, request *http.Request) {
	x.major = major
	x.old = request != nil && request.ProtoMajor == 1 && request.ProtoMinor == 0
}

// breaches applies every rule. Each element is a Breach.
func (x *exchange) breaches() []error {
	var errs []error
	for _, r := range rules {
		if found := r.breach(x); found != "" {
			b := Breach{Rule: r.name, Force: r.force, Text: r.text, Status: x.status, Found: oneline.String(atMost(found))}
			if b.Spec = (httpstatus.Spec{Document: r.document, Section: r.section}); r.document == "" {
				b.Spec = x.status.Spec()
			}
			if q := x.request; q != nil && q.URL != nil {
				b.Request = x.method() + " " + q.URL.RequestURI()
				b.Request = b.Request[:min(len(b.Request), 200)] // a target may be a test of its own
			}
			errs = append(errs, b)
		}
	}
	return errs
}

// method returns the request's method; "" is GET, as in net/http.
func (x *exchange) method() string {
	if x.request.Method == "" {
		return "GET"
	}
	return x.request.Method
}

// is reports whether the request is known to have one of the methods.
func (x *exchange) is(methods ...string) bool {
	return x.request != nil && slices.Contains(methods, x.method())
}

// isNot reports whether the request is known to have none of the methods.
func (x *exchange) isNot(methods ...string) bool {
	return x.request != nil && !slices.Contains(methods, x.method())
}

// asked returns a field of the request, or "" where that is not known.
func (x *exchange) asked(field string) string {
	if x.request == nil {
		return ""
	}
	return strings.Join(x.request.Header.Values(field), ", ")
}

// unasked reports whether the request is known to have none of the fields.
func (x *exchange) unasked(fields ...string) bool {
	return x.request != nil && !slices.ContainsFunc(fields, func(f string) bool { return len(x.request.Header.Values(f)) > 0 })
}

// oneOf reports whether the status is one of those given.
func (x *exchange) oneOf(statuses ...httpstatus.Status) bool {
	return slices.Contains(statuses, x.status)
}

func (x *exchange) class() httpstatus.Class { return x.status.Class() }

// has reports whether the response has the field, be it empty.
func (x *exchange) has(field string) bool { return len(x.header.Values(field)) > 0 }

// list returns the elements of a field that is a list of tokens.
func (x *exchange) list(field string) []string {
	return elements(strings.Join(x.header.Values(field), ","))
}

func elements(list string) []string {
	var found []string
	for e := range strings.SplitSeq(list, ",") {
		if e = strings.Trim(e, " \t"); e != "" {
			found = append(found, e)
		}
	}
	return found
}

// endsWithHeader reports whether the status ends a response with its header section.
func (x *exchange) endsWithHeader() bool {
	return x.class() == httpstatus.Informational || x.oneOf(httpstatus.NoContent, httpstatus.NotModified)
}

// tunnels reports whether another protocol follows the header section.
func (x *exchange) tunnels() bool {
	return x.status == httpstatus.SwitchingProtocols || x.connected()
}

// connected reports whether a CONNECT succeeded.
func (x *exchange) connected() bool {
	return x.is("CONNECT") && x.class() == httpstatus.Successful
}

// begins returns the first n bytes of the content, at most limit, and whether
// that is all of it.
func (x *exchange) begins(n int) (b []byte, whole bool) {
	if x.content == nil {
		return nil, false
	}
	b, err := x.content.Peek(n)
	return b, err == io.EOF
}

// hasContent reports whether there is certainly some; empty, whether there is certainly none.
func (x *exchange) hasContent() bool { b, _ := x.begins(1); return len(b) > 0 }
func (x *exchange) empty() bool      { b, whole := x.begins(1); return whole && len(b) == 0 }

var entityTag = regexp.MustCompile(`(?:W/)?"[^"]*"`)

// matches reports whether the response's ETag is one of those in the request's
// If-None-Match, by weak comparison (RFC 9110, 8.8.3.2).
func (x *exchange) matches() bool {
	own := strings.TrimPrefix(x.header.Get("ETag"), "W/")
	return slices.ContainsFunc(entityTag.FindAllString(x.asked("If-None-Match"), -1), func(tag string) bool {
		return own != "" && strings.TrimPrefix(tag, "W/") == own
	})
}
