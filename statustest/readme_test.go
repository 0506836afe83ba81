package statustest_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"example.com/httpstatus/statustest"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the lists in README.md")

// The list of rules in the README is the one in the code. To write it:
//
//	go test -run TestReadme ./statustest -update
func TestReadme(t *testing.T) {
	var b strings.Builder
	fmt.Fprint(&b, "| rule | | what it says | where |\n|---|---|---|---|\n")
	for _, r := range statustest.Rules() {
		where := "the section of the status"
		if r.Spec.Document != "" {
			where = fmt.Sprintf("[%v](%s)", r.Spec, r.Spec.URL())
		}
		fmt.Fprintf(&b, "| `%s` | %v | %s | %s |\n", r.Rule, r.Force, r.Text, where)
	}
	golden(t, "rules", b.String())
}

// golden compares what stands in the README between two comments with what ought to.
func golden(t *testing.T, name, want string) {
	t.Helper()
	file, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	open, shut := "<!-- "+name+" -->\n", "<!-- /"+name+" -->\n"
	before, rest, ok1 := strings.Cut(string(file), open)
	got, after, ok2 := strings.Cut(rest, shut)
	if !ok1 || !ok2 {
		t.Fatalf("README.md has no %s ... %s", open, shut)
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(before+open+want+shut+after), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(got, "\n"), strings.Split(want, "\n")); diff != "" {
		t.Errorf("README.md differs (-README +now); -update writes it:\n%s", diff)
	}
}
