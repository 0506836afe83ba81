// Package memo remembers what was computed from the values of header fields, so that
// the same value costs next to nothing the next time.
package memo

import (
	"hash/maphash"
	"math/rand/v2"
	"strings"
	"sync/atomic"
)

const (
	// Longest is the number of bytes in the longest key that a Cache keeps. Together
	// with the number of slots it bounds the memory of a Cache: one that is full of the
	// longest keys takes 600 KB.
	Longest = 512

	slotBits = 10
)

// A Cache maps strings to values. It has a fixed number of slots and forgets a key
// when other keys need its place. It is safe for use by several goroutines at once and
// locks nothing: if two goroutines store at the same time, one of the values may be
// lost, and is computed again later. A nil Cache is always empty.
//
// The slots are in pairs, so that two keys do not drive each other out forever. The hash is
// keyed at random, so that a client cannot know which keys share a pair. The most that
// a client can do with ever new keys is to make the Cache forget.
type Cache[V any] struct {
	seed  maphash.Seed // to hash a long key
	odd   uint64       // to hash a short one, by multiplication
	slots [1 << slotBits]atomic.Pointer[entry[V]]
}

type entry[V any] struct {
	word  uint64 // of a short key
	key   string
	value V
}

// New returns an empty Cache.
func New[V any]() *Cache[V] {
	return &Cache[V]{seed: maphash.MakeSeed(), odd: rand.Uint64() | 1}
}

// Get returns the value of a key, or nil if the Cache does not have it. The value is
// shared and must not be changed.
func (c *Cache[V]) Get(key string) *V {
	if c == nil || len(key) > Longest {
		return nil
	}
	var slot uint64
	// A short key, such as "ko" or "en-US", fits into a word. A word is quicker to hash
	// and to compare than a string: Get takes half the time.
	if isShort(key) {
		word := wordOf(key)
		slot = c.slotOfWord(word)
		if e := c.slots[slot].Load(); e != nil && e.word == word && len(e.key) == len(key) {
			return &e.value
		}
	} else {
		slot = c.slotOfString(key)
		if e := c.slots[slot].Load(); e != nil && e.key == key {
			return &e.value
		}
	}
	if e := c.slots[slot|1].Load(); e != nil && e.key == key {
		return &e.value
	}
	return nil
}

// Put remembers the value of a key, unless the key is longer than [Longest], and returns
// what Get returns from now on. It copies the key, which may be a part of something
// large, such as a request.
func (c *Cache[V]) Put(key string, value V) *V {
	e := &entry[V]{value: value}
	if c == nil || len(key) > Longest {
		return &e.value
	}
	e.key = strings.Clone(key)
	var slot uint64
	if isShort(key) {
		e.word = wordOf(key)
		slot = c.slotOfWord(e.word)
	} else {
		slot = c.slotOfString(key)
	}
	c.slots[slot|1].Store(c.slots[slot].Load())
	c.slots[slot].Store(e)
	return &e.value
}

func isShort(key string) bool { return len(key) <= 8 }

// wordOf returns the bytes of a short key as a number. Keys of different lengths may
// have the same number ("" and "\x00").
func wordOf(key string) (word uint64) {
	for i := range len(key) {
		word = word<<8 | uint64(key[i])
	}
	return word
}

// slotOfWord and slotOfString return the first slot of a key's pair.
func (c *Cache[V]) slotOfWord(word uint64) uint64 {
	word *= c.odd
	word ^= word >> 32 // one multiplication spreads similar keys badly
	return word * c.odd >> (64 - slotBits) &^ 1
}

func (c *Cache[V]) slotOfString(key string) uint64 {
	return maphash.String(c.seed, key) >> (64 - slotBits) &^ 1
}
