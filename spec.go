package httpstatus

import "strings"

// A Spec says which document defines a status. A code that is not registered has the zero
// Spec.
type Spec struct {
	Document string `json:"document"` // "RFC 9110", or the name of an Internet-Draft
	Section  string `json:"section"`  // "15.5.5"
}

// Spec returns the document and section that define s.
func (s Status) Spec() Spec {
	if s.Registration() != RegistrationNone {
		return specs[s.slot()]
	}
	return Spec{}
}

// String returns a text such as "RFC 9110, 15.5.5". It returns "" for the zero Spec.
func (p Spec) String() string {
	if p.Section == "" {
		return p.Document
	}
	return p.Document + ", " + p.Section
}

// URL returns the URL of the section: at the RFC Editor for an RFC, at the IETF for a draft,
// and at WHATWG for the Fetch standard. It returns "" for the zero Spec.
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
