// Package memo remembers results that were computed from the values of header fields. When
// the same value comes again, the program does not have to compute the result again.
package memo

import (
	"math/bits"
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
// The slots are in pairs, so that two keys do not drive each other out forever. The hash
// is keyed at random, so that a client cannot know which keys share a pair. The most that
// a client can do with ever new keys is to make the Cache forget.
type Cache[V any] struct {
	seeds [3]uint64 // of the hash
	slots [1 << slotBits]atomic.Pointer[entry[V]]
}

type entry[V any] struct {
	digest
	key   string
	value V
}

// A digest has the first eight bytes of a key and the last eight, and the first slot of
// its pair. A key of up to sixteen bytes, such as "ko" or "en-US,en;q=0.9", is all in
// its ends.
type digest struct {
	first, last uint64
	slot        uint64
}

// New returns an empty Cache.
func New[V any]() *Cache[V] {
	return &Cache[V]{seeds: [3]uint64{rand.Uint64(), rand.Uint64(), rand.Uint64()}}
}

// Get returns the value of a key, or nil if the Cache does not have it. The value is
// shared and must not be changed.
func (c *Cache[V]) Get(key string) *V {
	if e, _ := c.find(key); e != nil {
		return &e.value
	}
	return nil
}

// Put remembers the value of a key, unless the key is longer than [Longest], and returns
// what Get returns from now on. It copies the key, which may be a part of something
// large, such as a request.
func (c *Cache[V]) Put(key string, value V) *V {
	e := &entry[V]{value: value}
	if c != nil && len(key) <= Longest {
		e.key = strings.Clone(key)
		_, e.digest = c.find(key)
		c.slots[e.slot|1].Store(c.slots[e.slot].Load())
		c.slots[e.slot].Store(e)
	}
	return &e.value
}

// find returns the entry of a key, nil if there is none, and the key's digest.
func (c *Cache[V]) find(key string) (e *entry[V], d digest) {
	if c == nil || len(key) > Longest {
		return nil, d
	}
	h := c.seeds[0]
	switch {
	case len(key) > 16:
		h = long(key, h, c.seeds[1])
		fallthrough
	case len(key) >= 8:
		d.first, d.last = word(key), word(key[len(key)-8:])
	case len(key) >= 4:
		d.first = half(key) | half(key[len(key)-4:])<<32
	default:
		for i := range len(key) {
			d.first = d.first<<8 | uint64(key[i])
		}
	}
	h = mix(d.first^h, d.last^c.seeds[1])
	d.slot = mix(h, c.seeds[2]) % (1 << slotBits) &^ 1
	if e = c.slots[d.slot].Load(); e.has(key, d) {
		return e, d
	}
	if e = c.slots[d.slot|1].Load(); e.has(key, d) {
		return e, d
	}
	return nil, d
}

func (e *entry[V]) has(key string, d digest) bool {
	return e != nil && e.first == d.first && e.last == d.last && len(e.key) == len(key) && (len(key) <= 16 || e.key == key)
}

// long hashes a key of more than sixteen bytes, except for its last eight.
func long(key string, h, seed uint64) uint64 {
	for ; len(key) > 16; key = key[16:] {
		h = mix(word(key)^h, word(key[8:])^seed)
	}
	if len(key) > 8 {
		h = mix(word(key)^h, seed)
	}
	return h
}

// mix multiplies two numbers and folds the product.
func mix(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}

// word returns the first eight bytes of s as a number, half the first four. The compiler
// makes one load of each.
func word(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func half(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}
