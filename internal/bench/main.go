// Bench compares package httpstatus with what Go programs use today, and with what the
// project promises about its speed and size:
//
//	cd internal/bench && go run .
//
// It runs the benchmarks of this folder several times and prints tables in Markdown.
// This is a module of its own, so that users of the library do not download the
// libraries that it is compared with.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	rounds := flag.Int("rounds", 10, "how many times to build and measure; with fewer than 6 there is no interval of 95 %")
	update := flag.Bool("update", false, "write the tables into README.md")
	flag.Parse()

	m, err := measure(*rounds)
	if err != nil {
		log.Fatal(err)
	}
	tables, err := m.markdown()
	if err != nil {
		log.Fatal(err)
	}
	tables = fmt.Sprintf("%s/%s, %d cores, %s, %s, %d rounds.\n\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), time.Now().Format(time.DateOnly), *rounds) + tables
	fmt.Print(tables)
	if *update {
		if err := updateFile("README.md", tables); err != nil {
			log.Fatal(err)
		}
	}
}

// A round starts the benchmarks this often, and each start runs each of them this often,
// for a millisecond. The quickest run counts, because other programs on the machine can
// only add time. In a longer run they would always have a turn.
const (
	starts   = 2
	runs     = "10"
	duration = "1ms"
)

// measure builds and runs the benchmarks. Each round links the functions in another
// order, because the address of a loop can change its time by a fifth. Sizes do not
// vary, so it measures them once.
func measure(rounds int) (measurements, error) {
	dir, err := os.MkdirTemp("", "bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "bench.test")
	m := make(measurements)
	for i := range rounds {
		fmt.Fprintf(os.Stderr, "round %d of %d\n", i+1, rounds)
		if _, err := output("go", "test", "-c", fmt.Sprintf("-ldflags=-randlayout=%d", i+1), "-o", program, "."); err != nil {
			return nil, err
		}
		var round bytes.Buffer
		for range starts {
			out, err := output(program, "-test.run=^$", "-test.bench=.", "-test.skip=Size|StartUp", "-test.benchmem", "-test.count="+runs, "-test.benchtime="+duration, "-test.cpu=1")
			if err != nil {
				return nil, err
			}
			round.Write(out)
		}
		if err := m.add(&round); err != nil {
			return nil, err
		}
	}
	out, err := output(program, "-test.run=^$", "-test.bench=Size|StartUp", "-test.benchtime=1x", "-test.cpu=1")
	if err != nil {
		return nil, err
	}
	return m, m.add(bytes.NewReader(out))
}

func output(name string, args ...string) ([]byte, error) {
	command := exec.Command(name, args...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("%v: %w\n%s", command, err, out)
	}
	return out, nil
}

const marker = "<!-- go run . -update writes what follows. -->\n"

// updateFile replaces everything after the marker in a file.
func updateFile(name, tables string) error {
	content, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	before, _, ok := strings.Cut(string(content), marker)
	if !ok {
		return fmt.Errorf("%s has no line %q", name, marker)
	}
	return os.WriteFile(name, []byte(before+marker+"\n"+tables), 0o666)
}
