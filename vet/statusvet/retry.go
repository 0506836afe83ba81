package statusvet

import (
	"go/ast"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"example.com/httpstatus"
)

// Retry finds programs that repeat a request after statuses of their own choice, if one of
// them does not allow that a program repeats the request by itself.
var Retry = &analysis.Analyzer{
	Name: "retry",
	Doc:  "find requests that are repeated after a status that does not allow it\n\nIt runs only if you name it. A 500 and a 501 do not become a success, and a POST that got a 502 or 504 may have been\ncarried out (RFC 9110, 9.2.2).",
	URL:  rfc9110 + "9.2.2",
	Run:  runRetry,
}

var retryName = regexp.MustCompile(`(?i)retr(y|i)|transient|repeat`)

func runRetry(pass *analysis.Pass) (any, error) {
	decisions(pass, func(d decision) {
		if d.indirect || !repeats(d) {
			return
		}
		var never, idempotent []string
		for _, code := range d.codes {
			if code < 400 {
				return // it is about something else too
			}
			switch s := httpstatus.Status(code); {
			case !s.Repeatable("GET"):
				never = append(never, strconv.Itoa(code))
			case !s.Repeatable("POST"):
				idempotent = append(idempotent, strconv.Itoa(code))
			}
		}
		if len(never) == 0 {
			return
		}
		message := "a request is repeated after " + strings.Join(never, ", ") + ", where waiting does not help"
		if len(idempotent) > 0 {
			message += ", and after " + strings.Join(idempotent, ", ") + ", which is safe only if the method is idempotent"
		}
		pass.Report(analysis.Diagnostic{
			Pos: d.pos.Pos(), End: d.pos.End(),
			Message: message + ": ask httpstatus.Status(code).Repeatable(method) (RFC 9110, 9.2.2)",
		})
	})
	return nil, nil
}

// repeats reports whether the decision is to repeat: it returns true in a function whose
// name is about repeating, or continues a loop.
func repeats(d decision) bool {
	if len(d.codes) == 0 {
		return false
	}
	if retryName.MatchString(d.fn) {
		if d.body == nil {
			return true
		}
		for _, stmt := range d.body {
			if ret, ok := stmt.(*ast.ReturnStmt); ok && len(ret.Results) > 0 {
				ident, ok := ret.Results[0].(*ast.Ident)
				return ok && ident.Name == "true"
			}
		}
	}
	if !d.loop || len(d.body) == 0 {
		return false
	}
	branch, ok := d.body[len(d.body)-1].(*ast.BranchStmt)
	return ok && branch.Tok.String() == "continue" && mentions(d.body, regexp.MustCompile(`(?i)sleep|backoff|retr(y|i)|after|wait`))
}

// mentions reports whether a name in the statements matches.
func mentions(body []ast.Stmt, name *regexp.Regexp) bool {
	found := false
	for _, stmt := range body {
		ast.Inspect(stmt, func(n ast.Node) bool {
			if ident, ok := n.(*ast.Ident); ok && name.MatchString(ident.Name) {
				found = true
			}
			return !found
		})
	}
	return found
}
