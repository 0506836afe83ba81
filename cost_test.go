package httpstatus_test

import (
	"bytes"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/buildtest"
	"example.com/httpstatus/lang"

	// TestNoStartUpWork is about all public packages. With these imports, go test does not
	// take an old result of it from the cache if one of the packages has changed.
	_ "example.com/httpstatus/lang/negotiate"
	_ "example.com/httpstatus/nonstandard"
	_ "example.com/httpstatus/pages"
	_ "example.com/httpstatus/problem"
	_ "example.com/httpstatus/retry"
	_ "example.com/httpstatus/retry/retrytest"
	_ "example.com/httpstatus/statustest"
)

func TestNoAllocation(t *testing.T) {
	var texts string
	facts := 0
	korean, own := lang.Korean, lang.Korean.With(map[httpstatus.Status]httpstatus.Text{404: {Title: "mine"}})
	for name, f := range map[string]func(httpstatus.Status){
		"facts": func(s httpstatus.Status) {
			facts += int(s.Class()) + int(s.Registration()) + int(s.Remedy()) + int(s.Actor()) + int(s.Effect()) + int(s.Caching()) + int(s.Indexing())
			for _, yes := range []bool{s.Retryable(), s.AllowsContent(), s.Repeatable("GET"), s.Repeatable("POST"), s.Is(os.ErrDeadlineExceeded)} {
				if yes {
					facts++
				}
			}
		},
		"texts": func(s httpstatus.Status) {
			texts = s.Phrase()
			texts = s.Title(korean)
			texts = s.Meaning(korean)
			texts = s.Advice(korean)
			texts = s.Title(own)
			texts = s.Class().Meaning(korean)
			texts = s.Remedy().String()
			facts += len(texts)
		},
		"redirect": func(s httpstatus.Status) { texts, _ = s.RedirectMethod("POST") },
		"spec":     func(s httpstatus.Status) { texts = s.Spec().Section },
	} {
		if n := testing.AllocsPerRun(100, func() {
			for _, s := range codes {
				f(s)
			}
		}); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
	for _, s := range codes {
		line := s.String()
		if n := testing.AllocsPerRun(100, func() { texts = s.String(); _, _ = httpstatus.Parse(line) }); n != 0 {
			t.Errorf("%v: String or Parse allocates %v times", s, n)
		}
	}
}

// Facts and texts are cheap only if the compiler inlines the methods that read the arrays.
func TestFactsAreInlined(t *testing.T) {
	_, decisions := buildtest.Go(t, "build", "-gcflags=-m", ".")
	for _, method := range []string{
		"Status.Class", "Status.Registration", "Status.Remedy", "Status.Actor", "Status.Effect", "Status.Caching", "Status.Indexing",
		"Status.Retryable", "Status.AllowsContent", "Status.Repeatable", "Status.Phrase", "Status.Title", "Status.Meaning", "Status.Advice", "Remedy.Meaning", "Class.Meaning",
	} {
		if !bytes.Contains(decisions, []byte("can inline "+method+"\n")) {
			t.Errorf("%s is not inlined", method)
		}
	}
}

const allTexts = `package main

import (
	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

func main() {
	for _, l := range lang.All() {
		println(httpstatus.Forbidden.Meaning(l), httpstatus.Forbidden.Advice(l))
	}
}
`

// A program that links every public package runs no code of this module before main. The
// compiler leaves out the code that fills a large map if nothing reads it. The flag turns
// that off, so that the test also sees the maps that this program does not read.
func TestNoStartUpWork(t *testing.T) {
	packages, _ := buildtest.Go(t, "list", "./...")
	imports, _ := buildtest.Go(t, "list", "-f", `{{join .XTestImports "\n"}}`, ".")
	imported := slices.Collect(strings.FieldsSeq(string(imports)))
	source := "package main\n\nimport (\n"
	for path := range strings.FieldsSeq(string(packages)) {
		if strings.Contains(path, "/internal/") || strings.Contains(path, "/examples/") {
			continue
		}
		source += "\t_ " + strconv.Quote(path) + "\n"
		if !slices.Contains(imported, path) {
			t.Errorf("this test does not import %s", path)
		}
	}
	source += ")\n\nfunc main() {}\n"
	if work := buildtest.StartUp(t, buildtest.Build(t, source, "GOFLAGS=-gcflags=example.com/httpstatus/...=-d=wrapglobalmapctl=1")); work != nil {
		t.Errorf("start-up work: %q", work)
	}
}

// Packages httpstatus, lang and nonstandard import only small packages.
func TestImports(t *testing.T) {
	out, _ := buildtest.Go(t, "list", "-deps", ".", "./lang", "./nonstandard")
	for path := range strings.FieldsSeq(string(out)) {
		if path == "fmt" || path == "net" || strings.HasPrefix(path, "net/") || strings.HasPrefix(path, "golang.org/") {
			t.Errorf("%s is imported", path)
		}
	}
}

// A program contains only the languages that it names.
func TestWhatIsLinked(t *testing.T) {
	english, korean := httpstatus.Teapot.Meaning(lang.English), httpstatus.Teapot.Meaning(lang.Korean)
	for name, test := range map[string]struct {
		source      string
		has, hasNot []string
	}{
		"constants": {
			`package main

import "example.com/httpstatus"

func main() {
	if httpstatus.Unauthorized.Retryable() && !httpstatus.BadGateway.Repeatable("POST") {
		println(httpstatus.Forbidden)
	}
}
`, nil, []string{english, korean},
		},
		"one language": {
			`package main

import (
	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

func main() { println(httpstatus.Forbidden.Meaning(lang.Korean)) }
`, []string{english, korean}, nil, // English is the zero Language, so every program has it
		},
		"all": {allTexts, []string{english, korean}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			binary, err := os.ReadFile(buildtest.Build(t, test.source))
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range lang.All() {
				if text := httpstatus.Teapot.Meaning(l); name != "all" && text != english && text != korean {
					test.hasNot = append(test.hasNot, text)
				} else if name == "all" {
					test.has = append(test.has, text)
				}
			}
			for _, text := range test.has {
				if !bytes.Contains(binary, []byte(text)) {
					t.Errorf("%q is not in the program, so this test shows nothing", text)
				}
			}
			for _, text := range append(test.hasNot, "net/http.", "golang.org/x/text", "fmt.Fprintf") {
				if bytes.Contains(binary, []byte(text)) {
					t.Errorf("%q is in the program", text)
				}
			}
		})
	}
}

