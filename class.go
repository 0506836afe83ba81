package httpstatus

import (
	"example.com/httpstatus/internal/enum"
	"example.com/httpstatus/internal/texts"
)

// A Class is the first digit of a status code (RFC 9110, 15). The zero value is the class
// of a number that is not a status code.
type Class uint8

const (
	// Informational, 1xx: the server received the request. The final response follows.
	Informational Class = 1
	// Successful, 2xx: the server received, understood and accepted the request.
	Successful Class = 2
	// Redirection, 3xx: the client has to take another step to complete the request.
	Redirection Class = 3
	// ClientError, 4xx: the request has a fault, or the server cannot fulfil it.
	ClientError Class = 4
	// ServerError, 5xx: the server failed to fulfil a request that seems to be valid.
	ServerError Class = 5
)

// Class returns the class of s, or 0 if s is outside 100 to 599. Codes from 600 to 999
// have no class. Some programs use them when there was no response at all.
func (s Status) Class() Class { return classOf[s.row()] }

// Meaning returns one or two sentences that say what the class means. It returns "" for a
// Class that is not one of the constants.
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

// String returns the constant's name, for example "ClientError". For a number without a
// constant it returns a text such as "Class(99)".
func (c Class) String() string { return enum.String("Class", classNames[:], c) }

// MarshalText returns the same text as String. It never fails.
func (c Class) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (c *Class) UnmarshalText(text []byte) error {
	return enum.Parse("httpstatus", "Class", classNames[:], text, c)
}

var classNames = [...]string{"", "Informational", "Successful", "Redirection", "ClientError", "ServerError"}
