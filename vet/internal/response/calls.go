package response

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A callee is the function that a call calls. Its receiver is not among its arguments.
type callee struct {
	pkg, recv, name string // "net/http", "Header", "Set"
	fn              *ssa.Function
	object          *types.Func
	receiver        ssa.Value
	args            []ssa.Value
	params          *types.Tuple
}

func calleeOf(common *ssa.CallCommon) (c callee) {
	c.args, c.params = common.Args, common.Signature().Params()
	if common.IsInvoke() {
		c.object, c.receiver = common.Method, common.Value
	} else if fn := common.StaticCallee(); fn != nil {
		c.fn = fn
		if origin := fn.Origin(); origin != nil {
			c.fn = origin
		}
		c.object, _ = fn.Object().(*types.Func)
		if fn.Signature.Recv() != nil && len(common.Args) > 0 {
			c.receiver, c.args, c.params = common.Args[0], common.Args[1:], fn.Signature.Params()
		}
	}
	if c.object == nil {
		return c
	}
	c.name = c.object.Name()
	if c.object.Pkg() != nil {
		c.pkg = c.object.Pkg().Path()
	}
	if c.receiver != nil {
		if named := namedOf(c.object.Signature().Recv().Type()); named != nil {
			c.recv = named.Obj().Name()
		}
	}
	return c
}

func (p *Package) findCall(f *Function, call ssa.CallInstruction) {
	if _, builtin := call.Common().Value.(*ssa.Builtin); builtin {
		return
	}
	c := calleeOf(call.Common())
	switch {
	case c.receiver != nil && frameworkContext(c.receiver.Type()) != "" && framework(c.pkg) != "":
		frameworkCall(f, call, c)
	case framework(c.pkg) == "render" && c.recv == "" && renderCall(f, call, c):
	case c.pkg == "net/http" && c.recv == "Header":
		headerCall(f, call, c)
	case c.pkg == "net/http" && c.recv == "" && netHTTP(f, call, c):
	case c.receiver != nil && isWriter(c.receiver.Type()) && p.writerCall(f, call, c):
	case c.receiver != nil && isWrapped(rootOf(c.receiver)):
		wrappedCall(f, call, c)
	default:
		if summary := p.summary(c); summary != nil {
			p.lift(f, call, summary, call.Common().Args)
			return
		}
		p.hand(f, call, c)
	}
}

// summary returns the summary of the called function, or nil if nobody can see the function.
func (p *Package) summary(c callee) *Summary {
	if c.fn != nil && len(c.fn.Blocks) > 0 {
		return p.function(c.fn).Summary
	}
	summary := new(Summary)
	if c.fn != nil && c.object != nil && p.pass.ImportObjectFact(c.object, summary) {
		return summary
	}
	return nil
}

// headerCall is a call of a method of http.Header.
func headerCall(f *Function, call ssa.CallInstruction, c callee) {
	of := headerOf(c.receiver)
	if !of.found {
		return
	}
	if c.name == "Del" && len(c.args) == 1 {
		name, _ := Text(c.args[0])
		f.add(&Event{Kind: Deletes, Instr: call, Root: of.root, Field: canonical(name)})
		return
	}
	if (c.name != "Set" && c.name != "Add") || len(c.args) != 2 {
		return
	}
	name, whole := Text(c.args[0])
	if !whole && !strings.HasPrefix(name, "Trailer:") {
		name = ""
	}
	f.add(&Event{Kind: Sets, Instr: call, Root: of.root, Certain: of.sure, Field: canonical(name), Value: c.args[1]})
}

