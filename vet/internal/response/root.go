package response

import (
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// wrapped marks the path of a value that writes to a response: json.NewEncoder(w).
const wrapped = "~"

// rootOf follows v back to where the response comes from.
func rootOf(v ssa.Value) Root { return rootFrom(v, 0) }

func rootFrom(v ssa.Value, depth int) Root {
	if depth > 20 {
		return Root{Value: v}
	}
	next := func(v ssa.Value) Root { return rootFrom(v, depth+1) }
	switch x := v.(type) {
	case *ssa.MakeInterface:
		return next(x.X)
	case *ssa.ChangeInterface:
		return next(x.X)
	case *ssa.ChangeType:
		return next(x.X)
	case *ssa.TypeAssert:
		return next(x.X)
	case *ssa.Extract:
		switch tuple := x.Tuple.(type) {
		case *ssa.TypeAssert:
			if x.Index == 0 {
				return next(tuple.X)
			}
		case *ssa.Call:
			if x.Index == 0 {
				return wrapper(v, tuple, depth)
			}
		}
	case *ssa.Call:
		return wrapper(v, x, depth)
	case *ssa.Field:
		return field(next(x.X), x.X.Type(), x.Field)
	case *ssa.UnOp:
		if x.Op != token.MUL {
			break
		}
		switch addr := x.X.(type) {
		case *ssa.Alloc:
			if only := onlyStore(addr); only != nil {
				return next(only)
			}
			return Root{Value: addr}
		case *ssa.FieldAddr:
			return field(next(addr.X), addr.X.Type(), addr.Field)
		case *ssa.FreeVar, *ssa.Global:
			return Root{Value: addr}
		}
	case *ssa.Phi:
		var common Root
		for i, edge := range x.Edges {
			if edge == v {
				continue
			}
			root := rootFrom(edge, depth+5)
			if i > 0 && root != common {
				return Root{Value: v}
			}
			common = root
		}
		return common
	}
	return Root{Value: v}
}

func field(base Root, of types.Type, index int) Root {
	if frameworkContext(of) != "" { // gin's c.Writer is c's response
		return base
	}
	base.Path += "." + strconv.Itoa(index)
	return base
}

// wrapper returns the root of the result of a call. If the call makes something that writes
// to a response, that is the root of the response, marked as wrapped.
func wrapper(v ssa.Value, call *ssa.Call, depth int) Root {
	common := call.Common()
	if common.IsInvoke() {
		if frameworkContext(common.Value.Type()) != "" && common.Method.Name() == "Response" {
			return rootFrom(common.Value, depth+1)
		}
		return Root{Value: v}
	}
	callee := common.StaticCallee()
	if callee == nil || callee.Object() == nil {
		return Root{Value: v}
	}
	if len(common.Args) > 0 && frameworkContext(common.Args[0].Type()) != "" {
		switch callee.Name() {
		case "Response", "Status": // fiber's Status returns the context
			return rootFrom(common.Args[0], depth+1)
		}
	}
	if isWriter(v.Type()) {
		return Root{Value: v}
	}
	params := callee.Signature.Params()
	shift := len(common.Args) - params.Len()
	for i := range params.Len() {
		if !isPlainWriter(params.At(i).Type()) && callee.String() != "net/http.NewResponseController" {
			continue
		}
		if arg := strip(common.Args[i+shift]); carries(arg.Type()) {
			root := rootFrom(arg, depth+1)
			root.Path += wrapped
			return root
		}
	}
	// A method can return its receiver with another setting, as enc.With(...) does.
	if callee.Signature.Recv() != nil && len(common.Args) > 0 {
		if root := rootFrom(common.Args[0], depth+1); isWrapped(root) {
			return root
		}
	}
	return Root{Value: v}
}

func isWrapped(r Root) bool { return len(r.Path) > 0 && r.Path[len(r.Path)-1:] == wrapped }

// strip removes the conversions from v.
func strip(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}

// A header says which response has the header section that a value of type http.Header is.
type header struct {
	root  Root
	found bool // it may be that of a response, and not that of a request
	sure  bool // it is what Header returns
}

func headerOf(v ssa.Value) header {
	v = strip(v)
	switch x := v.(type) {
	case *ssa.Call:
		common := x.Common()
		switch {
		case common.IsInvoke() && common.Method.Name() == "Header":
			return header{rootOf(common.Value), true, true}
		case !common.IsInvoke() && common.StaticCallee() != nil && common.StaticCallee().Name() == "Header" && len(common.Args) > 0:
			return header{rootOf(common.Args[0]), !isRecorder(common.Args[0].Type()), true}
		}
	case *ssa.UnOp:
		switch addr := x.X.(type) {
		case *ssa.FieldAddr:
			if isNamed(addr.X.Type(), "net/http", "Request") || isNamed(addr.X.Type(), "net/http", "Response") {
				return header{}
			}
		case *ssa.Alloc:
			if only := onlyStore(addr); only != nil {
				return headerOf(only)
			}
		}
	case *ssa.MakeMap:
		return header{}
	}
	return header{root: rootOf(v), found: true}
}
