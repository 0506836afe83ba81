package response

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A Lack is a place where a status is sent without a field that it needs.
type Lack struct {
	Instr ssa.Instruction
	// Caller is true if the place calls the function that sends the status, because
	// other callers of it set the field.
	Caller bool
}

// Lacks returns where e, an event of f, goes out without the field. That is at e itself. If
// some callers of f set the field, it is at the calls of those that do not.
func (p *Package) Lacks(f *Function, e *Event, field string) []Lack {
	if slices.Contains(e.Fields, field) || e.AnyField || f.set(e, field) || p.outside(f, field, 0) {
		return nil
	}
	without, with := p.calls(f.SSA, field, make(map[*ssa.Function]bool))
	if !with {
		return []Lack{{Instr: e.Instr}}
	}
	var lacks []Lack
	for _, s := range without {
		if p.Checked(s.call.Pos()) {
			lacks = append(lacks, Lack{Instr: s.call, Caller: true})
		}
	}
	return lacks
}

// calls returns the calls of fn before which nothing sets the field. with says whether
// something may set it before another call.
func (p *Package) calls(fn *ssa.Function, field string, seen map[*ssa.Function]bool) (without []site, with bool) {
	if seen[fn] || len(seen) > 20 {
		return nil, true
	}
	seen[fn] = true
	for _, s := range p.callers[fn] {
		caller := p.function(s.in)
		if caller.setBefore(s.call, field) || p.outside(caller, field, 0) {
			with = true
			continue
		}
		if _, above := p.calls(s.in, field, seen); above {
			with = true
			continue
		}
		without = append(without, s)
	}
	return without, with
}

// set reports whether f may set the field before e.
func (f *Function) set(e *Event, field string) bool {
	for _, other := range f.Events {
		if other != e && other.may(field) && (e.Late || f.Before(other, e)) {
			return true
		}
	}
	return false
}

func (f *Function) setBefore(instr ssa.Instruction, field string) bool {
	for _, other := range f.Events {
		if other.Instr != instr && other.may(field) && f.flow.before(other.Instr, instr) {
			return true
		}
	}
	return false
}

func (e *Event) may(field string) bool {
	return e.Kind == Unknown || e.Kind == Sets && (e.Field == "" || e.Field == field) || e.Kind == Sends && e.Late && slices.Contains(e.Fields, field)
}

// outside reports whether the field may be set before f is called: by a router, or, if f is a
// closure, by the function around it.
func (p *Package) outside(f *Function, field string, depth int) bool {
	if field == "Allow" && p.noMethod[f.SSA] {
		return true
	}
	parent := f.SSA.Parent()
	if parent == nil || depth > 10 || len(f.SSA.FreeVars) == 0 {
		return false
	}
	captures := false
	for _, free := range f.SSA.FreeVars {
		captures = captures || carriesPointer(free)
	}
	if !captures {
		return false
	}
	outer := p.function(parent)
	for _, e := range outer.Events {
		if closure, ok := e.Instr.(*ssa.MakeClosure); ok && closure.Fn == ssa.Value(f.SSA) {
			continue
		}
		if e.may(field) {
			return true
		}
	}
	return p.outside(outer, field, depth+1)
}

func carriesPointer(free *ssa.FreeVar) bool { return carries(free.Type()) }
