package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A broken source changes no file. When the source is correct again, all files are made.
func TestBrokenSourceWritesNothing(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"lang", "nonstandard", "internal/gen", "internal/texts"} {
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(filepath.Join("../../..", folder))); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct{ file, from, to, reason string }{
		{"lang/texts/ko.json", `"title": "`, `"title": "404 `, "lang/texts/ko.json: statuses.100.title"},
		{"internal/gen/catalog.csv", "404,NotFound", "404,notFound", "catalog.csv: line 30 (404), identifier"},
		{"internal/gen/nonstandard.csv", "499,Nginx", "499,nginx", "nonstandard.csv: line"},
	} {
		path := filepath.Join(dir, test.file)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(strings.Replace(string(data), test.from, test.to, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
		before := snapshot(t, dir)
		if err := run(dir); err == nil || !strings.Contains(err.Error(), test.reason) {
			t.Errorf("%s: error %v", test.file, err)
		}
		if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
			t.Errorf("%s: files changed:\n%s", test.file, diff)
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := run(dir); err != nil {
		t.Errorf("the corrected sources are refused: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "catalog_gen.go")); err != nil {
		t.Error(err)
	}
}

func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
