package retry

import (
	"context"
	"io"
	"net/http"
	"time"
)

// A timeoutError ends an attempt that took longer than AttemptTimeout.
type timeoutError struct{ after time.Duration }

func (e *timeoutError) Error() string {
	return "no response within " + e.after.String() + ", the time for an attempt"
}
func (e *timeoutError) Timeout() bool        { return true }
func (e *timeoutError) Temporary() bool      { return true }
func (e *timeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// within sends a request and gives up if the response's header takes too long.
func within(limit time.Duration, base http.RoundTripper, req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancel(req.Context())
	timer := time.AfterFunc(limit, cancel)
	limited := req.WithContext(ctx)
	resp, err := base.RoundTrip(limited)
	late := !timer.Stop() && req.Context().Err() == nil
	switch {
	case late:
		// If there is a response after all, its content can no longer be read: the timer
		// has canceled it.
		if resp != nil && resp.Body != nil {
			resp.Body.Close()
		}
		return nil, &timeoutError{limit}
	case err != nil || resp == nil || resp.Body == nil || resp.Body == http.NoBody:
		cancel()
	default:
		b := &cancelingBody{resp.Body, cancel}
		if w, ok := resp.Body.(io.Writer); ok { // 101 Switching Protocols
			resp.Body = struct {
				*cancelingBody
				io.Writer
			}{b, w}
		} else {
			resp.Body = b
		}
	}
	if resp != nil && resp.Request == limited {
		resp.Request = req
	}
	return resp, err
}

// A cancelingBody frees what an attempt's context holds once the content was read or
// closed.
type cancelingBody struct {
	io.ReadCloser
	cancel context.CancelFunc
}

func (b *cancelingBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		b.cancel()
	}
	return n, err
}

func (b *cancelingBody) Close() error {
	defer b.cancel()
	return b.ReadCloser.Close()
}
