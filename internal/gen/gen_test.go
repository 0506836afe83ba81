package gen_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"example.com/httpstatus/internal/gen"
	"github.com/google/go-cmp/cmp"
)

const root = "../.."

// The generated files on disk are exactly the files that the generator makes.
func TestGeneratedFilesAreUpToDate(t *testing.T) {
	files, err := gen.Generate(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	onDisk, err := gen.Generated(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range onDisk {
		if _, ok := files[name]; !ok {
			t.Errorf("%s is on disk, but the generator does not make it; run: go generate ./...", name)
		}
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Errorf("%v; run: go generate ./...", err)
		} else if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
			t.Errorf("%s is not up to date (-made +on disk); run: go generate ./...\n%s", name, diff)
		}
	}
}

func TestGenerateIsDeterministic(t *testing.T) {
	first, err := gen.Generate(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		again, err := gen.Generate(os.DirFS(root))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first, again); diff != "" {
			t.Fatalf("two runs differ:\n%s", diff)
		}
	}
}

func TestToolsRecogniseGeneratedFiles(t *testing.T) {
	files, err := gen.Generate(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, content, parser.ParseComments)
		if err != nil || !ast.IsGenerated(file) {
			t.Errorf("%s: not recognised as generated (%v)", name, err)
		}
	}
}

// sources returns a copy of the generator's sources with some of the languages.
func sources(t *testing.T, tags ...string) fstest.MapFS {
	t.Helper()
	names := []string{"internal/gen/catalog.csv", "internal/gen/sources.csv", "internal/gen/nonstandard.csv", "internal/gen/lang_readme.md.tmpl", "internal/gen/readings.json"}
	for _, tag := range tags {
		names = append(names, "lang/texts/"+tag+".json")
	}
	copied := fstest.MapFS{}
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		copied[name] = &fstest.MapFile{Data: data}
	}
	return copied
}

// refused checks that the generator refuses the sources, and that one line of the error has
// all the words: the file, the place and the reason.
func refused(t *testing.T, name string, root fs.FS, words ...string) {
	t.Helper()
	files, err := gen.Generate(root)
	if err == nil || files != nil {
		t.Errorf("%s: error %v and %d files; want an error and no file", name, err, len(files))
		return
	}
	for line := range strings.Lines(err.Error()) {
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(line, word) }) {
			return
		}
	}
	t.Errorf("%s: no line of the error has all of %q:\n%v", name, words, err)
}

