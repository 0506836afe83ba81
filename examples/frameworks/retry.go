package frameworks

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/hashicorp/go-retryablehttp"

	"example.com/httpstatus"
)

// CheckRetry sends a request again only where that cannot do harm:
//
//	client := retryablehttp.NewClient()
//	client.CheckRetry = frameworks.CheckRetry
//
// The default policy repeats every request on nearly every 5xx, and so a POST after
// a 502, which may have been applied, and anything after a 500, which only the
// server's operators can cure. On the other hand it gives up on a 408, 421 or 425.
func CheckRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if err == nil {
		return ctx.Err() == nil && httpstatus.Status(resp.StatusCode).Repeatable(method(resp.Request)), ctx.Err()
	}
	again, cause := retryablehttp.DefaultRetryPolicy(ctx, resp, err)
	// Without a response nobody can tell whether the request was applied: it is as
	// after a 502.
	failed, ok := errors.AsType[*url.Error](err)
	return again && ok && httpstatus.BadGateway.Repeatable(strings.ToUpper(failed.Op)), cause
}

// method returns the method that the client began with, and begins with when it
// tries again, which redirects may have changed since.
func method(r *http.Request) string {
	for r.Response != nil {
		r = r.Response.Request
	}
	return r.Method
}
