// Bench measures package httpstatus beside what people use today, in one run and
// on the same inputs, and prints what it found as Markdown:
//
//	cd internal/bench && go run .
//
// It is a module of its own so that nobody who uses the library downloads what it
// is compared with.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"testing"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	var (
		rounds    = flag.Int("rounds", 18, "how many times to measure each subject; ten is the least that gives a spread worth stating")
		update    = flag.Bool("update", false, "write the tables into README.md and the plots beside it")
		callgrind = flag.Bool("callgrind", false, "count instructions too, with valgrind")
		oneRound  = flag.Bool("round", false, "measure each subject once, print that as JSON, and stop")
		count     = flag.Int("count", -1, "run the subject with this number, for valgrind to count, and stop")
		times     = flag.Int("times", 1, "how often, with -count")
	)
	flag.Parse()
	// The flags of package testing are set here and not on the command line.
	flag.CommandLine = flag.NewFlagSet("testing", flag.PanicOnError)
	testing.Init()

	switch {
	case *oneRound:
		if err := json.NewEncoder(os.Stdout).Encode(round(slice)); err != nil {
			log.Fatal(err)
		}
		return
	case *count >= 0:
		runCounted(*count, *times)
		return
	}
	found, err := measure(*rounds, *callgrind)
	if err != nil {
		log.Fatal(err)
	}
	report := found.markdown()
	fmt.Print(report)
	if *update {
		if err := found.write(report); err != nil {
			log.Fatal(err)
		}
	}
}

// measure does all the work of a run and says on stderr how far it is.
func measure(rounds int, callgrind bool) (*found, error) {
	f := &found{machine: thisMachine(), rounds: rounds}
	fmt.Fprintln(os.Stderr, "building the programs")
	built, err := build()
	if err != nil {
		return nil, err
	}
	defer built.remove()
	f.sizes = built.sizes()
	if f.initialisers, err = built.initialisers(); err != nil {
		return nil, err
	}
	fmt.Fprintln(os.Stderr, "starting them")
	if f.starts, err = built.starts(rounds); err != nil {
		return nil, err
	}
	fmt.Fprintln(os.Stderr, "counting languages")
	if f.growth, err = built.growth(rounds); err != nil {
		return nil, err
	}
	fmt.Fprintln(os.Stderr, "timing the subjects")
	if f.times, err = timeAll(built, rounds); err != nil {
		return nil, err
	}
	fmt.Fprintln(os.Stderr, "on one core and on two")
	f.parallel = timeParallel(rounds)
	if callgrind {
		fmt.Fprintln(os.Stderr, "counting instructions")
		if f.instructions, err = built.countInstructions(); err != nil {
			return nil, err
		}
	}
	return f, nil
}
