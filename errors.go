package httpstatus

import (
	"errors"
	"io/fs"
	"os"
)

// Error returns what String does.
func (s Status) Error() string { return s.String() }

// Is reports whether s means the same as one of the standard library's errors,
// for errors.Is:
//
//	404, 410       fs.ErrNotExist
//	403            fs.ErrPermission (not 401: credentials may still be given)
//	405, 501, 505  errors.ErrUnsupported
//	408, 504       os.ErrDeadlineExceeded
//
// The other way round, [Status] values compare as they are: errors.Is(err,
// httpstatus.NotFound) holds for 404 alone.
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

// Timeout reports whether s is 408 or 504, for os.IsTimeout and for url.Error, which ask
// an error so. The other timeouts of package net have the method too, but s is not a
// net.Error, since that interface has a deprecated method besides.
func (s Status) Timeout() bool { return s == RequestTimeout || s == GatewayTimeout }

// Err returns nil for 100 to 399, and s for every other number, so that a client
// can write
//
//	if err := httpstatus.Status(resp.StatusCode).Err(); err != nil
//
// A number outside 100 to 599 is an error, as a 500 is: net/http hands you 0 and 99 as
// well as 600 if a server sends them.
func (s Status) Err() error {
	if 100 <= s && s < 400 {
		return nil
	}
	return s
}