func TestRefusesBadCatalogue(t *testing.T) {
	for name, test := range map[string]struct{ from, to, place, reason string }{
		"column":        {"code,identifier", "code,name", "line 1", `column 2 is "name"; want "identifier"`},
		"cells":         {"404,NotFound,", "404,NotFound,,", "line 30", "wrong number of fields"},
		"code":          {"404,NotFound", "4o4,NotFound", "line 30", `"4o4"`},
		"code range":    {"511,Network", "611,Network", "line 65", `"611"`},
		"order":         {"404,NotFound", "402,NotFound", "402", "ascending"},
		"x00":           {"\n400,", "\n407,", "400", "missing"},
		"identifier":    {"404,NotFound", "404,notFound", "(404), identifier", `"notFound"`},
		"another name":  {"404,NotFound", "404,Missing", "(404), identifier", `is "Missing"; want "NotFound", the phrase in CamelCase`},
		"small word":    {"505,HTTPVersion", "505,HttpVersion", "(505), identifier", `want "HTTPVersionNotSupported"`},
		"short name":    {"203,NonAuthoritativeInformation", "203,NonAuthoritativeInfo", "(203), identifier", `want "NonAuthoritativeInformation"`},
		"name of 306":   {"306,SwitchProxy", "306,Unused", "(306), identifier", `want "SwitchProxy"`},
		"name of 418":   {"418,Teapot", "418,ImATeapot", "(418), identifier", `want "Teapot"`},
		"twice":         {"404,NotFound", "404,Gone", "410", `the identifier "Gone" is also that of 404`},
		"phrase":        {"NotFound,Not Found", "NotFound,Not Foünd", "(404), phrase", "ASCII"},
		"untrimmed":     {"NotFound,Not Found", "NotFound, Not Found", "(404), phrase", "has a space at an end"},
		"remedy":        {"LookElsewhere", "LookElswhere", "(404), remedy", `"Wait"`},
		"actor":         {"LookElsewhere,User", "LookElsewhere,Usr", "(404), actor", `"Upstream"`},
		"no remedy":     {"LookElsewhere", "None", "(404), remedy", "want None for 1xx, 2xx and 304"},
		"document":      {"Permanent,RFC 9110,15.5.5", "Permanent,RFC9110,15.5.5", "(404), document", `"RFC9110"`},
		"section":       {"Permanent,RFC 9110,15.5.5", "Permanent,RFC 9110,§15", "(404), section", `"§15"`},
		"source":        {"NotApplied,\"RFC 9110, 15.5.5\"", "NotApplied,the standard", "(404), effect_source", "silent"},
		"no source":     {"NotApplied,\"RFC 9110, 15.5.5\"", "NotApplied,", "(404), effect_source", "silent"},
		"registration":  {"NotFound,Not Found,,,Permanent", "NotFound,Not Found,,,None", "(404), registration", "None"},
		"field":         {"WWW-Authenticate", "WWW Authenticate", "(401), required", "field name"},
		"required too":  {"WWW-Authenticate,", "WWW-Authenticate,WWW-Authenticate", "(401), expected", "also a required field"},
		"field, silent": {"Allow,,\"RFC 9110, 15.5.6\"", "Allow,,silent", "(405), fields_source", "the row has fields"},
		"redirect":      {"None,\"RFC 9110, 10.2.2\",Dropped,,\"Google Crawling Infrastructure, HTTP status codes\",\"It does", "Keep,\"RFC 9110, 10.2.2\",Dropped,,\"Google Crawling Infrastructure, HTTP status codes\",\"It does", "(404), redirect", "the code is not 3xx"},
		"other source":  {"Google Crawling Infrastructure, HTTP status codes\",\"It does not say", "Bing, HTTP status codes\",\"It does not say", "(404), indexing_source", "sources.csv"},
		"hours":         {"Deferred,48h", "Deferred,2 days", "(429), indexing_limit", `"48h"`},
		"other hours":   {"Deferred,48h", "Deferred,24h", "500", "indexing_limit is 48h, but 24h in a row before"},
		"no hours":      {"Deferred,48h", "Deferred,", "(429), indexing_limit", "want a limit if indexing is Deferred"},
		"needless":      {"Dropped,,\"Google Crawling Infrastructure, HTTP status codes\",\"It does", "Dropped,48h,\"Google Crawling Infrastructure, HTTP status codes\",\"It does", "(404), indexing_limit", "want a limit if indexing is Deferred"},
		"phrase twice":  {"NotFound,Not Found", "NotFound,Gone", "410", "is also that of 404"},
		"older phrase":  {"NotFound,Not Found,", "NotFound,Not Found,gone", "410", "is also that of 404"},
		"two faults":    {"NotFound,Not Found,,,Permanent", "NotFound,Found,,,Permanentt", "(404), registration", `"Permanentt"`},
		"remark":        {"An origin server uses 401 Unauthorized.", "An origin server uses 401 Unauthorized", "(407), remark", "whole sentences"},
	} {
		root := sources(t, "en")
		file := root["internal/gen/catalog.csv"]
		changed := strings.Replace(string(file.Data), test.from, test.to, 1)
		if changed == string(file.Data) {
			t.Errorf("%s: %q is not in the table", name, test.from)
			continue
		}
		file.Data = []byte(changed)
		refused(t, name, root, "internal/gen/catalog.csv", test.place, test.reason)
	}
}

