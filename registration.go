package httpstatus

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
