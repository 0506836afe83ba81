package httpstatus

import (
	"errors"
	"io/fs"
	"os"
)

// Error returns the same text as String.
func (s Status) Error() string { return s.String() }

// Is reports whether s means the same as an error of the standard library. errors.Is
// calls it.
//
//	404, 410       fs.ErrNotExist
//	403            fs.ErrPermission (not 401: the user can still give credentials)
//	405, 501, 505  errors.ErrUnsupported
//	408, 504       os.ErrDeadlineExceeded
//
// The reverse does not hold: errors.Is(err, httpstatus.NotFound) is true only for 404, not for
// fs.ErrNotExist.
func (s Status) Is(target error) bool {
	switch s {
	case NotFound, Gone:
		return target == fs.ErrNotExist
	case Forbidden:
		return target == fs.ErrPermission
	case MethodNotAllowed, NotImplemented, HTTPVersionNotSupported:
		return target == errors.ErrUnsupported
	case RequestTimeout, GatewayTimeout:
		return target == os.ErrDeadlineExceeded
	}
	return false
}

// Timeout reports whether s is 408 or 504. os.IsTimeout and the Timeout method of url.Error
// call it. A Status is not a net.Error, because that interface also has a deprecated
// method.
func (s Status) Timeout() bool { return s == RequestTimeout || s == GatewayTimeout }

// Err returns nil for 100 to 399, and s for every other number. A client can write
//
//	if err := httpstatus.Status(resp.StatusCode).Err(); err != nil
//
// A number outside 100 to 599 is an error, as 500 is. A client can meet such numbers: if a
// server sends 0, 99 or 600, net/http passes it on to you.
func (s Status) Err() error {
	if 100 <= s && s < 400 {
		return nil
	}
	return s
}
