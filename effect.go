package httpstatus

import "example.com/httpstatus/internal/enum"

// An Effect says whether the server applied the request, that is, whether it did what the
// method asks for. The zero value is EffectUnknown. For example, the Effect of a 502 is
// EffectUnknown, because the client cannot know what the server behind the gateway did.
type Effect uint8

const (
	EffectUnknown    Effect = 0 // the status does not tell
	EffectNotApplied Effect = 1 // the server did not do what the method asks for
	EffectApplied    Effect = 2 // the server did what the method asks for
)

// String returns the constant's name without its prefix, for example "NotApplied". For a number
// without a constant it returns a text such as "Effect(99)".
func (e Effect) String() string { return enum.String("Effect", effectNames[:], e) }

// MarshalText returns the same text as String. It never fails.
func (e Effect) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (e *Effect) UnmarshalText(text []byte) error {
	return enum.Parse("httpstatus", "Effect", effectNames[:], text, e)
}

var effectNames = [...]string{"Unknown", "NotApplied", "Applied"}

// Effect returns whether the server applied the request.
func (s Status) Effect() Effect { return effectOf[s.row()] }
