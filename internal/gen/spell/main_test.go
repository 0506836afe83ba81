package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(tag, content string) {
		if err := os.WriteFile(filepath.Join(dir, tag+".json"), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("de", `{"tag": "de", "words": ["Proxyserver"], "glossary": {"gateway": "Gateway"},
		"statuses": {"404": {"title": "Nicht gefunden", "meaning": "Der Proxyserver und das gateway-Dingsda."}},
		"advice": {"Wait": "Wartn."}, "classes": {}, "labels": {"Home": "Start"}, "causes": {"400": ["Zu groß"]}}`)
	write("xx", `{}`)
	var asked []string
	knows := func(d dictionary, words []string) ([]string, error) {
		asked = words
		return []string{"Gateway", "Proxyserver", "Wartn"}, nil
	}
	var out strings.Builder
	err := run(&out, dir, nil, knows)
	if err == nil || !strings.Contains(err.Error(), "1 unknown words") {
		t.Errorf("error %v", err)
	}
	want := "de: Wartn (advice.Wait)\nde: 1 of 11 words unknown\nxx: not checked, because there is no dictionary\n"
	if out.String() != want {
		t.Errorf("%q; want %q", &out, want)
	}
	for _, word := range []string{"Nicht", "gateway-Dingsda", "Start", "groß"} {
		if !slices.Contains(asked, word) {
			t.Errorf("%q is not checked: %q", word, asked)
		}
	}
	broken := func(dictionary, []string) ([]string, error) { return nil, errors.New("no program") }
	if err := run(&out, dir, []string{"de"}, broken); err == nil || !strings.Contains(err.Error(), "hunspell-de-de") {
		t.Errorf("error %v; want the package", err)
	}
	if err := run(&out, dir, []string{"zz"}, knows); err == nil {
		t.Error("a missing file is no error")
	}
}

func TestSplit(t *testing.T) {
	for text, want := range map[string]string{
		"L’adresse n'est pas -bonne-.": "L’adresse|n'est|pas|bonne",
		"بسته\u200cشده، سرور":          "بسته\u200cشده|سرور",
		"सर्वर ने":                     "सर्वर|ने",
		"":                             "",
	} {
		if got := strings.Join(split(text), "|"); got != want {
			t.Errorf("%q: %q; want %q", text, got, want)
		}
	}
}
