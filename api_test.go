package httpstatus_test

import (
	"bytes"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/printer"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/httpstatus/internal/buildtest"
	"example.com/httpstatus/internal/golden"
)

// The golden file has one line for each exported name of each package that users can import.
// The line of a constant has its value, because users store values in databases and files. A
// changed line breaks programs, so the commit must give a reason. To accept a change:
//
//	go test -run TestAPI -update .
func TestAPI(t *testing.T) {
	out, _ := buildtest.Go(t, "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}} {{with .Module}}{{if .Main}}{{$.Name}} {{$.Dir}}{{end}}{{end}}", "./...")
	compiled := map[string]string{} // by import path
	dirs := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		file, rest, _ := strings.Cut(rest, " ")
		compiled[path] = file
		if name, dir, ours := strings.Cut(rest, " "); ours && name != "main" && !strings.Contains(path, "/internal/") {
			dirs[path] = dir
		}
	}
	imports := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(compiled[path]) })
	var lines []string
	for path, dir := range dirs {
		p, err := imports.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, values(p)...)
		lines = append(lines, declarations(t, path, dir)...)
	}
	slices.Sort(lines)
	golden.File(t, "testdata/api.txt", strings.Join(lines, "\n")+"\n")
}

// values returns a line for each exported constant and variable of a package.
func values(p *types.Package) (lines []string) {
	local := func(other *types.Package) string {
		if other == p {
			return ""
		}
		return other.Name()
	}
	for _, name := range p.Scope().Names() {
		if !token.IsExported(name) {
			continue
		}
		switch o := p.Scope().Lookup(name).(type) {
		case *types.Const:
			lines = append(lines, p.Path()+": const "+name+" "+types.TypeString(o.Type(), local)+" = "+o.Val().ExactString())
		case *types.Var:
			lines = append(lines, p.Path()+": var "+name+" "+types.TypeString(o.Type(), local))
		}
	}
	return lines
}

// declarations returns a line for each exported function, method and type of a package. The
// line is a copy of the source.
func declarations(t *testing.T, path, dir string) (lines []string) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	add := func(node any) {
		var b bytes.Buffer
		if err := printer.Fprint(&b, set, node); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, path+": "+strings.Join(strings.Fields(b.String()), " "))
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.FileExports(f)
		for _, declaration := range f.Decls {
			switch d := declaration.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil || ast.IsExported(receiver(d)) {
					d.Body = nil
					add(d)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if d.Tok == token.TYPE {
						add(&ast.GenDecl{Tok: d.Tok, Specs: []ast.Spec{spec}})
					}
				}
			}
		}
	}
	return lines
}

func receiver(d *ast.FuncDecl) string {
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	return t.(*ast.Ident).Name
}
