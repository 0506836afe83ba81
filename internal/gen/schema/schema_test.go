package schema_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const root = "../../.."

// Every file of lang/texts is valid. Files with one fault each are not, so the schema is not
// empty.
func TestSchema(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(filepath.Join(root, "lang/texts.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(root, "lang/texts/*.json"))
	if err != nil || len(names) < 40 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	for _, name := range names {
		if err := schema.Validate(read(t, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, change := range map[string]func(m map[string]any){
		"unknown member": func(m map[string]any) { m["colour"] = "blue" },
		"no tag":         func(m map[string]any) { delete(m, "tag") },
		"tag":            func(m map[string]any) { m["tag"] = "KO" },
		"direction":      func(m map[string]any) { m["direction"] = "up" },
		"review":         func(m map[string]any) { m["review"] = "done" },
		"date": func(m map[string]any) {
			m["reading"] = map[string]any{"right": json.Number("1"), "of": json.Number("1"), "date": "today"}
		},
		"empty register": func(m map[string]any) { m["register"] = "" },
		"label":          func(m map[string]any) { delete(m["labels"].(map[string]any), "Home") },
		"class":          func(m map[string]any) { m["classes"].(map[string]any)["4xx"] = "x" },
		"remedy":         func(m map[string]any) { m["advice"].(map[string]any)["wait"] = "x" },
		"no advice":      func(m map[string]any) { delete(m["advice"].(map[string]any), "Wait") },
		"code": func(m map[string]any) {
			m["statuses"].(map[string]any)["4o4"] = map[string]any{"title": "x", "meaning": "y"}
		},
		"no meaning":  func(m map[string]any) { m["statuses"].(map[string]any)["404"] = map[string]any{"title": "x"} },
		"no causes":   func(m map[string]any) { m["causes"].(map[string]any)["404"] = []any{} },
		"empty cause": func(m map[string]any) { m["causes"].(map[string]any)["404"] = []any{""} },
	} {
		m := read(t, filepath.Join(root, "lang/texts/ko.json")).(map[string]any)
		change(m)
		if err := schema.Validate(m); err == nil || !strings.Contains(err.Error(), "jsonschema") {
			t.Errorf("%s: %v; want an error", name, err)
		}
	}
}

func read(t *testing.T, name string) any {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	v, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
