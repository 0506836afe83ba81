package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/outside"
	"example.com/httpstatus/lang"
)

// A program is a small one that uses one thing, to see what that costs.
type program struct {
	name    string // as the tables have it
	imports string // separated by spaces
	body    string // of main
	more    string // declarations
}

// hello has what every program of the table has besides: fmt and a status code.
const (
	hello     = "hello, with fmt"
	facts     = "httpstatus: constants and all facts"
	oneText   = "httpstatus: one language (English)"
	twoTexts  = "httpstatus: two languages (English, Korean)"
	allTexts  = "httpstatus: all languages"
	i18nAll   = "go-i18n: the same texts, all languages"
	i18nOne   = "go-i18n: the same texts, two languages"
	growing   = "growth"
	explained = "examples/explain"
)

const main404 = `fmt.Println(code)`

var programs = []program{
	{name: hello, imports: "fmt", body: main404, more: "var code = 404"},
	{name: "net/http: constants", imports: "fmt net/http", body: main404, more: "var code = http.StatusNotFound"},
	{name: "net/http: StatusText", imports: "fmt net/http", body: `fmt.Println(http.StatusText(code))`, more: "var code = http.StatusNotFound"},
	{name: "httpstatus: constants", imports: "fmt example.com/httpstatus", body: `fmt.Println(int(code))`, more: "var code = httpstatus.NotFound"},
	{name: facts, imports: "fmt example.com/httpstatus", more: "var code = httpstatus.NotFound",
		body: outside.AllFacts},
	{name: "httpstatus: Phrase", imports: "fmt example.com/httpstatus", body: `fmt.Println(code.Phrase())`, more: "var code = httpstatus.NotFound"},
	{name: oneText, imports: "fmt example.com/httpstatus example.com/httpstatus/lang", more: "var code = httpstatus.NotFound",
		body: `fmt.Println(code.Meaning(lang.English))`},
	{name: twoTexts, imports: "fmt example.com/httpstatus example.com/httpstatus/lang", more: "var code = httpstatus.NotFound",
		body: `fmt.Println(code.Meaning(lang.Korean))`},
	{name: allTexts, imports: "fmt example.com/httpstatus example.com/httpstatus/lang", more: "var code = httpstatus.NotFound",
		body: `for _, l := range lang.All() { fmt.Println(code.Meaning(l)) }`},
	{name: "httpstatus: negotiate, two languages", imports: "fmt example.com/httpstatus example.com/httpstatus/lang example.com/httpstatus/lang/negotiate", more: "var code = httpstatus.NotFound",
		body: `fmt.Println(code.Meaning(negotiate.New(lang.English, lang.Korean).Header("ko")))`},
	{name: "httpstatus: problem, two languages", imports: "fmt net/http example.com/httpstatus example.com/httpstatus/lang example.com/httpstatus/lang/negotiate example.com/httpstatus/problem", more: "var code = httpstatus.NotFound",
		body: `errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean)}; fmt.Println(errs.Middleware(http.NotFoundHandler()) != nil, int(code))`},
	{name: "net/http: a handler, to compare", imports: "fmt net/http", body: `http.Handle("/", http.NotFoundHandler()); fmt.Println(http.DefaultServeMux != nil)`},
	{name: "x/text: language.MatchStrings", imports: "fmt golang.org/x/text/language",
		body: `_, i := language.MatchStrings(language.NewMatcher([]language.Tag{language.English, language.Korean}), "ko"); fmt.Println(i)`},
	{name: "x/text: message.Printer", imports: "fmt golang.org/x/text/language golang.org/x/text/message",
		body: `message.SetString(language.Korean, "404", "x"); fmt.Println(message.NewPrinter(language.Korean).Sprintf("404"))`},
	{name: i18nOne, imports: "fmt embed encoding/json github.com/nicksnyder/go-i18n/v2/i18n golang.org/x/text/language",
		body: i18nBody, more: "//go:embed texts/en.json texts/ko.json\nvar files embed.FS"},
	{name: i18nAll, imports: "fmt embed encoding/json github.com/nicksnyder/go-i18n/v2/i18n golang.org/x/text/language",
		body: i18nBody, more: "//go:embed texts\nvar files embed.FS"},
}

// i18nBody loads messages as go-i18n's README does.
const i18nBody = `bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	entries, _ := files.ReadDir("texts")
	for _, e := range entries {
		if _, err := bundle.LoadMessageFileFS(files, "texts/"+e.Name()); err != nil {
			panic(err)
		}
	}
	fmt.Println(i18n.NewLocalizer(bundle, "ko").MustLocalize(&i18n.LocalizeConfig{MessageID: "meaning.404"}))`

func (p program) source() string {
	return "package main\n\nimport (\n\t\"" + strings.ReplaceAll(p.imports, " ", "\"\n\t\"") + "\"\n)\n\n" + p.more + "\n\nfunc main() {\n\t" + p.body + "\n}\n"
}

// counts are how many languages a program names to see how its cost grows. Beyond
// those there are, it takes copies.
func counts() []int { return []int{1, 2, 8, len(lang.All()), 100} }

