package response

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// Recognized reports whether e happens only if the program knows which error err is, because
// errors.Is(err, ErrBusy) or err == ErrBusy is true. Then the program knows its text too.
func (f *Function) Recognized(err ssa.Value, e *Event) bool {
	for block := e.Instr.Block(); block != nil; block = block.Idom() {
		if len(block.Preds) > 0 && recognizing(block, err) {
			return true
		}
	}
	return false
}

// recognizing reports whether each path to the block comes from a condition that recognizes
// err.
func recognizing(block *ssa.BasicBlock, err ssa.Value) bool {
	for _, before := range block.Preds {
		branch, ok := last(before).(*ssa.If)
		if !ok || before.Succs[0] != block || !recognizes(branch.Cond, err) {
			return false
		}
	}
	return true
}

func recognizes(cond, err ssa.Value) bool {
	switch cond := cond.(type) {
	case *ssa.Call:
		c := calleeOf(cond.Common())
		return c.pkg == "errors" && c.name == "Is" && len(c.args) == 2 && c.args[0] == err
	case *ssa.BinOp:
		if cond.Op != token.EQL {
			return false
		}
		_, isConst := cond.Y.(*ssa.Const)
		return !isConst && (cond.X == err || cond.Y == err)
	}
	return false
}
