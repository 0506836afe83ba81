package statusvet

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"example.com/httpstatus"
	"example.com/httpstatus/vet/internal/response"
)

// HeaderOrder finds fields and statuses that come after the header section was sent, and
// content that comes after a complete response. It also finds a status code that
// net/http refuses.
var HeaderOrder = &analysis.Analyzer{
	Name:     "headerorder",
	Doc:      "find fields and statuses that are set after the header section was sent, and status codes outside 100 to 599\n\nWriteHeader and the first Write send the header section. A field that is set later is lost, and a second status\nonly adds a line to the log. After http.Error, return.",
	URL:      "https://pkg.go.dev/net/http#ResponseWriter",
	Requires: []*analysis.Analyzer{response.Analyzer},
	Run:      runHeaderOrder,
}

func runHeaderOrder(pass *analysis.Pass) (any, error) {
	for _, f := range events(pass).Functions {
		trailers := hasTrailers(f)
		for _, late := range f.Events {
			checkRange(pass, late)
			if !standard(late.Root) {
				continue
			}
			for _, first := range f.Events {
				if first == late || first.Instr == late.Instr || first.Root != late.Root || !isCall(first) || !isCall(late) {
					continue
				}
				if !f.Always(first, late) || f.InFailure(first, late) && !(first.Certain && !first.Helper) {
					continue
				}
				if message, ok := tooLate(first, late, trailers); ok {
					rng := response.Range(pass, late.Instr.Pos())
					pass.Report(analysis.Diagnostic{
						Pos: rng.Pos(), End: rng.End(), Message: message,
						SuggestedFixes: fixOrder(pass, first, late),
					})
					break
				}
			}
		}
	}
	return nil, nil
}

// tooLate says what is wrong if late comes after first.
func tooLate(first, late *response.Event, trailers bool) (message string, ok bool) {
	sent := first.Kind == response.Sends && first.Certain && !first.Interim() && !first.Late
	switch late.Kind {
	case response.Sets:
		if trailers || !late.Certain || late.Field == "" || strings.HasPrefix(late.Field, "Trailer:") {
			return "", false
		}
		if sent {
			return late.Field + " is set after the status was sent, so the client never gets it: set fields before the status", true
		}
		if first.Kind == response.Writes && !first.Empty && (first.Certain || !first.Helper) {
			return late.Field + " is set after content was written, so the client never gets it: set fields first", true
		}
	case response.Sends:
		if !late.Certain || late.Late {
			return "", false
		}
		if sent && first.Complete {
			return "a second response is sent on the same path, so its status is lost: return after the first", true
		}
		if sent {
			return "a second status is sent on the same path, so it is lost: send one status", true
		}
		if first.Kind == response.Writes && first.Certain && !first.Empty && !late.Helper {
			return "the status is sent after content was written, so it is lost and the client gets 200: send the status first", true
		}
	case response.Writes:
		if sent && first.Complete && !late.Empty {
			return "content is written after a complete response: return after the first", true
		}
	}
	return "", false
}

// standard reports whether the response is what net/http or a framework hands to a
// handler. Other writers may hold the header section back.
func standard(root response.Root) bool {
	if root.Path != "" {
		return false
	}
	switch root.Value.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
	default:
		return false
	}
	return response.IsStandard(root.Value.Type())
}

func isCall(e *response.Event) bool {
	switch e.Instr.(type) {
	case *ssa.Call, *ssa.MapUpdate:
		return true
	}
	return false
}

// hasTrailers reports whether the function announces trailer fields: those are set after
// the content.
func hasTrailers(f *response.Function) bool {
	for _, e := range f.Events {
		if e.Kind == response.Sets && e.Field == "Trailer" {
			return true
		}
	}
	return false
}

// checkRange finds a constant that net/http refuses as a status code. It leaves gin alone,
// where a negative one means that the status stays.
func checkRange(pass *analysis.Pass, e *response.Event) {
	if e.Kind != response.Sends || e.Helper || !e.NetHTTP() || !e.Codes.Only(outside) {
		return
	}
	rng := response.Range(pass, e.Instr.Pos())
	pass.Report(analysis.Diagnostic{
		Pos: rng.Pos(), End: rng.End(), URL: rfc9110 + "15",
		Message: name(e.Codes.Known[0]) + " is not a status code: use one from 100 to 599 (RFC 9110, 15)",
	})
}

func outside(code int) bool { return httpstatus.Status(code).Class() == 0 }

