package response

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Codes are the status codes that a value can be.
type Codes struct {
	Known  []int          // the constants among them, ascending
	Others bool           // it can be something else too
	Param  *ssa.Parameter // it is this parameter of the function
}

// Only reports whether the value is one of the known codes, and all of them satisfy ok.
func (c Codes) Only(ok func(code int) bool) bool {
	if c.Others || len(c.Known) == 0 {
		return false
	}
	return !slices.ContainsFunc(c.Known, func(code int) bool { return !ok(code) })
}

func codesOf(v ssa.Value) Codes {
	var c Codes
	c.add(v, make(map[ssa.Value]bool), 3)
	slices.Sort(c.Known)
	c.Known = slices.Compact(c.Known)
	return c
}

func (c *Codes) add(v ssa.Value, seen map[ssa.Value]bool, depth int) {
	if seen[v] {
		return
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Int {
			c.Known = append(c.Known, int(v.Int64()))
			return
		}
	case *ssa.Convert:
		c.add(v.X, seen, depth)
		return
	case *ssa.ChangeType:
		c.add(v.X, seen, depth)
		return
	case *ssa.Phi:
		for _, edge := range v.Edges {
			c.add(edge, seen, depth)
		}
		if len(seen) > 1 {
			c.Param = nil
		}
		return
	case *ssa.Parameter:
		if len(seen) <= 2 { // itself, or converted
			c.Param = v
		}
	case *ssa.Call:
		if c.results(v, 0, depth) {
			return
		}
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok && c.results(call, v.Index, depth) {
			return
		}
	case *ssa.UnOp:
		// A variable that a closure captures too.
		if cell, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			if only := onlyStore(cell); only != nil {
				c.add(only, seen, depth)
				return
			}
		}
	}
	c.Others = true
}

// results adds what a function of the package returns as the status. It reports whether
// it can see the function.
func (c *Codes) results(call *ssa.Call, index, depth int) bool {
	callee := call.Common().StaticCallee()
	if callee == nil || len(callee.Blocks) == 0 || depth == 0 {
		return false
	}
	for _, block := range callee.Blocks {
		returned, ok := last(block).(*ssa.Return)
		if !ok || index >= len(returned.Results) {
			continue
		}
		var inner Codes
		inner.add(returned.Results[index], make(map[ssa.Value]bool), depth-1)
		c.Known = append(c.Known, inner.Known...)
		c.Others = c.Others || inner.Others
	}
	return true
}

// onlyStore returns the value that is stored to the cell if there is only one.
func onlyStore(cell *ssa.Alloc) ssa.Value {
	var value ssa.Value
	for _, ref := range *cell.Referrers() {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == cell {
			if value != nil {
				return nil
			}
			value = store.Val
		}
	}
	return value
}

// Text returns what is known of a string. whole says whether that is all of it or only its
// beginning.
func Text(v ssa.Value) (text string, whole bool) {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.String {
			return constant.StringVal(v.Value), true
		}
	case *ssa.BinOp:
		if v.Op == token.ADD {
			left, all := Text(v.X)
			if !all {
				return left, false
			}
			right, all := Text(v.Y)
			return left + right, all
		}
	case *ssa.Call:
		if callee := v.Call.StaticCallee(); callee != nil && callee.Object() != nil && len(v.Call.Args) > 0 {
			switch callee.String() {
			case "fmt.Sprintf":
				format, _ := Text(v.Call.Args[0])
				return format, false
			}
		}
	case *ssa.Convert:
		return Text(v.X)
	}
	return "", false
}
