package main

import (
	"bufio"
	"io"
	"os"

	"example.com/httpstatus"
)

const (
	maxLine    = 64 << 10 // bytes, the end of line included
	maxMethods = 40       // counted by name; those known to be idempotent always are
	maxMethod  = 32       // bytes in the name of one
)

// A tally counts requests by method and status. Its size is bounded: who sends a
// server made-up methods must not fill the memory of whoever reads the log.
type tally struct {
	methods map[string]*counts
	bad     uint64 // lines
}

// counts has a number of requests for each status, 000 to 999.
type counts [1000]uint64

// otherMethods stands for the methods that found no place. None of them is
// idempotent, and neither is this word.
const otherMethods = "other"

// newTally starts with the registered methods that are not idempotent, so that
// made-up ones cannot take their places.
func newTally() *tally {
	t := &tally{methods: make(map[string]*counts)}
	for _, method := range []string{string(noMethod), otherMethods, "CONNECT", "LOCK", "PATCH", "POST"} {
		t.methods[method] = new(counts)
	}
	return t
}

func (t *tally) countsOf(method []byte) *counts {
	if c := t.methods[string(method)]; c != nil {
		return c
	}
	name := string(method)
	idempotent := httpstatus.BadGateway.Repeatable(name)
	if !idempotent && (len(name) > maxMethod || len(t.methods) >= maxMethods) {
		return t.methods[otherMethods]
	}
	c := new(counts)
	t.methods[name] = c
	return c
}

func (t *tally) add(line []byte) {
	method, status, ok := parse(line)
	if !ok {
		t.bad++
		return
	}
	t.countsOf(method)[status]++
}

// read counts the lines of r. The buffer holds one line at most, and a longer one
// is passed over piece by piece.
func (t *tally) read(r io.Reader) error {
	b := bufio.NewReaderSize(r, maxLine)
	for {
		line, err := b.ReadSlice('\n')
		switch {
		case err == bufio.ErrBufferFull:
			t.bad++
			for err == bufio.ErrBufferFull {
				_, err = b.ReadSlice('\n')
			}
		case len(line) > 0:
			t.add(line)
		}
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func (t *tally) readFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return t.read(f)
}
