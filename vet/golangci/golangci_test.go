package golangci_test

import (
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"

	_ "example.com/httpstatus/vet/golangci"
	"example.com/httpstatus/vet/statusvet"
)

func TestPlugin(t *testing.T) {
	build, err := register.GetPlugin("statusvet")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name     string
		settings any
		want     int
		err      string
	}{
		{"none", nil, len(statusvet.Default()), ""},
		{"empty", map[string]any{}, len(statusvet.Default()), ""},
		{"named", map[string]any{"analyzers": []any{"class", "leak"}}, 2, ""},
		{"unknown", map[string]any{"analyzers": []any{"clas"}}, 0, `no analyzer "clas"; want some of allow,`},
		{"long", map[string]any{"analyzers": []any{strings.Repeat("é", 51)}}, 0, `no analyzer "` + strings.Repeat("é", 50) + `"...; want`},
		{"misspelt", map[string]any{"analyzer": []any{"class"}}, 0, "unknown field"},
	} {
		t.Run(test.name, func(t *testing.T) {
			plugin, err := build(test.settings)
			if err == nil {
				if mode := plugin.GetLoadMode(); mode != register.LoadModeTypesInfo {
					t.Errorf("load mode %q; want %q", mode, register.LoadModeTypesInfo)
				}
				analyzers, errBuild := plugin.BuildAnalyzers()
				if err = errBuild; len(analyzers) != test.want {
					t.Errorf("%d analyzers; want %d", len(analyzers), test.want)
				}
			}
			if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
				t.Errorf("error %v; want %q", err, test.err)
			}
		})
	}
}
