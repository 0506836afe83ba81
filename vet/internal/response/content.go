package response

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// content reports whether content follows e, which sends a status, on each path through
// the function. It may be missing if one of the parameters unless is nil or empty.
func (f *Function) content(e *Event) (follows bool, unless []int) {
	note := func(v ssa.Value) {
		for i, param := range f.SSA.Params {
			if shown(v, param) {
				unless = append(unless, i)
			}
		}
	}
	if e.Content || e.Complete && !e.Helper {
		for _, v := range append(e.Unless, e.Shows...) {
			note(v)
		}
		return e.Content || !e.Empty, unless
	}
	writes := make(map[*ssa.BasicBlock]bool)
	for _, other := range f.Events {
		if other.Kind != Writes || other.Empty || slices.ContainsFunc(other.Shows, mayBeEmpty) || other.Root != e.Root || !f.Before(e, other) {
			continue
		}
		writes[other.Instr.Block()] = true
		for _, v := range other.Shows {
			note(v)
		}
	}
	start := e.Instr.Block()
	if writes[start] {
		return true, unless
	}
	seen := make(map[*ssa.BasicBlock]bool)
	todo := []*ssa.BasicBlock{start}
	for len(todo) > 0 {
		block := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[block] || writes[block] {
			continue
		}
		seen[block] = true
		if returns(block) {
			return false, nil
		}
		next := block.Succs
		if param, taken := f.filled(block); param >= 0 {
			next = next[taken : taken+1]
			unless = append(unless, param)
		}
		todo = append(todo, next...)
	}
	return len(writes) > 0, unless
}

// mayBeEmpty reports whether v is a variable that is nil or empty on one of the paths.
func mayBeEmpty(v ssa.Value) bool {
	phi, ok := v.(*ssa.Phi)
	return ok && slices.ContainsFunc(phi.Edges, IsEmpty)
}

// filled returns the parameter that the block compares with nil or with an empty text. taken
// is the successor that runs if the parameter is neither. If the block compares no
// parameter, param is -1.
func (f *Function) filled(block *ssa.BasicBlock) (param, taken int) {
	branch, ok := last(block).(*ssa.If)
	if !ok {
		return -1, 0
	}
	compare, ok := branch.Cond.(*ssa.BinOp)
	if !ok {
		return -1, 0
	}
	literal, ok := compare.Y.(*ssa.Const)
	if !ok {
		return -1, 0
	}
	value, empty := compare.X, IsEmpty(literal)
	if call, ok := value.(*ssa.Call); ok {
		if builtin, ok := call.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "len" {
			value, empty = call.Call.Args[0], literal.Int64() == 0
		}
	}
	if !empty {
		return -1, 0
	}
	switch compare.Op {
	case token.NEQ, token.GTR:
	case token.EQL:
		taken = 1
	default:
		return -1, 0
	}
	return f.param(value), taken
}
