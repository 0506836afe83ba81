package httpstatus

import "time"

// Indexing says what a search crawler does with a URL that answers with a status.
// No standard rules it; the source is what Google publishes of its crawlers
// (Google Search Central, "How HTTP status codes affect Google's crawlers"); others
// may differ. The zero value is IndexingUnknown.
type Indexing uint8

const (
	// IndexingUnknown: nothing is published about it.
	IndexingUnknown Indexing = iota
	// IndexingKept: the content is considered for the index, or what is there stays.
	IndexingKept
	// IndexingFollowed: the crawler goes on to Location.
	IndexingFollowed
	// IndexingDropped: the URL is left out of the index, or removed from it.
	IndexingDropped
	// IndexingDeferred: the crawler comes back later and the URL stays for now, which
	// makes 503 the right answer during maintenance. It holds for days, not for weeks:
	// see [Indexing.Limit].
	IndexingDeferred
)

// String returns the constant's name without its prefix, "Deferred", or "" for a
// number without a constant.
func (i Indexing) String() string { return name(indexingNames[:], i) }

var indexingNames = [...]string{"Unknown", "Kept", "Followed", "Dropped", "Deferred"}

// Limit returns for how long a URL may go on answering so before the crawler
// thinks otherwise: two days for IndexingDeferred, after which it may drop the URL
// (Google Search Central, "Reduce the Google crawl rate"). It is 0, no limit, for
// the rest.
func (i Indexing) Limit() time.Duration {
	if i == IndexingDeferred {
		return 48 * time.Hour
	}
	return 0
}

// Indexing returns what a search crawler does with a URL that answers with s.
func (s Status) Indexing() Indexing { return indexingOf[s.row()] }
