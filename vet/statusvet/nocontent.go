package statusvet

import (
	"net/http"
	"slices"

	"golang.org/x/tools/go/analysis"

	"example.com/httpstatus"
	"example.com/httpstatus/vet/internal/response"
)

// NoContent finds content that is written after a status that allows none.
var NoContent = &analysis.Analyzer{
	Name:     "nocontent",
	Doc:      "find content that is written after 101, 204, 205 or 304\n\nThese responses have no content (RFC 9110, 6.4.1 and 15.3.6). After a 204 or 304, net/http returns\nhttp.ErrBodyNotAllowed, and the text is lost.",
	URL:      rfc9110 + "6.4.1",
	Requires: []*analysis.Analyzer{response.Analyzer},
	Run:      runNoContent,
}

func runNoContent(pass *analysis.Pass) (any, error) {
	for _, f := range events(pass).Functions {
		for _, e := range f.Events {
			if e.Kind != response.Sends || !e.Codes.Only(forbidsContent) {
				continue
			}
			if e.Complete && !e.Helper {
				if !e.Empty {
					reportContent(pass, e, e)
				}
				continue
			}
			if e.Content && !slices.ContainsFunc(e.Unless, response.IsEmpty) {
				reportContent(pass, e, e)
				continue
			}
			for _, other := range f.Events {
				if other.Kind == response.Writes && !other.Empty && other.Root == e.Root && f.Dominates(e, other) && !again(f, e, other) {
					reportContent(pass, e, other)
				}
			}
		}
	}
	return nil, nil
}

// forbidsContent is false for the 1xx except 101, because another status with the content
// follows them.
func forbidsContent(code int) bool {
	return !httpstatus.Status(code).AllowsContent() && (code/100 != 1 || code == http.StatusSwitchingProtocols)
}

// again reports whether another status may replace that of e before other. gin's Status
// allows that.
func again(f *response.Function, e, other *response.Event) bool {
	if !e.Late {
		return false
	}
	for _, between := range f.Events {
		if between != e && between.Kind == response.Sends && f.Before(e, between) && f.Before(between, other) {
			return true
		}
	}
	return false
}

func reportContent(pass *analysis.Pass, e, at *response.Event) {
	code := e.Codes.Known[0]
	section := httpstatus.Status(code).Spec().Section
	rng := response.Range(pass, at.Instr.Pos())
	pass.Report(analysis.Diagnostic{
		Pos: rng.Pos(), End: rng.End(), URL: rfc9110 + section,
		Message: "content is written after " + name(code) + ", which allows none: the client never sees it; write nothing, or send another status (RFC 9110, " + section + ")",
	})
}
