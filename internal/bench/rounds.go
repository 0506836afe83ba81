package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// A subject is one way to do some work.
type subject struct {
	group string // the work
	name  string // the way; unique in the group
	// beside is the subject of the group whose time this one's is divided by.
	beside string
	run    func(b *testing.B)
}

// A key names a subject.
type key struct{ group, name string }

// A timing is what was measured of a subject: its time in each round, in
// nanoseconds, and its allocations.
type timing struct {
	series
	allocs float64
}

// The machine has other things to do, which can only add time. So a round is the
// quickest of a few short slices.
const (
	slice  = "1ms"
	tries  = 8
	enough = 100 * time.Millisecond // in a round, for what takes long
)

// layouts is how many copies of this program are made, each with its functions in
// another order. Where a loop happens to lie can change its time by a fifth.
const layouts = 6

// timeAll measures each group of subjects once, then each a second time, and so on,
// every round in a process of its own with the next layout.
func timeAll(w workshop, rounds int) (map[key]*timing, error) {
	for i := range layouts {
		command := exec.Command("go", "build", fmt.Sprintf("-ldflags=-randlayout=%d", i+1), "-o", w.layout(i), ".")
		if out, err := command.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%w\n%s", err, out)
		}
	}
	times := make(map[key]*timing)
	for i := range rounds {
		command := exec.Command(w.layout(i%layouts), "-round")
		command.Stderr = os.Stderr
		out, err := command.Output()
		if err != nil {
			return nil, fmt.Errorf("a round: %w", err)
		}
		var round []result
		if err := json.Unmarshal(out, &round); err != nil {
			return nil, fmt.Errorf("a round: %w", err)
		}
		collect(times, round)
	}
	return times, nil
}

func (w workshop) layout(i int) string {
	return filepath.Join(w.dir, "bin", fmt.Sprintf("layout-%d", i))
}

// A result is what a round gives for one subject.
type result struct {
	Time   float64
	Allocs float64 // of a turn; some turns may have none
}

// collect adds a round's results, in the order of the subjects.
func collect(times map[key]*timing, round []result) {
	for i, s := range subjects() {
		k := key{s.group, s.name}
		if times[k] == nil {
			times[k] = &timing{}
		}
		times[k].series = append(times[k].series, round[i].Time)
		times[k].allocs = max(times[k].allocs, round[i].Allocs)
	}
}

// round measures each subject once. A group is gone through again and again, a slice
// of each subject, so that what slows the machine down for a while slows all that are
// compared down.
func round(benchtime string) (all []result) {
	setFlag("test.benchtime", benchtime)
	for group := range groups(subjects()) {
		best, spent := make([]result, len(group)), make([]time.Duration, len(group))
		for range tries {
			for i, s := range group {
				if spent[i] > enough {
					continue
				}
				r := testing.Benchmark(s.run)
				spent[i] += r.T
				// NsPerOp is whole nanoseconds, too coarse for what takes one.
				ns := float64(r.T) / float64(max(r.N, 1))
				if best[i].Time == 0 || ns < best[i].Time {
					best[i] = result{ns, float64(r.MemAllocs) / float64(max(r.N, 1))}
				}
			}
		}
		all = append(all, best...)
	}
	return all
}

// groups yields the subjects group by group.
func groups(all []subject) iter.Seq[[]subject] {
	return func(yield func([]subject) bool) {
		for len(all) > 0 {
			n := 1
			for n < len(all) && all[n].group == all[0].group {
				n++
			}
			if !yield(all[:n]) {
				return
			}
			all = all[n:]
		}
	}
}

func setFlag(name, value string) {
	if err := flag.Set(name, value); err != nil {
		panic(err)
	}
}
