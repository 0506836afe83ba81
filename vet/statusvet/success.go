package statusvet

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"example.com/httpstatus/vet/internal/response"
)

// Success finds two mistakes in clients of net/http. They decode the content before they check
// the status. They expect the status of a redirect from a client that follows redirects.
var Success = &analysis.Analyzer{
	Name: "success",
	Doc:  "find clients that ignore the status, or expect a redirect that was followed\n\nIt runs only if you name it. Content that is decoded before a look at the status can be the page of an error. A\nclient that follows redirects never shows the status of one.",
	URL:  rfc9110 + "15.3",
	Run:  runSuccess,
}

func runSuccess(pass *analysis.Pass) (any, error) {
	for _, file := range pass.Files {
		if !checked(pass, file) {
			continue
		}
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
				checkClient(pass, fn.Body)
			}
		}
	}
	return nil, nil
}

// A reply is a variable that holds the response to a request of the same function.
type reply struct {
	follows  bool // the client is net/http's default one
	compared map[int]token.Pos
	looked   bool      // the status is used in another way, or the response leaves the function
	decoded  token.Pos // where the content is decoded
}

func checkClient(pass *analysis.Pass, body *ast.BlockStmt) {
	replies := make(map[types.Object]*reply)
	ast.Inspect(body, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok && len(assign.Rhs) == 1 && len(assign.Lhs) == 2 {
			call, ok := assign.Rhs[0].(*ast.CallExpr)
			ident, okIdent := assign.Lhs[0].(*ast.Ident)
			if !ok || !okIdent {
				return true
			}
			object := pass.TypesInfo.ObjectOf(ident)
			if r := request(pass.TypesInfo, call); r != nil && object != nil {
				if replies[object] != nil {
					r.looked = true
				}
				replies[object] = r
			}
		}
		return true
	})
	if len(replies) == 0 {
		return
	}
	findUses(pass, body, replies)
	for _, r := range replies {
		r.report(pass)
	}
}

// request returns what is known of a call that sends a request, or nil.
func request(info *types.Info, call *ast.CallExpr) *reply {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	fn, ok := info.Uses[selector.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil || fn.Pkg().Path() != "net/http" {
		return nil
	}
	switch fn.FullName() {
	case "net/http.Get", "(*net/http.Client).Get", "net/http.Head", "(*net/http.Client).Head",
		"net/http.Post", "net/http.PostForm", "(*net/http.Client).Post", "(*net/http.Client).PostForm", "(*net/http.Client).Do":
	default:
		return nil
	}
	r := &reply{compared: make(map[int]token.Pos)}
	r.follows = fn.Signature().Recv() == nil || types.ExprString(selector.X) == "http.DefaultClient"
	return r
}

func findUses(pass *analysis.Pass, body *ast.BlockStmt, replies map[types.Object]*reply) {
	var stack []ast.Node
	ast.Inspect(body, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		ident, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		r := replies[pass.TypesInfo.Uses[ident]]
		if r == nil || len(stack) < 2 {
			return true
		}
		selector, ok := stack[len(stack)-2].(*ast.SelectorExpr)
		if !ok {
			if b, ok := stack[len(stack)-2].(*ast.BinaryExpr); ok && (b.Op == token.EQL || b.Op == token.NEQ) {
				return true // resp != nil
			}
			if assign, ok := stack[len(stack)-2].(*ast.AssignStmt); ok && len(assign.Lhs) == 2 && assign.Lhs[0] == ast.Expr(ident) {
				return true
			}
			r.looked = true
			return true
		}
		switch selector.Sel.Name {
		case "StatusCode":
			r.compare(pass, stack)
		case "Body":
			if call, ok := stack[len(stack)-3].(*ast.CallExpr); ok && types.ExprString(call.Fun) == "json.NewDecoder" {
				r.decoded = call.Pos()
			}
		case "Header", "ContentLength", "Request":
		default:
			r.looked = true
		}
		return true
	})
}

// compare notes what the status is compared with.
func (r *reply) compare(pass *analysis.Pass, stack []ast.Node) {
	if b, ok := stack[len(stack)-3].(*ast.BinaryExpr); ok && (b.Op == token.EQL || b.Op == token.NEQ) {
		if code, ok := constantOf(pass.TypesInfo, b.Y); ok {
			r.compared[code] = b.Pos()
			return
		}
	}
	if call, ok := stack[len(stack)-3].(*ast.CallExpr); ok {
		if selector, ok := call.Fun.(*ast.SelectorExpr); ok {
			switch selector.Sel.Name {
			case "Errorf", "Sprintf", "Printf", "Println", "Print", "Sprint", "Itoa", "Fatalf", "Debugf", "Infof":
				return // it is only shown
			}
		}
	}
	r.looked = true
}

func (r *reply) report(pass *analysis.Pass) {
	report := func(pos token.Pos, message string) {
		rng := analysis.Range(expr(pass, pos))
		pass.Report(analysis.Diagnostic{Pos: rng.Pos(), End: rng.End(), Message: message})
	}
	if r.follows {
		for _, code := range []int{301, 302, 303, 307, 308} {
			if pos, ok := r.compared[code]; ok {
				report(pos, name(code)+" is expected from a client that follows redirects: use an http.Client whose CheckRedirect returns http.ErrUseLastResponse (RFC 9110, 15.4)")
			}
		}
	}
	if r.decoded.IsValid() && !r.looked && len(r.compared) == 0 {
		report(r.decoded, "the content is decoded before a check of the status: an error response can pass for the result; check StatusCode first (RFC 9110, 15)")
	}
}

// expr returns the widest expression that begins at pos and is a call or a comparison.
func expr(pass *analysis.Pass, pos token.Pos) ast.Node {
	for _, node := range response.Enclosing(pass, pos) {
		switch node := node.(type) {
		case *ast.BinaryExpr, *ast.CallExpr:
			if node.Pos() == pos {
				return node
			}
		}
	}
	return &ast.Ident{NamePos: pos}
}
