package main

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"
)

const (
	maxPaths = 32  // paths that are counted for each status
	maxPath  = 100 // bytes that are kept of a path
)

// busiest finds the most frequent paths among any number of them, in a table of fixed
// size (Metwally, Agrawal, El Abbadi: Efficient Computation of Frequent and Top-k
// Elements in Data Streams, 2005). If the table is full, a new path replaces the path with the
// smallest count and starts with that count. So a count may be too high, by at most the count
// that the path started with. A path with more than one in maxPaths requests is always in the
// table.
type busiest struct {
	hashes [maxPaths]uint64
	paths  [maxPaths]pathSum
	n      int
}

type pathSum struct {
	path      []byte
	shortened bool
	count     uint64
	start     uint64 // the count that the path started with
}

// add counts a path. If shortened is true, it is the beginning of a longer path.
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

// A pathCount is a path and the number of its requests.
type pathCount struct {
	Path  string `json:"path"`
	Count uint64 `json:"count"`
	More  bool   `json:"more,omitempty"` // the number may be higher than Count
}

// top returns the n most frequent paths. If paths were replaced, it leaves out each path that
// may have occurred only once.
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

// cut returns the first n bytes of text, or up to three bytes less so that it does not cut a
// character in two.
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
