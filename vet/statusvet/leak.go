package statusvet

import (
	"regexp"

	"golang.org/x/tools/go/analysis"

	"example.com/httpstatus"
	"example.com/httpstatus/vet/internal/response"
)

// Leak finds the text of an error that is sent with a 5xx. Such a text can contain names of
// hosts, files and tables, and it does not help the reader.
var Leak = &analysis.Analyzer{
	Name:     "leak",
	Doc:      "find the text of an internal error that is sent to the client with a 5xx",
	URL:      "https://cwe.mitre.org/data/definitions/209.html",
	Requires: []*analysis.Analyzer{response.Analyzer},
	Run:      runLeak,
}

// forAuthors matches packages whose clients are programs or tests of the same authors.
var forAuthors = regexp.MustCompile(`(^|/)(private|tests?|testing|testutils?|testserver|devtest)(/|$)`)

func runLeak(pass *analysis.Pass) (any, error) {
	if forAuthors.MatchString(pass.Pkg.Path()) {
		return nil, nil
	}
	for _, f := range events(pass).Functions {
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
