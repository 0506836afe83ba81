package main

import (
	"fmt"
	"html"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/httpstatus"
)

// What a page says that curl prints is what comes over the wire, except for Date.
func TestSamples(t *testing.T) {
	base := start(t)
	for _, status := range httpstatus.All() {
		_, page := get(t, fmt.Sprintf("%s/status/%d?lang=ar", base, status))
		_, page, found := strings.Cut(page, `<h2 id="response">`)
		if found != failed(status) {
			t.Errorf("%v: shows a response: %v", status, found)
		}
		if !found {
			continue
		}
		var shown []string
		for _, details := range strings.Split(page, "<pre><b>$ ")[1:] {
			details, _, _ = strings.Cut(details, "</details>")
			_, details, _ = strings.Cut(details, "</b>\n")
			head, body, _ := strings.Cut(details, "</pre>\n<pre lang=\"ar\">")
			body, _, _ = strings.Cut(body, "</pre>")
			shown = append(shown, html.UnescapeString(head+"\n"+body))
		}
		var sent []string
		for _, accept := range []string{"application/problem+json", "text/plain", "text/html"} {
			resp, body := get(t, fmt.Sprintf("%s/status/%d/response", base, status), "Accept", accept, "Accept-Language", "ar")
			if got := resp.Header.Get("Content-Type"); resp.StatusCode != int(status) || !strings.HasPrefix(got, accept) {
				t.Errorf("%v: answered with %s, %q", status, resp.Status, got)
			}
			sent = append(sent, head(t, resp)+"\n"+body)
		}
		if diff := cmp.Diff(sent, shown); diff != "" {
			t.Errorf("%v (-sent +shown)\n%s", status, diff)
		}
	}
}

func head(t *testing.T, resp *http.Response) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", resp.Proto, resp.Status)
	resp.Header.Del("Date")
	if resp.Close {
		resp.Header.Set("Connection", "close") // where the client has taken it from
	}
	if err := resp.Header.Write(&b); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(b.String(), "\r\n", "\n")
}

// ?format= asks for what Accept asks for.
func TestFormat(t *testing.T) {
	base := start(t)
	for format, want := range mediaTypes {
		resp, _ := get(t, base+"/status/404/response?format="+format, "Accept", "*/*")
		if got := resp.Header.Get("Content-Type"); !strings.HasPrefix(got, want) {
			t.Errorf("format %s is %s, want %s", format, got, want)
		}
	}
}

// A sample keeps the rules that its own page states.
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
