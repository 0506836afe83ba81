package problem_test

import (
	"net/http"
	"strings"
	"testing"

	"example.com/httpstatus/problem"
)

// What identifies a request is on the page and in the text, and nothing else of the
// extensions and the instance is.
func TestIdentification(t *testing.T) {
	for _, test := range []struct {
		name  string
		value any
		shown bool
	}{
		{"request_id", "7f3a", true},
		{"requestId", "7f3a", true},
		{"RequestID", "7f3a", true},
		{"request-id", "7f3a", true},
		{"X-Request-Id", "7f3a", true},
		{"trace_id", "7f3a", true},
		{"traceId", "7f3a", true},
		{"trace.id", "7f3a", true},
		{"correlation_id", "7f3a", true},
		{"errorId", "7f3a", true},
		{"request_id", "", false},
		{"request_id", 7, false},
		{"request_id", nil, false},
		{"request_id", http.Header{"X": {"7f3a"}}, false},
		{"id", "7f3a", false},
		{"user_id", "7f3a", false},
		{"request_id2", "7f3a", false},
		{"request id\u00e9", "7f3a", false},
		{"Instance", "/account/7f3a", false},
		{"Instance", "https://example.com/7f3a", false},
		{"Instance", "urn:uuid:7f3a", true},
		{"Instance", "URN:x:7f3a", true},
		{"Instance", "urn:", false},
	} {
		d := &problem.Details{Status: 404, Extensions: map[string]any{test.name: test.value}}
		if test.name == "Instance" {
			d.Extensions, d.Instance = nil, test.value.(string)
		}
		for _, accept := range []string{"text/html", "text/plain"} {
			got := body(t, respond(t, newResponder(), request("GET", "Accept: "+accept), d))
			if shown := strings.Contains(got, "7f3a"); shown != test.shown {
				t.Errorf("%s, %s = %v: %s", accept, test.name, test.value, got)
			}
		}
	}
}

// An ID may come from the request, so it is as hostile as anything.
func TestHostileIdentification(t *testing.T) {
	const hostile = "<script>alert(1)</script>\r\n\x1b[31m\u2028\xff"
	d := &problem.Details{Status: 404, Instance: "urn:" + hostile, Extensions: map[string]any{"request_id": hostile}}
	for _, accept := range []string{"text/html", "text/plain"} {
		got := body(t, respond(t, newResponder(), request("GET", "Accept: "+accept), d))
		for _, not := range []string{"\r", "\x1b", "\u2028", "\xff"} {
			if strings.Contains(got, not) {
				t.Errorf("%s: %q is in %q", accept, not, got)
			}
		}
		if accept == "text/html" && strings.Contains(got, "<script") || strings.Count(got, "alert") != 2 {
			t.Errorf("%s: %s", accept, got)
		}
	}
}