func TestRefusesBadSources(t *testing.T) {
	const registry = "IANA HTTP Status Code Registry,https://www.iana.org/assignments/http-status-codes/"
	for name, test := range map[string]struct{ from, to, place, reason string }{
		"column":      {"name,address", "title,address", "line 1", `column 1 is "title"; want "name"`},
		"no name":     {registry, registry[len("IANA HTTP Status Code Registry"):], "line 2, name", `is ""`},
		"untrimmed":   {registry, " " + registry, "line 2, name", "no space at an end"},
		"semicolon":   {"IANA HTTP", "IANA; HTTP", "line 2, name", `";"`},
		"address":     {registry, strings.Replace(registry, "https", "http", 1), "line 2, address", "https://"},
		"date":        {"2025-09-15", "15.9.2025", "line 2, updated", "2026-10-09"},
		"order":       {"2025-09-15", "2026-10-10", "line 2, compared", "not before"},
		"no date":     {",2026-10-09", ",", "line 2, compared", "IANA"},
		"no registry": {"IANA HTTP", "iana HTTP", "table", "IANA HTTP Status Code Registry"},
		"twice":       {"\"Fetch, redirect status\"", "IANA HTTP Status Code Registry", "line 3, name", "twice"},
	} {
		root := sources(t, "en")
		file := root["internal/gen/sources.csv"]
		changed := strings.Replace(string(file.Data), test.from, test.to, 1)
		if changed == string(file.Data) {
			t.Errorf("%s: %q is not in the table", name, test.from)
			continue
		}
		file.Data = []byte(changed)
		refused(t, name, root, "internal/gen/sources.csv", test.place, test.reason)
	}
}

