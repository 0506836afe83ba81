package main

import (
	"bytes"
	"hash/maphash"

	"example.com/httpstatus"
)

const (
	maxMethods = 40 // counted by name; those known to be idempotent always are
	maxMethod  = 32 // bytes in the name of one
)

// A tally counts requests by method and status, and the paths of those that failed.
// Its size is bounded: made-up methods and paths must not fill the memory of the
// person who reads the log.
type tally struct {
	methods map[string]*counts
	paths   [len(counts{})]*busiest // by status; nil where none failed
	bad     uint64                  // lines
	unknown uint64                  // requests with a status that nobody is known to use
	seed    maphash.Seed

	last       []byte // the method that was counted last
	lastCounts *counts
}

// counts has a number of requests for each status, 000 to 999.
type counts [1000]uint64

// otherMethods stands for the methods that found no place. None of them is
// idempotent, and neither is this word.
const otherMethods = "other"

// newTally starts with the registered methods that are not idempotent, so that
// made-up ones cannot take their places.
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
