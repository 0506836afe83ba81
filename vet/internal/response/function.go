package response

import (
	"go/types"
	"net/http"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A Kind says what an event does to the response.
type Kind uint8

const (
	Sets    Kind = iota + 1 // sets a header field
	Sends                   // sends a status and the header section
	Writes                  // writes content
	Deletes                 // deletes a header field
	Unknown                 // gives the response to code that this package cannot see
)

// An Event is something that an instruction of a function does to a response.
type Event struct {
	Kind  Kind
	Instr ssa.Instruction
	Root  Root // which response

	// Certain says that the event happens each time the instruction runs. It does not
	// depend on what a called function finds.
	Certain bool

	// Sets and Deletes
	Field string    // in its canonical form; "" is any field
	Value ssa.Value // nil if unknown

	// Sends
	Codes    Codes
	Fields   []string    // which fields the call itself sets first
	AnyField bool        // it may set any
	Late     bool        // the header section goes out later: fields can still be set
	Complete bool        // the content is written too
	Helper   bool        // Sends and Writes: by way of a function of the module
	Content  bool        // Helper: content follows in any case,
	Unless   []ssa.Value // except if one of these is nil or empty

	// Sends and Writes
	Shows []ssa.Value // what becomes the content
	JSON  bool        // it becomes the content as JSON
	Empty bool        // Writes: nothing is written
}

// A Root is where a response comes from: a parameter or another value, and the fields
// that lead from it to the response.
type Root struct {
	Value ssa.Value
	Path  string
}

// A Summary tells the callers of a function what it does to the responses that it gets. It
// is a fact, so that other packages have it too.
type Summary struct {
	Fields    []string // which fields it may set
	AnyField  bool     // it may set any
	Sends     []Sending
	Commits   []int // which parameters are responses whose status is sent in any case
	Completes []int // whose content is written too
	Writes    []int // which parameters are responses to which content may be written
	Written   []int // to which content is written in any case
}

// A Sending is a status that a function sends, where the status is a parameter.
type Sending struct {
	Status   int // the index of the parameter, with the receiver as the first
	Fields   []string
	AnyField bool
	Late     bool
	Complete bool
	Shows    []int // which parameters become the content
	JSON     bool  // they become the content as JSON
	Content  bool  // content follows in any case,
	Unless   []int // except if one of these parameters is nil or empty
}

func (*Summary) AFact()         {}
func (*Summary) String() string { return "response" }

// worthKeeping reports whether another package may call fn with a response.
func (s *Summary) worthKeeping(fn *ssa.Function) bool {
	for _, param := range fn.Params {
		if carries(param.Type()) {
			return true
		}
	}
	return false
}

// function returns the events of fn. It finds them once. Inside a function that calls itself,
// the summary says that the function may do anything.
func (p *Package) function(fn *ssa.Function) *Function {
	if f, ok := p.functions[fn]; ok {
		return f
	}
	f := &Function{SSA: fn, Summary: &Summary{AnyField: true}, flow: newFlow(fn)}
	p.functions[fn] = f
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			p.find(f, instr)
		}
	}
	f.Summary = f.summarize()
	return f
}

func (f *Function) add(e *Event) {
	if !isRecorder(typeOf(e.Root)) {
		f.Events = append(f.Events, e)
	}
}

func typeOf(r Root) types.Type {
	if r.Value == nil {
		return types.Typ[types.Invalid]
	}
	return r.Value.Type()
}

func (p *Package) find(f *Function, instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.MapUpdate:
		if isHeader(instr.Map.Type()) || isHeader(rootOf(instr.Map).typ()) {
			if of := headerOf(instr.Map); of.found {
				name, _ := Text(instr.Key)
				f.add(&Event{Kind: Sets, Instr: instr, Root: of.root, Certain: true, Field: canonical(name), Value: single(instr.Value)})
			}
		}
	case *ssa.Store:
		// Code that finds the header section in a field of a struct can set fields.
		if _, inField := instr.Addr.(*ssa.FieldAddr); inField && isHeader(instr.Val.Type()) {
			if of := headerOf(instr.Val); of.sure {
				f.add(&Event{Kind: Unknown, Instr: instr, Root: of.root})
			}
		}
	case *ssa.MakeClosure:
		// A closure may set fields for the function that makes it.
		inner := p.function(instr.Fn.(*ssa.Function))
		for _, e := range inner.Events {
			if _, captured := e.Root.Value.(*ssa.FreeVar); captured && (e.Kind == Sets || e.Kind == Unknown) {
				f.add(&Event{Kind: e.Kind, Instr: instr, Field: e.Field})
			}
		}
	case ssa.CallInstruction:
		p.findCall(f, instr)
	}
}

// single returns the only element of a slice that is written as a literal, or nil.
func single(v ssa.Value) (element ssa.Value) {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	count := 0
	stores(slice.X, func(v ssa.Value) { element, count = v, count+1 })
	if count != 1 {
		return nil
	}
	return element
}

