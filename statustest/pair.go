package statustest

import (
	"math/bits"
	"net/http"

	"example.com/httpstatus"
)

// counterpart returns the request whose response the pair rules want beside x, or
// nil.
func counterpart(x *exchange) *http.Request {
	if x == nil || !x.is("GET", "HEAD") {
		return nil
	}
	other := x.request.Clone(x.request.Context())
	switch {
	case x.status == httpstatus.NotModified:
		for _, field := range [...]string{"If-None-Match", "If-Modified-Since", "If-Range", "Range"} {
			other.Header.Del(field)
		}
	case x.is("HEAD"):
		other.Method = "GET"
	case x.status == httpstatus.PartialContent:
		other.Header.Del("If-Range")
		other.Header.Del("Range")
	default:
		return nil
	}
	return other
}

// mostRequests is how often a handler sees a request at most, with its counterparts.
const mostRequests = 16

// compare applies the pair rules to x and the response to its counterpart. If one is
// broken, it sends both requests again and again, and leaves only what each response
// breaks in the same way beside each of the others. Their order is that of the
// Thue-Morse sequence, so that no handler that counts or takes turns fits it.
func compare(x *exchange, counterpart *http.Request, ask func(*http.Request) *exchange) []error {
	asked := [2]*http.Request{x.request, counterpart}
	got := [2][]*exchange{{x}, nil}
	left := map[*rule]string{} // what was found, by the rules that are still broken
	for i := range pairRules {
		left[&pairRules[i]] = ""
	}
	for n := 1; n < mostRequests && len(left) > 0; n++ {
		side := bits.OnesCount(uint(n)) % 2
		response := ask(asked[side])
		if response == nil {
			return nil
		}
		got[side] = append(got[side], response)
		for _, opposite := range got[1-side] {
			one, other := opposite, response
			if side == 0 {
				one, other = response, opposite
			}
			for r, before := range left {
				found := ""
				if r.on.includes(one) {
					found = r.pair(one, other)
				}
				if found == "" || before != "" && before != found {
					delete(left, r)
				} else {
					left[r] = found
				}
			}
		}
	}
	var errs []error
	for i := range pairRules {
		if r := &pairRules[i]; left[r] != "" {
			errs = append(errs, x.breach(r, left[r]))
		}
	}
	return errs
}
