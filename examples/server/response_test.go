package main

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/httpstatus"
	"example.com/httpstatus/examples/internal/search"
)

// The output of curl on a page is the content of the response.
func TestSamples(t *testing.T) {
	base := start(t)
	for _, status := range search.Codes() {
		_, page := get(t, base+address(status)+"?lang=ar")
		_, page, found := strings.Cut(page, `<h2 id="response">`)
		if found != failed(status) {
			t.Errorf("%v: shows a response: %v", status, found)
		}
		if !found {
			continue
		}
		var shown []string
		for _, output := range strings.Split(page, `<pre lang="ar">`)[1:] {
			output, _, _ = strings.Cut(output, "</pre>")
			shown = append(shown, html.UnescapeString(output))
		}
		var sent []string
		for _, accept := range []string{"application/problem+json", "text/plain", "text/html"} {
			resp, body := get(t, base+address(status)+"/response", "Accept", accept, "Accept-Language", "ar")
			if got := resp.Header.Get("Content-Type"); resp.StatusCode != int(status) || !strings.HasPrefix(got, accept) {
				t.Errorf("%v: the response is %s, %q", status, resp.Status, got)
			}
			if command := fmt.Sprintf("$ curl -H 'Accept: %s' -H 'Accept-Language: ar' %s%s/response", accept, base, address(status)); !strings.Contains(html.UnescapeString(page), command) {
				t.Errorf("%v: the page lacks %s", status, command)
			}
			sent = append(sent, body)
		}
		if diff := cmp.Diff(sent, shown); diff != "" {
			t.Errorf("%v (-sent +shown)\n%s", status, diff)
		}
	}
}

// ?format= decides the format, whatever Accept says.
func TestFormat(t *testing.T) {
	base := start(t)
	for _, f := range formats {
		for _, accept := range []string{"*/*", "text/html", "text/plain", "application/json"} {
			resp, _ := get(t, base+"/status/404/response?format="+f.Name, "Accept", accept)
			if got := resp.Header.Get("Content-Type"); !strings.HasPrefix(got, f.MediaType) {
				t.Errorf("format %s is %s with Accept: %s, want %s", f.Name, got, accept, f.MediaType)
			}
		}
	}
}

// A sample response has the fields that its own page asks for.
func TestSampleFields(t *testing.T) {
	base := start(t)
	for _, status := range httpstatus.All() {
		if !failed(status) {
			continue
		}
		resp, _ := get(t, fmt.Sprintf("%s/status/%d/response", base, status))
		for name := range slices.Values(append(status.RequiredFields(), status.ExpectedFields()...)) {
			forbidden := name == "Accept-Encoding" // the sample is not about a content coding (RFC 9110, 12.5.3)
			if (resp.Header.Get(name) == "") != forbidden {
				t.Errorf("%v: %s is %q", status, name, resp.Header.Get(name))
			}
		}
	}
}
