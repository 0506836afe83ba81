package main

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"

	"example.com/httpstatus"
)

// mediaTypes are the formats of package problem, by what ?format= says.
var mediaTypes = map[string]string{
	"json": "application/problem+json",
	"html": "text/html",
	"text": "text/plain",
}

// sampleFields are what else the sample responses carry: the fields that a handler
// has to set before it returns such an error, since only it knows their values.
var sampleFields = map[httpstatus.Status]http.Header{
	httpstatus.Unauthorized:                {"Www-Authenticate": {`Bearer realm="sample"`}},
	httpstatus.MethodNotAllowed:            {"Allow": {"POST"}},
	httpstatus.ProxyAuthenticationRequired: {"Proxy-Authenticate": {`Bearer realm="sample"`}},
	httpstatus.ContentTooLarge:             {"Retry-After": {"3600"}},
	httpstatus.UnsupportedMediaType:        {"Accept": {"application/json"}, "Accept-Patch": {"application/merge-patch+json"}},
	httpstatus.RangeNotSatisfiable:         {"Content-Range": {"bytes */1000"}},
	httpstatus.UpgradeRequired:             {"Connection": {"Upgrade"}, "Upgrade": {"HTTP/3.0"}},
	httpstatus.TooManyRequests:             {"Retry-After": {"30"}},
	httpstatus.UnavailableForLegalReasons:  {"Link": {`<https://example.com/>; rel="blocked-by"`}},
	httpstatus.ServiceUnavailable:          {"Retry-After": {"120"}},
}

// response responds with the error that its page is about.
func (s *site) response(w http.ResponseWriter, r *http.Request) error {
	status, err := requested(r)
	if err != nil {
		return err
	}
	if !failed(status) {
		return fmt.Errorf("a response for %v, which is no error: %w", status, httpstatus.NotFound)
	}
	s.respond(w, r, status)
	return nil
}

func (s *site) respond(w http.ResponseWriter, r *http.Request, status httpstatus.Status) {
	for name, values := range sampleFields[status] {
		w.Header()[name] = values
	}
	s.samples.Respond(w, r, status)
}

// A sample is a request with curl and what it prints.
type sample struct {
	Format       string // as in ?format=
	MediaType    string
	Command      string
	Header, Body string
}

// all returns the status's samples, none if it is not an error.
func (s *site) all(status httpstatus.Status, l httpstatus.Language) []sample {
	if !failed(status) {
		return nil
	}
	var samples []sample
	for _, format := range []string{"json", "text", "html"} {
		r, err := http.NewRequest("GET", fmt.Sprintf("%s/status/%d/response", s.base, status), nil)
		if err != nil {
			panic(err) // the address is made of a listener's own and a number
		}
		r.Header.Set("Accept", mediaTypes[format])
		r.Header.Set("Accept-Language", l.String())
		w := &recorder{header: http.Header{}}
		s.respond(w, r, status)
		samples = append(samples, sample{
			Format:    format,
			MediaType: mediaTypes[format],
			Command:   fmt.Sprintf("curl -i -H 'Accept: %s' -H 'Accept-Language: %v' %v", mediaTypes[format], l, r.URL),
			Header:    w.head(),
			Body:      w.body.String(),
		})
	}
	return samples
}

// A recorder keeps a response. (net/http/httptest has one, but is for tests: it
// defines a flag.)
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header         { return w.header }
func (w *recorder) WriteHeader(status int)      { w.status = status }
func (w *recorder) Write(p []byte) (int, error) { return w.body.Write(p) }

// head returns the status line and the fields as net/http sends them, without Date.
func (w *recorder) head() string {
	var b strings.Builder
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\n", w.status, http.StatusText(w.status))
	w.header.Write(&b) // to a Builder, so it cannot fail
	return strings.ReplaceAll(b.String(), "\r\n", "\n")
}
