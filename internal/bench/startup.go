package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// An initialiser is what a program does before main.
type initialiser struct {
	name string
	// all is every package's, own that of the library's packages but negotiate and
	// problem.
	all, own initWork
}

type initWork struct {
	packages, bytes, allocs int
	clock                   float64 // milliseconds, of one start
}

// init fmt @0.28 ms, 0.001 ms clock, 32 bytes, 2 allocs
var traced = regexp.MustCompile(`init (\S+) @\S+ ms, (\S+) ms clock, (\d+) bytes, (\d+) allocs`)

// initialisers reads what the runtime says of each package that has such work.
func (w workshop) initialisers() (all []initialiser, err error) {
	for _, p := range programs {
		command := exec.Command(w.binary(p.name))
		command.Env = append(os.Environ(), "GODEBUG=inittrace=1")
		var trace bytes.Buffer
		command.Stderr = &trace
		if err := command.Run(); err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		i := initialiser{name: p.name}
		for _, m := range traced.FindAllStringSubmatch(trace.String(), -1) {
			i.all.add(m)
			switch name := m[1]; {
			case strings.HasSuffix(name, "/negotiate"), strings.HasSuffix(name, "/problem"):
			case strings.HasPrefix(name, "example.com/httpstatus"):
				i.own.add(m)
			}
		}
		all = append(all, i)
	}
	return all, nil
}

func (w *initWork) add(m []string) {
	clock, _ := strconv.ParseFloat(m[2], 64)
	size, _ := strconv.Atoi(m[3])
	allocs, _ := strconv.Atoi(m[4])
	*w = initWork{w.packages + 1, w.bytes + size, w.allocs + allocs, w.clock + clock}
}

// A start is the time from starting a process to its end.
type start struct {
	name string
	series
}

// starts times the programs, and two others for scale if they are there.
func (w workshop) starts(rounds int) ([]start, error) {
	var all []start
	var commands [][]string
	for _, p := range programs {
		all = append(all, start{name: p.name})
		commands = append(commands, []string{w.binary(p.name)})
	}
	for _, c := range [][]string{{w.binary(explained), "-lang", "ko", "404"}, {"python3", "-c", "import http"}, {"node", "-e", "0"}} {
		if path, err := exec.LookPath(c[0]); err == nil {
			name := strings.Join(c, " ")
			if c[0] == w.binary(explained) {
				name = explained + " -lang ko 404"
			}
			all = append(all, start{name: name})
			commands = append(commands, append([]string{path}, c[1:]...))
		}
	}
	for range rounds {
		for i, c := range commands {
			best := math.Inf(1)
			for range 3 {
				command := exec.Command(c[0], c[1:]...)
				command.Stdout = io.Discard
				began := time.Now()
				if err := command.Run(); err != nil {
					return nil, fmt.Errorf("%s: %w", all[i].name, err)
				}
				best = min(best, float64(time.Since(began)))
			}
			all[i].series = append(all[i].series, best)
		}
	}
	return all, nil
}