// netHTTP is a call of a function of net/http that is given a response. It reports
// whether it knows the function.
func netHTTP(f *Function, call ssa.CallInstruction, c callee) bool {
	if len(c.args) == 0 || !carries(c.args[0].Type()) {
		return false
	}
	root := rootOf(c.args[0])
	switch c.name {
	case "Error":
		f.add(&Event{Kind: Sends, Instr: call, Root: root, Certain: true, Codes: codesOf(c.args[2]), Complete: true, Shows: c.args[1:2]})
	case "NotFound":
		f.add(&Event{Kind: Sends, Instr: call, Root: root, Certain: true, Codes: Codes{Known: []int{404}}, Complete: true})
	case "Redirect":
		f.add(&Event{Kind: Sends, Instr: call, Root: root, Certain: true, Codes: codesOf(c.args[3]), Complete: true, Fields: []string{"Location"}})
	case "ServeFile", "ServeContent", "ServeFileFS":
		f.add(&Event{Kind: Sends, Instr: call, Root: root, Certain: true, Codes: Codes{Others: true}, Complete: true, AnyField: true})
	case "SetCookie":
		f.add(&Event{Kind: Sets, Instr: call, Root: root, Certain: true, Field: "Set-Cookie"})
	case "MaxBytesReader", "NewResponseController":
	default:
		return false
	}
	return true
}

// sends returns the statuses that a function sends for its parameters.
func (p *Package) sends(c callee) []Sending {
	if summary := p.summary(c); summary != nil {
		return summary.Sends
	}
	return nil
}

// writerCall is a call of a method of a response. It reports whether it knows the method.
func (p *Package) writerCall(f *Function, call ssa.CallInstruction, c callee) bool {
	root := rootOf(c.receiver)
	late := isLate(c.receiver.Type())
	switch {
	case c.name == "WriteHeader" && len(c.args) == 1:
		e := &Event{Kind: Sends, Instr: call, Root: root, Certain: true, Codes: codesOf(c.args[0]), Late: late}
		// A writer of the program's own can set fields that fit the status.
		for _, sending := range p.sends(c) {
			e.Fields = append(e.Fields, sending.Fields...)
			e.AnyField = e.AnyField || sending.AnyField
		}
		f.add(e)
	case (c.name == "Write" || c.name == "WriteString") && len(c.args) == 1:
		f.add(&Event{Kind: Writes, Instr: call, Root: root, Certain: true, Shows: c.args, Empty: IsEmpty(c.args[0])})
	case c.name == "Header" || c.name == "Flush" || c.name == "Status" || c.name == "Size" || c.name == "Written" || c.name == "CloseNotify":
	case c.name == "ReadFrom":
		f.add(&Event{Kind: Writes, Instr: call, Root: root})
	default:
		return false
	}
	return true
}

// isLate reports whether WriteHeader of t sends nothing yet, as in gin.
func isLate(t types.Type) bool { return isNamed(t, "github.com/gin-gonic/gin", "ResponseWriter") }

// IsEmpty reports whether v is nil or an empty text.
func IsEmpty(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		if v.IsNil() {
			return true
		}
		text, whole := Text(v)
		return whole && text == ""
	case *ssa.Convert:
		return IsEmpty(v.X)
	case *ssa.MakeInterface:
		return IsEmpty(v.X)
	case *ssa.Slice:
		if cell, ok := v.X.(*ssa.Alloc); ok {
			if pointer, ok := cell.Type().Underlying().(*types.Pointer); ok {
				if array, ok := pointer.Elem().Underlying().(*types.Array); ok {
					return array.Len() == 0
				}
			}
		}
	}
	return false
}

// wrappedCall is a method of something that writes to a response.
func wrappedCall(f *Function, call ssa.CallInstruction, c callee) {
	root := rootOf(c.receiver)
	root.Path = strings.TrimRight(root.Path, wrapped)
	switch c.name {
	case "Encode", "Write", "WriteString", "Flush", "Close", "Execute", "ExecuteTemplate", "ReadFrom", "WriteTo", "Copy":
		e := &Event{Kind: Writes, Instr: call, Root: root, Shows: c.args, JSON: c.name == "Encode"}
		if e.JSON {
			e.Shows = withoutErrors(e.Shows)
		}
		f.add(e)
	}
}

// withoutErrors leaves out the errors among values that are encoded as JSON: that gives {},
// and not the text of the error.
func withoutErrors(values []ssa.Value) []ssa.Value {
	return slices.DeleteFunc(slices.Clone(values), func(v ssa.Value) bool { return isError(strip(v).Type()) })
}

