// Package httpstatus stands in for the real one.
package httpstatus

type Status int

const (
	NoContent    Status = 204
	Unauthorized Status = 401
)

func (s Status) Error() string { return "" }