// The constants and all facts make a stripped program that prints with fmt grow by less than
// 8 KB. (A program that does not import fmt also grows by package os, because Is compares
// with os.ErrDeadlineExceeded.) A language makes it grow by the size of its text and at most
// a tenth more.
func TestSize(t *testing.T) {
	size := func(source string) int64 {
		n, err := buildtest.Size(buildtest.Build(t, source, "GOOS=linux", "GOARCH=amd64"))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	const hello = "package main\n\nimport \"fmt\"\n\nvar code = 404\n\nfunc main() { fmt.Println(code) }\n"
	facts := strings.NewReplacer(`"fmt"`, "(\n\t\"fmt\"\n\n\t\"example.com/httpstatus\"\n)", "var code = 404", "var code = httpstatus.NotFound",
		"fmt.Println(code)", buildtest.AllFacts).Replace(hello)
	if grown := size(facts) - size(hello); grown >= 8<<10 {
		t.Errorf("constants and facts cost %d bytes", grown)
	} else {
		t.Logf("constants and facts cost %d bytes", grown)
	}

	one := strings.NewReplacer("lang.All()", "[]httpstatus.Language{lang.English, lang.Korean}").Replace(allTexts)
	base := size(strings.Replace(one, ", lang.Korean", "", 1))
	all := int64(0)
	for _, l := range lang.All() {
		if l != lang.English {
			all += buildtest.TextSize(l)
		}
	}
	for name, test := range map[string]struct {
		source string
		text   int64
	}{
		"Korean":        {one, buildtest.TextSize(lang.Korean)},
		"all languages": {allTexts, all},
	} {
		grown := size(test.source) - base
		t.Logf("%s: %d bytes of text, %d bytes of program", name, test.text, grown)
		if grown > test.text*11/10 {
			t.Errorf("%s: %d bytes of text make the program grow by %d", name, test.text, grown)
		}
	}
}
