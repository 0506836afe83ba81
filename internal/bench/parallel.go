package main

import (
	"runtime"
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

// timeParallel runs each loop on one core and on all, by turns. What counts in a
// round is the median of many turns: with the quickest, all cores would have to be
// lucky at once.
func timeParallel(rounds int) (all []scaled) {
	var lengths []int
	for _, l := range loops {
		all = append(all, scaled{name: l.name})
		const (
			n    = 1 << 14
			long = float64(8 * time.Millisecond) // a core that was idle takes a while to get used to a loop
		)
		together(1, n, l.run) // so that what is made only once is there
		lengths = append(lengths, int(together(1, n, l.run)*long))
	}
	cores := runtime.GOMAXPROCS(0)
	for range rounds {
		one, many := make([]series, len(loops)), make([]series, len(loops))
		for range tries {
			for i, l := range loops {
				one[i] = append(one[i], together(1, lengths[i], l.run))
				many[i] = append(many[i], together(cores, lengths[i], l.run))
			}
		}
		for i := range loops {
			all[i].series = append(all[i].series, many[i].median()/one[i].median())
		}
	}
	return all
}

// yardstick is the growth of the empty loop, or the number of cores where that is
// less: what grows by more has had bad luck alone.
func (f *found) yardstick() (limit series) {
	for _, growth := range f.parallel[0].series {
		limit = append(limit, min(growth, float64(runtime.GOMAXPROCS(0))))
	}
	return limit
}

// together returns the throughput of p goroutines that begin a loop of n together,
// in turns a nanosecond.
func together(p, n int, run func(n int) int) float64 {
	var waiting atomic.Int64
	var done sync.WaitGroup
	rates := make([]float64, p)
	for i := range p {
		done.Go(func() {
			for waiting.Add(1); waiting.Load() < int64(p); {
			}
			began := time.Now()
			sink.Add(int64(run(n)))
			rates[i] = float64(n) / float64(time.Since(began))
		})
	}
	done.Wait()
	sum := 0.0
	for _, rate := range rates {
		sum += rate
	}
	return sum
}
