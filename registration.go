package httpstatus

import "strings"

// A Registration says how a code stands in the IANA HTTP Status Code Registry.
// The zero value is RegistrationNone: not registered.
type Registration uint8

const (
	RegistrationNone      Registration = 0 // not in the registry
	RegistrationPermanent Registration = 1 // assigned
	RegistrationTemporary Registration = 2 // assigned until a date, for a draft: 104
	RegistrationUnused    Registration = 3 // reserved, without a meaning: 306, 418
	RegistrationObsoleted Registration = 4 // assigned once, no longer in use: 510
)

// String returns the constant's name without its prefix, "Permanent", or "Registration(99)" for a number
// without a constant.
func (r Registration) String() string { return name("Registration", registrationNames[:], r) }

// MarshalText returns what String does. It never fails.
func (r Registration) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what String returns. It returns an error for any other text.
func (r *Registration) UnmarshalText(text []byte) error {
	return parseName("Registration", registrationNames[:], text, r)
}

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

// URL returns the address of the section's text at the RFC Editor, or of the
// draft at the IETF; "" for the zero Spec.
func (p Spec) URL() string {
	if p.Document == "" {
		return ""
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
