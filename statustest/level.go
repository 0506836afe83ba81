package statustest

import "example.com/httpstatus/internal/enum"

// Level is the requirement level of a rule, as in RFC 2119. The zero value is Must.
type Level uint8

const (
	// Must: the standard says MUST or MUST NOT, or a grammar or the definition of
	// the status leaves no choice. A server that conforms to HTTP keeps its syntax and
	// its semantics (RFC 9110, 2.2).
	Must Level = 0
	// Should: the standard says SHOULD or SHOULD NOT. You may have a good reason to do
	// otherwise. If you have one, drop the breach.
	Should Level = 1
	// Advisory: the standard gives advice, with words such as "ought to" or "is supposed
	// to", and requires nothing.
	Advisory Level = 2
)

// String returns the standard's word: "MUST", "SHOULD" or "ought to". It returns
// "Level(99)" for a number without a constant.
func (l Level) String() string { return enum.String("Level", levelNames[:], l) }

// MarshalText returns the same text as String. It never fails.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (l *Level) UnmarshalText(text []byte) error {
	return enum.Parse("statustest", "Level", levelNames[:], text, l)
}

var levelNames = [...]string{Must: "MUST", Should: "SHOULD", Advisory: "ought to"}
