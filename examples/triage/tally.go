package main

import (
	"bytes"
	"hash/maphash"

	"example.com/httpstatus"
)

const (
	maxMethods = 40 // methods that are counted by name; idempotent ones always are
	maxMethod  = 32 // bytes in the name of a method
)

// A tally counts requests by method and status, and the paths of those that failed.
// Its size has a bound, because clients can invent any number of methods and paths.
type tally struct {
	methods map[string]*counts
	paths   [len(counts{})]*busiest // by status; nil if no request failed with it
	bad     uint64                  // lines
	unknown uint64                  // requests with a status that is neither registered nor of a known vendor
	seed    maphash.Seed

	last       []byte // the method that was counted last
	lastCounts *counts
}

// counts has a number of requests for each status, 000 to 999.
type counts [1000]uint64

// otherMethods stands for the methods that are not counted by name. None of them is idempotent,
// and this word is not the name of an idempotent method either.
const otherMethods = "other"

// newTally starts with the registered methods that are not idempotent, so that invented methods
// cannot take their places.
func newTally() *tally {
	t := &tally{methods: make(map[string]*counts), seed: maphash.MakeSeed()}
	for _, method := range []string{string(noMethod), otherMethods, "CONNECT", "LOCK", "PATCH", "POST"} {
		t.methods[method] = new(counts)
	}
	return t
}

func (t *tally) add(r *request) {
	if t.lastCounts == nil || !bytes.Equal(r.method, t.last) {
		t.last, t.lastCounts = append(t.last[:0], r.method...), t.countsOf(r.method)
	}
	t.lastCounts[r.status]++
	if failed(r.status) && r.path != nil {
		if t.paths[r.status] == nil {
			t.paths[r.status] = new(busiest)
		}
		path := cut(r.path, maxPath)
		t.paths[r.status].add(maphash.Bytes(t.seed, path), path, len(path) < len(r.path))
	}
}

func (t *tally) countsOf(method []byte) *counts {
	if c := t.methods[string(method)]; c != nil {
		return c
	}
	name := string(method)
	idempotent := httpstatus.BadGateway.Repeatable(name)
	if !idempotent && (len(name) > maxMethod || len(t.methods) >= maxMethods) {
		return t.methods[otherMethods]
	}
	c := new(counts)
	t.methods[name] = c
	return c
}
