package gen_test

import (
	"encoding/csv"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"example.com/httpstatus/internal/gen"
	"github.com/google/go-cmp/cmp"
)

// edit changes one key of a JSON source. If the value is nil, it deletes the key.
func edit(t *testing.T, root fstest.MapFS, file, key string, value any) {
	t.Helper()
	var whole map[string]any
	if err := json.Unmarshal(root[file].Data, &whole); err != nil {
		t.Fatal(err)
	}
	set(t, whole, key, value)
	data, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	root[file].Data = data
}

// The generator checks advice by code like all texts. Each language must have it for the same
// codes as the English.
func TestRefusesBadAdviceByCode(t *testing.T) {
	const good = "Eine kleinere Datei wählen und es noch einmal versuchen."
	for name, test := range map[string]struct {
		file, key string
		value     any
		reason    string
	}{
		"missing":          {"lang/texts/de.json", "advice.511", nil, "advice.511: is missing or empty"},
		"no label":         {"lang/texts/de.json", "labels.Retry", nil, "labels.Retry: is missing or empty"},
		"another label":    {"lang/texts/de.json", "labels.Reload", "Neu laden", "labels.Reload: unknown key"},
		"label as title":   {"lang/texts/en.json", "labels.Home", "Not found", "is also the text of"},
		"no register":      {"lang/texts/de.json", "register", "", "register: is empty"},
		"empty":            {"lang/texts/de.json", "advice.511", "", "advice.511: is missing or empty"},
		"empty in English": {"lang/texts/en.json", "advice.511", "", "advice.511: is missing or empty"},
		"only here":        {"lang/texts/de.json", "advice.404", good, "advice.404: the English has no advice for this code"},
		"only in English":  {"lang/texts/en.json", "advice.404", "Try again after lunch.", "lang/texts/de.json: advice.404: is missing or empty"},
		"as its remedy":    {"lang/texts/en.json", "advice.511", "Sign in, or send valid credentials with the request, and try again.", "is also the text of advice.Authenticate"},
		"as a class":       {"lang/texts/en.json", "advice.413", "The request was received, understood and accepted.", "is also the text of advice.413"},
		"English":          {"lang/texts/de.json", "advice.511", "Sign in to the network, then try again.", `advice.511: "Sign in to the network, then try again." equals the English`},
		"no end":           {"lang/texts/de.json", "advice.511", "Sich im Netzwerk anmelden", `advice.511: "Sich im Netzwerk anmelden" does not end in "."`},
		"small letter":     {"lang/texts/de.json", "advice.511", "sich im Netzwerk anmelden.", "begins with a small letter"},
		"too short":        {"lang/texts/de.json", "advice.511", "Anmelden.", "want 15 to 260"},
		"digit":            {"lang/texts/de.json", "advice.511", "Sich mit Code 511 anmelden.", `has "5"`},
		"foreign letter":   {"lang/texts/de.json", "advice.511", "Sich im Nеtzwerk anmelden.", "a letter of another script"},
	} {
		root := sources(t, "en", "de")
		edit(t, root, test.file, test.key, test.value)
		refused(t, name, root, test.reason)
	}
}

// Each status points at its own advice or at the advice of its remedy. It does not matter how
// many statuses have their own. The test reads the generated code and compares it with the
// files.
func TestAdviceByCode(t *testing.T) {
	own := map[string]string{ // not in order; with the first and the last status that can have its own advice
		"511": "Sign in to the network, then try again.",
		"404": "Look for a mistake in the address.",
		"300": "Choose one of the addresses.",
		"413": "Choose a smaller file, then try again.",
	}
	for name, codes := range map[string][]string{"one": {"511"}, "none": nil, "several": {"511", "404", "300", "413"}} {
		t.Run(name, func(t *testing.T) {
			root := sources(t, "en")
			for code := range remedies(t) {
				edit(t, root, "lang/texts/en.json", "advice."+code, nil)
			}
			for _, code := range codes {
				edit(t, root, "lang/texts/en.json", "advice."+code, own[code])
			}
			files, err := gen.Generate(root)
			if err != nil {
				t.Fatal(err)
			}
			var keys []string
			for _, line := range regexp.MustCompile(`// ((?:statuses|advice|classes|labels|causes)\.\S+)\n`).FindAllStringSubmatch(string(files["internal/texts/en_gen.go"]), -1) {
				keys = append(keys, line[1])
			}
			statuses, at := numbers(t, files["catalog_gen.go"], "registered"), numbers(t, files["internal/texts/layout_gen.go"], "AdviceAt")
			if len(statuses) != 64 || len(at) != len(statuses) {
				t.Fatalf("%d codes, %d places of advice", len(statuses), len(at))
			}
			remedy := remedies(t)
			got, want := map[int]string{}, map[int]string{}
			for slot, code := range statuses {
				if at[slot] < len(keys) { // else Empty
					got[code] = keys[at[slot]]
				}
				if text := strconv.Itoa(code); slices.Contains(codes, text) {
					want[code] = "advice." + text
				} else if remedy[text] != "None" {
					want[code] = "advice." + remedy[text]
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +generated):\n%s", diff)
			}
			// The next kind of text begins where the advice ends.
			if i, want := slices.Index(keys, "classes.Informational"), 2*64+10+len(codes); i != want {
				t.Errorf("classes begin at %d; want %d", i, want)
			}
			if !regexp.MustCompile(`NumOwnAdvice = ` + strconv.Itoa(len(codes)) + `\n`).Match(files["internal/texts/layout_gen.go"]) {
				t.Errorf("numOwnAdvice is not %d", len(codes))
			}
		})
	}
}

