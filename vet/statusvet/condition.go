package statusvet

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"slices"

	"golang.org/x/tools/go/analysis"

	"example.com/httpstatus"
)

// A condition is an expression that compares a status with constants.
type condition struct {
	info   *types.Info
	status string // the compared expression, as text
}

// codes returns the registered statuses for which the expression can be true. It ignores
// the parts that are not about the status. ok is false if no part is.
func codes(info *types.Info, expr ast.Expr) (list []int, ok bool) {
	t := info.TypeOf(expr)
	if t == nil {
		return nil, false
	}
	if basic, isBasic := t.Underlying().(*types.Basic); !isBasic || basic.Info()&types.IsBoolean == 0 {
		return nil, false
	}
	c := &condition{info: info}
	if c.find(expr); c.status == "" {
		return nil, false
	}
	for s := range slices.Values(registered()) {
		if c.holds(expr, s, false) {
			list = append(list, s)
		}
	}
	return list, true
}

// otherCodes returns the registered statuses for which the expression is false. ok is
// false if it is about something else too.
func otherCodes(info *types.Info, expr ast.Expr) (list []int, ok bool) {
	c := &condition{info: info}
	if c.find(expr); c.status == "" || !c.alone(expr) {
		return nil, false
	}
	for _, s := range registered() {
		if !c.holds(expr, s, false) {
			list = append(list, s)
		}
	}
	return list, true
}

// alone reports whether the expression is about the status and nothing else.
func (c *condition) alone(expr ast.Expr) bool {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.BinaryExpr:
		if expr.Op == token.LOR || expr.Op == token.LAND {
			return c.alone(expr.X) && c.alone(expr.Y)
		}
		_, okX := c.number(expr.X, 0)
		_, okY := c.number(expr.Y, 0)
		return okX && okY && compares(expr.Op)
	case *ast.UnaryExpr:
		return expr.Op == token.NOT && c.alone(expr.X)
	}
	return false
}

// caseCodes is the same for the cases of a switch over a status.
func caseCodes(info *types.Info, tag ast.Expr, cases []ast.Expr) (list []int, ok bool) {
	if !isStatus(info, tag) {
		return nil, false
	}
	for _, expr := range cases {
		if code, isConst := constantOf(info, expr); isConst {
			list = append(list, code)
		}
	}
	return list, len(list) > 0
}

func registered() []int {
	var list []int
	for code := 100; code < 600; code++ {
		if httpstatus.Status(code).Registration() != httpstatus.RegistrationNone {
			list = append(list, code)
		}
	}
	return list
}

// find notes the status that the expression is about.
func (c *condition) find(expr ast.Expr) {
	ast.Inspect(expr, func(n ast.Node) bool {
		if b, ok := n.(*ast.BinaryExpr); ok && c.status == "" {
			for _, side := range []ast.Expr{b.X, b.Y} {
				if isStatus(c.info, divided(side)) {
					c.status = types.ExprString(ast.Unparen(divided(side)))
				}
			}
		}
		return c.status == ""
	})
}

// divided returns x of x/100.
func divided(expr ast.Expr) ast.Expr {
	if b, ok := ast.Unparen(expr).(*ast.BinaryExpr); ok && b.Op == token.QUO {
		return b.X
	}
	return expr
}

// holds evaluates the expression for a code. A part that it cannot evaluate counts as true
// in a conjunction and as false in a disjunction.
func (c *condition) holds(expr ast.Expr, code int, unknown bool) bool {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.BinaryExpr:
		switch expr.Op {
		case token.LOR:
			return c.holds(expr.X, code, false) || c.holds(expr.Y, code, false)
		case token.LAND:
			return c.holds(expr.X, code, true) && c.holds(expr.Y, code, true)
		}
		x, okX := c.number(expr.X, code)
		y, okY := c.number(expr.Y, code)
		if okX && okY && compares(expr.Op) {
			return constant.Compare(constant.MakeInt64(x), expr.Op, constant.MakeInt64(y))
		}
	case *ast.UnaryExpr:
		if expr.Op == token.NOT {
			return !c.holds(expr.X, code, !unknown)
		}
	}
	return unknown
}

func compares(op token.Token) bool {
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
}

func (c *condition) number(expr ast.Expr, code int) (int64, bool) {
	expr = ast.Unparen(expr)
	if n, ok := constantOf(c.info, expr); ok {
		return int64(n), true
	}
	if types.ExprString(expr) == c.status {
		return int64(code), true
	}
	if b, ok := expr.(*ast.BinaryExpr); ok && b.Op == token.QUO {
		x, okX := c.number(b.X, code)
		y, okY := c.number(b.Y, code)
		if okX && okY && y != 0 {
			return x / y, true
		}
	}
	return 0, false
}

func constantOf(info *types.Info, expr ast.Expr) (int, bool) {
	if v := info.Types[expr].Value; v != nil && v.Kind() == constant.Int {
		n, exact := constant.Int64Val(v)
		return int(n), exact
	}
	return 0, false
}

var statusName = regexp.MustCompile(`(?i)^(http)?_?(response|resp|res)?_?(status|code|statuscode|status_code|httpcode|httpstatus)$`)

