// Package golangci makes statusvet a plugin module of golangci-lint. Name it in
// .custom-gcl.yml, build golangci-lint with "golangci-lint custom", and enable statusvet
// in .golangci.yml. The README of the module shows both files.
package golangci

import (
	"fmt"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"example.com/httpstatus/internal/quote"
	"example.com/httpstatus/vet/statusvet"
)

func init() { register.Plugin("statusvet", New) }

// Settings are those of the plugin in .golangci.yml.
type Settings struct {
	// Analyzers are the names of the analyzers to run. Without any, the default ones run.
	Analyzers []string `json:"analyzers"`
}

// New returns the plugin.
func New(conf any) (register.LinterPlugin, error) {
	settings, err := register.DecodeSettings[Settings](conf)
	if err != nil {
		return nil, fmt.Errorf("statusvet: %w", err)
	}
	return plugin(settings), nil
}

type plugin Settings

func (p plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	if len(p.Analyzers) == 0 {
		return statusvet.Default(), nil
	}
	all := statusvet.All()
	var chosen []*analysis.Analyzer
	for _, name := range p.Analyzers {
		i := slices.IndexFunc(all, func(a *analysis.Analyzer) bool { return a.Name == name })
		if i < 0 {
			var names []string
			for _, a := range all {
				names = append(names, a.Name)
			}
			return nil, fmt.Errorf("statusvet: no analyzer %s; want some of %s", quote.String(name), strings.Join(names, ", "))
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}