// remedies returns the remedy of each code, from the table.
func remedies(t *testing.T) map[string]string {
	t.Helper()
	file, err := os.Open(filepath.Join(root, "internal/gen/catalog.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column, remedy := slices.Index(rows[0], "remedy"), map[string]string{}
	for _, row := range rows[1:] {
		remedy[row[0]] = row[column]
	}
	return remedy
}

// numbers returns the elements of an array of numbers in generated code.
func numbers(t *testing.T, source []byte, name string) (values []int) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok || d.Tok != token.VAR {
			continue
		}
		if v := d.Specs[0].(*ast.ValueSpec); v.Names[0].Name == name {
			for _, e := range v.Values[0].(*ast.CompositeLit).Elts {
				n, err := strconv.Atoi(e.(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				values = append(values, n)
			}
		}
	}
	return values
}

// A reading covers at least the titles, the meanings and the advice by remedy. It may show each
// text twice. Two codes may have the same advice.
func TestReadingsOfLanguages(t *testing.T) {
	for _, test := range []struct {
		right, of int
		date      string
		reason    string // "" is accepted
	}{
		{138, 138, "2026-11-22", ""},
		{468, 468, "2026-11-22", ""},
		{463, 468, "2026-11-22", ""},
		{468, 469, "2026-11-22", "lang/texts/de.json: reading: is 468 of 469"},
		{137, 137, "2026-11-22", "from 138 (titles, meanings and advice by remedy) to 468 (each text twice)"},
		{-1, 138, "2026-11-22", "-1 of 138"},
		{139, 138, "2026-11-22", "139 of 138"},
		{135, 138, "2026-11-22", `lang/texts/de.json: review: is "checked", but only 135 of 138 texts were right; want 98 % or more`},
		{136, 138, "2026-11-22", ""}, // 98.55 %
		{138, 138, "2026-02-29", `"date" such as`},
		{138, 138, "", `"date" such as`},
		{138, 138, "2026-11-22T00:00:00Z", `"date" such as`},
	} {
		root := sources(t, "en", "de")
		edit(t, root, "lang/texts/de.json", "review", "checked")
		edit(t, root, "lang/texts/de.json", "reading", map[string]any{"right": test.right, "of": test.of, "date": test.date})
		if test.reason != "" {
			refused(t, test.reason, root, "lang/texts/de.json", test.reason)
		} else if _, err := gen.Generate(root); err != nil {
			t.Errorf("%d of %d on %q: %v", test.right, test.of, test.date, err)
		}
	}
	root := sources(t, "en", "de")
	edit(t, root, "lang/texts/de.json", "advice.413", "Eine kleinere Datei wählen.")
	edit(t, root, "lang/texts/de.json", "advice.414", "Eine kleinere Datei wählen.")
	edit(t, root, "lang/texts/de.json", "review", "draft")
	edit(t, root, "lang/texts/de.json", "reading", map[string]any{"right": 0, "of": 138, "date": "2026-11-22"})
	if _, err := gen.Generate(root); err != nil {
		t.Errorf("a draft of which no text was right is refused: %v", err)
	}
}

func TestRefusesBadReadings(t *testing.T) {
	for name, test := range map[string]struct{ content, place string }{
		"no list":      {`{}`, "cannot unmarshal object"},
		"no file":      {"", "readings.json"},
		"unknown":      {`[{"texts": "causes", "note": "", "score": 1}]`, `unknown field "score"`},
		"twice":        {`[{"texts": "causes", "texts": "causes"}]`, "twice"},
		"no texts":     {`[{"texts": "", "note": "All right.", "reading": null}]`, ": 1: "},
		"bar":          {`[{"texts": "causes", "reading": null}, {"texts": "a | b", "reading": null}]`, `: 2: "a | b", "": "texts" must not be empty`},
		"bar in note":  {`[{"texts": "causes", "note": "a | b", "reading": null}]`, ": 1: "},
		"line break":   {`[{"texts": "a\nb", "reading": null}]`, ": 1: "},
		"break, note":  {`[{"texts": "a", "note": "a\nb", "reading": null}]`, ": 1: "},
		"none read":    {`[{"texts": "causes", "reading": {"right": 0, "of": 0, "date": "2026-11-22"}}]`, "0 of 0"},
		"too many":     {`[{"texts": "causes", "reading": {"right": 3, "of": 2, "date": "2026-11-22"}}]`, "3 of 2"},
		"fewer than 0": {`[{"texts": "causes", "reading": {"right": -1, "of": 2, "date": "2026-11-22"}}]`, "-1 of 2"},
		"no date":      {`[{"texts": "causes", "reading": {"right": 1, "of": 2}}]`, `1 of 2 on ""`},
		"no day":       {`[{"texts": "causes", "reading": {"right": 1, "of": 2, "date": "2026-11-31"}}]`, "2026-11-31"},
	} {
		root := sources(t, "en")
		root["internal/gen/readings.json"].Data = []byte(test.content)
		if test.content == "" {
			delete(root, "internal/gen/readings.json")
		}
		refused(t, name, root, "internal/gen/readings.json", test.place)
	}
}

// lang/README.md has the readings that are in the data. The code of the generator has no result
// of a reading.
func TestReadmeIsTheData(t *testing.T) {
	root := sources(t, "en", "de", "ko")
	edit(t, root, "lang/texts/de.json", "reading", map[string]any{"right": 137, "of": 138, "date": "2031-05-06"})
	edit(t, root, "lang/texts/de.json", "review", "checked")
	edit(t, root, "lang/texts/de.json", "register", "polite")
	edit(t, root, "lang/texts/de.json", "spelling", "hunspell-de-de, 2031-05-07")
	edit(t, root, "lang/texts/ko.json", "register", "formal")
	edit(t, root, "lang/texts/ko.json", "spelling", nil)
	edit(t, root, "lang/texts/ko.json", "review", "draft")
	edit(t, root, "lang/texts/ko.json", "reading", nil)
	root["internal/gen/readings.json"].Data = []byte(`[
		{"texts": "proverbs", "note": "They were short.", "reading": {"right": 71, "of": 83, "date": "2031-07-08"}},
		{"texts": "riddles", "note": "", "reading": null},
		{"texts": "one", "reading": {"right": 0, "of": 1, "date": "2031-07-09"}}
	]`)
	readme := func() string {
		t.Helper()
		files, err := gen.Generate(root)
		if err != nil {
			t.Fatal(err)
		}
		return string(files["lang/README.md"])
	}
	got := readme()
	for _, line := range []string{
		"<!-- Code generated by internal/gen from internal/gen/lang_readme.md.tmpl, internal/gen/readings.json and lang/texts/*.json; DO NOT EDIT. -->",
		"| de | German | Deutsch | checked | 137/138 |",
		"| ko | Korean | 한국어 | draft | no |",
		"- **de**: readers of German everywhere. Register: polite. Spelling: hunspell-de-de, 2031-05-07. Read on 2031-05-06.",
		"- **ko**: readers of Korean everywhere. Register: formal. Spelling: no. Not read yet.",
		"| proverbs | 71 of 83 | 2031-07-08 | They were short. |",
		"| riddles | not read yet |  |  |",
		"| one | 0 of 1 | 2031-07-09 |  |",
	} {
		if !slices.Contains(strings.Split(got, "\n"), line) {
			t.Errorf("there is no line %q in\n%s", line, got)
		}
	}
	if n := len(regexp.MustCompile(`(?m)^\| (de|en|ko|proverbs|riddles|one) \|`).FindAllString(got, -1)); n != 6 {
		t.Errorf("%d rows; want 6 in\n%s", n, got)
	}
	const none = "No language here has had one."
	if !strings.Contains(got, "one of the 64 codes") || !strings.Contains(got, "98 %") || !strings.Contains(got, none) {
		t.Errorf("a number of the text is missing:\n%s", got)
	}
	edit(t, root, "lang/texts/de.json", "review", "native")
	if strings.Contains(readme(), none) {
		t.Errorf("%q, although the review of German is native", none)
	}

	root["internal/gen/lang_readme.md.tmpl"].Data = []byte("{{range}}")
	refused(t, "template", root, "internal/gen/lang_readme.md.tmpl")
	root["internal/gen/lang_readme.md.tmpl"].Data = []byte("{{.Nothing}}")
	refused(t, "member", root, "internal/gen/lang_readme.md.tmpl", "Nothing")
	delete(root, "internal/gen/lang_readme.md.tmpl")
	refused(t, "no template", root, "internal/gen/lang_readme.md.tmpl")

	code, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	result := regexp.MustCompile(`[0-9]+ of [0-9]+`)
	for _, name := range slices.DeleteFunc(code, func(name string) bool { return strings.HasSuffix(name, "_test.go") }) {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if found := result.Find(source); found != nil {
			t.Errorf("%s has the result of a reading, %q; want it only in the data", name, found)
		}
	}
}
