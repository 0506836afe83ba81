// Package response finds out what the functions of a package do to an HTTP response:
// which header fields they set, which status they send and when they write content.
// The analyzers of package statusvet read these events.
//
// It follows calls of functions that are given the response, in the same package and,
// through facts, in the packages that this one imports. Where it cannot see a function
// that is given the response, it assumes that the function may have done anything.
package response

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"regexp"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/ctrlflow"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"
)

// Analyzer finds the events of each function. It reports nothing itself.
var Analyzer = &analysis.Analyzer{
	Name:       "response",
	Doc:        "find what the functions of a package do to an HTTP response",
	Run:        run,
	Requires:   []*analysis.Analyzer{ctrlflow.Analyzer},
	ResultType: reflect.TypeFor[*Package](),
	FactTypes:  []analysis.Fact{new(Summary)},
}

// A Package holds the functions of the analysed package. It has none if the package
// has nothing to do with HTTP.
type Package struct {
	Functions []*Function // those in files that people write and that are not tests

	pass      *analysis.Pass
	functions map[*ssa.Function]*Function
	callers   map[*ssa.Function][]site
	noMethod  map[*ssa.Function]bool // called by a router that has set Allow
}

// A site is a static call of a function of the package.
type site struct {
	in   *ssa.Function
	call ssa.CallInstruction
}

// A Function is one function and its events.
type Function struct {
	SSA     *ssa.Function
	Events  []*Event
	Summary *Summary

	flow *flow
}

func run(pass *analysis.Pass) (any, error) {
	p := &Package{
		pass:      pass,
		functions: make(map[*ssa.Function]*Function),
		callers:   make(map[*ssa.Function][]site),
		noMethod:  make(map[*ssa.Function]bool),
	}
	if !relevant(pass.Pkg) {
		return p, nil
	}
	funcs := build(pass)
	for _, fn := range funcs {
		p.findCalls(fn)
	}
	for _, fn := range funcs {
		f := p.function(fn)
		if obj, ok := fn.Object().(*types.Func); ok && obj.Pkg() == pass.Pkg && f.Summary.worthKeeping(fn) {
			pass.ExportObjectFact(obj, f.Summary)
		}
		if p.Checked(fn.Pos()) {
			p.Functions = append(p.Functions, f)
		}
	}
	return p, nil
}

// relevant reports whether pkg can hold a response. That saves the work for most of the
// packages that a program depends on.
func relevant(pkg *types.Package) bool {
	switch pkg.Path() {
	case "net/http", "net/http/internal", "net/http/httptest", "net/http/httputil":
		return false
	}
	if strings.HasPrefix(pkg.Path(), "golang.org/x/net/") {
		return false
	}
	for _, imported := range pkg.Imports() {
		if imported.Path() == "net/http" || framework(imported.Path()) != "" {
			return true
		}
	}
	return false
}

// build makes the SSA form of the package in the way of passes/buildssa.
func build(pass *analysis.Pass) []*ssa.Function {
	program := ssa.NewProgram(pass.Fset, ssa.BuilderMode(0))
	program.SetNoReturn(pass.ResultOf[ctrlflow.Analyzer].(*ctrlflow.CFGs).NoReturn)
	for _, imported := range pass.Pkg.Imports() {
		program.CreatePackage(imported, nil, nil, true)
	}
	program.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false).Build()

	var funcs []*ssa.Function
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		funcs = append(funcs, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				if obj, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
					if fn := program.FuncValue(obj); fn != nil {
						add(fn)
					}
				}
			}
		}
	}
	// The value of a package variable can be a handler.
	if init := program.Package(pass.Pkg).Func("init"); init != nil {
		for _, anon := range init.AnonFuncs {
			add(anon)
		}
	}
	return funcs
}

// forTests matches packages that help tests, such as net/http/httptest.
var forTests = regexp.MustCompile(`(^|/)(e2e|endtoend|integration|tests?|testing|testutils?|testserver|\w+test)(/|$)`)

// notForTests matches words that forTests matches too.
var notForTests = regexp.MustCompile(`(^|/)(attest|contest|latest|protest)(/|$)`)

// Checked reports whether the analyzers look at the code at pos. They do not look at tests
// and generated files. Servers in tests leave out fields on purpose.
func (p *Package) Checked(pos token.Pos) bool { return Checked(p.pass, pos) }

// Checked is the same for an analyzer that does not need the events.
func Checked(pass *analysis.Pass, pos token.Pos) bool {
	file := pass.Fset.File(pos)
	if file == nil || strings.HasSuffix(file.Name(), "_test.go") {
		return false
	}
	if path := pass.Pkg.Path(); forTests.MatchString(path) && !notForTests.MatchString(path) {
		return false
	}
	for _, f := range pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			return !ast.IsGenerated(f)
		}
	}
	return false
}

// Enclosing returns the syntax around pos, from the inside to the outside.
func Enclosing(pass *analysis.Pass, pos token.Pos) []ast.Node {
	for _, f := range pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			path, _ := astutil.PathEnclosingInterval(f, pos, pos)
			return path
		}
	}
	return nil
}

// Range returns the call expression at pos, or pos itself.
func Range(pass *analysis.Pass, pos token.Pos) analysis.Range {
	for _, node := range Enclosing(pass, pos) {
		if call, ok := node.(*ast.CallExpr); ok && call.Lparen == pos {
			return call
		}
	}
	return at(pos)
}

type at token.Pos

func (a at) Pos() token.Pos { return token.Pos(a) }
func (a at) End() token.Pos { return token.Pos(a) }

// findCalls notes where fn calls functions of the package.
func (p *Package) findCalls(fn *ssa.Function) {
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			p.findNoMethod(instr)
			if call, ok := instr.(ssa.CallInstruction); ok {
				if callee := call.Common().StaticCallee(); callee != nil && len(callee.Blocks) > 0 {
					p.callers[callee] = append(p.callers[callee], site{fn, call})
				}
			}
		}
	}
}
