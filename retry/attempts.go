package retry

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// Attempts returns how many attempts of a [Transport] led to a response: 1 for a
// response to the first, 0 if resp is nil. After redirects, it counts only the attempts of the
// last request.
func Attempts(resp *http.Response) int {
	if resp == nil {
		return 0
	}
	if h := historyOf(resp); h != nil {
		return h.number
	}
	return 1
}

// MaybeApplied reports whether the server may have carried out an earlier attempt of
// the request that led to a response. That is so if there was no response to the attempt, or
// one that does not tell, such as a 504. Then the last response can be about that attempt's
// work: a 412 about the version that it stored, a 404 about what it deleted, a 409 about what
// it created.
func MaybeApplied(resp *http.Response) bool {
	h := historyOf(resp)
	return h != nil && h.maybeApplied
}

// An Error says why a request ended without a response after more than one attempt, or
// during a wait. If the first attempt ends in an error and there is no second one, you
// get that error as it is.
type Error struct {
	Attempts     int  // the number of attempts, including those that got no connection
	MaybeApplied bool // the server may have carried out one of the attempts
	Err          error
}

func (e *Error) Error() string {
	if e.Attempts == 1 {
		return "after 1 attempt: " + e.Err.Error()
	}
	return fmt.Sprintf("after %d attempts: %v", e.Attempts, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Timeout reports whether the last error was a timeout. It is a method of net.Error.
// http.Client wraps all errors in a *url.Error, which calls it.
func (e *Error) Timeout() bool {
	var t interface{ Timeout() bool }
	return errors.As(e.Err, &t) && t.Timeout()
}

// history is what the context of a repeated request tells about its earlier attempts.
type history struct {
	number       int
	maybeApplied bool
}

type historyKey struct{}

// with returns a context that tells about earlier attempts.
func (h *history) with(ctx context.Context) context.Context {
	return context.WithValue(ctx, historyKey{}, h)
}

func historyOf(resp *http.Response) *history {
	if resp == nil || resp.Request == nil {
		return nil
	}
	h, _ := resp.Request.Context().Value(historyKey{}).(*history)
	return h
}
