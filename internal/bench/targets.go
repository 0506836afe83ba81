package main

import (
	"fmt"
	"runtime"
	"slices"
	"strings"

	"example.com/httpstatus/internal/outside"
	"example.com/httpstatus/lang"
)

// A target is a line of what the library promises about its speed, and what came of it.
type target struct {
	promise, limit, reached string
	verdict                 string
}

func (f *found) writeTargets(b *strings.Builder) {
	b.WriteString("| promised | at most | reached | |\n|---|---|---|---|\n")
	for _, t := range f.targets() {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", t.promise, t.limit, t.reached, t.verdict)
	}
}

func (f *found) targets() (all []target) {
	add := func(met bool, promise, limit, reached string) {
		verdict := "met"
		if !met {
			verdict = "**missed**"
		}
		all = append(all, target{promise, limit, reached, verdict})
	}
	// A ratio is judged as it is printed, with two decimals.
	most := func(s subject, limit float64) {
		r := f.ratio(s)
		add(r.median() < limit+0.005, s.name, fmt.Sprintf("%v × %s", limit, s.beside), r.ratio())
	}
	for _, s := range factSubjects() {
		switch {
		case s.beside == "", strings.ContainsAny(s.name, ":."):
		case strings.HasPrefix(s.name, "Repeatable"):
			most(s, 2)
		default:
			most(s, 1.25)
			// An array of numbers by code, with nothing to it, is the least that any
			// table of facts can cost.
			bare := map[string]string{emptyLoop: bareNumber, emptyLoopBool: bareBool}[s.beside]
			over := f.times[key{s.group, s.name}].over(f.times[key{s.group, bare}].series)
			t := &all[len(all)-1]
			t.reached += "; bare load " + digits(f.times[key{s.group, bare}].over(f.times[key{s.group, s.beside}].series).median())
			if t.verdict != "met" && over.median() <= 1.05 {
				t.verdict = "**missed**, as by the bare load"
			}
		}
	}
	for _, s := range slices.Concat(phraseSubjects(), sentenceSubjects()) {
		switch s.name {
		case "Phrase", "Title", "Meaning", "Advice":
			most(s, 1)
		}
	}
	last := f.growth[len(f.growth)-1]
	slower := last.time.over(f.growth[0].time)
	bare := last.load.over(f.growth[0].load)
	add(slower.median() <= 1.05, "Meaning, 100 languages", "1.05 × with one language", slower.ratio()+"; bare load "+digits(bare.median()))
	if t := &all[len(all)-1]; t.verdict != "met" && slower.median() <= 1.05*bare.median() {
		t.verdict = "**missed**, as by the bare load"
	}
	allocs := 0.0
	for k, t := range f.times {
		switch name, _, _ := strings.Cut(k.name, ","); name {
		case "Class", "Caching", "Remedy", "Retryable", "AllowsContent", "Repeatable", "Phrase", "Title", "Advice", "Meaning":
			allocs += t.allocs
		case "Header":
			if k.name == "Header, seen" {
				allocs += t.allocs
			}
		}
	}
	add(allocs < 0.005, "allocations of all these and of a header seen before", "0", allocations(allocs))
	for _, s := range negotiationSubjects() {
		if !strings.HasPrefix(s.name, "Header,") {
			continue
		}
		quicker := f.times[key{s.group, s.beside}].over(f.times[key{s.group, s.name}].series)
		_, set, _ := strings.Cut(s.group, ", ")
		promise, limit, least := s.name+"; "+set, s.beside, 1.0
		if s.name == "Header, seen" {
			least = 100
		}
		add(quicker.median() >= least, promise, fmt.Sprintf("1/%v × %s", least, limit), "1/"+strings.Replace(strings.Replace(quicker.ratio(), "(", "(1/", 1), "to ", "to 1/", 1))
	}
	apart := f.parallel[1]
	for _, p := range f.parallel[2:] {
		r := p.over(f.yardstick())
		add(r.median() >= 0.95, p.name+", growth of throughput from one core to all", "0.95 × the empty loop's, at least", r.ratio()+"; "+apart.name+" "+digits(apart.over(f.yardstick()).median()))
		switch t := &all[len(all)-1]; {
		case t.verdict == "met":
		case f.parallel[0].median() < 0.9*float64(runtime.GOMAXPROCS(0)): // it grows by the cores that are there for it
			t.verdict = "cannot tell: the cores were not free"
		case p.over(apart.series).median() >= 0.95:
			t.verdict = "**missed**, as by " + apart.name
		}
	}
	work := 0
	for _, i := range f.initialisers {
		work += i.own.packages
	}
	add(work == 0, "start-up work of the root package and lang", "none", fmt.Sprint(work))
	grown := f.size(facts) - f.size(hello)
	add(grown < 8<<10, "size of constants and facts", "8 KB", kilobytes(grown))
	own, one := f.size(twoTexts)-f.size(oneText), outside.TextSize(lang.Korean)
	add(own <= one*11/10, "size of one language (Korean)", fmt.Sprintf("1.1 × its text, %s", kilobytes(one)), kilobytes(own))
	return all
}
