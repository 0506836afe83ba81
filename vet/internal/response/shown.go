package response

import (
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// ErrorIn returns the error whose text is in the content v, or nil. It leaves out the errors
// that are harmless.
func ErrorIn(v ssa.Value) ssa.Value {
	var found ssa.Value
	walk(v, make(map[ssa.Value]bool), func(part ssa.Value) bool {
		if isError(part.Type()) && !harmless(part, make(map[ssa.Value]bool)) {
			found = part
		}
		return found == nil
	})
	return found
}

// shown reports whether the text of param is in the content v.
func shown(v ssa.Value, param *ssa.Parameter) bool {
	found := false
	walk(v, make(map[ssa.Value]bool), func(part ssa.Value) bool {
		found = found || part == ssa.Value(param)
		return !found
	})
	return found
}

// walk calls visit with v and with the values that make up its text, until visit returns
// false.
func walk(v ssa.Value, seen map[ssa.Value]bool, visit func(ssa.Value) bool) {
	if v == nil || seen[v] || len(seen) > 200 {
		return
	}
	seen[v] = true
	if !visit(v) {
		return
	}
	next := func(v ssa.Value) { walk(v, seen, visit) }
	switch v := v.(type) {
	case *ssa.MakeInterface:
		next(v.X)
	case *ssa.ChangeInterface:
		next(v.X)
	case *ssa.ChangeType:
		next(v.X)
	case *ssa.Convert:
		next(v.X)
	case *ssa.BinOp:
		if v.Op == token.ADD {
			next(v.X)
			next(v.Y)
		}
	case *ssa.Slice:
		stores(v.X, next)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			if _, ok := v.X.(*ssa.Alloc); ok {
				stores(v.X, next)
			}
		}
	case *ssa.Alloc:
		stores(v, next)
	case *ssa.MakeMap:
		for _, ref := range *v.Referrers() {
			if update, ok := ref.(*ssa.MapUpdate); ok && update.Map == v {
				next(update.Value)
			}
		}
	case *ssa.Call:
		c := calleeOf(v.Common())
		switch {
		case c.name == "Error" && c.receiver != nil && len(c.args) == 0 && isError(c.receiver.Type()):
			next(c.receiver)
		case c.pkg == "fmt" && (c.name == "Sprintf" || c.name == "Sprint" || c.name == "Sprintln" || c.name == "Appendf"):
			for _, arg := range c.args {
				next(arg)
			}
		}
	}
}

// stores visits the values that are stored to a variable, its fields or its elements. It
// leaves out the fields that forPrograms finds.
func stores(addr ssa.Value, next func(ssa.Value)) {
	refs := addr.Referrers()
	if refs == nil {
		return
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == addr {
				next(ref.Val)
			}
		case *ssa.FieldAddr:
			if !forPrograms(ref) {
				stores(ref, next)
			}
		case *ssa.IndexAddr:
			stores(ref, next)
		}
	}
}

var userField = regexp.MustCompile(`(?i)^user_?(msg|message|text|error)|^(public|display)_?(msg|message|text|error)`)

// forPrograms reports whether another field of the struct has the text for users. Then this
// field is for the log of the client, which is a program of the same authors.
func forPrograms(addr *ssa.FieldAddr) bool {
	pointer, ok := addr.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	fields, ok := pointer.Elem().Underlying().(*types.Struct)
	if !ok || userField.MatchString(fields.Field(addr.Field).Name()) {
		return false
	}
	for field := range fields.Fields() {
		if userField.MatchString(field.Name()) {
			return true
		}
	}
	return false
}

// harmless reports whether the text of the error tells nothing about the inside of the
// program. The error is a variable of a package, nil, or the result of a call that harmlessCall
// knows.
func harmless(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return false
		}
		switch addr := v.X.(type) {
		case *ssa.Global:
			return true
		case *ssa.Alloc:
			all := true
			stores(addr, func(stored ssa.Value) { all = all && harmless(stored, seen) })
			return all
		case *ssa.FieldAddr:
			stored := storedBefore(v, addr)
			return stored != nil && harmless(stored, seen)
		}
	case *ssa.Const:
		return true
	case *ssa.ChangeInterface:
		return harmless(v.X, seen)
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if !harmless(edge, seen) {
				return false
			}
		}
		return true
	case *ssa.Call:
		return harmlessCall(v, 0, seen)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return harmlessCall(call, v.Index, seen)
		}
	}
	return false
}

// storedBefore returns the value that the same block stores to a field before it is loaded, or
// nil.
func storedBefore(load *ssa.UnOp, field *ssa.FieldAddr) (value ssa.Value) {
	for _, instr := range load.Block().Instrs {
		if instr == ssa.Instruction(load) {
			break
		}
		if store, ok := instr.(*ssa.Store); ok {
			if addr, ok := store.Addr.(*ssa.FieldAddr); ok && addr.X == field.X && addr.Field == field.Field {
				value = store.Val
			}
		}
	}
	return value
}

