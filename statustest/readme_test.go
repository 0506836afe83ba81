package statustest_test

import (
	"fmt"
	"strings"
	"testing"

	"example.com/httpstatus/internal/golden"
	"example.com/httpstatus/statustest"
)

// The README lists the rules of the code. To write the list:
//
//	go test ./statustest -run TestReadme -update
func TestReadme(t *testing.T) {
	var b strings.Builder
	fmt.Fprint(&b, "| rule | | what it says | where |\n|---|---|---|---|\n")
	for _, r := range statustest.Rules() {
		where := "the section of the status"
		if r.Spec.Document != "" {
			where = fmt.Sprintf("[%v](%s)", r.Spec, r.Spec.URL())
		}
		fmt.Fprintf(&b, "| `%s` | %v | %s | %s |\n", r.Rule, r.Level, r.Text, where)
	}
	golden.Section(t, "README.md", "rules", b.String())
}
