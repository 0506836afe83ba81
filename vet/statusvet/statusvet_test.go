package statusvet_test

import (
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"example.com/httpstatus"
	"example.com/httpstatus/vet/internal/response"
	"example.com/httpstatus/vet/statusvet"
)

var update = flag.Bool("update", false, "write the golden files of the suggested fixes")

// data says which analyzers each package of testdata is for.
var data = map[string][]*analysis.Analyzer{
	"admin":       {statusvet.Leak},
	"authloop":    {statusvet.AuthLoop},
	"cache":       {statusvet.Cache},
	"challenge":   {statusvet.Challenge},
	"class":       {statusvet.Class},
	"contest":     {statusvet.Challenge},
	"fields":      {statusvet.Allow, statusvet.Upgrade, statusvet.ContentRange, statusvet.Location},
	"frameworks":  {statusvet.Challenge, statusvet.Location},
	"headerorder": {statusvet.HeaderOrder},
	"leak":        {statusvet.Leak},
	"leakclient":  {statusvet.Leak},
	"private":     {statusvet.Leak},
	"nocontent":   {statusvet.NoContent},
	"retry":       {statusvet.Retry},
	"servertest":  {statusvet.Challenge, statusvet.Leak},
	"success":     {statusvet.Success},
}

// TestAnalyzers loads all packages at once, because loading takes longer than the analysis.
func TestAnalyzers(t *testing.T) {
	var packages []string
	for pkg := range data {
		packages = append(packages, pkg)
	}
	slices.Sort(packages)
	together := &analysis.Analyzer{
		Name:     "together",
		Doc:      "run the analyzers that a package of testdata is for",
		Requires: []*analysis.Analyzer{response.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			for _, analyzer := range data[pass.Pkg.Path()] {
				if _, err := analyzer.Run(pass); err != nil {
					return nil, err
				}
			}
			return nil, atOnce(pass)
		},
	}
	dir := workspace(t)
	for _, result := range analysistest.Run(t, dir, together, packages...) {
		if _, ok := data[result.Pass.Pkg.Path()]; ok {
			checkFixes(t, dir, result)
		}
	}
}

// workspace returns a copy of testdata. The package that stands for httpstatus has this
// module's path in it, so the test also passes under another path.
func workspace(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "src", filepath.FromSlash("example.com/httpstatus"))
	err := os.CopyFS(dir, os.DirFS(analysistest.TestData()))
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o777)
	}
	if err == nil {
		err = os.Rename(filepath.Join(dir, "httpstatus"), path)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// atOnce runs all analyzers at the same time, as the commands do. The race detector finds
// what they share without a lock.
func atOnce(pass *analysis.Pass) error {
	var group sync.WaitGroup
	errs := make([]error, len(statusvet.All()))
	for i, analyzer := range statusvet.All() {
		group.Go(func() {
			quiet := *pass
			quiet.Report = func(analysis.Diagnostic) {}
			_, errs[i] = analyzer.Run(&quiet)
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

// checkFixes applies the suggested fixes and compares each file with its golden file. A
// file without fixes has none. The golden files are in testdata, of which dir is a copy.
func checkFixes(t *testing.T, dir string, result *analysistest.Result) {
	t.Helper()
	edits := make(map[string][]edit)
	for _, d := range result.Diagnostics {
		for _, fix := range d.SuggestedFixes {
			for _, e := range fix.TextEdits {
				file := result.Pass.Fset.File(e.Pos)
				end := e.End
				if !end.IsValid() {
					end = e.Pos
				}
				one := edit{file.Offset(e.Pos), file.Offset(end), string(e.NewText)}
				if !slices.Contains(edits[file.Name()], one) {
					edits[file.Name()] = append(edits[file.Name()], one)
				}
			}
		}
	}
	var fixed []*ast.File
	defer func() { compile(t, result.Pass, fixed) }()
	for _, f := range result.Pass.Files {
		name := result.Pass.Fset.File(f.FileStart).Name()
		golden := analysistest.TestData() + strings.TrimPrefix(name, dir) + ".golden"
		if len(edits[name]) == 0 {
			if _, err := os.Stat(golden); err == nil {
				t.Errorf("%s: no fix is suggested, but there is a golden file", filepath.Base(name))
			}
			fixed = append(fixed, f)
			continue
		}
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := apply(content, edits[name])
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
			continue
		}
		file, err := parser.ParseFile(result.Pass.Fset, name, got, parser.SkipObjectResolution)
		if err != nil {
			t.Error(err)
			continue
		}
		fixed = append(fixed, file)
		if *update {
			if err := os.WriteFile(golden, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Error(err)
			continue
		}
		if string(got) != string(want) {
			t.Errorf("%s: the fixes give another file than the golden one; run go test ./statusvet -update and read the difference", filepath.Base(name))
		}
	}
}

// compile checks the types of a package with the fixes applied.
func compile(t *testing.T, pass *analysis.Pass, files []*ast.File) {
	t.Helper()
	known := make(imports)
	known.add(pass.Pkg)
	config := types.Config{Importer: known}
	if _, err := config.Check(pass.Pkg.Path(), pass.Fset, files, nil); err != nil {
		t.Errorf("with the fixes, %s does not compile: %v", pass.Pkg.Path(), err)
	}
}

// imports are the packages that a package imports, directly or not.
type imports map[string]*types.Package

func (i imports) add(pkg *types.Package) {
	for _, imported := range pkg.Imports() {
		if i[imported.Path()] == nil {
			i[imported.Path()] = imported
			i.add(imported)
		}
	}
}

func (i imports) Import(path string) (*types.Package, error) {
	if pkg := i[path]; pkg != nil {
		return pkg, nil
	}
	return nil, fmt.Errorf("%s is not imported", path)
}

type edit struct {
	start, end int
	text       string
}

func apply(content []byte, edits []edit) ([]byte, error) {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.start < at {
			return nil, fmt.Errorf("the fixes overlap at byte %d", e.start)
		}
		b.Write(content[at:e.start])
		b.WriteString(e.text)
		at = e.end
	}
	b.Write(content[at:])
	return format.Source([]byte(b.String()))
}

func TestLists(t *testing.T) {
	if err := analysis.Validate(statusvet.All()); err != nil {
		t.Error(err)
	}
	tested := make(map[*analysis.Analyzer]bool)
	for _, analyzers := range data {
		for _, analyzer := range analyzers {
			tested[analyzer] = true
		}
	}
	for _, analyzer := range statusvet.All() {
		if !tested[analyzer] {
			t.Errorf("%s: no package of testdata is for it", analyzer.Name)
		}
		if analyzer.URL == "" {
			t.Errorf("%s: no URL", analyzer.Name)
		}
	}
}

// TestRequired compares the fields that the analyzers know with those of the library.
func TestRequired(t *testing.T) {
	for status, want := range map[httpstatus.Status]string{
		httpstatus.Unauthorized:                "WWW-Authenticate",
		httpstatus.ProxyAuthenticationRequired: "Proxy-Authenticate",
		httpstatus.MethodNotAllowed:            "Allow",
		httpstatus.UpgradeRequired:             "Upgrade",
		httpstatus.SwitchingProtocols:          "Upgrade",
	} {
		if got := status.RequiredFields(); !slices.Contains(got, want) {
			t.Errorf("%d: RequiredFields are %q; want %s among them", int(status), got, want)
		}
	}
}
