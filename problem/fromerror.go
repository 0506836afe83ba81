package problem

import (
	"context"
	"errors"
	"io/fs"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"

	"example.com/httpstatus"
)

// FromError returns the status that a server sends for err. The first of these that
// err is or wraps decides:
//
//	*Details                           its Status
//	httpstatus.Status                  that status
//	*http.MaxBytesError,
//	multipart.ErrMessageTooLarge       413
//	fs.ErrNotExist                     404, except as below
//	fs.ErrPermission                   403, except as below
//	a timeout                          504
//	context.Canceled                   503: the client went away and sees nothing,
//	                                   or the server is closing
//	errors.ErrUnsupported              501, except as below
//
// A timeout is context.DeadlineExceeded, os.ErrDeadlineExceeded or a [net.Error] that
// says so. It is 504, because a handler usually waits for another server. That server may have
// done the work, which a 503 would hide.
//
// A connection that fails, a program that does not start and a working directory that
// is missing are faults of the server. They are never 404, 403 or 501, even if their
// cause is fs.ErrNotExist or the like: a [net.OpError], a [url.Error] of http.Client,
// an [exec.Error], an [os.SyscallError], or a [fs.PathError] of an operation such as
// "dial" or "fork/exec".
//
// Every other error is 500. So is a Status outside 400 to 599: a program that returns
// httpstatus.OK or a redirect as an error has a bug. FromError(nil) is 200.
func FromError(err error) httpstatus.Status {
	if err == nil {
		return httpstatus.OK
	}
	status, ok := errors.AsType[httpstatus.Status](err)
	if d := deliberate(err); d != nil {
		status, ok = d.Status, true
	}
	switch {
	case ok && 400 <= status && status < 600:
		return status
	case ok:
		return httpstatus.InternalServerError
	case tooLarge(err):
		return httpstatus.ContentTooLarge
	case concerns(err, fs.ErrNotExist):
		return httpstatus.NotFound
	case concerns(err, fs.ErrPermission):
		return httpstatus.Forbidden
	case timeout(err):
		return httpstatus.GatewayTimeout
	case errors.Is(err, context.Canceled):
		return httpstatus.ServiceUnavailable
	case concerns(err, errors.ErrUnsupported):
		return httpstatus.NotImplemented
	}
	return httpstatus.InternalServerError
}

func tooLarge(err error) bool {
	_, ok := errors.AsType[*http.MaxBytesError](err)
	return ok || errors.Is(err, multipart.ErrMessageTooLarge)
}

// concerns is errors.Is for a target that is about the client's resource. It does not look
// into errors about what the server itself needs.
func concerns(err, target error) bool {
	return exists(err, ofMeans, func(err error) bool {
		is, ok := err.(interface{ Is(error) bool })
		return err == target || ok && is.Is(target)
	})
}

// ofMeans reports whether err is about a connection or a program that the server
// needs, and not about the resource that the client asked for.
func ofMeans(err error) bool {
	switch e := err.(type) {
	case *net.OpError, *url.Error, *exec.Error, *os.SyscallError:
		return true
	case *fs.PathError:
		switch op, _, _ := strings.Cut(strings.ToLower(e.Op), " "); op {
		case "dial", "connect", "listen", "bind", "fork/exec", "exec", "chdir":
			return true
		}
	}
	return false
}

func timeout(err error) bool {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) {
		return true
	}
	return exists(err, ofSystem, func(err error) bool {
		e, ok := err.(net.Error)
		return ok && e.Timeout()
	})
}

// ofSystem reports whether err wraps an error number of the system. The number EAGAIN
// counts as a timeout there, but may mean that the system cannot start another process.
func ofSystem(err error) bool {
	switch err.(type) {
	case *fs.PathError, *os.LinkError, *os.SyscallError:
		return true
	}
	return false
}

// exists reports whether the function is returns true for err or for an error that it
// wraps. It skips errors that are opaque and what they wrap.
func exists(err error, opaque, is func(error) bool) bool {
	switch {
	case err == nil || opaque(err):
		return false
	case is(err):
		return true
	}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		return exists(e.Unwrap(), opaque, is)
	case interface{ Unwrap() []error }:
		return slices.ContainsFunc(e.Unwrap(), func(err error) bool { return exists(err, opaque, is) })
	}
	return false
}
