package httpstatus_test

import (
	"testing"

	"example.com/httpstatus"
)

// RFC 9110, 15.4.2 to 15.4.4, 15.4.8, 15.4.9.
func TestRedirectMethodByHand(t *testing.T) {
	redirects := func(method, to string) set {
		return where(func(s httpstatus.Status) bool { next, _ := s.RedirectMethod(method); return next == to })
	}
	compareSets(t, map[string]struct{ got, want set }{
		"POST stays":       {redirects("POST", "POST"), set{307, 308}},
		"POST becomes GET": {redirects("POST", "GET"), set{301, 302, 303}},
		"PUT stays":        {redirects("PUT", "PUT"), set{301, 302, 307, 308}},
		"PUT becomes GET":  {redirects("PUT", "GET"), set{303}},
		"HEAD stays":       {redirects("HEAD", "HEAD"), set{301, 302, 303, 307, 308}},
	})
}
