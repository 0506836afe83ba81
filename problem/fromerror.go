package problem

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"

	"example.com/httpstatus"
)

// FromError returns the status with which a server answers err. The first of
// these that err wraps decides:
//
//	Details                            its Status
//	httpstatus.Status                  that
//	*http.MaxBytesError                413: the request's content is too large
//	fs.ErrNotExist                     404
//	fs.ErrPermission                   403
//	context.DeadlineExceeded,
//	os.ErrDeadlineExceeded             504: in a handler, what takes too long is
//	                                   mostly another server, and it may have done
//	                                   the work, which 503 would hide
//	context.Canceled                   503: the client went away and sees nothing,
//	                                   or the server is closing
//	errors.ErrUnsupported              501
//
// It is 500 for every other error, and where the Status found is not an error
// response's, outside 400 to 599: to return httpstatus.OK or a redirect as an
// error is a mistake in the program. For nil it is 200.
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
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return httpstatus.ContentTooLarge
	}
	for _, known := range [...]struct {
		err    error
		status httpstatus.Status
	}{
		{fs.ErrNotExist, httpstatus.NotFound},
		{fs.ErrPermission, httpstatus.Forbidden},
		{context.DeadlineExceeded, httpstatus.GatewayTimeout},
		{os.ErrDeadlineExceeded, httpstatus.GatewayTimeout},
		{context.Canceled, httpstatus.ServiceUnavailable},
		{errors.ErrUnsupported, httpstatus.NotImplemented},
	} {
		if errors.Is(err, known.err) {
			return known.status
		}
	}
	return httpstatus.InternalServerError
}

// stalled reports whether err is a deadline that ran out on r's own connection:
// the client was too slow, and no server behind this one. With HTTP/2 the error
// does not tell.
func stalled(r *http.Request, err error) bool {
	if _, chosen := errors.AsType[httpstatus.Status](err); chosen {
		return false
	}
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Addr != nil && op.Addr.String() == r.RemoteAddr
}
