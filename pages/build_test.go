package pages_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/pages"
	"example.com/httpstatus/problem"
)

// build builds into a new directory and returns it.
func build(t testing.TB, o pages.Options) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "a", "b")
	if err := pages.Build(dir, o); err != nil {
		t.Fatal(err)
	}
	return dir
}

// tree returns the content of every file below a directory, by its name.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		relative, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(relative)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func failures() []httpstatus.Status {
	return slices.DeleteFunc(httpstatus.All(), func(s httpstatus.Status) bool { return s < 400 })
}

// Every status in every language has its three files, and they say what package problem says.
func TestBuild(t *testing.T) {
	dir := build(t, pages.Options{Languages: languages()})
	files := tree(t, dir)
	delete(files, ".pages")
	if got, want := len(files), 3*len(failures())*len(languages()); got != want {
		t.Errorf("%d files, want %d", got, want)
	}
	for _, l := range languages() {
		for _, s := range failures() {
			name := fmt.Sprintf("%v/%d", l, s)
			var html, text strings.Builder
			d := &problem.Details{Status: s}
			if err := errors.Join(d.WriteHTML(&html, l), d.WriteText(&text, l)); err != nil {
				t.Fatal(err)
			}
			if files[name+".html"] != html.String() {
				t.Errorf("%s.html is %q", name, files[name+".html"])
			}
			if files[name+".txt"] != text.String() {
				t.Errorf("%s.txt is %q", name, files[name+".txt"])
			}
			var got problem.Details
			if err := json.Unmarshal([]byte(files[name+".json"]), &got); err != nil {
				t.Errorf("%s.json: %v", name, err)
			}
			if diff := cmp.Diff(problem.New(s, l), &got); diff != "" {
				t.Errorf("%s.json (-want +got):\n%s", name, diff)
			}
		}
	}
}

