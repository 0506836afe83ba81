package statusvet

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// AuthLoop finds clients that treat a 403 like a 401: they refresh a token or log in again.
// That cannot help.
var AuthLoop = &analysis.Analyzer{
	Name: "authloop",
	Doc:  "find clients that refresh a token or log in because of a 403\n\nThe server knows who asks and refuses all the same. A new token of the same user does not change that\n(RFC 9110, 15.5.4).",
	URL:  rfc9110 + "15.5.4",
	Run:  runAuthLoop,
}

var loginName = regexp.MustCompile(`(?i)^(re_?)?(login|log_?in|sign_?in|auth|authenticate|authorize)(again|user|client|session)?$|refresh.*(token|cred|auth|session)|(token|cred|auth|session).*refresh|^refresh$|renew.*(token|cred|session)|(fetch|request|obtain|acquire).*token|get_?(new|fresh|access|bearer)_?token|^re_?auth`)

// otherToken matches the names of tokens that a server wants with a 403 too.
var otherToken = regexp.MustCompile(`(?i)csrf|xsrf`)

func runAuthLoop(pass *analysis.Pass) (any, error) {
	decisions(pass, func(d decision) {
		if len(d.codes) > 4 || !slices.Contains(d.codes, 403) || slices.ContainsFunc(d.codes, func(code int) bool { return code < 400 || code > 499 }) {
			return
		}
		if _, predicate := ast.Unparen(d.pos).(*ast.CallExpr); !predicate && special(pass.TypesInfo, d.pos) {
			return
		}
		call := loginCall(pass.TypesInfo, d.body)
		if call == nil {
			return
		}
		pass.Report(analysis.Diagnostic{
			Pos: d.pos.Pos(), End: d.pos.End(),
			Message: "403 Forbidden leads to a new login or token: the server refuses this user, so it refuses the same user again; do this for 401 only (RFC 9110, 15.5.4)",
		})
	})
	return nil, nil
}

// special reports whether the condition is about more than the status. Then the program
// knows a server where a login after a 403 helps.
func special(info *types.Info, expr ast.Expr) bool {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.BinaryExpr:
		if expr.Op == token.LAND || expr.Op == token.LOR {
			return special(info, expr.X) || special(info, expr.Y)
		}
		isNil := info.Types[expr.X].IsNil() || info.Types[expr.Y].IsNil()
		return !isNil && !isStatus(info, divided(expr.X)) && !isStatus(info, divided(expr.Y))
	case *ast.UnaryExpr:
		return special(info, expr.X)
	}
	return info.Types[expr].Value == nil // a constant is a case of a switch
}

// loginCall returns a call in the statements of a function that logs in. It leaves out calls that
// are given the response: they can read there that the token needs a wider scope (RFC 6750, 3.1).
func loginCall(info *types.Info, body []ast.Stmt) (found *ast.CallExpr) {
	for _, stmt := range body {
		ast.Inspect(stmt, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.CallExpr:
				var name string
				switch fun := n.Fun.(type) {
				case *ast.Ident:
					name = fun.Name
				case *ast.SelectorExpr:
					name = fun.Sel.Name
				}
				if loginName.MatchString(name) && !otherToken.MatchString(name) && !slices.ContainsFunc(n.Args, func(arg ast.Expr) bool { return mentionsResponse(info, arg) }) {
					found = n
				}
			}
			return found == nil
		})
	}
	return found
}

func mentionsResponse(info *types.Info, expr ast.Expr) (found bool) {
	ast.Inspect(expr, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok {
			if object := info.Uses[ident]; object != nil {
				found = found || object.Type().String() == "*net/http.Response"
			}
		}
		return !found
	})
	return found
}
