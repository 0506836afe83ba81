package gen_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"example.com/httpstatus/internal/gen"
)

// In every language, the generator refuses a letter of another script, a sentence without
// the mark that ends it, a digit, and a character that nobody can see.
func TestRefusesInEveryLanguage(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "lang/texts/*.json"))
	if err != nil || len(files) < 79 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		tag := strings.TrimSuffix(filepath.Base(file), ".json")
		if tag == "en" || tag == "sr-Latn" { // the one is the reference, and the other follows from sr
			continue
		}
		t.Run(tag, func(t *testing.T) {
			t.Parallel()
			name := "lang/texts/" + tag + ".json"
			broken := sources(t, "en", "sr", tag)
			good := read(t, broken, name)
			letter := "ж"
			if strings.ContainsAny(get(good, "name").(string), "абвгдекнорсту") {
				letter = "ν"
			}
			end := get(good, "end").(string)
			bad := func(key, text string) { edit(t, broken, name, key, text) }
			text := func(key string) string { return get(good, key).(string) }
			bad("statuses.404.title", text("statuses.404.title")+" "+letter)
			bad("statuses.403.title", text("statuses.403.title")+"7")
			bad("statuses.410.title", text("statuses.410.title")+"\u2060")
			bad("statuses.404.meaning", strings.TrimSuffix(text("statuses.404.meaning"), end)+";")
			bad("statuses.403.meaning", strings.TrimSuffix(text("statuses.403.meaning"), end))
			_, err := gen.Generate(broken)
			if err == nil {
				t.Fatal("no error")
			}
			refuses := func(words ...string) {
				t.Helper()
				for line := range strings.Lines(err.Error()) {
					if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(line, word) }) {
						return
					}
				}
				t.Errorf("no line of the error has all of %q:\n%v", words, err)
			}
			refuses(name, "statuses.404.title", "a letter of another script")
			refuses(name, "statuses.403.title", `has "7"`)
			refuses(name, "statuses.410.title", "nobody can see")
			if end == "" {
				refuses(name, "statuses.404.meaning", "no punctuation at the end")
			} else {
				refuses(name, "statuses.404.meaning", "does not end in")
				refuses(name, "statuses.403.meaning", "does not end in")
			}
		})
	}
}

// Some letters belong to the script of a language and not to the language.
func TestRefusesStrangeLetters(t *testing.T) {
	for tag, letters := range map[string]string{
		"ar": "یکہھ",        // Persian, Urdu
		"as": "র",           // Bengali
		"be": "ищИЩ",        // Russian
		"bg": "ыэё",         // Russian
		"bn": "ৰৱ",          // Assamese
		"fa": "يك",          // Arabic
		"mk": "йщъыьэюяђћЋ", // Bulgarian, Russian, Serbian
		"ru": "іїєґ",        // Ukrainian
		"sr": "йщъыьэюя",    // Bulgarian, Russian
		"uk": "ыэъЫ",        // Russian
		"ur": "يكه",         // Arabic
		"uz": "‘’",          // quotation marks in place of the letters
	} {
		name := "lang/texts/" + tag + ".json"
		for _, letter := range letters {
			root := sources(t, "en", "sr", tag)
			title := get(read(t, root, name), "statuses.404.title").(string)
			edit(t, root, name, "statuses.404.title", title+" "+string(letter)+string(letter))
			refused(t, tag, root, name, "statuses.404.title", "which "+tag+" does not use")
		}
	}
}

// read decodes a JSON source.
func read(t *testing.T, root fstest.MapFS, file string) map[string]any {
	t.Helper()
	var whole map[string]any
	if err := json.Unmarshal(root[file].Data, &whole); err != nil {
		t.Fatal(err)
	}
	return whole
}
