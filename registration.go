package httpstatus

import "strings"

// A Registration says how a code stands in the IANA HTTP Status Code Registry.
// The zero value is RegistrationNone: not registered.
type Registration uint8

const (
	RegistrationNone      Registration = iota // not in the registry
	RegistrationPermanent                     // assigned
	RegistrationTemporary                     // assigned until a date, for a draft: 104
	RegistrationUnused                        // reserved, without a meaning: 306, 418
	RegistrationObsoleted                     // assigned once, no longer in use: 510
)

// String returns the constant's name without its prefix, "Permanent", or "" for
// a number without a constant.
func (r Registration) String() string { return name(registrationNames[:], r) }

var registrationNames = [...]string{"None", "Permanent", "Temporary", "Unused", "Obsoleted"}

// Registration returns how s stands in the registry.
func (s Status) Registration() Registration { return registrationOf[s.row()] }

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

// URL returns the address of the section's text at the RFC Editor, of the draft at
// the IETF, or of the Fetch standard at WHATWG; "" for the zero Spec.
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
