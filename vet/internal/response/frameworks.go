package response

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// frameworkCall is a call of a method of the context of gin, echo or fiber.
func frameworkCall(f *Function, call ssa.CallInstruction, c callee) {
	root := rootOf(c.receiver)
	set := func(name, value int) {
		if len(c.args) > value {
			text, _ := Text(c.args[name])
			f.add(&Event{Kind: Sets, Instr: call, Root: root, Certain: true, Field: canonical(text), Value: c.args[value]})
		}
	}
	send := func(e Event) {
		if len(c.args) == 0 || !isInt(c.args[0].Type()) {
			return
		}
		e.Kind, e.Instr, e.Root, e.Certain, e.Codes = Sends, call, root, true, codesOf(c.args[0])
		if e.Complete {
			e.Shows, e.JSON = c.args[1:], strings.Contains(c.name, "JSON")
			if e.JSON {
				e.Shows = withoutErrors(e.Shows)
			}
			e.Empty = len(c.args) > 1 && IsEmpty(c.args[len(c.args)-1])
		}
		f.add(&e)
	}
	unknown := func() { f.add(&Event{Kind: Unknown, Instr: call, Root: root}) }

	switch frameworkContext(c.receiver.Type()) {
	case "gin":
		switch c.name {
		case "JSON", "IndentedJSON", "SecureJSON", "JSONP", "AsciiJSON", "PureJSON", "XML", "YAML", "TOML", "ProtoBuf",
			"String", "HTML", "Data", "Render", "AbortWithStatusJSON", "AbortWithStatusPureJSON", "Negotiate":
			send(Event{Complete: true})
		case "DataFromReader":
			fields, all := keys(c.args[len(c.args)-1])
			send(Event{Complete: true, Fields: fields, AnyField: !all})
		case "AbortWithStatus", "AbortWithError":
			send(Event{})
		case "Status":
			send(Event{Late: true})
		case "Redirect":
			send(Event{Complete: true, Fields: []string{"Location"}})
		case "Header":
			set(0, 1)
		case "Next", "HandleContext", "File", "FileFromFS", "FileAttachment", "Stream", "SSEvent":
			unknown()
		}
	case "echo":
		switch c.name {
		case "JSON", "JSONPretty", "JSONBlob", "JSONP", "JSONPBlob", "XML", "XMLPretty", "XMLBlob",
			"String", "HTML", "HTMLBlob", "Blob", "Stream", "Render":
			send(Event{Complete: true})
		case "NoContent":
			send(Event{})
		case "Redirect":
			send(Event{Complete: true, Fields: []string{"Location"}})
		case "File", "Inline", "Attachment", "FileFS", "Error", "SetResponse":
			unknown()
		}
	case "fiber":
		switch c.name {
		case "Status", "SendStatus":
			send(Event{Late: true})
		case "Set", "Append":
			set(0, 1)
		case "Next", "SendFile", "Download", "RestartRouting", "Location", "Redirect", "RedirectToRoute", "RedirectBack":
			unknown()
		default:
			if strings.HasPrefix(c.name, "Response") {
				unknown()
			}
		}
	}
}

// renderCall is a call of a function of go-chi/render, which keeps the status in the
// request. It reports whether it knows the function.
func renderCall(f *Function, call ssa.CallInstruction, c callee) bool {
	switch c.name {
	case "Status":
		f.add(&Event{Kind: Sends, Instr: call, Root: rootOf(c.args[0]), Codes: codesOf(c.args[1]), Late: true})
	case "JSON", "XML", "PlainText", "HTML", "Data":
		// The status belongs to the request, so the content does too.
		values := c.args[2:]
		if c.name == "JSON" {
			values = withoutErrors(values)
		}
		for _, of := range c.args[:2] {
			f.add(&Event{Kind: Writes, Instr: call, Root: rootOf(of), Shows: values, JSON: c.name == "JSON"})
		}
	default:
		return false
	}
	return true
}

// keys returns the keys of a map that is written as a literal, as names of fields. all is
// false if there may be others.
func keys(v ssa.Value) (names []string, all bool) {
	if literal, ok := v.(*ssa.Const); ok && literal.IsNil() {
		return nil, true
	}
	literal, ok := v.(*ssa.MakeMap)
	if !ok {
		return nil, false
	}
	uses := 0
	for _, ref := range *literal.Referrers() {
		update, ok := ref.(*ssa.MapUpdate)
		if !ok {
			uses++
			continue
		}
		name, whole := Text(update.Key)
		if !whole {
			return nil, false
		}
		names = append(names, canonical(name))
	}
	return names, uses == 1
}

// findNoMethod notes the functions that a router calls after it has set Allow, because it
// has no handler for the method. These are the arguments of gin's NoMethod, and the field
// MethodNotAllowed of httprouter.
func (p *Package) findNoMethod(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		c := calleeOf(instr.Common())
		if c.name != "NoMethod" || framework(c.pkg) != "gin" || len(c.args) != 1 {
			return
		}
		if handlers, ok := c.args[0].(*ssa.Slice); ok {
			stores(handlers.X, p.noteNoMethod)
		}
	case *ssa.Store:
		addr, ok := instr.Addr.(*ssa.FieldAddr)
		if !ok || !isNamed(addr.X.Type(), "github.com/julienschmidt/httprouter", "Router") {
			return
		}
		router := namedOf(addr.X.Type()).Underlying().(*types.Struct)
		if router.Field(addr.Field).Name() == "MethodNotAllowed" {
			p.noteNoMethod(instr.Val)
		}
	}
}

func (p *Package) noteNoMethod(handler ssa.Value) {
	handler = strip(handler)
	if closure, ok := handler.(*ssa.MakeClosure); ok {
		handler = closure.Fn
	}
	fn, ok := handler.(*ssa.Function)
	if !ok {
		return
	}
	p.noMethod[fn] = true
	if method, ok := fn.Object().(*types.Func); ok { // s.noMethod, as a value
		p.noMethod[fn.Prog.FuncValue(method)] = true
	}
}
