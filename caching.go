package httpstatus

import "example.com/httpstatus/internal/enum"

// Caching says whether the status allows a cache to store and reuse the response. Except
// with CachingForbidden, the fields of the response may allow or forbid more. The zero value
// is CachingExplicit.
type Caching uint8

const (
	// CachingExplicit: a cache may store the response only if a field of the response
	// allows it, for example with max-age (RFC 9111, 3).
	CachingExplicit Caching = 0
	// CachingHeuristic: a cache may store the response even if no field allows it, for a
	// time that the cache chooses (RFC 9111, 4.2.2). The method must allow it, as GET
	// does. Many people do not expect this of 404, 405 and 410.
	CachingHeuristic Caching = 1
	// CachingForbidden: a cache must not store the response, even if a field allows it.
	// This holds for 428, 429, 431 and 511 (RFC 6585), and for every 1xx, because a 1xx is
	// not final (RFC 9111, 3).
	CachingForbidden Caching = 2
)

// String returns the constant's name without its prefix, for example "Heuristic". For a number
// without a constant it returns a text such as "Caching(99)".
func (c Caching) String() string { return enum.String("Caching", cachingNames[:], c) }

// MarshalText returns the same text as String. It never fails.
func (c Caching) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (c *Caching) UnmarshalText(text []byte) error {
	return enum.Parse("httpstatus", "Caching", cachingNames[:], text, c)
}

var cachingNames = [...]string{"Explicit", "Heuristic", "Forbidden"}

// Caching returns whether a cache may store and reuse a response with this status. For an
// unregistered code it is CachingExplicit, or CachingForbidden for a 1xx.
func (s Status) Caching() Caching { return cachingOf[s.row()] }