// harmlessCall reports whether the error that is a result of the call has a text that the
// program wrote, or that is about the request or other data. The error of a call that is
// given the response is harmless too: it says that the client is gone, or the status went
// out before.
func harmlessCall(call *ssa.Call, index int, seen map[ssa.Value]bool) bool {
	c := calleeOf(call.Common())
	switch {
	case c.pkg == "errors" && c.name == "New":
		return true
	case c.pkg == "context" && c.name == "Err": // "context canceled"
		return true
	case c.pkg == "net/http" && c.recv == "Request": // about the client's own request
		return true
	case c.recv == "" && pure[c.pkg]:
		return true
	case (c.pkg == "text/template" || c.pkg == "html/template") && c.name == "Parse" && ofProgram(c.args[0]):
		return true
	case c.pkg == "fmt" && c.name == "Errorf":
		all := true
		for _, arg := range c.args[1:] {
			walk(arg, make(map[ssa.Value]bool), func(part ssa.Value) bool {
				if isError(part.Type()) {
					all = all && harmless(part, seen)
					return false
				}
				all = all && !implementsError(part.Type())
				return all
			})
		}
		return all
	case writesTo(c), parsesRequest(c), readsBody(c):
		return true
	case c.fn != nil && len(c.fn.Blocks) > 0:
		return harmlessResult(c.fn, index, seen)
	}
	return false
}

// pure holds packages whose functions look at nothing except their arguments.
var pure = map[string]bool{
	"encoding/base64": true, "encoding/binary": true, "encoding/hex": true, "encoding/json": true, "encoding/xml": true,
	"mime": true, "net/mail": true, "net/netip": true, "net/url": true, "regexp": true, "strconv": true, "time": true,
}

// ofProgram reports whether v is a constant or a variable of a package, as an embedded file is.
func ofProgram(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.UnOp:
		_, ok := v.X.(*ssa.Global)
		return ok
	}
	return false
}

// writesTo reports whether the call is given a response, or something that writes to one. A
// function that is given the request too is a handler, so its errors can be about anything.
func writesTo(c callee) bool {
	if slices.ContainsFunc(c.args, func(arg ssa.Value) bool { return isNamed(arg.Type(), "net/http", "Request") }) {
		return false
	}
	for _, arg := range append([]ssa.Value{c.receiver}, c.args...) {
		if arg == nil {
			continue
		}
		if stripped := strip(arg); isWriter(stripped.Type()) || isWrapped(rootOf(stripped)) {
			return true
		}
	}
	return false
}

var parseName = regexp.MustCompile(`(?i)^(parse|decode|bind|unmarshal|validate)`)

// parsesRequest reports whether the call is given a request, and its name says that it looks
// at the content of it.
func parsesRequest(c callee) bool {
	return parseName.MatchString(c.name) && slices.ContainsFunc(c.args, func(arg ssa.Value) bool {
		return isNamed(arg.Type(), "net/http", "Request") || frameworkContext(arg.Type()) != ""
	})
}

// readsBody reports whether the call is one of package io or encoding that reads the content of
// the request: io.ReadAll(r.Body), json.NewDecoder(r.Body).Decode(v).
func readsBody(c callee) bool {
	if c.pkg != "io" && !strings.HasPrefix(c.pkg, "encoding/") {
		return false
	}
	source := c.receiver
	if source == nil && len(c.args) > 0 {
		source = c.args[0]
	}
	for range 5 {
		call, ok := strip(source).(*ssa.Call) // json.NewDecoder, http.MaxBytesReader
		if !ok {
			break
		}
		source = nil
		for _, arg := range call.Call.Args {
			if method(arg.Type(), "Read") != nil {
				source = arg
			}
		}
		if source == nil {
			return false
		}
	}
	load, ok := strip(source).(*ssa.UnOp)
	if !ok {
		return false
	}
	field, ok := load.X.(*ssa.FieldAddr)
	return ok && isNamed(field.X.Type(), "net/http", "Request")
}

// harmlessResult reports whether all errors that a function of the package returns are harmless.
func harmlessResult(fn *ssa.Function, index int, seen map[ssa.Value]bool) bool {
	if len(seen) > 100 {
		return false
	}
	for _, block := range fn.Blocks {
		if returned, ok := last(block).(*ssa.Return); ok && !harmless(returned.Results[index], seen) {
			return false
		}
	}
	return true
}

func implementsError(t types.Type) bool {
	if types.IsInterface(t) {
		return false
	}
	return types.Implements(t, types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}
