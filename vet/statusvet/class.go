package statusvet

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"example.com/httpstatus"
	"example.com/httpstatus/vet/internal/response"
)

// Class finds arithmetic that computes the class of a status, and rewrites it to Class of
// package httpstatus. It runs only if it is named.
var Class = &analysis.Analyzer{
	Name: "class",
	Doc:  "rewrite code/100 == 4 and code >= 400 && code < 500 to Status.Class\n\nIt runs only if you name it. The fix writes httpstatus.Status(code).Class() == httpstatus.ClientError.",
	URL:  rfc9110 + "15",
	Run:  runClass,
}

const library = "example.com/httpstatus"

func runClass(pass *analysis.Pass) (any, error) {
	for _, file := range pass.Files {
		if !checked(pass, file) {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			b, ok := n.(*ast.BinaryExpr)
			if !ok {
				return true
			}
			status, class, op := quotient(pass.TypesInfo, b)
			if status == nil {
				status, class = between(pass.TypesInfo, b)
				op = token.EQL
			}
			if status == nil {
				return true
			}
			qualifier, edits := qualify(file)
			text := types.ExprString(status)
			if named, ok := types.Unalias(pass.TypesInfo.TypeOf(status)).(*types.Named); !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != library {
				text = qualifier + "Status(" + text + ")"
			}
			replacement := text + ".Class() " + op.String() + " " + qualifier + class.String()
			pass.Report(analysis.Diagnostic{
				Pos: b.Pos(), End: b.End(),
				Message: types.ExprString(b) + " computes the class of a status: use " + replacement,
				SuggestedFixes: []analysis.SuggestedFix{{
					Message:   "use Class",
					TextEdits: append(edits, analysis.TextEdit{Pos: b.Pos(), End: b.End(), NewText: []byte(replacement)}),
				}},
			})
			return false
		})
	}
	return nil, nil
}

// quotient recognises code/100 == 4.
func quotient(info *types.Info, b *ast.BinaryExpr) (status ast.Expr, class httpstatus.Class, op token.Token) {
	if b.Op != token.EQL && b.Op != token.NEQ {
		return nil, 0, 0
	}
	division, ok := ast.Unparen(b.X).(*ast.BinaryExpr)
	if !ok || division.Op != token.QUO || !isStatus(info, division.X) {
		return nil, 0, 0
	}
	by, okBy := constantOf(info, division.Y)
	digit, okDigit := constantOf(info, b.Y)
	if !okBy || !okDigit || by != 100 || digit < 1 || digit > 5 {
		return nil, 0, 0
	}
	return ast.Unparen(division.X), httpstatus.Class(digit), b.Op
}

// between recognises code >= 400 && code < 500.
func between(info *types.Info, b *ast.BinaryExpr) (status ast.Expr, class httpstatus.Class) {
	if b.Op != token.LAND {
		return nil, 0
	}
	low, ok := ast.Unparen(b.X).(*ast.BinaryExpr)
	if !ok || low.Op != token.GEQ || !isStatus(info, low.X) {
		return nil, 0
	}
	high, ok := ast.Unparen(b.Y).(*ast.BinaryExpr)
	if !ok || types.ExprString(high.X) != types.ExprString(low.X) {
		return nil, 0
	}
	from, okFrom := constantOf(info, low.Y)
	to, okTo := constantOf(info, high.Y)
	if high.Op == token.LSS {
		to--
	} else if high.Op != token.LEQ {
		return nil, 0
	}
	if !okFrom || !okTo || from%100 != 0 || from < 100 || from > 500 || to != from+99 {
		return nil, 0
	}
	return ast.Unparen(low.X), httpstatus.Class(from / 100)
}

// qualify returns how the file names the library, "httpstatus.", and the edit that adds
// the import if there is none.
func qualify(file *ast.File) (string, []analysis.TextEdit) {
	for _, spec := range file.Imports {
		if spec.Path.Value == `"`+library+`"` {
			switch {
			case spec.Name == nil:
				return "httpstatus.", nil
			case spec.Name.Name == ".":
				return "", nil
			case spec.Name.Name != "_":
				return spec.Name.Name + ".", nil
			}
		}
	}
	text := "\n\nimport \"" + library + "\""
	return "httpstatus.", []analysis.TextEdit{{Pos: file.Name.End(), End: file.Name.End(), NewText: []byte(text)}}
}

// checked reports whether people wrote the file, and it is not a test.
func checked(pass *analysis.Pass, file *ast.File) bool {
	return response.Checked(pass, file.Name.Pos())
}
