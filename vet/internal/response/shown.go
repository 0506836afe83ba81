package response

import (
	"go/token"
	"go/types"
	"regexp"

	"golang.org/x/tools/go/ssa"
)

// ErrorIn returns the error whose text is in the content v, or nil. It leaves out errors with
// a constant text of the program, and the errors of net/http about a request, such as those
// of ParseForm.
func ErrorIn(v ssa.Value) ssa.Value {
	var found ssa.Value
	walk(v, make(map[ssa.Value]bool), func(part ssa.Value) bool {
		if isError(part.Type()) && !authored(part, make(map[ssa.Value]bool)) {
			if _, isConst := part.(*ssa.Const); !isConst {
				found = part
			}
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

// authored reports whether the text of the error is a constant of the program. The error is
// a variable of a package, that of a context, or the result of errors.New, or of fmt.Errorf
// without another error.
func authored(v ssa.Value, seen map[ssa.Value]bool) bool {
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
			stores(addr, func(stored ssa.Value) { all = all && authored(stored, seen) })
			return all
		}
	case *ssa.Const:
		return true
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if !authored(edge, seen) {
				return false
			}
		}
		return true
	case *ssa.Call:
		c := calleeOf(v.Common())
		switch {
		case c.pkg == "errors" && c.name == "New":
			return true
		case c.pkg == "context" && c.name == "Err": // "context canceled"
			return true
		case c.pkg == "net/http" && c.recv == "Request": // about the client's own request
			return true
		case c.pkg == "fmt" && c.name == "Errorf":
			wraps := false
			for _, arg := range c.args[1:] {
				walk(arg, make(map[ssa.Value]bool), func(part ssa.Value) bool {
					wraps = wraps || isError(part.Type()) || implementsError(part.Type())
					return !wraps
				})
			}
			return !wraps
		}
	}
	return false
}

func implementsError(t types.Type) bool {
	if types.IsInterface(t) {
		return false
	}
	return types.Implements(t, types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}
