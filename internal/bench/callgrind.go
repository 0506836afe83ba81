package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// counted are the subjects whose instructions are counted: those whose time hardly
// differs from the loop's.
func counted() []subject {
	all := append(phraseSubjects(), factSubjects()...)
	return append(all, sentenceSubjects()[:6]...)
}

// runCounted runs the i-th of them that often, for valgrind to count.
func runCounted(i, times int) {
	setFlag("test.benchtime", fmt.Sprintf("%dx", times))
	testing.Benchmark(counted()[i].run)
}

var collected = regexp.MustCompile(`Collected : (\d+)`)

// countInstructions counts what a turn of each subject's loop takes, the loop
// included: the difference between a run of many turns and one of few, which leaves
// out what a process does besides.
func (w workshop) countInstructions() (map[key]float64, error) {
	const few, many = 100_000, 600_000
	counts := make(map[key]float64)
	for i, s := range counted() {
		var total [2]float64
		for j, times := range []int{few, many} {
			run := exec.Command("valgrind", "--tool=callgrind", "--callgrind-out-file="+filepath.Join(w.dir, "callgrind"),
				w.layout(0), "-count", strconv.Itoa(i), "-times", strconv.Itoa(times))
			// Valgrind trips over the runtime's signals.
			run.Env = append(os.Environ(), "GODEBUG=asyncpreemptoff=1", "GOMAXPROCS=1")
			text, err := run.CombinedOutput()
			m := collected.FindSubmatch(text)
			if err != nil || m == nil {
				return nil, fmt.Errorf("valgrind: %w\n%s", err, text)
			}
			total[j], _ = strconv.ParseFloat(string(m[1]), 64)
		}
		counts[key{s.group, s.name}] = (total[1] - total[0]) / (many - few)
	}
	return counts, nil
}
