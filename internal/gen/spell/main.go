// Command spell checks the spelling of the languages with the dictionaries of hunspell and
// aspell.
//
//	go run ./internal/gen/spell          # all languages
//	go run ./internal/gen/spell ko de
//
// It prints each word that a dictionary does not have, with the key of a text. Such a word is
// right if it is in the glossary of the language's file or in its list "words". The exit code
// is 1 if there are others. It needs the Debian packages in [dictionaries].
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

func main() {
	if err := run(os.Stdout, "lang/texts", os.Args[1:], unknown); err != nil {
		fmt.Fprintln(os.Stderr, "spell:", err)
		os.Exit(1)
	}
}

// A dictionary is one that Debian has for a language.
type dictionary struct{ pack, program, name string }

// dictionaries has the dictionary of each language, by tag. A language that is not here, or
// that has no spaces between its words, cannot be checked. The dictionaries of Amharic and
// Odia know too few words.
var dictionaries = map[string]dictionary{
	"af":      {"hunspell-af", "hunspell", "af_ZA"},
	"ar":      {"hunspell-ar", "hunspell", "ar"},
	"be":      {"hunspell-be", "hunspell", "be_BY"},
	"bg":      {"hunspell-bg", "hunspell", "bg_BG"},
	"bn":      {"hunspell-bn", "hunspell", "bn_BD"},
	"bs":      {"hunspell-bs", "hunspell", "bs_BA"},
	"ca":      {"hunspell-ca", "hunspell", "ca"},
	"cs":      {"hunspell-cs", "hunspell", "cs_CZ"},
	"cy":      {"aspell-cy", "aspell", "cy"},
	"da":      {"hunspell-da", "hunspell", "da_DK"},
	"de":      {"hunspell-de-de", "hunspell", "de_DE"},
	"el":      {"hunspell-el", "hunspell", "el_GR"},
	"en":      {"hunspell-en-us", "hunspell", "en_US"},
	"es":      {"hunspell-es", "hunspell", "es_ES"},
	"et":      {"aspell-et", "aspell", "et"},
	"eu":      {"hunspell-eu", "hunspell", "eu"},
	"fa":      {"aspell-fa", "aspell", "fa"},
	"fr":      {"hunspell-fr", "hunspell", "fr_FR"},
	"gl":      {"hunspell-gl", "hunspell", "gl_ES"},
	"gu":      {"hunspell-gu", "hunspell", "gu_IN"},
	"he":      {"hunspell-he", "hunspell", "he_IL"},
	"hi":      {"hunspell-hi", "hunspell", "hi_IN"},
	"hr":      {"hunspell-hr", "hunspell", "hr_HR"},
	"hu":      {"hunspell-hu", "hunspell", "hu_HU"},
	"hy":      {"aspell-hy", "aspell", "hy"},
	"id":      {"hunspell-id", "hunspell", "id_ID"},
	"is":      {"hunspell-is", "hunspell", "is_IS"},
	"it":      {"hunspell-it", "hunspell", "it_IT"},
	"ko":      {"hunspell-ko", "hunspell", "ko_KR"},
	"lt":      {"hunspell-lt", "hunspell", "lt_LT"},
	"lv":      {"hunspell-lv", "hunspell", "lv_LV"},
	"ml":      {"hunspell-ml", "hunspell", "ml_IN"},
	"mn":      {"hunspell-mn", "hunspell", "mn_MN"},
	"mr":      {"aspell-mr", "aspell", "mr"},
	"nb":      {"hunspell-no", "hunspell", "nb_NO"},
	"ne":      {"hunspell-ne", "hunspell", "ne_NP"},
	"nl":      {"hunspell-nl", "hunspell", "nl_NL"},
	"pl":      {"hunspell-pl", "hunspell", "pl_PL"},
	"pt":      {"hunspell-pt-br", "hunspell", "pt_BR"},
	"pt-PT":   {"hunspell-pt-pt", "hunspell", "pt_PT"},
	"ro":      {"hunspell-ro", "hunspell", "ro_RO"},
	"ru":      {"hunspell-ru", "hunspell", "ru_RU"},
	"si":      {"hunspell-si", "hunspell", "si_LK"},
	"sk":      {"hunspell-sk", "hunspell", "sk_SK"},
	"sl":      {"hunspell-sl", "hunspell", "sl_SI"},
	"sr":      {"hunspell-sr", "hunspell", "sr_RS"},
	"sr-Latn": {"hunspell-sr", "hunspell", "sr_Latn_RS"},
	"sv":      {"hunspell-sv", "hunspell", "sv_SE"},
	"sw":      {"hunspell-sw", "hunspell", "sw_KE"},
	"te":      {"hunspell-te", "hunspell", "te_IN"},
	"tr":      {"hunspell-tr", "hunspell", "tr_TR"},
	"uk":      {"hunspell-uk", "hunspell", "uk_UA"},
	"vi":      {"hunspell-vi", "hunspell", "vi_VN"},
}

