package httpstatus

import "strings"

// A Spec is where a status is defined. The zero value, of a code that is not
// registered, is defined nowhere.
type Spec struct {
	Document string // "RFC 9110", or the name of an Internet-Draft
	Section  string // "15.5.5"
}

// Spec returns where s is defined.
func (s Status) Spec() Spec {
	if s.Registration() != RegistrationNone {
		return specs[s.slot()]
	}
	return Spec{}
}

// String returns "RFC 9110, 15.5.5", or "" for the zero Spec.
func (p Spec) String() string {
	if p.Section == "" {
		return p.Document
	}
	return p.Document + ", " + p.Section
}

// URL returns the address of the section's text at the RFC Editor, of the draft at the
// IETF, or of the Fetch standard at WHATWG. It is "" for the zero Spec.
func (p Spec) URL() string {
	if p.Document == "" {
		return ""
	}
	if p.Document == "Fetch" {
		return "https://fetch.spec.whatwg.org/#" + p.Section
	}
	url := "https://datatracker.ietf.org/doc/html/" + p.Document
	if number, ok := strings.CutPrefix(p.Document, "RFC "); ok {
		url = "https://www.rfc-editor.org/rfc/rfc" + number + ".html"
	}
	if p.Section == "" {
		return url
	}
	return url + "#section-" + p.Section
}
