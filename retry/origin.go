package retry

import (
	"net/http"
	"strings"
)

// An origin is a server with its own credentials. The Host field matters too: one
// address can serve several hosts.
type origin struct{ scheme, address, host string }

func originOf(req *http.Request) origin {
	o := origin{req.URL.Scheme, strings.ToLower(req.URL.Host), strings.ToLower(req.Host)}
	if o.host == "" {
		o.host = o.address
	}
	return o
}

// followedElsewhere reports whether a redirect has led a request away from the server
// that the caller named, even if another one has led back. Only the change from http
// to https on the same host, with the default ports, does not count.
func followedElsewhere(req *http.Request) bool {
	own := originOf(req)
	for range maxRedirects {
		if req.Response == nil || req.Response.Request == nil || req.Response.Request.URL == nil {
			return false
		}
		req = req.Response.Request
		before := originOf(req)
		if before == own {
			continue
		}
		if before.scheme != "http" || own.scheme != "https" || req.URL.Port() != "" {
			return true
		}
		if before.scheme = "https"; before != own {
			return true
		}
		own.scheme = "http"
	}
	return true // a longer chain than http.Client with Redirect makes
}