// A workshop holds the programs, built.
type workshop struct{ dir string }

func (w workshop) remove()                   { os.RemoveAll(w.dir) }
func (w workshop) binary(name string) string { return filepath.Join(w.dir, "bin", file(name)) }

var notInNames = regexp.MustCompile(`[^a-z0-9]+`)

func file(name string) string { return notInNames.ReplaceAllString(strings.ToLower(name), "-") }

// build writes the programs into a directory in this module, for its go.mod, whose
// name keeps it out of "./...", and builds them stripped.
func build() (w workshop, err error) {
	dir, err := os.MkdirTemp(".", ".programs-")
	if err != nil {
		return w, err
	}
	if w.dir, err = filepath.Abs(dir); err != nil {
		return w, err
	}
	if err = w.build(filepath.Base(dir)); err != nil {
		w.remove()
	}
	return w, err
}

func (w workshop) build(base string) error {
	var packages []string
	add := func(name, source string) error {
		packages = append(packages, "./"+base+"/"+file(name))
		return w.write(file(name)+"/main.go", source)
	}
	for _, p := range programs {
		if err := add(p.name, p.source()); err != nil {
			return err
		}
		if strings.Contains(p.imports, "embed") {
			if err := w.writeTexts(file(p.name) + "/texts/"); err != nil {
				return err
			}
		}
	}
	names, err := w.copyLanguages()
	if err != nil {
		return err
	}
	imported := "example.com/httpstatus/internal/bench/" + base + "/lang"
	for _, n := range counts() {
		p := program{imports: "fmt " + imported, body: "for _, l := range languages { fmt.Println(l.Meaning(404)) }",
			more: "var languages = [...]httpstatus.Language{lang." + strings.Join(names[:n], ", lang.") + "}"}
		if err := add(languagesName(n), p.source()); err != nil {
			return err
		}
	}
	if err := add(growing, growthSource(imported, names)); err != nil {
		return err
	}
	packages = append(packages, "example.com/httpstatus/examples/explain")
	command := exec.Command("go", append([]string{"build", "-trimpath", "-ldflags=-s -w", "-o", w.dir + "/bin/"}, packages...)...)
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return os.Rename(w.binary("explain"), w.binary(explained))
}

func languagesName(n int) string { return fmt.Sprintf("languages-%d", n) }

func (w workshop) write(name, content string) error {
	path := filepath.Join(w.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(content), 0o666)
}

// writeTexts writes the library's titles, meanings, advice and causes as message
// files of go-i18n.
func (w workshop) writeTexts(dir string) error {
	for _, l := range lang.All() {
		texts := make(map[string]string)
		for _, s := range codes {
			texts[fmt.Sprintf("title.%d", s)] = s.Title(l)
			texts[fmt.Sprintf("meaning.%d", s)] = s.Meaning(l)
			for _, cause := range s.Causes(l) {
				texts[fmt.Sprintf("cause.%d.%d", s, len(texts))] = cause
			}
		}
		for r := httpstatus.RemedyWait; r <= httpstatus.RemedyAbandon; r++ {
			texts["advice."+r.String()] = r.Meaning(l)
		}
		for c := httpstatus.Informational; c <= httpstatus.ServerError; c++ {
			texts["class."+c.String()] = c.Meaning(l)
		}
		content, err := json.Marshal(texts)
		if err != nil {
			return err
		}
		if err := w.write(dir+l.String()+".json", string(content)); err != nil {
			return err
		}
	}
	return nil
}

var declared = regexp.MustCompile(`var (\w+)( = Language\{&)(\w+)\}`)

// copyLanguages writes a package like lang with a hundred languages: each of lang's,
// and copies of them, each with a byte more so that the linker cannot share their
// texts. It returns their names, English first.
func (w workshop) copyLanguages() (names []string, err error) {
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "example.com/httpstatus/lang").Output()
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "*.go"))
	if err != nil {
		return nil, err
	}
	names = []string{"English"}
	for extra := range 3 {
		for _, path := range files {
			source, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			content, name := string(source), filepath.Base(path)
			found := declared.FindStringSubmatch(content)
			switch {
			case strings.HasSuffix(name, "_test.go"), found == nil && extra > 0, len(names) == 100 && found != nil && extra > 0:
				continue
			case found != nil:
				suffix := strings.Repeat("X", extra)
				names = append(names, found[1]+suffix)
				content = declared.ReplaceAllString(content, "var ${1}"+suffix+"${2}${3}"+suffix+"}")
				content = strings.Replace(content, "var "+found[3]+" = table", "var "+found[3]+suffix+" = table", 1)
				content = strings.Replace(content, "text: \"\" +", "text: \""+suffix+"\" +", 1)
			}
			if err := w.write("lang/"+strings.Repeat("x", extra)+name, content); err != nil {
				return nil, err
			}
		}
	}
	if len(names) < 100 {
		return nil, errors.New("too few languages to make a hundred of")
	}
	// Korean second, as everywhere in this module.
	i := slices.Index(names, "Korean")
	names[1], names[i] = names[i], names[1]
	return names, nil
}
