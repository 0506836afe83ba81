package httpstatus_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/httpstatus/internal/golden"
	"example.com/httpstatus/internal/outside"
)

// The exported names of every package that others can import, but for the variables
// of languages, which are data. A line that changes breaks somebody: it needs a
// reason in the commit. To accept a change:
//
//	go test -run TestAPI -update .
func TestAPI(t *testing.T) {
	out, _ := outside.Go(t, "list", "-f", "{{.Name}} {{.ImportPath}} {{.Dir}}", "./...")
	var lines []string
	for line := range strings.Lines(string(out)) {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		path, dir, _ := strings.Cut(rest, " ")
		if name != "main" && !strings.Contains(path, "/internal/") {
			lines = append(lines, exported(t, path, dir)...)
		}
	}
	slices.Sort(lines)
	golden.File(t, "testdata/api.txt", strings.Join(lines, "\n")+"\n")
}

// exported returns a line for each exported name of a package.
func exported(t *testing.T, path, dir string) (lines []string) {
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
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(path, "example.com/httpstatus/lang") && strings.HasSuffix(file, "_gen.go") {
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
					if v, ok := spec.(*ast.ValueSpec); ok && d.Tok == token.VAR {
						v.Values = nil
					}
					add(&ast.GenDecl{Tok: d.Tok, Specs: []ast.Spec{spec}})
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
