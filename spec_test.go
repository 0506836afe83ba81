package httpstatus_test

import (
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus"
	"github.com/google/go-cmp/cmp"
)

// A Spec may lack its section, or both members.
func TestSpecInPart(t *testing.T) {
	for spec, want := range map[httpstatus.Spec][2]string{
		{}:                     {"", ""},
		{Document: "RFC 9110"}: {"RFC 9110", "https://www.rfc-editor.org/rfc/rfc9110.html"},
		{Document: "draft-ietf-httpbis-resumable-upload"}: {"draft-ietf-httpbis-resumable-upload", "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-resumable-upload"},
	} {
		if got := [2]string{spec.String(), spec.URL()}; got != want {
			t.Errorf("%#v: %q, want %q", spec, got, want)
		}
	}
}

// In RFC 9110, the sections are in the order of the codes.
func TestSpecsByHand(t *testing.T) {
	want := map[httpstatus.Status]string{
		102: "RFC 2518, 10.1", 103: "RFC 8297, 2", 104: "draft-ietf-httpbis-resumable-upload, 5",
		207: "RFC 4918, 11.1", 208: "RFC 5842, 7.1", 226: "RFC 3229, 10.4.1",
		423: "RFC 4918, 11.3", 424: "RFC 4918, 11.4", 425: "RFC 8470, 5.2",
		428: "RFC 6585, 3", 429: "RFC 6585, 4", 431: "RFC 6585, 5", 451: "RFC 7725, 3",
		506: "RFC 2295, 8.1", 507: "RFC 4918, 11.5", 508: "RFC 5842, 7.2", 510: "RFC 2774, 7", 511: "RFC 6585, 6",
	}
	for class, list := range map[string]string{
		"15.2": "100 101",
		"15.3": "200 201 202 203 204 205 206",
		"15.4": "300 301 302 303 304 305 306 307 308",
		"15.5": "400 401 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418 421 422 426",
		"15.6": "500 501 502 503 504 505",
	} {
		section := 0
		for code := range strings.FieldsSeq(list) {
			section++
			s, err := httpstatus.Parse(code)
			if err != nil {
				t.Fatal(err)
			}
			want[s] = "RFC 9110, " + class + "." + strconv.Itoa(section)
		}
	}
	got := map[httpstatus.Status]string{}
	for _, s := range codes {
		got[s] = s.Spec().String()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
