package httpstatus

import "time"

// Indexing says what a search crawler does with a URL that responds with a status.
// No standard rules it. The source is what Google publishes about its crawlers ("How
// HTTP status codes affect Google's crawlers",
// https://developers.google.com/crawling/docs/troubleshooting/http-status-codes). Other
// crawlers may differ. The zero value is IndexingUnknown.
type Indexing uint8

const (
	// IndexingUnknown: nothing is published about it.
	IndexingUnknown Indexing = 0
	// IndexingKept: the content is considered for the index, or what is there stays.
	IndexingKept Indexing = 1
	// IndexingFollowed: the crawler goes on to Location.
	IndexingFollowed Indexing = 2
	// IndexingDropped: the URL is left out of the index, or removed from it.
	IndexingDropped Indexing = 3
	// IndexingDeferred: the crawler comes back later and the URL stays for now, which
	// makes 503 the right response during maintenance. It holds for days, not for weeks:
	// see [Indexing.Limit].
	IndexingDeferred Indexing = 4
)

// String returns the constant's name without its prefix, "Deferred", or "Indexing(99)" for a number
// without a constant.
func (i Indexing) String() string { return name("Indexing", indexingNames[:], i) }

// MarshalText returns what String does. It never fails.
func (i Indexing) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads what String returns. It returns an error for any other text.
func (i *Indexing) UnmarshalText(text []byte) error {
	return parseName("Indexing", indexingNames[:], text, i)
}

var indexingNames = [...]string{"Unknown", "Kept", "Followed", "Dropped", "Deferred"}

// Limit returns how long a crawler tolerates the status before it may drop the URL. It
// is two days for IndexingDeferred ("Reduce the Google crawl rate",
// https://developers.google.com/crawling/docs/crawlers-fetchers/reduce-crawl-rate), and 0,
// no limit, for the rest.
func (i Indexing) Limit() time.Duration {
	if i == IndexingDeferred {
		return deferredHours * time.Hour
	}
	return 0
}

// Indexing returns what a search crawler does with a URL that responds with s.
func (s Status) Indexing() Indexing { return indexingOf[s.row()] }