// fixOrder moves a field that is set right after the status to the place before it, and
// adds the return that is missing after a complete response at the end of an if.
func fixOrder(pass *analysis.Pass, first, late *response.Event) []analysis.SuggestedFix {
	before, block := statement(pass, first.Instr.Pos())
	after, sameBlock := statement(pass, late.Instr.Pos())
	if before == nil || after == nil {
		return nil
	}
	switch {
	case late.Kind == response.Sets && first.Kind == response.Sends && block == sameBlock && simple(after) && settersBetween(block.List, before, after):
		return move(pass, before, after)
	case first.Kind == response.Sends && first.Complete && block != sameBlock && block.List[len(block.List)-1] == ast.Stmt(before) && endsIf(pass, first.Instr.Pos(), before):
		return []analysis.SuggestedFix{{
			Message:   "return after the response",
			TextEdits: []analysis.TextEdit{{Pos: before.End(), End: before.End(), NewText: []byte("\n" + indent(pass, before) + "return")}},
		}}
	}
	return nil
}

// statement returns the statement around pos that is an expression of its own, and the
// block that it is in.
func statement(pass *analysis.Pass, pos token.Pos) (*ast.ExprStmt, *ast.BlockStmt) {
	path := response.Enclosing(pass, pos)
	for i, node := range path {
		stmt, ok := node.(*ast.ExprStmt)
		if !ok || i+1 >= len(path) {
			continue
		}
		if call, ok := stmt.X.(*ast.CallExpr); !ok || call.Lparen != pos {
			return nil, nil
		}
		block, ok := path[i+1].(*ast.BlockStmt)
		if !ok {
			return nil, nil
		}
		return stmt, block
	}
	return nil, nil
}

// simple reports whether the statement's arguments are constants and names, so that it
// can run earlier.
func simple(stmt *ast.ExprStmt) bool {
	for _, arg := range stmt.X.(*ast.CallExpr).Args {
		switch arg.(type) {
		case *ast.BasicLit:
		default:
			return false
		}
	}
	return true
}

// settersBetween reports whether only other setters of fields are between two statements.
func settersBetween(block []ast.Stmt, before, after *ast.ExprStmt) bool {
	between := false
	for _, stmt := range block {
		if stmt == ast.Stmt(after) {
			return between
		}
		if between {
			expr, ok := stmt.(*ast.ExprStmt)
			if !ok || !isSetter(expr) {
				return false
			}
		}
		if stmt == ast.Stmt(before) {
			between = true
		}
	}
	return false
}

func isSetter(stmt *ast.ExprStmt) bool {
	call, ok := stmt.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	return ok && (selector.Sel.Name == "Set" || selector.Sel.Name == "Add" || selector.Sel.Name == "Header")
}

func move(pass *analysis.Pass, before, after *ast.ExprStmt) []analysis.SuggestedFix {
	file := pass.Fset.File(after.Pos())
	content, err := pass.ReadFile(file.Name())
	if err != nil || file.Offset(after.End()) > len(content) {
		return nil
	}
	start := file.LineStart(file.Line(after.Pos()))
	end := after.End()
	if line := file.Line(after.End()); line < file.LineCount() {
		end = file.LineStart(line + 1)
	}
	text := strings.TrimRight(string(content[file.Offset(after.Pos()):file.Offset(end)]), "\r\n")
	rest := strings.TrimSpace(string(content[file.Offset(after.End()):file.Offset(end)]))
	if rest != "" && !strings.HasPrefix(rest, "//") {
		return nil // another statement is behind it
	}
	return []analysis.SuggestedFix{{
		Message: "set the field before the status",
		TextEdits: []analysis.TextEdit{
			{Pos: before.Pos(), End: before.Pos(), NewText: []byte(text + "\n" + indent(pass, before))},
			{Pos: start, End: end},
		},
	}}
}

// endsIf reports whether the statement is the last of the body of an if, in a function
// without results.
func endsIf(pass *analysis.Pass, pos token.Pos, stmt ast.Stmt) bool {
	path := response.Enclosing(pass, pos)
	inIf := false
	for _, node := range path {
		switch node := node.(type) {
		case *ast.IfStmt:
			body := node.Body.List
			if len(body) > 0 && body[len(body)-1] == stmt && node.Else == nil {
				inIf = true
			}
		case *ast.FuncLit:
			return inIf && node.Type.Results == nil
		case *ast.FuncDecl:
			return inIf && node.Type.Results == nil
		}
	}
	return false
}

func indent(pass *analysis.Pass, node ast.Node) string {
	return strings.Repeat("\t", pass.Fset.Position(node.Pos()).Column-1)
}
