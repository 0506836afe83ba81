package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A broken source leaves every file as it was.
func TestBrokenSourceWritesNothing(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "lang"), os.DirFS("../../../lang")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "internal", "gen"), os.DirFS("..")); err != nil {
		t.Fatal(err)
	}
	korean := filepath.Join(dir, "lang", "ko.json")
	data, err := os.ReadFile(korean)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(korean, []byte(strings.Replace(string(data), `"title": "`, `"title": "404 `, 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	before := snapshot(t, dir)
	if err := run(dir); err == nil || !strings.Contains(err.Error(), "lang/ko.json: statuses.100.title") {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
		t.Errorf("files changed:\n%s", diff)
	}
	if err := os.WriteFile(korean, data, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := run(dir); err != nil {
		t.Errorf("the mended source is refused: %v", err)
	}
}

func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	names, err := filepath.Glob(filepath.Join(dir, "lang", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if info, err := os.Stat(name); err != nil || info.IsDir() {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(data)
	}
	return files
}
