package gen_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
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
			good := read(t, sources(t, tag), name)
			letter := "ж"
			if strings.ContainsAny(get(good, "name").(string), "абвгдекнорсту") {
				letter = "ν"
			}
			title, meaning := get(good, "statuses.404.title").(string), get(good, "statuses.404.meaning").(string)
			refuses := func(key, text, reason string) {
				t.Helper()
				root := sources(t, "en", "sr", tag)
				edit(t, root, name, key, text)
				refused(t, key, root, name, key, reason)
			}
			refuses("statuses.404.title", title+" "+letter, "a letter of another script")
			refuses("statuses.404.title", title+"7", `has "7"`)
			refuses("statuses.404.title", title+"\u2060", "nobody can see")
			if end := get(good, "end").(string); end == "" {
				refuses("statuses.404.meaning", meaning+".", "no punctuation at the end")
			} else {
				refuses("statuses.404.meaning", strings.TrimSuffix(meaning, end), "does not end in")
				refuses("statuses.404.meaning", strings.TrimSuffix(meaning, end)+";", "does not end in")
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
