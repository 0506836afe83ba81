package httpstatus

// Caching says whether a cache may store and reuse a response because of its
// status. What the response's own fields say comes on top of it. The zero value
// is CachingExplicit.
type Caching uint8

const (
	// CachingExplicit: only when the response says so, with max-age or the like
	// (RFC 9111, 3).
	CachingExplicit Caching = 0
	// CachingHeuristic: even when the response says nothing, for a time that the
	// cache guesses (RFC 9111, 4.2.2), in response to a method that allows it, such as
	// GET. Most surprising for 404, 405 and 410.
	CachingHeuristic Caching = 1
	// CachingForbidden: never, whatever the response says. 428, 429, 431 and 511
	// (RFC 6585), and the 1xx, which are not final (RFC 9111, 3).
	CachingForbidden Caching = 2
)

// String returns the constant's name without its prefix, "Heuristic", or "Caching(99)" for a number
// without a constant.
func (c Caching) String() string { return name("Caching", cachingNames[:], c) }

// MarshalText returns what String does. It never fails.
func (c Caching) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what String returns. It returns an error for any other text.
func (c *Caching) UnmarshalText(text []byte) error {
	return parseName("Caching", cachingNames[:], text, c)
}

var cachingNames = [...]string{"Explicit", "Heuristic", "Forbidden"}

// Caching returns whether a cache may store and reuse a response with this status. It
// is CachingExplicit for a code that is not registered, except for a 1xx.
func (s Status) Caching() Caching { return cachingOf[s.row()] }
