package httpstatus_test

import (
	"testing"

	"example.com/httpstatus"
)

// A code that is not registered is not heuristically cacheable, because no standard defines
// it so (RFC 9110, 15.1; RFC 9111, 4.2.2). A 1xx is never final (RFC 9111, 3).
func TestCachingOfUnknownCodes(t *testing.T) {
	for code := -1; code <= 1000; code++ {
		s := httpstatus.Status(code)
		want := httpstatus.CachingExplicit
		if 100 <= code && code <= 199 {
			want = httpstatus.CachingForbidden
		}
		if s.Registration() == httpstatus.RegistrationNone && s.Caching() != want {
			t.Errorf("%d: %v, want %v", code, s.Caching(), want)
		}
	}
}

func TestCachingByHand(t *testing.T) {
	caching := func(c httpstatus.Caching) set {
		return where(func(s httpstatus.Status) bool { return s.Caching() == c })
	}
	compareSets(t, map[string]struct{ got, want set }{
		// RFC 9110, 15.1, and RFC 7725, 3.
		"heuristically cacheable": {caching(httpstatus.CachingHeuristic), set{200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 451, 501}},
		// RFC 9111, 3: not final. RFC 6585, 3 to 6.
		"never stored": {caching(httpstatus.CachingForbidden), set{100, 101, 102, 103, 104, 428, 429, 431, 511}},
	})
}
