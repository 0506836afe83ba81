package httpstatus_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/outside"
	"github.com/google/go-cmp/cmp"
)

// All that net/http says differently, and why we do not follow.
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
		if httpstatus.Text(code) != httpstatus.Status(code).Phrase() {
			t.Errorf("Text(%d) = %q", code, httpstatus.Text(code))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("differences (-listed +found):\n%s", diff)
	}
}

// TestReplacingNetHTTP compiles a program that uses every constant of net/http
// whose name begins with Status, and StatusText, after the replacement that the
// package documentation promises.
func TestReplacingNetHTTP(t *testing.T) {
	dir, _ := outside.Go(t, "list", "-f", "{{.Dir}}", "net/http")
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "status.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for name, object := range file.Scope.Objects {
		if object.Kind == ast.Con && strings.HasPrefix(name, "Status") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if len(names) < 62 {
		t.Fatalf("net/http has %d names only", len(names))
	}
	var b strings.Builder
	b.WriteString("package main\n\nimport \"net/http\"\n\nfunc main() {\n\tcode := 404\n\tprintln(http.StatusText(code), http.StatusText(http.StatusNotFound), http.StatusText(404))\n")
	for _, name := range names {
		b.WriteString("\tprintln(int(http." + name + "), http.StatusText(http." + name + "))\n")
	}
	b.WriteString("}\n")
	theirs := b.String()
	ours := strings.ReplaceAll(theirs, "http.Status", "httpstatus.")
	ours = strings.Replace(ours, `"net/http"`, `"example.com/httpstatus"`, 1)
	run := func(source string) []string {
		out, err := exec.Command(outside.Build(t, source)).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		var numbers []string
		for line := range strings.Lines(string(out)) {
			number, _, _ := strings.Cut(line, " ")
			numbers = append(numbers, number)
		}
		return numbers[1:]
	}
	if diff := cmp.Diff(run(theirs), run(ours)); diff != "" {
		t.Errorf("numbers (-net/http +httpstatus):\n%s", diff)
	}
}