// The options decide which files there are.
func TestBuildOptions(t *testing.T) {
	own := lang.Korean.With(map[httpstatus.Status]httpstatus.Text{404: {Title: "<없음>"}})
	for _, test := range []struct {
		name string
		o    pages.Options
		want []string
	}{
		{"one", pages.Options{Statuses: []httpstatus.Status{503}}, []string{"en/503.html", "en/503.json", "en/503.txt"}},
		{"gzip", pages.Options{Statuses: []httpstatus.Status{503}, Gzip: true},
			[]string{"en/503.html", "en/503.html.gz", "en/503.json", "en/503.json.gz", "en/503.txt", "en/503.txt.gz"}},
		{"unregistered and twice", pages.Options{Statuses: []httpstatus.Status{599, 499, 599}, Languages: []httpstatus.Language{own}},
			[]string{"ko/499.html", "ko/499.json", "ko/499.txt", "ko/599.html", "ko/599.json", "ko/599.txt"}},
		{"preview", pages.Options{Statuses: []httpstatus.Status{404}, Preview: true}, []string{"en/404.html", "en/404.json", "en/404.txt", "preview.html"}},
	} {
		files := tree(t, build(t, test.o))
		delete(files, ".pages")
		if diff := cmp.Diff(test.want, slices.Sorted(maps.Keys(files))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		for name, content := range files {
			if plain, zipped := strings.CutSuffix(name, ".gz"); zipped && unzip(t, content) != files[plain] {
				t.Errorf("%s is not %s", name, plain)
			}
		}
	}
	// The first language of a tag counts.
	files := tree(t, build(t, pages.Options{Languages: []httpstatus.Language{own, lang.Korean, lang.Korean.With(nil)}}))
	if page := files["ko/404.html"]; !strings.Contains(page, "&lt;없음&gt;") || strings.Contains(page, "<없음>") {
		t.Errorf("the page with an own title is %s", page)
	}
}

func unzip(t *testing.T, content string) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

// A Build in the directory of another one replaces its files and keeps those of others.
func TestBuildAgain(t *testing.T) {
	dir := build(t, pages.Options{Languages: []httpstatus.Language{lang.English, lang.Korean, lang.Arabic}, Gzip: true, Preview: true})
	write(t, filepath.Join(dir, "ko", "logo.svg"), "logo")
	write(t, filepath.Join(dir, "README"), "mine")
	o := pages.Options{Languages: []httpstatus.Language{lang.English}, Statuses: []httpstatus.Status{404}, Template: pages.Minimal{}}
	if err := pages.Build(dir, o); err != nil {
		t.Fatal(err)
	}
	got, want := tree(t, dir), tree(t, build(t, o))
	want["ko/logo.svg"], want["README"] = "logo", "mine"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := os.Stat(filepath.Join(dir, "ar")); err == nil {
		t.Error("the empty folder of Arabic stays")
	}
	if err := pages.Build(dir, o); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Errorf("the same again (-want +got):\n%s", diff)
	}
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// The list of an earlier Build may have been changed. Build removes nothing outside the
// directory.
func TestBuildHostileList(t *testing.T) {
	o := pages.Options{Statuses: []httpstatus.Status{404}}
	dir := build(t, o)
	outside := filepath.Join(filepath.Dir(dir), "outside")
	write(t, outside, "stays")
	write(t, filepath.Join(dir, ".pages"), "../outside\n"+outside+"\n\nen/../../outside\nnone/404.html\n")
	if err := pages.Build(dir, o); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(outside); err != nil {
		t.Error(err)
	}
}

// A Build that ends while it moves the files leaves a directory that the next one repairs.
func TestBuildInterrupted(t *testing.T) {
	dir := build(t, pages.Options{Languages: []httpstatus.Language{lang.English, lang.Korean, lang.Arabic}})
	obstacle := filepath.Join(dir, "en", "404.html")
	if err := os.Remove(obstacle); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(obstacle, "x"), 0o777); err != nil {
		t.Fatal(err)
	}
	o := pages.Options{Languages: []httpstatus.Language{lang.English, lang.Japanese}, Template: pages.Minimal{}}
	if err := pages.Build(dir, o); err == nil || !strings.Contains(err.Error(), "en/404.html") {
		t.Errorf("the error is %v", err)
	}
	if err := os.RemoveAll(obstacle); err != nil {
		t.Fatal(err)
	}
	if err := pages.Build(dir, o); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(tree(t, build(t, o)), tree(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// failing is a template that fails for one status.
type failing struct{ err error }

func (f failing) Execute(w io.Writer, page any) error {
	if page.(problem.Page).Status == 503 {
		if f.err == nil {
			panic("broken")
		}
		return f.err
	}
	_, err := io.WriteString(w, "page")
	return err
}

// If Build fails, the error is clear and the directory is as it was before.
func TestBuildFails(t *testing.T) {
	base := t.TempDir()
	filled := filepath.Join(base, "filled")
	if err := os.Mkdir(filled, 0o777); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(filled, "own"), "mine")
	file := filepath.Join(filled, "own")
	earlier := build(t, pages.Options{Statuses: []httpstatus.Status{404, 503}})
	interrupted := build(t, pages.Options{Statuses: []httpstatus.Status{404}})
	if err := os.Mkdir(filepath.Join(interrupted, ".pages-new"), 0o777); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("no such field")
	for _, test := range []struct {
		name, dir string
		o         pages.Options
		want      []string
	}{
		{"not empty", filled, pages.Options{}, []string{"has files that no earlier run wrote", `"own"`, "new, empty, or from an earlier run"}},
		{"a file", file, pages.Options{}, []string{"own", "directory"}},
		{"below a file", filepath.Join(file, "x"), pages.Options{}, []string{"own", "directory"}},
		{"interrupted", interrupted, pages.Options{}, []string{".pages-new", "remove it"}},
		{"template", filepath.Join(base, "new"), pages.Options{Template: failing{broken}}, []string{"503", "en", "no such field"}},
		{"template panics", filepath.Join(base, "new"), pages.Options{Template: failing{}}, []string{"503", "panic", "broken"}},
		{"template, again", earlier, pages.Options{Template: failing{broken}}, []string{"503", "no such field"}},
		{"colour", filepath.Join(base, "new"), pages.Options{Template: pages.Branded{Color: "red;} body{", Home: "x"}}, []string{`"red;} body{" is not a colour`, "#0a7", `"x" is not`}},
		{"statuses", filepath.Join(base, "new"), pages.Options{Statuses: []httpstatus.Status{404, 399, 600, -1}}, []string{"399", "600", "-1", "400 to 599"}},
		{"no statuses", filepath.Join(base, "new"), pages.Options{Statuses: []httpstatus.Status{}}, []string{"at least one"}},
		{"server", filepath.Join(base, "new"), pages.Options{Servers: []pages.Server{0, 99}}, []string{"Server(0)", "Server(99)", "nginx"}},
		{"hostile path", filepath.Join(base, "new"), pages.Options{Servers: []pages.Server{pages.Nginx}, Path: "/srv/a b;"}, []string{`"/srv/a b;"`}},
		{"relative path", filepath.Join(base, "new"), pages.Options{Servers: []pages.Server{pages.Nginx}, Path: "srv"}, []string{`"srv"`, "absolute"}},
	} {
		before := tree(t, base)
		beforeEarlier := tree(t, earlier)
		err := pages.Build(test.dir, test.o)
		if err == nil {
			t.Errorf("%s: no error", test.name)
			continue
		}
		for _, want := range append(test.want, "pages: ") {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: the error %q does not have %q", test.name, err, want)
			}
		}
		if test.o.Template == (failing{broken}) && !errors.Is(err, broken) {
			t.Errorf("%s: %v is not the error of the template", test.name, err)
		}
		if diff := cmp.Diff(before, tree(t, base)); diff != "" {
			t.Errorf("%s: it leaves (-before +after):\n%s", test.name, diff)
		}
		if diff := cmp.Diff(beforeEarlier, tree(t, earlier)); diff != "" {
			t.Errorf("%s: it leaves (-before +after):\n%s", test.name, diff)
		}
		if _, err := os.Stat(filepath.Join(base, "new")); err == nil {
			t.Errorf("%s: the directory that Build made stays", test.name)
		}
	}
}

// Two Builds of the same options write the same bytes.
func TestBuildReproducible(t *testing.T) {
	o := pages.Options{Languages: []httpstatus.Language{lang.Korean, lang.Arabic}, Gzip: true, Preview: true, Path: "/srv/pages",
		Servers: []pages.Server{pages.Nginx, pages.Apache}}
	a, b := tree(t, build(t, o)), tree(t, build(t, o))
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("(-one +other):\n%s", diff)
	}
}

// The preview refers to each page that there is, and to nothing else.
func TestPreview(t *testing.T) {
	files := tree(t, build(t, pages.Options{Languages: []httpstatus.Language{lang.Korean, lang.Arabic}, Preview: true}))
	preview := []byte(files["preview.html"])
	for _, l := range []httpstatus.Language{lang.Korean, lang.Arabic} {
		for _, s := range failures() {
			if n := bytes.Count(preview, fmt.Appendf(nil, `"%v/%d.html"`, l, s)); n != 2 {
				t.Errorf("%v/%d.html is there %d times, want a link and a frame", l, s, n)
			}
		}
	}
	if got, want := bytes.Count(preview, []byte(".html\"")), 2*2*len(failures()); got != want {
		t.Errorf("%d links and frames, want %d", got, want)
	}
}
