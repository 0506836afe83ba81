package httpstatus_test

import (
	"testing"

	"example.com/httpstatus"
)

func TestIndexingByHand(t *testing.T) {
	compareSets(t, map[string]struct{ got, want set }{
		"deferred": {where(func(s httpstatus.Status) bool { return s.Indexing() == httpstatus.IndexingDeferred }),
			where(func(s httpstatus.Status) bool { return s == 429 || s >= 500 })},
	})
}
