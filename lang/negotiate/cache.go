package negotiate

import (
	"hash/maphash"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"

	"example.com/httpstatus"
)

// A few hundred values of Accept-Language make up nearly all of a site's traffic.
// Full of the longest headers, a cache of this size takes some 600 KB.
const (
	slotBits   = 10
	cacheSlots = 1 << slotBits
)

// A cache remembers the answers to headers. It has a fixed number of slots, in
// pairs, and its hash is keyed at random, so that nobody can know what shares a pair
// with what. The worst that ever new headers can do to it is to make it forget. An
// answer is immutable, and right whichever goroutine stored it; so nothing is locked,
// and it does not matter if one is lost between two stores.
type cache struct {
	seed  maphash.Seed // to hash a header
	odd   uint64       // to hash one that fits into a word
	slots [cacheSlots]atomic.Pointer[answer]
}

type answer struct {
	word     uint64 // the header's bytes, if they are no more than eight
	header   string
	language httpstatus.Language
}

func newCache() cache {
	return cache{seed: maphash.MakeSeed(), odd: rand.Uint64() | 1}
}

// put stores an answer in the first slot of its header's pair, as computed by
// [Matcher.Header], and moves the one there to the second, so that two headers of
// one pair do not drive each other out. The header is cloned so as not to hold on to
// the request that it is a part of.
func (c *cache) put(slot uint64, a answer) {
	a.header = strings.Clone(a.header)
	c.slots[slot|1].Store(c.slots[slot].Load())
	c.slots[slot].Store(&a)
}

// A glossary remembers the meanings of ranges, of which new headers are made too. All
// of the tags that clients send are a few hundred; one that grows beyond all measure
// is being fed with others, and starts again.
type glossary struct {
	mu       sync.Mutex
	meanings map[string]meaning
}

func (g *glossary) get(head string) (m meaning, ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	m, ok = g.meanings[head]
	return m, ok
}

func (g *glossary) put(head string, m meaning) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.meanings) == cacheSlots {
		clear(g.meanings)
	}
	g.meanings[strings.Clone(head)] = m
}
