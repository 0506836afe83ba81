package httpstatus

import "example.com/httpstatus/lang"

// A Class is the first digit of a status code and what it says by itself
// (RFC 9110, 15). The zero value is the class of a number that is no status code.
type Class uint8

const (
	// Informational, 1xx: the request was received; the final response follows.
	Informational Class = 1 + iota
	// Successful, 2xx: the request was received, understood and accepted.
	Successful
	// Redirection, 3xx: another step is needed to complete the request.
	Redirection
	// ClientError, 4xx: the request is faulty, or cannot be fulfilled.
	ClientError
	// ServerError, 5xx: the server failed to fulfil a request that seems valid.
	ServerError
)

// Class returns the class of s, or 0 if s is outside 100 to 599. Codes from 600 to 999
// have no class. Some programs use them when there was no response at all.
func (s Status) Class() Class { return classOf[s.row()] }

// Meaning returns what the class says by itself, in one or two sentences. It is
// "" for a Class that is not one of the constants.
func (c Class) Meaning(l lang.Language) string { return l.Class(int(c)) }

// String returns the constant's name, "ClientError", or "" for no class.
func (c Class) String() string { return name(classNames[:], c) }

var classNames = [...]string{"", "Informational", "Successful", "Redirection", "ClientError", "ServerError"}
