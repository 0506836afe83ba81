package response

import (
	"go/token"
	"go/types"
	"slices"
	"sync"

	"golang.org/x/tools/go/ssa"
)

// A flow tells which instructions of a function can or must follow another one. Analyzers
// that run at the same time share it.
type flow struct {
	fn *ssa.Function

	mutex sync.Mutex
	reach map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool
}

func newFlow(fn *ssa.Function) *flow {
	return &flow{fn: fn, reach: make(map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool)}
}

// from returns the blocks that can run after block.
func (f *flow) from(block *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if known, ok := f.reach[block]; ok {
		return known
	}
	seen := make(map[*ssa.BasicBlock]bool)
	todo := slices.Clone(block.Succs)
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if !seen[b] {
			seen[b] = true
			todo = append(todo, b.Succs...)
		}
	}
	f.reach[block] = seen
	return seen
}

// before reports whether a can run before b.
func (f *flow) before(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() && index(a) < index(b) {
		return true
	}
	return f.from(a.Block())[b.Block()]
}

// dominates reports whether each path to b passes a.
func (f *flow) dominates(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() {
		return index(a) < index(b)
	}
	return a.Block().Dominates(b.Block())
}

// follows reports whether each path from a that leaves the function passes b. A path
// that ends in a panic does not count.
func (f *flow) follows(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() && index(a) < index(b) {
		return true
	}
	return f.before(a, b) && !f.leaves(a.Block().Succs, func(block *ssa.BasicBlock) bool { return block == b.Block() }) && !returns(a.Block())
}

// leaves reports whether a path from one of the blocks returns from the function without
// passing a block that stops it.
func (f *flow) leaves(blocks []*ssa.BasicBlock, stop func(*ssa.BasicBlock) bool) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	todo := slices.Clone(blocks)
	for len(todo) > 0 {
		b := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[b] || stop(b) {
			continue
		}
		seen[b] = true
		if returns(b) {
			return true
		}
		todo = append(todo, b.Succs...)
	}
	return false
}

func returns(b *ssa.BasicBlock) bool {
	if len(b.Instrs) == 0 {
		return false
	}
	_, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
	return ok
}

func index(instr ssa.Instruction) int { return slices.Index(instr.Block().Instrs, instr) }

// inFailure reports whether b runs only if the call a returned an error, or false. In that
// case a may have done nothing.
func (f *flow) inFailure(a, b ssa.Instruction) bool {
	call, ok := a.(*ssa.Call)
	if !ok {
		return false
	}
	for _, block := range f.fn.Blocks {
		branch, ok := last(block).(*ssa.If)
		if !ok || len(block.Succs) != 2 {
			continue
		}
		taken, ok := failure(branch.Cond, call)
		if !ok {
			continue
		}
		succ := block.Succs[taken]
		if succ.Dominates(b.Block()) && len(succ.Preds) == 1 {
			return true
		}
	}
	return false
}

func last(b *ssa.BasicBlock) ssa.Instruction {
	if len(b.Instrs) == 0 {
		return nil
	}
	return b.Instrs[len(b.Instrs)-1]
}

// failure returns which successor, 0 or 1, is taken if the call failed. ok is false if
// the condition does not look at the call's results.
func failure(cond ssa.Value, call *ssa.Call) (taken int, ok bool) {
	switch cond := cond.(type) {
	case *ssa.BinOp:
		if !resultOf(cond.X, call) && !resultOf(cond.Y, call) {
			return 0, false
		}
		if cond.Op == token.EQL && isError(cond.X.Type()) {
			return 1, true
		}
		return 0, cond.Op == token.NEQ
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			taken, ok = failure(cond.X, call)
			return 1 - taken, ok
		}
	case *ssa.Extract, *ssa.Call:
		if resultOf(cond, call) {
			if basic, isBasic := cond.Type().Underlying().(*types.Basic); isBasic && basic.Info()&types.IsBoolean != 0 {
				return 1, true
			}
		}
	}
	return 0, false
}

// resultOf reports whether v is a result of the call, or a variable that holds one.
func resultOf(v ssa.Value, call *ssa.Call) bool {
	return resultOfSeen(v, call, make(map[ssa.Value]bool))
}

func resultOfSeen(v ssa.Value, call *ssa.Call, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Call:
		return v == call
	case *ssa.Extract:
		return v.Tuple == call
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if resultOfSeen(edge, call, seen) {
				return true
			}
		}
	case *ssa.ChangeInterface:
		return resultOfSeen(v.X, call, seen)
	case *ssa.MakeInterface:
		return resultOfSeen(v.X, call, seen)
	case *ssa.UnOp:
		// A variable that a closure captures, or a named result.
		if cell, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			for _, ref := range *cell.Referrers() {
				if store, ok := ref.(*ssa.Store); ok && store.Addr == cell && resultOfSeen(store.Val, call, seen) {
					return true
				}
			}
		}
	}
	return false
}
