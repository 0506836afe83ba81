package httpstatus

import "example.com/httpstatus/internal/enum"

// A Registration is the state of a code in the IANA HTTP Status Code Registry. The zero
// value is RegistrationNone, which means that the code is not registered.
type Registration uint8

const (
	RegistrationNone      Registration = 0 // the registry does not have the code
	RegistrationPermanent Registration = 1 // the code has a meaning
	RegistrationTemporary Registration = 2 // a draft uses the code until a date, as with 104
	RegistrationUnused    Registration = 3 // the code is reserved and has no meaning: 306, 418
	RegistrationObsoleted Registration = 4 // the code had a meaning and is no longer in use: 510
)

// String returns the constant's name without its prefix, for example "Permanent". For a number
// without a constant it returns a text such as "Registration(99)".
func (r Registration) String() string { return enum.String("Registration", registrationNames[:], r) }

// MarshalText returns the same text as String. It never fails.
func (r Registration) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (r *Registration) UnmarshalText(text []byte) error {
	return enum.Parse("httpstatus", "Registration", registrationNames[:], text, r)
}

var registrationNames = [...]string{"None", "Permanent", "Temporary", "Unused", "Obsoleted"}

// Registration returns the state of s in the registry.
func (s Status) Registration() Registration { return registrationOf[s.row()] }

// Recognized returns s if it is registered. For another code from 100 to 599 it returns the
// x00 of the class, as a client that does not know the code has to treat it. For any other
// number it returns 500 (RFC 9110, 15).
func (s Status) Recognized() Status { return registered[s.slot()] }
