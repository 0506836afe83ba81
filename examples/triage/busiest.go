package main

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"
)

const (
	maxPaths = 32  // counted for each status
	maxPath  = 100 // bytes of a path that are kept
)

// busiest finds the most frequent paths among any number of them, in a table of fixed
// size (Metwally, Agrawal, El Abbadi: Efficient Computation of Frequent and Top-k
// Elements in Data Streams, 2005). A new path takes the place of the one with the
// smallest count and goes on from that count. So a count may be too large, by at most
// what the path began with, and a path that is more frequent than one in maxPaths is
// never missed.
type busiest struct {
	hashes [maxPaths]uint64
	paths  [maxPaths]pathSum
	n      int
}

type pathSum struct {
	path      []byte
	shortened bool
	count     uint64
	start     uint64 // what the count began with
}

// add counts a path. shortened says that it is the beginning of a longer one.
func (b *busiest) add(hash uint64, path []byte, shortened bool) {
	for i, h := range b.hashes[:b.n] {
		if h == hash && bytes.Equal(b.paths[i].path, path) {
			b.paths[i].count++
			return
		}
	}
	i := b.n
	if b.n < maxPaths {
		b.n++
	} else {
		i = 0
		for j := range b.paths {
			if b.paths[j].count < b.paths[i].count {
				i = j
			}
		}
	}
	p := &b.paths[i]
	b.hashes[i] = hash
	p.path, p.start, p.shortened = append(p.path[:0], path...), p.count, shortened
	p.count++
}

// A pathCount is a path and how often it was asked for.
type pathCount struct {
	Path  string `json:"path"`
	Count uint64 `json:"count"`
	More  bool   `json:"more,omitempty"` // there may be more than Count
}

// top returns the n most frequent paths. If the table was full and paths were replaced,
// it leaves out a path that may have occurred only once.
func (b *busiest) top(n int) []pathCount {
	all := []pathCount{}
	if b == nil {
		return all
	}
	for _, p := range b.paths[:b.n] {
		sure := p.count - p.start
		if p.start > 0 && sure == 1 {
			continue
		}
		path := string(p.path)
		if p.shortened {
			path += "..."
		}
		all = append(all, pathCount{path, sure, p.start > 0})
	}
	slices.SortFunc(all, func(a, b pathCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Path, b.Path))
	})
	return all[:min(n, len(all))]
}

// cut returns the first n bytes of text, or up to three fewer so that no character is
// cut in two.
func cut(text []byte, n int) []byte {
	if len(text) <= n {
		return text
	}
	end := n
	for end > n-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}
