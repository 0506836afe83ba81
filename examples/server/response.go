package main

import (
	"bytes"
	"fmt"
	"net/http"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// A format is a format of package problem.
type format struct {
	Name      string // the value of ?format=
	MediaType string
	format    problem.Format
	write     func(*bytes.Buffer, *problem.Details, httpstatus.Language) error
}

var formats = []format{
	{"json", "application/problem+json", problem.JSON, func(b *bytes.Buffer, d *problem.Details, _ httpstatus.Language) error {
		object, err := d.MarshalJSON()
		b.Write(append(object, '\n'))
		return err
	}},
	{"text", "text/plain", problem.Text, func(b *bytes.Buffer, d *problem.Details, l httpstatus.Language) error { return d.WriteText(b, l) }},
	{"html", "text/html", problem.HTML, func(b *bytes.Buffer, d *problem.Details, l httpstatus.Language) error { return d.WriteHTML(b, l) }},
}

// sampleFields are fields that the sample responses have. Only a handler knows their values, so
// it has to set them before it returns such an error.
var sampleFields = map[httpstatus.Status]http.Header{
	httpstatus.Unauthorized:                {"Www-Authenticate": {`Bearer realm="sample"`}},
	httpstatus.MethodNotAllowed:            {"Allow": {"POST"}},
	httpstatus.ProxyAuthenticationRequired: {"Proxy-Authenticate": {`Bearer realm="sample"`}},
	httpstatus.UnsupportedMediaType:        {"Accept": {"application/json"}, "Accept-Patch": {"application/merge-patch+json"}},
	httpstatus.RangeNotSatisfiable:         {"Content-Range": {"bytes */1000"}},
	httpstatus.UpgradeRequired:             {"Connection": {"Upgrade"}, "Upgrade": {"HTTP/3.0"}},
	httpstatus.UnavailableForLegalReasons:  {"Link": {`<https://example.com/>; rel="blocked-by"`}},
}

// sampleWaits are the times in Retry-After.
var sampleWaits = map[httpstatus.Status]time.Duration{
	httpstatus.ContentTooLarge:    time.Hour,
	httpstatus.TooManyRequests:    30 * time.Second,
	httpstatus.ServiceUnavailable: 2 * time.Minute,
}

// details returns the error of a sample response.
func details(s httpstatus.Status, l httpstatus.Language) *problem.Details {
	d := problem.New(s, l)
	d.RetryAfter = sampleWaits[s]
	return d
}

// response responds with the error that its page is about. Its format is that of ?format=, or
// else what the client accepts.
func (s *site) response(w http.ResponseWriter, r *http.Request) error {
	status, err := requested(r)
	if err != nil {
		return err
	}
	if !failed(status) {
		return fmt.Errorf("%v is not an error: %w", status, httpstatus.NotFound)
	}
	errs := *s.samples
	for _, f := range formats {
		if f.Name == r.URL.Query().Get("format") {
			errs.Formats = []problem.Format{f.format}
		}
	}
	for name, values := range sampleFields[status] {
		w.Header()[name] = values
	}
	errs.Respond(w, r, details(status, errs.LanguageOf(r)))
	return nil
}

// A sample is a command and what it prints.
type sample struct {
	format
	Command, Output string
}

// all returns the samples of a status. Only errors have samples.
func (s *site) all(status httpstatus.Status, l httpstatus.Language) ([]sample, error) {
	if !failed(status) {
		return nil, nil
	}
	var samples []sample
	for _, f := range formats {
		var b bytes.Buffer
		if err := f.write(&b, details(status, l), l); err != nil {
			return nil, err
		}
		command := fmt.Sprintf("curl -H 'Accept: %s' -H 'Accept-Language: %v' %s%s/response", f.MediaType, l, s.base, address(status))
		samples = append(samples, sample{f, command, b.String()})
	}
	return samples, nil
}

// failed reports whether package problem responds with a status.
func failed(s httpstatus.Status) bool {
	return s.Registration() != httpstatus.RegistrationNone && s.Err() != nil
}
