// Package retryablehttp makes github.com/hashicorp/go-retryablehttp repeat requests by
// the policy of package retry:
//
//	client := retryablehttp.NewClient()
//	adapter.Use(client)
//
// The default policy of that client repeats every request on nearly every 5xx, and so
// a POST after a 502, which may have been applied. It ignores a Retry-After except with
// 429 and 503, and waits as long as the server likes.
//
// The client has no place for some of what [retry.Transport] does: it cannot open a new
// connection, it has no budget, and it keeps all content in memory.
package retryablehttp

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"example.com/httpstatus/retry"
)

// maxWait is go-retryablehttp's default for RetryWaitMax.
const maxWait = 30 * time.Second

// Use sets up a client: CheckRetry and Backoff, with the client's own RetryWaitMax, an
// ErrorHandler that returns the last response instead of an error, and redirects that
// keep the method.
func Use(client *retryablehttp.Client) {
	client.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		return check(ctx, resp, err, client.RetryWaitMax)
	}
	client.Backoff = Backoff
	client.ErrorHandler = retryablehttp.PassthroughErrorHandler
	if client.HTTPClient != nil {
		client.HTTPClient.CheckRedirect = retry.Redirect
	}
}

// CheckRetry sends a request again only if [retry.Judge] allows it and this client can
// do it right:
//
//   - It begins again with the first request, whatever redirects followed. So after a
//     redirect the first request has to be idempotent: a POST may have been applied
//     before its 303.
//   - It cannot open a new connection, so a 408, 421 or 425 is not repeated.
//   - A request that would have to wait more than 30 seconds, or beyond its context's
//     deadline, is not repeated. You get the response at once. But the client knows
//     nothing of the random time that [Backoff] adds, and can meet the deadline in it.
//   - If a ResponseHandler returns an error, a response below 400 counts as no response.
//   - After an error it does not tell the request. So a POST is not repeated, even if
//     it was never sent or has an Idempotency-Key.
func CheckRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	return check(ctx, resp, err, maxWait)
}

func check(ctx context.Context, resp *http.Response, err error, most time.Duration) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if resp == nil {
		failed, ok := errors.AsType[*url.Error](err)
		if !ok {
			return false, nil
		}
		// The default policy knows the errors of requests that nobody can send.
		again, cause := retryablehttp.DefaultRetryPolicy(ctx, nil, err)
		req := &http.Request{Method: method(failed)}
		return again && idempotent(req) && retry.Judge(retry.Attempt{Request: req, Err: err}).Again, cause
	}
	if _, ok := errors.AsType[*url.Error](err); ok {
		return false, nil // a redirect that CheckRedirect refused
	}
	req := first(resp)
	if err != nil && resp.StatusCode < 400 { // of the caller's own ResponseHandler
		return idempotent(req), nil
	}
	d := retry.Judge(retry.Attempt{Request: req, Response: resp})
	deadline, limited := ctx.Deadline()
	return d.Again && !d.NewConnection && d.Wait <= most && !(limited && d.Wait >= time.Until(deadline)), nil
}

// idempotent reports whether a request may be sent again after it may have been
// applied.
func idempotent(req *http.Request) bool {
	return retry.Judge(retry.Attempt{Request: req, Err: io.ErrUnexpectedEOF}).Again
}

// method returns the method of the first request before an error: net/http writes GET
// as Get, and get as it is.
func method(failed *url.Error) string {
	if op := failed.Op; op != "" && op[0] >= 'A' && op[0] <= 'Z' {
		return strings.ToUpper(op)
	}
	return failed.Op
}

// Backoff waits as long as the server asks, whatever the status, and a random time on
// top, whose limit is least and doubles with each attempt. It never waits longer than
// most, RetryWaitMax: [Use] makes the client give up before it would come back earlier
// than asked.
func Backoff(least, most time.Duration, attempt int, resp *http.Response) time.Duration {
	most = max(0, most)
	limit := min(max(0, least), most)
	for range attempt {
		if limit == 0 || limit == most {
			break
		}
		limit += min(limit, most-limit)
	}
	var asked time.Duration
	if resp != nil {
		asked = retry.Judge(retry.Attempt{Response: resp}).Wait
	}
	if asked >= most {
		return most
	}
	return asked + time.Duration(rand.Uint64N(uint64(min(limit, most-asked))+1))
}

// first returns the request that the client begins with when it tries again, without
// its content.
func first(resp *http.Response) *http.Request {
	req := resp.Request
	if req == nil {
		return nil
	}
	for req.Response != nil && req.Response.Request != nil {
		req = req.Response.Request
	}
	copied := *req
	copied.Body = nil // the client keeps it
	return &copied
}
