package httpstatus

import "example.com/httpstatus/internal/texts"

// A Class is the first digit of a status code and what it says by itself
// (RFC 9110, 15). The zero value is the class of a number that is no status code.
type Class uint8

const (
	// Informational, 1xx: the request was received; the final response follows.
	Informational Class = 1
	// Successful, 2xx: the request was received, understood and accepted.
	Successful Class = 2
	// Redirection, 3xx: another step is needed to complete the request.
	Redirection Class = 3
	// ClientError, 4xx: the request is faulty, or cannot be fulfilled.
	ClientError Class = 4
	// ServerError, 5xx: the server failed to fulfil a request that seems valid.
	ServerError Class = 5
)

// Class returns the class of s, or 0 if s is outside 100 to 599. Codes from 600 to 999
// have no class. Some programs use them when there was no response at all.
func (s Status) Class() Class { return classOf[s.row()] }

// Meaning returns what the class says by itself, in one or two sentences. It is
// "" for a Class that is not one of the constants.
func (c Class) Meaning(l Language) string {
	t := l.get()
	switch {
	case c == 0 || c > texts.NumClasses:
		return ""
	case t.Own != nil:
		return t.Own.Classes[c]
	}
	return t.At(texts.Classes + int(c) - 1)
}

// String returns the constant's name, "ClientError", or "Class(99)" for a number
// without a constant.
func (c Class) String() string { return name("Class", classNames[:], c) }

// MarshalText returns what String does. It never fails.
func (c Class) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what String returns. It returns an error for any other text.
func (c *Class) UnmarshalText(text []byte) error { return parseName("Class", classNames[:], text, c) }

var classNames = [...]string{"", "Informational", "Successful", "Redirection", "ClientError", "ServerError"}
