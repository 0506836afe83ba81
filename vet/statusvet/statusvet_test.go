package statusvet_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"example.com/httpstatus/vet/statusvet"
)

func TestAnalyzers(t *testing.T) {
	for pkg, analyzers := range map[string][]*analysis.Analyzer{
		"challenge":   {statusvet.Challenge},
		"fields":      {statusvet.Allow, statusvet.Upgrade, statusvet.ContentRange, statusvet.Location},
		"frameworks":  {statusvet.Challenge, statusvet.Location},
		"nocontent":   {statusvet.NoContent},
		"leak":        {statusvet.Leak},
		"headerorder": {statusvet.HeaderOrder},
	} {
		t.Run(pkg, func(t *testing.T) {
			t.Parallel()
			analysistest.RunWithSuggestedFixes(t, analysistest.TestData(), together(analyzers), pkg)
		})
	}
}

// together returns one analyzer that runs several.
func together(analyzers []*analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:     "together",
		Doc:      "run several analyzers",
		Requires: analyzers[0].Requires,
		Run: func(pass *analysis.Pass) (any, error) {
			for _, analyzer := range analyzers {
				if _, err := analyzer.Run(pass); err != nil {
					return nil, err
				}
			}
			return nil, nil
		},
	}
}
