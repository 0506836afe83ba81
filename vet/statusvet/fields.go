package statusvet

import (
	"go/token"
	"regexp"
	"strings"

	"golang.org/x/tools/go/analysis"

	"example.com/httpstatus"
	"example.com/httpstatus/vet/internal/response"
)

// A need is a field that a status needs.
type need struct {
	status  httpstatus.Status
	field   string // in its canonical form
	shown   string // as the standard writes it
	advice  string
	section string
}

func fieldAnalyzer(name, doc, section string, needs ...need) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     name,
		Doc:      doc,
		URL:      rfc9110 + section,
		Requires: []*analysis.Analyzer{response.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			for _, n := range needs {
				n.check(pass)
			}
			return nil, nil
		},
	}
}

func (n need) check(pass *analysis.Pass) {
	p := events(pass)
	seen := make(map[token.Pos]bool)
	for _, f := range p.Functions {
		for _, e := range f.Events {
			if e.Kind != response.Sends || !sends(e, n.status) {
				continue
			}
			if n.status == httpstatus.PartialContent && multipart(f, e) {
				continue
			}
			if n.status == httpstatus.RangeNotSatisfiable {
				n.checkValue(pass, f, e)
			}
			for _, lack := range p.Lacks(f, e, n.field) {
				pos := lack.Instr.Pos()
				// A helper that chooses among statuses may send another one for this call.
				if seen[pos] || lack.Caller && len(e.Codes.Known) > 1 {
					continue
				}
				seen[pos] = true
				verb := "is sent"
				if lack.Caller {
					verb = "is sent by this call"
				}
				rng := response.Range(pass, pos)
				pass.Report(analysis.Diagnostic{
					Pos: rng.Pos(), End: rng.End(), URL: rfc9110 + n.section,
					Message: n.status.String() + " " + verb + " without " + n.shown + ": " + n.advice + " (RFC 9110, " + n.section + ")",
				})
			}
		}
	}
}

func sends(e *response.Event, status httpstatus.Status) bool {
	for _, code := range e.Codes.Known {
		if code == int(status) {
			return true
		}
	}
	return false
}

// multipart reports whether the content may be multipart/byteranges, where each part has
// its Content-Range.
func multipart(f *response.Function, e *response.Event) bool {
	for _, other := range f.Events {
		if other.Kind != response.Sets || other.Field != "Content-Type" || !f.Before(other, e) {
			continue
		}
		text, _ := response.Text(other.Value)
		if other.Value == nil || text == "" || strings.HasPrefix(text, "multipart/") {
			return true
		}
	}
	return false
}

// satisfied matches the beginning of the Content-Range of a 206, or of its format.
var satisfied = regexp.MustCompile(`^[a-z]+ (\d|%d)`)

// checkValue finds a 416 whose Content-Range is that of a 206.
func (n need) checkValue(pass *analysis.Pass, f *response.Function, e *response.Event) {
	for _, other := range f.Events {
		if other.Kind != response.Sets || other.Field != "Content-Range" || other.Value == nil || !f.Always(other, e) {
			continue
		}
		if text, whole := response.Text(other.Value); !satisfied.MatchString(text) && (!whole || strings.Contains(text, "*/")) {
			continue
		}
		rng := response.Range(pass, other.Instr.Pos())
		pass.Report(analysis.Diagnostic{
			Pos: rng.Pos(), End: rng.End(), URL: rfc9110 + n.section,
			Message: n.status.String() + " is sent with a Content-Range that is not of the form bytes */length: " + n.advice + " (RFC 9110, " + n.section + ")",
		})
	}
}