// hand is a call of a function that this package cannot see. A function that takes an
// io.Writer writes content. Any other function may set fields.
func (p *Package) hand(f *Function, call ssa.CallInstruction, c callee) {
	for i, arg := range c.args {
		stripped := strip(arg)
		_, param := stripped.(*ssa.Parameter)
		if !carries(stripped.Type()) && !(param && isPlainWriter(stripped.Type())) || isRecorder(stripped.Type()) {
			continue
		}
		if isHeader(stripped.Type()) && !headerOf(stripped).found {
			continue
		}
		root := rootOf(stripped)
		if i < c.params.Len() && isPlainWriter(c.params.At(i).Type()) {
			if makes(c, call) || keeps(c) {
				continue
			}
			certain := c.pkg == "fmt" || c.pkg == "io" && c.name == "WriteString"
			rest := slices.Delete(slices.Clone(c.args), i, i+1)
			f.add(&Event{Kind: Writes, Instr: call, Root: root, Certain: certain, Shows: rest, Empty: certain && len(rest) == 1 && IsEmpty(rest[0])})
			continue
		}
		if reads(c) || !carries(stripped.Type()) {
			continue
		}
		f.add(&Event{Kind: Unknown, Instr: call, Root: root})
	}
	if c.receiver == nil || reads(c) {
		return
	}
	if stripped := strip(c.receiver); carries(stripped.Type()) && !isRecorder(stripped.Type()) {
		f.add(&Event{Kind: Unknown, Instr: call, Root: rootOf(stripped)})
	}
}

// makes reports whether the call returns something made of its arguments and does not write.
func makes(c callee, call ssa.CallInstruction) bool {
	results := call.Common().Signature().Results()
	if results.Len() == 0 {
		return false
	}
	first := results.At(0).Type()
	_, basic := first.Underlying().(*types.Basic)
	return !basic && !isError(first)
}

// keeps reports whether the method keeps the writer for later, and writes nothing yet.
func keeps(c callee) bool {
	return c.receiver != nil && (c.name == "Reset" || strings.HasPrefix(c.name, "Set"))
}

// reads reports whether the function looks at a response and changes nothing.
func reads(c callee) bool {
	switch c.pkg {
	case "log", "log/slog", "fmt", "errors", "reflect":
		return true
	}
	return false
}

// lift adds what a called function does as events of the call.
func (p *Package) lift(f *Function, call ssa.CallInstruction, s *Summary, args []ssa.Value) {
	for _, name := range s.Fields {
		f.add(&Event{Kind: Sets, Instr: call, Field: name})
	}
	if s.AnyField {
		f.add(&Event{Kind: Unknown, Instr: call})
	}
	response := func(list []int) Root {
		if len(list) > 0 && list[0] < len(args) {
			return rootOf(args[list[0]])
		}
		return Root{}
	}
	commits := response(s.Commits)
	complete := len(s.Completes) > 0
	sent := false
	for _, sending := range s.Sends {
		if sending.Status >= len(args) {
			continue
		}
		e := &Event{
			Kind: Sends, Instr: call, Root: commits, Certain: commits.Value != nil, Helper: true, Complete: complete || sending.Complete,
			Codes: codesOf(args[sending.Status]), Fields: sending.Fields, AnyField: sending.AnyField, Late: sending.Late,
		}
		e.Shows, e.JSON = pick(args, sending.Shows), sending.JSON
		if e.JSON {
			e.Shows = withoutErrors(e.Shows)
		}
		e.Content, e.Unless = sending.Content, pick(args, sending.Unless)
		f.add(e)
		sent = true
	}
	switch {
	case !sent && commits.Value != nil:
		f.add(&Event{Kind: Sends, Instr: call, Root: commits, Certain: true, Helper: true, Complete: complete, Codes: Codes{Others: true}, AnyField: true})
	case !sent && len(s.Writes) > 0:
		f.add(&Event{Kind: Writes, Instr: call, Root: response(s.Writes), Helper: true, Certain: len(s.Written) > 0})
	}
}

func pick(args []ssa.Value, indexes []int) []ssa.Value {
	var picked []ssa.Value
	for _, i := range indexes {
		if i < len(args) {
			picked = append(picked, args[i])
		}
	}
	return picked
}
