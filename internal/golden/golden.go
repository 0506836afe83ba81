// Package golden compares the result of a test with a file. With the flag -update it writes
// the result into the file instead:
//
//	go test ./problem -update
package golden

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

// File compares got with a file.
func File(t testing.TB, path, got string) {
	t.Helper()
	if *update {
		write(t, path, got)
		return
	}
	compare(t, path, read(t, path), got)
}

// Section compares got with the part of a file between the lines <!-- name --> and
// <!-- /name -->.
func Section(t testing.TB, path, name, got string) {
	t.Helper()
	begin, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->\n"
	before, rest, begun := strings.Cut(read(t, path), begin)
	want, after, ended := strings.Cut(rest, end)
	if !begun || !ended {
		t.Fatalf("%s does not have the lines %s%s", path, begin, end)
	}
	if *update {
		write(t, path, before+begin+got+end+after)
		return
	}
	compare(t, path, want, got)
}

func read(t testing.TB, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func compare(t testing.TB, path, want, got string) {
	t.Helper()
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs (-file +now); the flag -update accepts it:\n%s", path, diff)
	}
}