func (r Root) typ() types.Type { return typeOf(r) }

func canonical(name string) string { return http.CanonicalHeaderKey(name) }

// Before reports whether a can run before b.
func (f *Function) Before(a, b *Event) bool { return f.flow.before(a.Instr, b.Instr) }

// Always reports whether b runs after a, on each path from a or on each path to b.
func (f *Function) Always(a, b *Event) bool {
	return f.flow.before(a.Instr, b.Instr) && (f.flow.dominates(a.Instr, b.Instr) || f.flow.follows(a.Instr, b.Instr))
}

// Dominates reports whether a runs before b on each path to b.
func (f *Function) Dominates(a, b *Event) bool { return f.flow.dominates(a.Instr, b.Instr) }

// Follows reports whether b runs after a on each path from a.
func (f *Function) Follows(a, b *Event) bool { return f.flow.follows(a.Instr, b.Instr) }

// InFailure reports whether b runs only if the call a failed.
func (f *Function) InFailure(a, b *Event) bool { return f.flow.inFailure(a.Instr, b.Instr) }

// Interim reports whether the event sends a 1xx, after which another status follows.
func (e *Event) Interim() bool {
	return e.Kind == Sends && e.Codes.Only(func(code int) bool { return code/100 == 1 && code != http.StatusSwitchingProtocols })
}

// NetHTTP reports whether the response is net/http's own type, and not a framework's.
func (e *Event) NetHTTP() bool {
	t := typeOf(e.Root)
	if pointer, ok := t.(*types.Pointer); ok {
		t = pointer.Elem()
	}
	return isNamed(t, "net/http", "ResponseWriter")
}

func (f *Function) summarize() *Summary {
	s := new(Summary)
	for _, e := range f.Events {
		switch e.Kind {
		case Sets:
			if e.Field == "" {
				s.AnyField = true
			} else if !slices.Contains(s.Fields, e.Field) {
				s.Fields = append(s.Fields, e.Field)
			}
		case Unknown:
			s.AnyField = true
		case Writes:
			if i := f.param(e.Root.Value); i >= 0 && e.Root.Path == "" && !slices.Contains(s.Writes, i) {
				s.Writes = append(s.Writes, i)
			}
		case Sends:
			if i := f.param(e.Codes.Param); e.Codes.Param != nil && i >= 0 {
				s.Sends = append(s.Sends, f.sending(e, i))
			}
		}
	}
	for i, param := range f.SSA.Params {
		sent := func(complete bool) func(e *Event) bool {
			return func(e *Event) bool {
				return e.Kind == Sends && e.Certain && !e.Interim() && !e.Late && (e.Complete || !complete) && e.Root == Root{param, ""}
			}
		}
		if f.inAnyCase(sent(false)) {
			s.Commits = append(s.Commits, i)
		}
		if f.inAnyCase(sent(true)) {
			s.Completes = append(s.Completes, i)
		}
		if f.inAnyCase(func(e *Event) bool { return e.Kind == Writes && e.Certain && !e.Empty && e.Root == Root{param, ""} }) {
			s.Written = append(s.Written, i)
		}
	}
	return s
}

// sending describes e, whose status is parameter i.
func (f *Function) sending(e *Event, i int) Sending {
	sending := Sending{Status: i, AnyField: e.AnyField, Late: e.Late, Fields: slices.Clone(e.Fields)}
	sending.Complete = e.Complete
	sending.Content, sending.Unless = f.content(e)
	shows := e.Shows
	sending.JSON = e.JSON
	for _, other := range f.Events {
		switch {
		case other.Kind == Unknown && (e.Late || f.Before(other, e)):
			sending.AnyField = true
		case other.Kind == Sets && (e.Late || f.Before(other, e)):
			sending.AnyField = sending.AnyField || other.Field == ""
			sending.Fields = append(sending.Fields, other.Field)
		case other.Kind == Writes && f.Before(e, other):
			shows = append(shows, other.Shows...)
			sending.JSON = sending.JSON || other.JSON
		}
	}
	for k, param := range f.SSA.Params {
		for _, v := range shows {
			if shown(v, param) {
				sending.Shows = append(sending.Shows, k)
				break
			}
		}
	}
	return sending
}

func (f *Function) param(v ssa.Value) int {
	for i, param := range f.SSA.Params {
		if ssa.Value(param) == v {
			return i
		}
	}
	return -1
}

// inAnyCase reports whether an event that satisfies is happens on each path through f.
func (f *Function) inAnyCase(is func(*Event) bool) bool {
	blocks := make(map[any]bool)
	for _, e := range f.Events {
		if _, deferred := e.Instr.(*ssa.Call); deferred && is(e) {
			blocks[e.Instr.Block()] = true
		}
	}
	if len(blocks) == 0 {
		return false
	}
	return !f.flow.leaves(f.SSA.Blocks[:1], func(b *ssa.BasicBlock) bool { return blocks[b] })
}
