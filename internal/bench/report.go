package main

import (
	"fmt"
	"strings"
)

// found is all that a run found.
type found struct {
	machine      string
	rounds       int
	times        map[key]*timing
	instructions map[key]float64 // nil if they were not counted
	sizes        []size
	initialisers []initialiser
	starts       []start
	growth       []grown
	parallel     []scaled
}

// ratio is that of a subject's time to that of the one it stands beside.
func (f *found) ratio(s subject) series {
	return f.times[key{s.group, s.name}].over(f.times[key{s.group, s.beside}].series)
}

func (f *found) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s.\n\n", f.machine)
	fmt.Fprintf(&b, `%d rounds: each subject once, then each a second time, and so on. In a round each subject has %d slices of a
millisecond, in turn with those it is compared with, and the quickest counts, since other programs can only add
time. Every round is a process of its own, with the functions of the program in another order, since where a loop
happens to lie can change its time by a fifth. Numbers are the median of the rounds, with the least and the greatest
in brackets; a ratio is the median of the rounds' ratios.

`, f.rounds, tries)
	f.writeTargets(&b)
	if f.instructions != nil {
		b.WriteString("\nInstructions are those of a turn of the loop, the loop included, as valgrind counts them.\n")
	}
	for group := range groups(subjects()) {
		f.writeGroup(&b, group)
	}
	f.writeGrowth(&b)
	f.writeParallel(&b)
	f.writeSizes(&b)
	f.writeStarts(&b)
	return b.String()
}

func (f *found) writeGroup(b *strings.Builder, group []subject) {
	fmt.Fprintf(b, "\n### %s\n\n", strings.ToUpper(group[0].group[:1])+group[0].group[1:])
	head, rule := "| | time | times that of | | allocations |", "|---|---|---|---|---|"
	counted := false
	for _, s := range group {
		if _, ok := f.instructions[key{s.group, s.name}]; ok {
			counted = true
		}
	}
	if counted {
		head, rule = head+" instructions |", rule+"---|"
	}
	fmt.Fprintf(b, "%s\n%s\n", head, rule)
	for _, s := range group {
		k := key{s.group, s.name}
		ratio := ""
		if s.beside != "" {
			ratio = f.ratio(s).ratio()
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |", s.name, f.times[k].duration(), s.beside, ratio, allocations(f.times[k].allocs))
		if n, ok := f.instructions[k]; ok {
			fmt.Fprintf(b, " %.1f |", n)
		} else if counted {
			b.WriteString(" |")
		}
		b.WriteString("\n")
	}
}

// allocations writes how many there are in a turn. A slice of a millisecond has some
// of the runtime's own, which count for nothing among its turns.
func allocations(n float64) string {
	if n < 0.005 {
		return "0"
	}
	return strings.TrimSuffix(fmt.Sprintf("%.2f", n), ".00")
}

func (f *found) writeGrowth(b *strings.Builder) {
	b.WriteString("\n### From one language to a hundred\n\nA program that names so many, looking a Meaning up in one after the other. Beyond those that there are, copies.\n\n" +
		"| languages | lookup | times that with one | the bare load | program |\n|---|---|---|---|---|\n")
	for _, g := range f.growth {
		fmt.Fprintf(b, "| %d | %s | %s | %s | %s |\n", g.languages, g.time.duration(), g.time.over(f.growth[0].time).ratio(), g.load.duration(), kilobytes(g.bytes))
	}
}

func (f *found) writeParallel(b *strings.Builder) {
	b.WriteString("\n### All cores at once\n\nThroughput of all cores, times that of one, and of the empty loop's in the same round or, where that is more, of the number of cores. Where the empty loop's is far from their number, others kept the cores busy. Where that of a table for each core is, they share what does the work.\n\n" +
		"| | growth | of the empty loop's |\n|---|---|---|\n")
	for _, p := range f.parallel {
		fmt.Fprintf(b, "| %s | %s | %s |\n", p.name, p.ratio(), p.over(f.yardstick()).ratio())
	}
}

func (f *found) writeSizes(b *strings.Builder) {
	fmt.Fprintf(b, "\n### Size\n\nStripped programs, and by how much they exceed \"%s\".\n\n| | size | more |\n|---|---|---|\n", hello)
	for _, s := range f.sizes {
		fmt.Fprintf(b, "| %s | %s | %s |\n", s.name, kilobytes(s.bytes), kilobytes(s.bytes-f.size(hello)))
	}
}

func kilobytes(n int64) string {
	if n < 100_000 {
		return fmt.Sprintf("%.1f KB", float64(n)/1000)
	}
	return fmt.Sprintf("%.0f KB", float64(n)/1000)
}

func (f *found) size(name string) int64 {
	for _, s := range f.sizes {
		if s.name == name {
			return s.bytes
		}
	}
	panic("no program " + name)
}

func (f *found) writeStarts(b *strings.Builder) {
	b.WriteString("\n### Start-up\n\nFrom starting a process to its end, and what the runtime traces before main (GODEBUG=inittrace=1) of all packages and of this library's.\n\n" +
		"| | process | packages with work | allocations | bytes | time | of these, root's and lang's |\n|---|---|---|---|---|---|---|\n")
	for i, s := range f.starts {
		fmt.Fprintf(b, "| %s | %s |", s.name, s.duration())
		if i < len(f.initialisers) {
			w := f.initialisers[i]
			fmt.Fprintf(b, " %d | %d | %d | %.3f ms | %d |\n", w.all.packages, w.all.allocs, w.all.bytes, w.all.clock, w.own.packages)
		} else {
			b.WriteString(" | | | | |\n")
		}
	}
}
