// Package memo remembers results that were computed from the values of header fields. When
// the same value comes again, the program does not have to compute the result again.
package memo

import (
	"hash/maphash"
	"math/rand/v2"
	"strings"
	"sync/atomic"
)

const (
	// Longest is the number of bytes in the longest key that a Cache keeps. This limit and
	// the number of slots limit the memory of a Cache. A Cache that is full of the longest
	// keys takes 600 KB.
	Longest = 512

	slotBits = 10
)

// A Cache maps strings to values. It has a fixed number of slots and forgets a key
// when other keys need its place. Several goroutines may use it at the same time. It has no
// lock: if two goroutines store at the same time, one of the values may be lost, and the
// program computes it again later. A nil Cache is always empty.
//
// The slots are in pairs, so that two keys with the same place can both stay. The hash has a
// random seed, so a client cannot know which keys share a pair. A client that always sends
// new keys can make the Cache forget other keys, but nothing worse.
type Cache[V any] struct {
	seed  maphash.Seed // to hash a long key
	odd   uint64       // to hash a short one, by multiplication
	slots [1 << slotBits]atomic.Pointer[entry[V]]
}

type entry[V any] struct {
	word  uint64 // the bytes of a short key
	key   string
	value V
}

// New returns an empty Cache.
func New[V any]() *Cache[V] {
	return &Cache[V]{seed: maphash.MakeSeed(), odd: rand.Uint64() | 1}
}

// Get returns the value of a key. ok is false if the Cache does not have it.
func (c *Cache[V]) Get(key string) (value V, ok bool) {
	if c == nil || len(key) > Longest {
		return value, false
	}
	var slot uint64
	// A short key, such as "ko" or "en-US", fits into a word. Hashing and comparing a word
	// is faster than a string: Get takes half the time.
	if isShort(key) {
		word := wordOf(key)
		slot = c.slotOfWord(word)
		if e := c.slots[slot].Load(); e != nil && e.word == word && len(e.key) == len(key) {
			return e.value, true
		}
	} else {
		slot = c.slotOfString(key)
		if e := c.slots[slot].Load(); e != nil && e.key == key {
			return e.value, true
		}
	}
	if e := c.slots[slot|1].Load(); e != nil && e.key == key {
		return e.value, true
	}
	return value, false
}

// Put stores the value of a key, unless the key is longer than [Longest]. It copies the key,
// because the key may be a part of something large, such as a request.
func (c *Cache[V]) Put(key string, value V) {
	if c == nil || len(key) > Longest {
		return
	}
	e := &entry[V]{key: strings.Clone(key), value: value}
	var slot uint64
	if isShort(key) {
		e.word = wordOf(key)
		slot = c.slotOfWord(e.word)
	} else {
		slot = c.slotOfString(key)
	}
	c.slots[slot|1].Store(c.slots[slot].Load())
	c.slots[slot].Store(e)
}

func isShort(key string) bool { return len(key) <= 8 }

// wordOf returns the bytes of a short key as a number. Two keys of different lengths may
// have the same number, for example "" and "\x00".
func wordOf(key string) (word uint64) {
	for i := range len(key) {
		word = word<<8 | uint64(key[i])
	}
	return word
}

// slotOfWord and slotOfString return the first slot of a key's pair.
func (c *Cache[V]) slotOfWord(word uint64) uint64 {
	word *= c.odd
	word ^= word >> 32 // one multiplication does not spread similar keys well
	return word * c.odd >> (64 - slotBits) &^ 1
}

func (c *Cache[V]) slotOfString(key string) uint64 {
	return maphash.String(c.seed, key) >> (64 - slotBits) &^ 1
}