// The day on which the table was compared comes only from the data.
func TestDateOfTheTable(t *testing.T) {
	root := sources(t, "en")
	file := root["internal/gen/sources.csv"]
	file.Data = []byte(strings.Replace(string(file.Data), "2025-09-15,2026-10-09", "2031-01-02,2031-02-03", 1))
	files, err := gen.Generate(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"catalog_gen.go", "table_gen.go"} {
		text := strings.Join(strings.Fields(strings.ReplaceAll(string(files[name]), "\n//", " ")), " ")
		for _, want := range []string{"https://www.iana.org/assignments/http-status-codes/", "as it stood on 3 February 2031", "last updated on 2 January 2031"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
	}
}

// A program may repeat a request by itself only if no person has to act. If the owner or the
// user has to act, the status is never repeatable.
func TestRepeatableByActor(t *testing.T) {
	for actor, want := range map[string]string{
		"Nobody": "never", "Client": "any method", "User": "never", "Owner": "never", "Operator": "any method", "Upstream": "any method",
	} {
		root := sources(t, "en")
		file := root["internal/gen/catalog.csv"]
		file.Data = []byte(strings.Replace(string(file.Data), "15.5.9,Reconnect,Client,", "15.5.9,Reconnect,"+actor+",", 1))
		files, err := gen.Generate(root)
		if err != nil {
			t.Fatal(err)
		}
		if line := "// Remedy: Reconnect. Actor: " + actor + ". Repeatable: " + want + ". Caching: Explicit.\nconst RequestTimeout "; !strings.Contains(string(files["catalog_gen.go"]), line) {
			t.Errorf("%s: not %q", actor, line)
		}
	}
}

func TestRefusesBadLanguage(t *testing.T) {
	const (
		title404   = "statuses.404.title"
		meaning404 = "statuses.404.meaning"
	)
	for name, test := range map[string]struct {
		tag, key string
		value    any // nil deletes
		reason   string
	}{
		"missing text":      {"ko", title404, nil, "missing or empty"},
		"empty text":        {"ko", title404, "", "missing or empty"},
		"missing status":    {"ko", "statuses.404", nil, "missing or empty"},
		"missing advice":    {"ko", "advice.Wait", nil, "missing or empty"},
		"missing class":     {"ko", "classes.ClientError", nil, "missing or empty"},
		"missing term":      {"ko", "glossary.request", nil, "missing or empty"},
		"extra status":      {"ko", "statuses.499", map[string]any{"title": "x", "meaning": "y"}, "unknown key"},
		"extra advice":      {"ko", "advice.Pray", "x", `advice.Pray: unknown key; want a registered code or one of "Wait", "Reconnect", `},
		"no code":           {"ko", "advice.499", "x", "advice.499: unknown key; want a registered code or one of"},
		"no code, English":  {"en", "advice.499", "x", "advice.499: unknown key; want a registered code or one of"},
		"not written so":    {"en", "advice.0404", "x", "advice.0404: unknown key; want a registered code or one of"},
		"the first code":    {"ko", "advice.100", "x", "advice.100: the remedy of 100 is None"},
		"nothing failed":    {"ko", "advice.304", "x", "advice.304: the remedy of 304 is None"},
		"nor in English":    {"en", "advice.200", "x", "advice.200: the remedy of 200 is None"},
		"advice None":       {"en", "advice.None", "x", "advice.None: unknown key; want a registered code or one of"},
		"extra key":         {"ko", "remarks", "x", `unknown field "remarks"`},
		"causes":            {"ko", "causes.404", []any{"하나뿐인 원인"}, "there are 1 causes; the English has 3"},
		"untrimmed":         {"ko", title404, "찾을 수 없음 ", "a space at an end"},
		"two spaces":        {"ko", title404, "찾을  수 없음", "two spaces"},
		"line break":        {"de", title404, "Nicht\ngefunden", "U+000A"},
		"English":           {"de", title404, "Not found", "equals the English"},
		"needless same":     {"de", "same", []any{title404}, "remove the key from the list"},
		"same for two":      {"de", "statuses.410.title", "@" + title404, "is also the text of " + title404},
		"not NFC":           {"de", title404, "Nicht verfu\u0308gbar hier", "normal form C"},
		"control":           {"de", title404, "Nicht\u0007 gefunden", "U+0007"},
		"bidi":              {"ar", meaning404, "\u202bلا يوجد شيء هنا الآن.\u202c", "U+202B"},
		"zero width space":  {"th", title404, "ไม่พบ\u200bเลย", "U+200B"},
		"joiner":            {"de", title404, "Auf\u200clage fehlt", "U+200C"},
		"no-break space":    {"fr", title404, "Ressource\u00a0introuvable", "U+00A0"},
		"private use":       {"de", title404, "Nicht \ue000 gefunden", "U+E000"},
		"digit":             {"de", title404, "Fehler 404 hier", `"4"`},
		"Arabic digit":      {"ar", title404, "الخطأ ٤ هنا", `"٤"`},
		"Devanagari digit":  {"hi", title404, "त्रुटि ४ यहाँ", `"४"`},
		"placeholder":       {"de", title404, "Nicht %s gefunden", `"%"`},
		"HTML":              {"de", title404, "<b>Nicht</b> gefunden", `"<"`},
		"braces":            {"de", title404, "Nicht {x} gefunden", `"{"`},
		"ampersand":         {"de", title404, "Fort & weg", `"&"`},
		"apostrophe":        {"fr", title404, "Rien à l'adresse", `"'"`},
		"exclamation":       {"ja", title404, "見つかりません！", `"！"`},
		"end of title":      {"de", title404, "Nicht gefunden.", "no punctuation at the end"},
		"no end":            {"de", meaning404, "Hier ist nichts zu sehen", `does not end in "."`},
		"danda":             {"hi", meaning404, "यहाँ दिखाने के लिए कुछ नहीं है.", `does not end in "।"`},
		"Bengali danda":     {"bn", meaning404, "এখানে দেখানোর মতো কিছু নেই.", `does not end in "।"`},
		"ideographic stop":  {"ja", meaning404, "ここには何もありません.", `does not end in "。"`},
		"Chinese stop":      {"zh-Hans", meaning404, "这里没有可以显示的内容.", `does not end in "。"`},
		"Urdu stop":         {"ur", meaning404, "یہاں دکھانے کے لیے کچھ نہیں ہے.", `does not end in "۔"`},
		"Thai stop":         {"th", meaning404, "ไม่มีอะไรให้แสดงที่ที่อยู่นี้.", "no punctuation at the end"},
		"too short":         {"de", meaning404, "Nichts hier.", "want 20 to 260"},
		"too long":          {"de", title404, strings.Repeat("Nicht gefunden ", 4) + "so", "want 3 to 50"},
		"dense too long":    {"ja", title404, strings.Repeat("見", 21), "want 2 to 20"},
		"small letter":      {"de", title404, "nicht gefunden", "small letter"},
		"Cyrillic in Latin": {"de", title404, "Nicht gеfunden", `'е', a letter of another script`},
		"Greek in Cyrillic": {"ru", title404, "Не νайдено", `a letter of another script`},
		"Han in Korean":     {"ko", title404, "찾을 數 없음", `a letter of another script`},
		"Hangul in Chinese": {"zh-Hant", title404, "找不到한", `a letter of another script`},
		"Arabic in Hebrew":  {"he", title404, "לא נמצא ل", `a letter of another script`},
		"Deva in Bengali":   {"bn", title404, "পাওয়া यায়নি", `a letter of another script`},
		"Telugu in Tamil":   {"ta", title404, "காண\u0c35ில்லை", `a letter of another script`},
		"Latin word":        {"ru", title404, "Ресурс not найден", `"not" in Latin letters`},
		"needless latin":    {"ru", "latin", []any{"HTTP", "DNS", "TLS"}, `"TLS" is in no text`},
		"Hant in Hans":      {"zh-Hans", title404, "找不到資源", "which zh-Hans does not use"},
		"Hans in Hant":      {"zh-Hant", title404, "找不到资源", "which zh-Hant does not use"},
		"sr-Latn":           {"sr-Latn", title404, "Nema ga ovde", "sr in Latin letters is"},
		"left in right":     {"ar", title404, "DNS غير موجود", "is 'D', so a browser would show the line ltr"},
		"right in left":     {"de", title404, "לא gefunden", "a browser would show the line rtl"},
		"tag":               {"ko", "tag", "kor", `lang/texts/ko.json: tag: is "kor", which belongs in a file with the name kor.json`},
		"identifier":        {"ko", "identifier", "korean", "not an exported Go identifier"},
		"identifier twice":  {"ko", "identifier", "German", "is also the identifier of"},
		"direction":         {"ko", "direction", "left", `want "ltr" or "rtl"`},
		"end":               {"ko", "end", ";", "want one of"},
		"no name":           {"ko", "name", "", "must not be empty"},
		"review":            {"ko", "review", "perfect", `want "draft", "checked" or "native"`},
		"unread":            {"ko", "reading", nil, `lang/texts/ko.json: review: is "checked", but there is no blind reading`},
		"badly read":        {"ko", "reading", map[string]any{"right": 100, "of": 138, "date": "2026-11-22"}, "want 98 % or more"},
		"date":              {"ko", "reading", map[string]any{"right": 138, "of": 138, "date": "22.11.2026"}, "2026-11-22"},
		"more than all":     {"ko", "reading", map[string]any{"right": 139, "of": 138, "date": "2026-11-22"}, `a "right" that is not larger`},
		"a part":            {"ko", "reading", map[string]any{"right": 1, "of": 1, "date": "2026-11-22"}, `want an "of" from 138`},
	} {
		root := sources(t, "en", "de", "sr", test.tag)
		file := "lang/texts/" + test.tag + ".json"
		var whole map[string]any
		if err := json.Unmarshal(root[file].Data, &whole); err != nil {
			t.Fatal(err)
		}
		if key, ok := test.value.(string); ok && strings.HasPrefix(key, "@") { // the text of another key
			test.value = get(whole, key[1:])
		}
		if test.key == "reading" { // the review is "checked" although the language was not read so
			set(t, whole, "review", "checked")
		}
		set(t, whole, test.key, test.value)
		data, err := json.Marshal(whole)
		if err != nil {
			t.Fatal(err)
		}
		root[file].Data = data
		refused(t, name, root, file, test.reason)
	}

	t.Run("a key twice", func(t *testing.T) {
		root := sources(t, "en", "ko")
		file := root["lang/texts/ko.json"]
		file.Data = []byte(strings.Replace(string(file.Data), `"404": {`, `"403": {`, 1))
		refused(t, "twice", root, "lang/texts/ko.json", "statuses.403", "twice")
	})
	t.Run("not JSON", func(t *testing.T) {
		root := sources(t, "en", "ko")
		root["lang/texts/ko.json"].Data = []byte("{")
		refused(t, "broken", root, "lang/texts/ko.json")
	})
	t.Run("two values", func(t *testing.T) {
		root := sources(t, "en", "ko")
		root["lang/texts/ko.json"].Data = append(root["lang/texts/ko.json"].Data, "{}"...)
		refused(t, "two values", root, "lang/texts/ko.json", "more than one JSON value")
	})
	t.Run("no English", func(t *testing.T) {
		root := sources(t, "ko")
		refused(t, "no English", root, "lang/texts/en.json", "missing")
	})
	t.Run("too much text", func(t *testing.T) {
		root := sources(t, "en", "ta")
		var whole map[string]any
		if err := json.Unmarshal(root["lang/texts/ta.json"].Data, &whole); err != nil {
			t.Fatal(err)
		}
		for _, code := range slices.Sorted(maps.Keys(whole["statuses"].(map[string]any))) {
			set(t, whole, "statuses."+code+".meaning", strings.Repeat("அ", 400)+".")
		}
		root["lang/texts/ta.json"].Data, _ = json.Marshal(whole)
		refused(t, "too much", root, "lang/texts/ta.json", "the offsets have 16 bits")
	})
}

func get(whole any, key string) any {
	for part := range strings.SplitSeq(key, ".") {
		whole = whole.(map[string]any)[part]
	}
	return whole
}

func set(t *testing.T, whole map[string]any, key string, value any) {
	t.Helper()
	parts := strings.Split(key, ".")
	for _, part := range parts[:len(parts)-1] {
		whole = whole[part].(map[string]any)
	}
	if last := parts[len(parts)-1]; value == nil {
		delete(whole, last)
	} else {
		whole[last] = value
	}
}

// The generator refuses a name that a hand-written file declares. The package would not
// compile with it.
func TestRefusesTakenNames(t *testing.T) {
	catalogue := sources(t, "en")
	catalogue["status.go"] = &fstest.MapFile{Data: []byte("package httpstatus\n\nfunc Parse() {}\n")}
	file := catalogue["internal/gen/catalog.csv"]
	file.Data = []byte(strings.Replace(string(file.Data), "404,NotFound,", "404,Parse,", 1))
	refused(t, "constant", catalogue, "(404), identifier", `"Parse"`)

	for _, name := range []string{"Lookup", "Table"} {
		languages := sources(t, "en", "ko")
		languages["internal/texts/texts.go"] = &fstest.MapFile{Data: []byte("package texts\n\ntype Table struct{}\n")}
		languages["lang/lang.go"] = &fstest.MapFile{Data: []byte("package lang\n\nfunc Lookup() {}\n")}
		file := languages["lang/texts/ko.json"]
		file.Data = []byte(strings.Replace(string(file.Data), `"Korean"`, `"`+name+`"`, 1))
		refused(t, name, languages, "lang/texts/ko.json: identifier", `"`+name+`"`)
	}
}

func TestByteOrderMark(t *testing.T) {
	root := sources(t, "en")
	file := root["internal/gen/catalog.csv"]
	file.Data = append([]byte("\ufeff"), file.Data...)
	if _, err := gen.Generate(root); err != nil {
		t.Error(err)
	}
}

// One more data file makes one more language. Nothing else has to change.
func TestOneFileIsOneLanguage(t *testing.T) {
	root := sources(t, "en", "nb")
	text := strings.NewReplacer(`"tag": "nb"`, `"tag": "nn"`, `"identifier": "Norwegian"`, `"identifier": "NorwegianNynorsk"`).Replace(string(root["lang/texts/nb.json"].Data))
	root["lang/texts/nn.json"] = &fstest.MapFile{Data: []byte(text)}
	files, err := gen.Generate(root)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(files["internal/texts/nn_gen.go"]), "var NorwegianNynorsk = Table{") ||
		!strings.Contains(string(files["lang/languages_gen.go"]), "&texts.NorwegianNynorsk,") {
		t.Error("the language is not in the generated files")
	}
}

// Write replaces the files that differ, removes the generated files that are not made any
// more, and does not touch any other file.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	put := func(name, content string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const ours = "// Code generated by internal/gen from x; DO NOT EDIT.\n"
	put("catalog_gen.go", "old")
	put("internal/texts/xx_gen.go", ours)
	put("other_gen.go", "// Code generated by another program; DO NOT EDIT.\n")
	put("lang/lang.go", "by hand")
	if err := gen.Write(dir, map[string][]byte{"catalog_gen.go": []byte("new"), "internal/texts/ko_gen.go": []byte("ko")}); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		got[filepath.ToSlash(name)] = string(data)
		return err
	})
	want := map[string]string{"catalog_gen.go": "new", "internal/texts/ko_gen.go": "ko", "lang/lang.go": "by hand", "other_gen.go": "// Code generated by another program; DO NOT EDIT.\n"}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}
