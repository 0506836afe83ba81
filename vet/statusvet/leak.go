package statusvet

import (
	"go/ast"
	"go/types"
	"regexp"
	"strings"

	"golang.org/x/tools/go/analysis"

	"example.com/httpstatus"
	"example.com/httpstatus/vet/internal/response"
)

// Leak finds the text of an error that is sent with a 5xx. Such a text can contain names of
// hosts, files and tables, and it does not help the reader.
var Leak = &analysis.Analyzer{
	Name:     "leak",
	Doc:      "find the text of an internal error that is sent to the client with a 5xx\n\nIt runs only if you name it, because the code does not show who reads the text. The text of an error can contain\nnames of hosts, files and tables. Log it, and send a text for the reader.",
	URL:      "https://cwe.mitre.org/data/definitions/209.html",
	Requires: []*analysis.Analyzer{response.Analyzer},
	Run:      runLeak,
}

// The clients of these packages and functions are programs of the same authors, or the people
// who operate the server.
var (
	insidePackage  = regexp.MustCompile(`(^|/)(admin|debug|health|healthz|healthcheck|private)(/|$)`)
	insideFunction = regexp.MustCompile(`(?i)admin|debug|health|readyz|liveness|readiness|reload`)
)

func runLeak(pass *analysis.Pass) (any, error) {
	if insidePackage.MatchString(pass.Pkg.Path()) || hasClient(pass) {
		return nil, nil
	}
	for _, f := range events(pass).Functions {
		if insideFunction.MatchString(f.SSA.Name()) {
			continue
		}
		for _, e := range f.Events {
			if e.Kind != response.Sends || !e.Codes.Only(isServerError) {
				continue
			}
			if leaks(f, e) {
				reportLeak(pass, e, e)
				continue
			}
			for _, other := range f.Events {
				if other.Kind == response.Writes && other.Root == e.Root && leaks(f, other) && f.Dominates(e, other) {
					reportLeak(pass, e, other)
				}
			}
		}
	}
	return nil, nil
}

// hasClient reports whether the package holds the client of its server: a type Client with a
// method that makes a request. Then the readers are programs of the same authors.
func hasClient(pass *analysis.Pass) bool {
	object, ok := pass.Pkg.Scope().Lookup("Client").(*types.TypeName)
	if !ok {
		return false
	}
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Recv == nil || fn.Body == nil || !isOrPoints(pass.TypesInfo.TypeOf(fn.Recv.List[0].Type), object) {
				continue
			}
			requests := false
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				if ident, ok := n.(*ast.Ident); ok {
					used := pass.TypesInfo.Uses[ident]
					_, isFunc := used.(*types.Func)
					requests = requests || isFunc && used.Pkg() != nil && used.Pkg().Path() == "net/http" && strings.HasPrefix(used.Name(), "NewRequest")
				}
				return !requests
			})
			if requests {
				return true
			}
		}
	}
	return false
}

func isOrPoints(t types.Type, object *types.TypeName) bool {
	if pointer, ok := t.(*types.Pointer); ok {
		t = pointer.Elem()
	}
	named, ok := t.(*types.Named)
	return ok && named.Obj() == object
}

func isServerError(code int) bool {
	return httpstatus.Status(code).Class() == httpstatus.ServerError
}

func leaks(f *response.Function, e *response.Event) bool {
	for _, v := range e.Shows {
		if err := response.ErrorIn(v); err != nil && !f.Recognized(err, e) {
			return true
		}
	}
	return false
}

func reportLeak(pass *analysis.Pass, e, at *response.Event) {
	rng := response.Range(pass, at.Instr.Pos())
	pass.Report(analysis.Diagnostic{
		Pos: rng.Pos(), End: rng.End(),
		Message: "the text of an internal error is sent to the client with " + name(e.Codes.Known[0]) + ": log the error, and send a text that is written for the reader (CWE-209)",
	})
}
