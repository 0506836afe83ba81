package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBusiest(t *testing.T) {
	for _, test := range []struct {
		name  string
		paths []string
		want  []pathCount
	}{
		{"none", nil, []pathCount{}},
		{"few", []string{"/b", "/a", "/c", "/c"}, []pathCount{{"/c", 2, false}, {"/a", 1, false}, {"/b", 1, false}}},
		{"four", []string{"/a", "/b", "/c", "/d", "/d"}, []pathCount{{"/d", 2, false}, {"/a", 1, false}, {"/b", 1, false}}},
		{"all different", numbered(1000), []pathCount{}},
		{"one among many", append(numbered(1000), "/a", "/a", "/a"), []pathCount{{"/a", 3, true}}},
		{"one from the start", append([]string{"/a", "/a"}, numbered(1000)...), []pathCount{}}, // it was replaced
		{"the last place", append(numbered(maxPaths-1), "/a"), []pathCount{{"/0", 1, false}, {"/1", 1, false}, {"/10", 1, false}}},
		{"long", []string{"/" + strings.Repeat("x", 200), "/" + strings.Repeat("x", 300)}, []pathCount{{"/" + strings.Repeat("x", 99) + "...", 2, false}}},
		{"as long as is kept", []string{"/" + strings.Repeat("x", 99)}, []pathCount{{"/" + strings.Repeat("x", 99), 1, false}}},
		{"cut before a character", []string{strings.Repeat("x", 98) + "가나"}, []pathCount{{strings.Repeat("x", 98) + "...", 1, false}}},
	} {
		tally := newTally()
		for _, path := range test.paths {
			tally.add(&request{[]byte("GET"), []byte(path), 404})
		}
		if diff := cmp.Diff(test.want, tally.paths[404].top(3)); diff != "" {
			t.Errorf("%s: -want +got\n%s", test.name, diff)
		}
	}
}

func numbered(n int) (paths []string) {
	for i := range n {
		paths = append(paths, fmt.Sprint("/", i))
	}
	return paths
}

// For any sequence of paths, a path with more than one in maxPaths requests is in the table. No
// reported count is too high, and a count without a + is exact.
func TestBusiestBounds(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		tally, exact, total := newTally(), map[string]uint64{}, 0
		distinct := 1 + random.IntN(200)
		for range 1 + random.IntN(3000) {
			path := fmt.Sprint("/", int(float64(distinct)*random.Float64()*random.Float64()))
			tally.add(&request{[]byte("GET"), []byte(path), 404})
			exact[path]++
			total++
		}
		b := tally.paths[404]
		held := map[string]bool{}
		for _, p := range b.paths[:b.n] {
			path := string(p.path)
			held[path] = true
			if n := exact[path]; p.count < n || p.count-p.start > n || p.start == 0 && p.count != n {
				t.Fatalf("%s: %d times, counted %d from %d", path, n, p.count, p.start)
			}
		}
		for path, n := range exact {
			if n > uint64(total/maxPaths) && !held[path] {
				t.Fatalf("%s, %d of %d, is not held", path, n, total)
			}
		}
		if b.n != min(len(exact), maxPaths) {
			t.Fatal("too many paths")
		}
	}
}

// Paths of requests that did not fail, and requests without a path, are not counted.
func TestPathsOfFailures(t *testing.T) {
	tally := newTally()
	tally.add(&request{[]byte("GET"), []byte("/a"), 200})
	tally.add(&request{[]byte("GET"), []byte("/a"), 399})
	tally.add(&request{noMethod, nil, 400})
	tally.add(&request{[]byte("GET"), []byte("/a"), 0})
	for s, b := range tally.paths {
		if (b != nil) != (s == 0) {
			t.Errorf("%03d: %v", s, b.top(3))
		}
	}
}
