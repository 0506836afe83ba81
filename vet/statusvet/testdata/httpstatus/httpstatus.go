// Package httpstatus stands in for the real one.
package httpstatus

type Status int

const (
	NoContent    Status = 204
	Unauthorized Status = 401
)

func (s Status) Error() string { return "" }

type Class uint8

const (
	Informational Class = 1 + iota
	Successful
	Redirection
	ClientError
	ServerError
)

func (s Status) Class() Class { return Class(s / 100) }
