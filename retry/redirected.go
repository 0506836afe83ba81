package retry

import "net/http"

// redirected reports whether a response is to a later request than the one to send
// again, because a client below has followed redirects. Then the first request was
// answered, and may have been applied, whatever the last response says.
func redirected(req *http.Request, resp *http.Response) bool {
	if resp.Request == nil || resp.Request.Response == nil {
		return false
	}
	// A request that itself follows a redirect has that redirect in Response.
	return req == nil || req.Response != resp.Request.Response
}
