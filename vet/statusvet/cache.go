package statusvet

import (
	"go/ast"
	"regexp"
	"strings"

	"golang.org/x/tools/go/analysis"

	"example.com/httpstatus"
	"example.com/httpstatus/vet/internal/response"
)

// Cache finds a Cache-Control that lets a 428, 429, 431 or 511 be stored.
var Cache = &analysis.Analyzer{
	Name:     "cache",
	Doc:      "find 428, 429, 431 and 511 with a Cache-Control that lets them be stored\n\nThese statuses must not be stored (RFC 6585). Cache-Control with public, max-age or s-maxage allows it. Use no-store.",
	URL:      "https://www.rfc-editor.org/rfc/rfc6585",
	Requires: []*analysis.Analyzer{response.Analyzer},
	Run:      runCache,
}

func runCache(pass *analysis.Pass) (any, error) {
	for _, f := range events(pass).Functions {
		for _, e := range f.Events {
			if e.Kind != response.Sends || !e.Codes.Only(forbidsStorage) {
				continue
			}
			if set := lastSet(f, e, "Cache-Control"); set != nil && set.Value != nil {
				if value, whole := response.Text(set.Value); storable(value, whole) {
					reportCache(pass, f, e, set)
				}
			}
		}
	}
	return nil, nil
}

// forbidsStorage is true for the statuses of RFC 6585, and not for the 1xx.
func forbidsStorage(code int) bool {
	return code >= 400 && httpstatus.Status(code).Caching() == httpstatus.CachingForbidden
}

// lastSet returns the event that sets the value that the field has at e, or nil if that is
// not certain.
func lastSet(f *response.Function, e *response.Event, field string) *response.Event {
	var set *response.Event
	for _, other := range f.Events {
		deletes := other.Kind == response.Deletes && (other.Field == field || other.Field == "")
		if (deletes || other.Kind == response.Unknown) && f.Before(other, e) {
			return nil
		}
		if other.Kind != response.Sets || other.Field != field && other.Field != "" || !f.Before(other, e) {
			continue
		}
		if set != nil || !f.Dominates(other, e) {
			return nil
		}
		set = other
	}
	return set
}

var maxAge = regexp.MustCompile(`(?i)\b(s-maxage|max-age)=0*[1-9]`)

// storable reports whether the value lets caches store the response. If only the beginning
// of the value is known, as of "public, max-age=%d", public alone decides.
func storable(value string, whole bool) bool {
	lower := strings.ToLower(value)
	return !strings.Contains(lower, "no-store") && (whole && maxAge.MatchString(value) || strings.Contains(lower, "public"))
}

// reportCache reports the place that sets the field, with a fix, if only e follows. If other
// responses can follow, it reports e.
func reportCache(pass *analysis.Pass, f *response.Function, e, set *response.Event) {
	alone := f.Follows(set, e)
	at := e
	if alone {
		at = set
	}
	rng := response.Range(pass, at.Instr.Pos())
	d := analysis.Diagnostic{
		Pos: rng.Pos(), End: rng.End(),
		Message: name(e.Codes.Known[0]) + ` is sent with a Cache-Control that lets caches store it: set "no-store" (RFC 6585)`,
	}
	if call, ok := rng.(*ast.CallExpr); ok && alone && len(call.Args) > 0 {
		if literal, ok := call.Args[len(call.Args)-1].(*ast.BasicLit); ok {
			d.SuggestedFixes = []analysis.SuggestedFix{{
				Message:   "use no-store",
				TextEdits: []analysis.TextEdit{{Pos: literal.Pos(), End: literal.End(), NewText: []byte(`"no-store"`)}},
			}}
		}
	}
	pass.Report(d)
}