// isStatus reports whether the expression is the status of a response: the field
// StatusCode, or an integer with a name that says so.
func isStatus(info *types.Info, expr ast.Expr) bool {
	t := info.TypeOf(expr)
	if t == nil {
		return false
	}
	basic, ok := t.Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsInteger == 0 || info.Types[expr].Value != nil {
		return false
	}
	switch expr := ast.Unparen(expr).(type) {
	case *ast.SelectorExpr:
		return expr.Sel.Name == "StatusCode" || statusName.MatchString(expr.Sel.Name) && expr.Sel.Name != "Code"
	case *ast.Ident:
		return statusName.MatchString(expr.Name)
	case *ast.CallExpr:
		selector, ok := expr.Fun.(*ast.SelectorExpr)
		return ok && len(expr.Args) == 0 && selector.Sel.Name == "StatusCode"
	}
	return false
}

// A decision is a place where a program does something because of a status.
type decision struct {
	pos   ast.Expr
	codes []int
	body  []ast.Stmt
	loop  bool // it is in a loop of the same function
	fn    string

	// indirect is true if a called function decides, or if the body is what follows an if
	// that leaves.
	indirect bool
}

// decisions finds the ifs and the cases that are about a status.
func decisions(pass *analysis.Pass, visit func(decision)) {
	known := predicates(pass)
	for _, file := range pass.Files {
		if !checked(pass, file) {
			continue
		}
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			var stack []ast.Node
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				if n == nil {
					stack = stack[:len(stack)-1]
					return true
				}
				stack = append(stack, n)
				d := decision{fn: fn.Name.Name, loop: inLoop(stack)}
				switch n := n.(type) {
				case *ast.IfStmt:
					d.pos, d.body = n.Cond, n.Body.List
					if d.codes, ok = codes(pass.TypesInfo, n.Cond); ok {
						visit(d)
					} else if d.codes, ok = called(pass.TypesInfo, n.Cond, known); ok {
						d.indirect = true
						visit(d)
					}
				case *ast.BlockStmt:
					for i, stmt := range n.List {
						guard, ok := stmt.(*ast.IfStmt)
						if !ok || guard.Else != nil || !leaves(guard.Body) {
							continue
						}
						if d.codes, ok = otherCodes(pass.TypesInfo, guard.Cond); ok {
							d.pos, d.body, d.indirect = guard.Cond, n.List[i+1:], true
							visit(d)
						}
					}
				case *ast.SwitchStmt:
					for _, clause := range n.Body.List {
						clause := clause.(*ast.CaseClause)
						if len(clause.List) == 0 {
							continue
						}
						d.pos, d.body = clause.List[0], clause.Body
						if n.Tag != nil {
							d.codes, ok = caseCodes(pass.TypesInfo, n.Tag, clause.List)
						} else {
							d.codes, ok = codes(pass.TypesInfo, clause.List[0])
						}
						if ok {
							visit(d)
						}
					}
				case *ast.ReturnStmt:
					if len(n.Results) > 0 {
						if list, ok := codes(pass.TypesInfo, n.Results[0]); ok {
							d.pos, d.codes, d.body = n.Results[0], list, nil
							visit(d)
						}
					}
				}
				return true
			})
		}
	}
}

// leaves reports whether the block ends with a statement that leaves it.
func leaves(block *ast.BlockStmt) bool {
	if len(block.List) == 0 {
		return false
	}
	switch block.List[len(block.List)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	}
	return false
}

// predicates returns the functions of the package that only compare a status, with the
// statuses for which they are true.
func predicates(pass *analysis.Pass) map[types.Object][]int {
	known := make(map[types.Object][]int)
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil || len(fn.Body.List) != 1 {
				continue
			}
			if ret, ok := fn.Body.List[0].(*ast.ReturnStmt); ok && len(ret.Results) == 1 {
				if list, ok := codes(pass.TypesInfo, ret.Results[0]); ok {
					known[pass.TypesInfo.Defs[fn.Name]] = list
				}
			}
		}
	}
	return known
}

// called returns the statuses for which a call is true: a call of a predicate, or
// slices.Contains of a literal.
func called(info *types.Info, expr ast.Expr, known map[types.Object][]int) (list []int, ok bool) {
	call, ok := ast.Unparen(expr).(*ast.CallExpr)
	if !ok {
		return nil, false
	}
	var fn types.Object
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		fn = info.Uses[fun]
	case *ast.SelectorExpr:
		fn = info.Uses[fun.Sel]
	}
	if fn == nil {
		return nil, false
	}
	if fn.Name() == "Contains" && fn.Pkg() != nil && fn.Pkg().Path() == "slices" && len(call.Args) == 2 {
		if literal, ok := call.Args[0].(*ast.CompositeLit); ok {
			return caseCodes(info, call.Args[1], literal.Elts)
		}
		return nil, false
	}
	list, ok = known[fn]
	return list, ok
}

func inLoop(stack []ast.Node) bool {
	for i := len(stack) - 1; i >= 0; i-- {
		switch stack[i].(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return true
		case *ast.FuncLit:
			return false
		}
	}
	return false
}
