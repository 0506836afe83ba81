package httpstatus_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/buildtest"
	"github.com/google/go-cmp/cmp"
)

// The list has every phrase that is different in net/http, and the reason.
func TestPhrasesBesideNetHTTP(t *testing.T) {
	want := map[int][2]string{ // net/http's phrase, the registered one
		104: {"", "Upload Resumption Supported"},                          // not in net/http
		306: {"", "(Unused)"},                                             // without a name there
		413: {"Request Entity Too Large", "Content Too Large"},            // RFC 2616's
		414: {"Request URI Too Long", "URI Too Long"},                     // RFC 2616's, altered
		416: {"Requested Range Not Satisfiable", "Range Not Satisfiable"}, // RFC 2616's
		418: {"I'm a teapot", "(Unused)"},                                 // RFC 2324's joke
		422: {"Unprocessable Entity", "Unprocessable Content"},            // RFC 4918's
	}
	got := map[int][2]string{}
	for code := -1; code <= 1000; code++ {
		if theirs, ours := http.StatusText(code), httpstatus.Status(code).Phrase(); theirs != ours {
			got[code] = [2]string{theirs, ours}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("differences (-listed +found):\n%s", diff)
	}
}

// For each constant of net/http, this package has the name after http.Status, with the same
// number.
func TestNamesOfNetHTTP(t *testing.T) {
	dir, _ := buildtest.Go(t, "list", "-f", "{{.Dir}}", "net/http")
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "status.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var theirs, ours strings.Builder
	names := 0
	for name, object := range file.Scope.Objects {
		if object.Kind == ast.Con && strings.HasPrefix(name, "Status") {
			names++
			fmt.Fprintf(&theirs, "\tvar _ [http.%s - httpstatus.%s]int\n", name, name[len("Status"):])
			fmt.Fprintf(&ours, "\tvar _ [httpstatus.%s - http.%s]int\n", name[len("Status"):], name)
		}
	}
	if names < 62 {
		t.Fatalf("net/http has only %d names", names)
	}
	// If two numbers differ, one of the two lists has an array of negative length.
	buildtest.Build(t, "package main\n\nimport (\n\t\"net/http\"\n\n\t\"example.com/httpstatus\"\n)\n\nfunc main() {\n"+theirs.String()+ours.String()+"}\n")
}

// go fix replaces each deprecated alias in a program by the name that it stands for.
func TestGoFixReplacesAliases(t *testing.T) {
	program := func(name func(row) string) string {
		rows := catalog(t)
		var b strings.Builder
		b.WriteString("package main\n\nimport \"example.com/httpstatus\"\n\nfunc main() {\n")
		for _, code := range slices.Sorted(maps.Keys(rows)) {
			if rows[code]["nethttp"] != "" {
				fmt.Fprintf(&b, "\tprintln(httpstatus.%s)\n", name(rows[code]))
			}
		}
		return b.String() + "}\n"
	}
	before := program(func(r row) string { return r["nethttp"] })
	want := program(func(r row) string { return r["identifier"] })
	if aliases := strings.Count(before, "println"); aliases < 6 {
		t.Fatalf("the table has only %d aliases", aliases)
	}
	dir := buildtest.Module(t, before)
	t.Setenv("GOFLAGS", "")
	t.Setenv("GOWORK", "off")
	buildtest.Go(t, "-C", dir, "fix", ".")
	got, err := os.ReadFile(filepath.Join(dir, "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("the program after go fix (-want +got):\n%s", diff)
	}
}
