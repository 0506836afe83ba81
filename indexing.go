package httpstatus

import (
	"time"

	"example.com/httpstatus/internal/enum"
)

// Indexing says what the crawler of a search engine does with a URL that responds with a
// status. No standard decides this. The source is Google's page about its own crawlers
// ("How HTTP status codes affect Google's crawlers",
// https://developers.google.com/crawling/docs/troubleshooting/http-status-codes). Other
// crawlers may behave differently. The zero value is IndexingUnknown.
type Indexing uint8

const (
	// IndexingUnknown: Google publishes nothing about this status.
	IndexingUnknown Indexing = 0
	// IndexingKept: the search engine may index the content, or keep what it indexed before.
	IndexingKept Indexing = 1
	// IndexingFollowed: the crawler follows Location.
	IndexingFollowed Indexing = 2
	// IndexingDropped: the search engine does not put the URL into its index, or removes it.
	IndexingDropped Indexing = 3
	// IndexingDeferred: the crawler comes back later, and the URL stays in the index for
	// some days, but not for weeks: see [Indexing.Limit]. So 503 is the right response
	// during maintenance.
	IndexingDeferred Indexing = 4
)

// String returns the constant's name without its prefix, for example "Deferred". For a number
// without a constant it returns a text such as "Indexing(99)".
func (i Indexing) String() string { return enum.String("Indexing", indexingNames[:], i) }

// MarshalText returns the same text as String. It never fails.
func (i Indexing) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (i *Indexing) UnmarshalText(text []byte) error {
	return enum.Parse("httpstatus", "Indexing", indexingNames[:], text, i)
}

var indexingNames = [...]string{"Unknown", "Kept", "Followed", "Dropped", "Deferred"}

// Limit returns how long a crawler tolerates the status before it may drop the URL. Limit
// returns two days for IndexingDeferred ("Reduce the Google crawl rate",
// https://developers.google.com/crawling/docs/crawlers-fetchers/reduce-crawl-rate). It
// returns 0 for all others, which have no such time.
func (i Indexing) Limit() time.Duration {
	if i == IndexingDeferred {
		return deferredHours * time.Hour
	}
	return 0
}

// Indexing returns what the crawler of a search engine does with a URL that responds with s.
func (s Status) Indexing() Indexing { return indexingOf[s.row()] }
