package response_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"example.com/httpstatus/vet/internal/response"
)

const program = `package p

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
)

var errGone = errors.New("gone")

func whole() any               { return "bytes " + "*/10" }
func beginning(n string) any   { return "bytes " + n }
func formatted(n int) any      { return fmt.Sprintf("bytes */%d", n) }
func empty() any               { return []byte("") }
func none() any                { return []byte{} }
func authored() any            { return errGone.Error() }
func internal() any            { return os.Chdir("/").Error() }
func wrapped() any             { return fmt.Errorf("no: %w", os.Chdir("/")).Error() }
func wrappedAuthored() any     { return fmt.Errorf("no: %w", errGone).Error() }
func request(r *http.Request) any { return "no: " + r.ParseForm().Error() }

func toClient(w http.ResponseWriter) any { return json.NewEncoder(w).Encode(1).Error() }
`

// TestValues looks at what each function of the program returns.
func TestValues(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", program, 0)
	if err != nil {
		t.Fatal(err)
	}
	config := &types.Config{Importer: importer.Default()}
	pkg, _, err := ssautil.BuildPackage(config, fset, types.NewPackage("p", ""), []*ast.File{file}, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name  string
		text  string
		whole bool
		empty bool
		leaks bool
	}{
		{"whole", "bytes */10", true, false, false},
		{"beginning", "bytes ", false, false, false},
		{"formatted", "bytes */%d", false, false, false},
		{"empty", "", true, true, false},
		{"none", "", false, true, false},
		{"authored", "", false, false, false},
		{"internal", "", false, false, true},
		{"wrapped", "", false, false, true},
		{"wrappedAuthored", "", false, false, false},
		{"request", "no: ", false, false, false},
		{"toClient", "", false, false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			blocks := pkg.Func(test.name).Blocks
			instrs := blocks[len(blocks)-1].Instrs
			value := instrs[len(instrs)-1].(*ssa.Return).Results[0].(*ssa.MakeInterface).X
			if text, whole := response.Text(value); text != test.text || whole != test.whole {
				t.Errorf("Text is %q, %v; want %q, %v", text, whole, test.text, test.whole)
			}
			if got := response.IsEmpty(value); got != test.empty {
				t.Errorf("IsEmpty is %v; want %v", got, test.empty)
			}
			if got := response.ErrorIn(value) != nil; got != test.leaks {
				t.Errorf("ErrorIn finds an error: %v; want %v", got, test.leaks)
			}
		})
	}
}

func TestOnly(t *testing.T) {
	server := func(code int) bool { return code/100 == 5 }
	for _, test := range []struct {
		codes response.Codes
		want  bool
	}{
		{response.Codes{}, false},
		{response.Codes{Known: []int{500, 503}}, true},
		{response.Codes{Known: []int{404, 500}}, false},
		{response.Codes{Known: []int{500}, Others: true}, false},
	} {
		if got := test.codes.Only(server); got != test.want {
			t.Errorf("%+v: Only is %v; want %v", test.codes, got, test.want)
		}
	}
}
