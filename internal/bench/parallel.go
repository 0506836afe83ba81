package main

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"example.com/httpstatus/lang"
)

// A scaled is the throughput of all cores over that of one.
type scaled struct {
	name string
	series
}

// loops are the lookups to share among cores, the empty one first. Second is one of
// which cores share nothing, since each has a table of its own: what are two cores to
// us may be two halves of one to the machine, and then a loop that mostly waits, as
// the empty one does, grows by more than one that works.
var loops = []struct {
	name string
	run  func(n int) int
}{
	{"empty loop", func(n int) (sum int) {
		for i := range n {
			sum += int(codes[i%len(codes)])
		}
		return sum
	}},
	{"a table for each core", func(n int) (sum int) {
		table := *phraseTable()
		for i := range n {
			sum += len(table[min(uint(codes[i%len(codes)]-100), uint(len(table)-1))])
		}
		return sum
	}},
	{"Phrase", func(n int) (sum int) {
		for i := range n {
			sum += len(codes[i%len(codes)].Phrase())
		}
		return sum
	}},
	{"Repeatable", func(n int) (sum int) {
		for i := range n {
			if codes[i%len(codes)].Repeatable("GET") {
				sum++
			}
		}
		return sum
	}},
	{"Meaning", func(n int) (sum int) {
		for i := range n {
			sum += len(codes[i%len(codes)].Meaning(lang.Korean))
		}
		return sum
	}},
	{"Header, seen", func(n int) (sum int) {
		m := sites()["2"].ours
		for i := range n {
			sum += len(m.Header(browserHeaders[i%len(browserHeaders)]).String())
		}
		return sum
	}},
}

var phraseTable = sync.OnceValue(func() *[501]string {
	var table [501]string
	for _, s := range codes {
		table[s-100] = s.Phrase()
	}
	return &table
})

var sink atomic.Int64 // so that no loop is left out as useless

// timeParallel runs each loop on one core and on all, by turns.
func timeParallel(rounds int) (all []scaled) {
	var lengths []int
	for _, l := range loops {
		all = append(all, scaled{name: l.name})
		const n, long = 1 << 14, float64(time.Millisecond / 2) // as long for each: the longer, the more luck it takes
		quickest := together(1, n, l.run)
		for range 20 * tries {
			quickest = min(quickest, together(1, n, l.run))
		}
		lengths = append(lengths, int(n*long/quickest))
	}
	cores := runtime.GOMAXPROCS(0)
	for range rounds {
		one, many := make(series, len(loops)), make(series, len(loops))
		for try := range 25 * tries { // it takes luck to have all cores at once
			for i, l := range loops {
				alone, shared := together(1, lengths[i], l.run), together(cores, lengths[i], l.run)
				if try == 0 {
					one[i], many[i] = alone, shared
				}
				one[i], many[i] = min(one[i], alone), min(many[i], shared)
			}
		}
		for i := range loops {
			all[i].series = append(all[i].series, float64(cores)*one[i]/many[i])
		}
	}
	return all
}

// together returns the nanoseconds that p goroutines take to run a loop of n each,
// from when all of them are on a core to when the last has done.
func together(p, n int, run func(n int) int) float64 {
	var waiting atomic.Int64
	var done sync.WaitGroup
	began, ended := make([]time.Time, p), make([]time.Time, p)
	for i := range p {
		done.Go(func() {
			for waiting.Add(1); waiting.Load() < int64(p); {
			}
			began[i] = time.Now()
			sink.Add(int64(run(n)))
			ended[i] = time.Now()
		})
	}
	done.Wait()
	return float64(slices.MaxFunc(ended, time.Time.Compare).Sub(slices.MinFunc(began, time.Time.Compare)))
}