// A file has the members of a language's file that matter here.
type file struct {
	Tag                               string
	Words                             []string
	Glossary, Labels, Classes, Advice map[string]string
	Statuses                          map[string]struct{ Title, Meaning string }
	Causes                            map[string][]string
}

// run checks the files with these tags in a folder, or all files.
func run(out io.Writer, dir string, tags []string, unknown func(dictionary, []string) ([]string, error)) error {
	if len(tags) == 0 {
		names, err := filepath.Glob(filepath.Join(dir, "*.json"))
		if err != nil {
			return err
		}
		for _, name := range names {
			tags = append(tags, strings.TrimSuffix(filepath.Base(name), ".json"))
		}
	}
	bad := 0
	for _, tag := range tags {
		data, err := os.ReadFile(filepath.Join(dir, tag+".json"))
		if err != nil {
			return err
		}
		var f file
		if err := json.Unmarshal(data, &f); err != nil {
			return fmt.Errorf("%s: %w", tag, err)
		}
		d, ok := dictionaries[tag]
		if !ok {
			fmt.Fprintf(out, "%s: not checked, because there is no dictionary\n", tag)
			continue
		}
		words := f.words()
		list, err := unknown(d, slices.Sorted(maps.Keys(words)))
		if err != nil {
			return fmt.Errorf("%s: %w (the dictionary is in the Debian package %s)", tag, err, d.pack)
		}
		accepted := f.accepted()
		found := 0
		for _, word := range list {
			if !accepted[strings.ToLower(word)] {
				fmt.Fprintf(out, "%s: %s (%s)\n", tag, word, words[word])
				found++
			}
		}
		fmt.Fprintf(out, "%s: %d of %d words unknown\n", tag, found, len(words))
		bad += found
	}
	if bad > 0 {
		return fmt.Errorf("%d unknown words; mend the texts, or add the right words to \"words\" in the file", bad)
	}
	return nil
}

// words returns every word of the texts, with the key of a text that has it.
func (f file) words() map[string]string {
	words := map[string]string{}
	add := func(key, text string) {
		for _, word := range split(text) {
			if _, ok := words[word]; !ok {
				words[word] = key
			}
		}
	}
	for code, t := range f.Statuses {
		add("statuses."+code+".title", t.Title)
		add("statuses."+code+".meaning", t.Meaning)
	}
	for kind, texts := range map[string]map[string]string{"advice": f.Advice, "classes": f.Classes, "labels": f.Labels} {
		for key, text := range texts {
			add(kind+"."+key, text)
		}
	}
	for code, causes := range f.Causes {
		for i, cause := range causes {
			add(fmt.Sprintf("causes.%s.%d", code, i+1), cause)
		}
	}
	return words
}

// accepted returns the words that are right although the dictionary may lack them.
func (f file) accepted() map[string]bool {
	accepted := map[string]bool{}
	for _, text := range slices.Concat(f.Words, slices.Collect(maps.Values(f.Glossary))) {
		for _, word := range split(text) {
			accepted[strings.ToLower(word)] = true
		}
	}
	return accepted
}

// split returns the words of a text. A word may have joiners, apostrophes and hyphens within.
func split(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune("\u200c\u200d'’ʼ-", r)
	})
	for i, word := range words {
		words[i] = strings.Trim(word, "'’ʼ-\u200c\u200d")
	}
	return slices.DeleteFunc(words, func(word string) bool { return word == "" })
}

// unknown asks the program which words its dictionary does not have.
func unknown(d dictionary, words []string) ([]string, error) {
	arguments := []string{"-d", d.name, "-i", "utf-8", "-l"}
	if d.program == "aspell" {
		arguments = []string{"-l", d.name, "--encoding=utf-8", "list"}
	}
	command := exec.Command(d.program, arguments...)
	command.Stdin = strings.NewReader(strings.ReplaceAll(strings.Join(words, "\n"), "’", "'") + "\n")
	var out, complaints bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaints
	if err := command.Run(); err != nil {
		return nil, err
	}
	if complaints.Len() > 0 {
		return nil, errors.New(strings.TrimSpace(complaints.String()))
	}
	misses := map[string]bool{}
	for _, word := range strings.Fields(out.String()) {
		misses[word] = true
	}
	return slices.DeleteFunc(slices.Clone(words), func(word string) bool {
		word = strings.ReplaceAll(word, "’", "'")
		if misses[word] {
			return false
		}
		// The program may print only the part that it does not know.
		return !slices.ContainsFunc(strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune("-'\u200c\u200d", r) }), func(part string) bool { return misses[part] || misses[part+"'"] })
	}), nil
}
