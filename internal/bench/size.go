package main

import "example.com/httpstatus/internal/outside"

// A size is that of a stripped program.
type size struct {
	name  string
	bytes int64
}

func (w workshop) sizes() (all []size) {
	for _, p := range programs {
		all = append(all, size{p.name, w.size(p.name)})
	}
	return all
}

func (w workshop) size(name string) int64 {
	n, err := outside.Size(w.binary(name))
	if err != nil {
		panic(err) // it has just been built
	}
	return n
}
