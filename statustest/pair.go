package statustest

import (
	"math/bits"
	"net/http"

	"example.com/httpstatus"
)

// counterpart returns the request whose response the pair rules compare with x, or nil
// if they need none.
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

// mostRequests limits how many requests the handler gets in place of one.
const mostRequests = 16

// compare applies the pair rules to x and the response to its counterpart. If they break
// one, it repeats both requests, and keeps a breach only if every pair of responses has
// the same one. It sends the two requests in the order of the Thue-Morse sequence. A
// handler that counts, or alternates between responses, cannot follow that order.
func compare(x *exchange, counterpart *http.Request, ask func(*http.Request) *exchange) []error {
	asked := [2]*http.Request{x.request, counterpart}
	got := [2][]*exchange{{x}, nil}
	left := map[*rule]string{} // the rules that every pair has broken so far, with what was found
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
