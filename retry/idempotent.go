package retry

import (
	"crypto/rand"
	"fmt"
	"net/http"

	"example.com/httpstatus"
)

// keys are the fields that net/http, too, takes for a sign that a request is
// idempotent. The second is an older name.
var keys = [...]string{"Idempotency-Key", "X-Idempotency-Key"}

// WithKey returns a copy of req with an Idempotency-Key, or req itself if it already has one.
// Use it only if the server knows the field. The server then carries out the request once, even
// if it arrives several times, so a POST or PATCH may be repeated like a PUT. The key is a
// random UUID, quoted as draft-ietf-httpapi-idempotency-key-header wants it.
//
// A key belongs to one operation. Make a new one for each order, and not for each
// attempt to place it.
func WithKey(req *http.Request) *http.Request {
	if isKeyed(req) {
		return req
	}
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80 // version 4, RFC 9562, 5.4
	return withField(req, keys[0], fmt.Sprintf(`"%x-%x-%x-%x-%x"`, b[:4], b[4:6], b[6:8], b[8:10], b[10:]))
}

// isKeyed reports whether a request says that it is idempotent, as net/http reads it:
// a field without a value is not sent but counts.
func isKeyed(req *http.Request) bool {
	for _, name := range keys {
		if _, ok := req.Header[name]; ok {
			return true
		}
	}
	return false
}

// hasKey reports whether the server got to know a key.
func hasKey(req *http.Request) bool {
	return req != nil && (req.Header.Get(keys[0]) != "" || req.Header.Get(keys[1]) != "")
}

// isIdempotent reports whether a request may be sent again after it may have been
// applied. What httpstatus says of a 502 is this and no more.
func isIdempotent(req *http.Request) bool {
	return req != nil && (httpstatus.BadGateway.Repeatable(req.Method) || isKeyed(req))
}

// methodOf returns a request's method, or one that is not idempotent if it is unknown.
func methodOf(req *http.Request) string {
	if req == nil {
		return http.MethodPost
	}
	return req.Method
}

// nameOf returns what to call a request's method in a sentence.
func nameOf(req *http.Request) string {
	switch {
	case req == nil:
		return "an unknown method"
	case req.Method == "":
		return http.MethodGet
	case len(req.Method) > 100:
		return req.Method[:100]
	}
	return req.Method
}
