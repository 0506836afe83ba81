package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/httpstatus/lang"
)

// A sheet has no code and no key. The answers of the key give the full score, a wrong one and
// a missing one do not.
func TestReading(t *testing.T) {
	for _, l := range lang.All() {
		dir := t.TempDir()
		tag := l.String()
		var out strings.Builder
		if err := run(&out, false, []string{tag, dir}); err != nil {
			t.Fatal(err)
		}
		base := filepath.Join(dir, tag)
		sheet, err := os.ReadFile(base + ".sheet.txt")
		if err != nil {
			t.Fatal(err)
		}
		key, err := os.ReadFile(base + ".key.json")
		if err != nil {
			t.Fatal(err)
		}
		var rows []row
		if err := json.Unmarshal(key, &rows); err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{}
		answers := ""
		for i, r := range rows {
			seen[r.Text]++
			if !strings.Contains(string(sheet), fmt.Sprintf("\n%d\t%s\n", i+1, r.Text)) {
				t.Errorf("%s: text %d is not in the sheet", tag, i+1)
			}
			switch i {
			case 0:
				answers += "1 wrong\n"
			case 1: // no answer
			default:
				answers += fmt.Sprintf("%d %s\n", i+1, r.Answer)
			}
		}
		if titles := strings.Count(string(key), `"kind": "title"`); titles != 64-leftOut+repeated {
			t.Errorf("%s: %d titles", tag, titles)
		}
		twice := 0
		for _, n := range seen {
			if n > 1 {
				twice++
			}
		}
		if want := repeated * len(kinds); twice < want {
			t.Errorf("%s: %d texts are there twice; want %d", tag, twice, want)
		}
		if err := os.WriteFile(base+".answers.txt", []byte(answers), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := run(&out, true, []string{tag, dir}); err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("all: %d of %d\n", len(rows)-2, len(rows)); !strings.HasSuffix(out.String(), want) {
			t.Errorf("%s: %s; want %s", tag, out.String(), want)
		}
	}
}

func TestRefuses(t *testing.T) {
	dir := t.TempDir()
	base := filepath.Join(dir, "ko")
	for _, args := range [][]string{nil, {"ko"}, {"xx", dir}, {"ko", filepath.Join(dir, "none")}} {
		if err := run(nil, false, args); err == nil {
			t.Errorf("%q is accepted", args)
		}
	}
	if err := write(base, []row{{"title", "a", "404"}, {"title", "b", "500"}}); err != nil {
		t.Fatal(err)
	}
	for _, answers := range []string{"x 404", "0 404", "3 404", "1", "1 404\n1 404"} {
		if err := os.WriteFile(base+".answers.txt", []byte(answers), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := run(nil, true, []string{"ko", dir}); err == nil || !strings.Contains(err.Error(), "want a number from 1 to 2") {
			t.Errorf("%q: %v", answers, err)
		}
	}
}
