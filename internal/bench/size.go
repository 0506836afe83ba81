package main

import (
	"debug/elf"
	"os"
)

// A size is that of a stripped program: of its sections, since a file grows by whole
// pages. Where programs are not in ELF it is the file's.
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
	program, err := elf.Open(w.binary(name))
	if err != nil {
		info, err := os.Stat(w.binary(name))
		if err != nil {
			panic(err) // it has just been built
		}
		return info.Size()
	}
	defer program.Close()
	n := int64(0)
	for _, s := range program.Sections {
		if s.Type != elf.SHT_NOBITS {
			n += int64(s.FileSize)
		}
	}
	return n
}
