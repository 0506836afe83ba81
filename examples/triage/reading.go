package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
)

// A reading reads the inputs in a goroutine of its own. It can be interrupted at any time, also
// while it waits for input. After an interrupt, all whole lines that had arrived are counted.
type reading struct {
	mu      sync.Mutex
	tally   *tally
	known   *[1000]bool
	records *[maxBatch]record
	buffer  *buffer // of the input that is being read
	done    []*source
	errs    []error
	over    bool // nothing more is counted
}

func newReading() *reading {
	return &reading{tally: newTally(), known: knownStatuses(), records: new([maxBatch]record)}
}

// run reads the inputs until ctx ends, and reports whether it was interrupted.
func (r *reading) run(ctx context.Context, names []string, stdin io.Reader) (interrupted bool) {
	end := make(chan struct{})
	go func() {
		defer close(end)
		r.files(names, stdin)
	}()
	select {
	case <-end:
		return false
	case <-ctx.Done():
		r.interrupt()
		return true
	}
}

// failures returns an error for each input that could not be read, or that has no line in a known
// format.
func (r *reading) failures() []error {
	errs := slices.Clone(r.errs)
	for _, s := range r.done {
		if s.requests == 0 && s.bad > 0 {
			errs = append(errs, errors.New(s.warning()))
		}
	}
	return errs
}

// warnings returns the warnings about the inputs that could be read.
func (r *reading) warnings() (all []string) {
	for _, s := range r.done {
		if text := s.warning(); text != "" && s.requests > 0 {
			all = append(all, text)
		}
	}
	return all
}

// files reads each file, and standard input for "-".
func (r *reading) files(names []string, stdin io.Reader) {
	for _, name := range names {
		if name == "-" {
			r.input("standard input", stdin)
			continue
		}
		f, err := os.Open(name)
		if err != nil {
			r.fail(err)
			continue
		}
		r.input(name, f)
		f.Close()
	}
}

func (r *reading) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.errs = append(r.errs, err)
}

// input reads one input to its end.
func (r *reading) input(name string, in io.Reader) {
	b := &buffer{source: newSource(name, r.tally, r.known, r.records)}
	for free, ok := r.begin(b); ok; {
		n, err := in.Read(free)
		in, free, ok = r.arrived(in, n, err)
	}
}

// begin makes b the current buffer and returns its free part. The goroutine that reads owns the
// free part. interrupt may use the rest while it holds the lock.
func (r *reading) begin(b *buffer) (free []byte, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.buffer = b
	return b.text[:], !r.over
}

// arrived is called after a read of n bytes that returned err. It returns the reader and the free
// part of the buffer for the next read. ok is false at the end of the input.
func (r *reading) arrived(in io.Reader, n int, err error) (next io.Reader, free []byte, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over {
		return nil, nil, false
	}
	b := r.buffer
	b.n += n
	if next, err = b.fill(in, err); err != nil {
		r.finish(err)
		return nil, nil, false
	}
	return next, b.text[b.n:], true
}

// finish ends the current input. err is the error of the last read.
func (r *reading) finish(err error) {
	s := r.buffer.source
	r.buffer = nil
	r.done = append(r.done, s)
	var path *os.PathError
	switch {
	case err == io.EOF:
	case errors.As(err, &path): // the error names the file
		r.errs = append(r.errs, err)
	default:
		r.errs = append(r.errs, fmt.Errorf("%s: %w", s.name, err))
	}
}

// interrupt ends the reading. It counts what has arrived, except for a last line that is not
// complete.
func (r *reading) interrupt() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.over = true
	if r.buffer != nil {
		err := r.buffer.count(false)
		if err == nil {
			err = io.EOF
		}
		r.finish(err)
	}
}
