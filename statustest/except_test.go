package statustest_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"example.com/httpstatus/statustest"
)

func TestMusts(t *testing.T) {
	other := errors.New("other")
	must, should := statustest.Breach{Rule: "a"}, statustest.Breach{Rule: "b", Level: statustest.Should}
	for _, test := range []struct{ err, want error }{
		{nil, nil},
		{other, other},
		{must, must},
		{should, nil},
		{errors.Join(should, should), nil},
		{errors.Join(should, errors.Join(should, must), other), errors.Join(must, other)},
	} {
		got := statustest.Musts(test.err)
		if fmt.Sprint(got) != fmt.Sprint(test.want) || errors.Is(test.err, other) != errors.Is(got, other) {
			t.Errorf("Musts(%v) = %v, want %v", test.err, got, test.want)
		}
	}
}

func TestExcept(t *testing.T) {
	other := errors.New("other")
	allow, date := statustest.Breach{Rule: "allow"}, statustest.Breach{Rule: "date", Level: statustest.Should}
	for _, test := range []struct {
		err   error
		rules []string
		want  string
	}{
		{nil, nil, ""},
		{nil, []string{"allow"}, ""},
		{allow, nil, fmt.Sprint(allow)},
		{allow, []string{"allow"}, ""},
		{allow, []string{"date"}, fmt.Sprint(allow)},
		{errors.Join(allow, date), []string{"date", "allow"}, ""},
		{errors.Join(errors.Join(date, allow), other), []string{"date"}, fmt.Sprint(errors.Join(allow, other))},
		{other, []string{"allow"}, "other"},
		{nil, []string{"alow"}, `statustest: no rule has the name "alow"; the README of statustest lists the names`},
		{allow, []string{"Allow", "date"}, fmt.Sprint(allow) + "\n" + `statustest: no rule has the name "Allow"; the README of statustest lists the names`},
		{allow, []string{"allow", strings.Repeat("a", 200)}, `statustest: no rule has the name "` + strings.Repeat("a", 100) + `"...; the README of statustest lists the names`},
	} {
		got := ""
		if err := statustest.Except(test.err, test.rules...); err != nil {
			got = err.Error()
			if errors.Is(test.err, other) != errors.Is(err, other) {
				t.Errorf("Except(%v, %q) loses an error", test.err, test.rules)
			}
		}
		if got != test.want {
			t.Errorf("Except(%v, %q) = %s; want %s", test.err, test.rules, got, test.want)
		}
	}
	// Except knows the name of every rule.
	for _, r := range statustest.Rules() {
		if err := statustest.Except(r, r.Rule); err != nil {
			t.Error(err)
		}
	}
}
