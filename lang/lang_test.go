package lang_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"github.com/google/go-cmp/cmp"
)

// A file has the members of a language file that these tests read.
type file struct {
	Tag, Name, Direction string
	Classes, Advice      map[string]string
	Labels               map[string]string
	Glossary             map[string]string
	Statuses             map[string]httpstatus.Text
	Causes               map[string][]string
}

func source(t *testing.T, tag string) (f file) {
	t.Helper()
	data, err := os.ReadFile("texts/" + tag + ".json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

var (
	remedies = []string{"", "Wait", "Reconnect", "Authenticate", "Pay", "Amend", "Follow", "AskOwner", "AskOperator", "LookElsewhere", "Abandon"}
	labels   = []string{"", "Home", "Retry", "RequestID", "Support"}
	classes  = []string{"", "Informational", "Successful", "Redirection", "ClientError", "ServerError"}
)

// Every text of every language is the text in its file. The test reads the files itself and
// does not use the tables.
func TestTablesAreTheFiles(t *testing.T) {
	for _, l := range lang.All() {
		want := source(t, l.String())
		got := file{l.String(), l.Name(), l.Direction(), map[string]string{}, map[string]string{}, map[string]string{}, want.Glossary, map[string]httpstatus.Text{}, map[string][]string{}}
		for i, name := range classes[1:] {
			got.Classes[name] = httpstatus.Class(i + 1).Meaning(l)
		}
		for i, name := range remedies[1:] {
			got.Advice[name] = httpstatus.Remedy(i + 1).Meaning(l)
		}
		for i, name := range labels[1:] {
			got.Labels[name] = httpstatus.Label(i + 1).Text(l)
		}
		for key := range want.Advice {
			if code, err := strconv.Atoi(key); err == nil {
				got.Advice[key] = httpstatus.Status(code).Advice(l)
			}
		}
		for key := range want.Statuses {
			code, err := strconv.Atoi(key)
			if err != nil {
				t.Fatal(err)
			}
			got.Statuses[key] = httpstatus.Text{Title: httpstatus.Status(code).Title(l), Meaning: httpstatus.Status(code).Meaning(l)}
			if causes := httpstatus.Status(code).Causes(l); causes != nil {
				got.Causes[key] = causes
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-file +table):\n%s", l, diff)
		}
	}
}

func TestNumbersWithoutText(t *testing.T) {
	for _, l := range lang.All() {
		for _, n := range []int{math.MinInt, -1, 0, len(remedies), math.MaxInt} {
			if httpstatus.Remedy(n).Meaning(l) != "" {
				t.Errorf("%v: Advice(%d) = %q", l, n, httpstatus.Remedy(n).Meaning(l))
			}
			if n != len(remedies) && httpstatus.Class(n).Meaning(l) != "" {
				t.Errorf("%v: Class(%d) = %q", l, n, httpstatus.Class(n).Meaning(l))
			}
		}
		if httpstatus.Class(len(classes)).Meaning(l) != "" {
			t.Errorf("%v: Class(%d) = %q", l, len(classes), httpstatus.Class(len(classes)).Meaning(l))
		}
	}
}

func TestLookup(t *testing.T) {
	all := lang.All()
	if !slices.IsSortedFunc(all, func(a, b httpstatus.Language) int { return strings.Compare(a.String(), b.String()) }) {
		t.Errorf("All is not sorted by tag: %v", all)
	}
	for _, l := range all {
		for _, tag := range []string{l.String(), strings.ToUpper(l.String()), strings.ToLower(l.String())} {
			if got, ok := lang.Lookup(tag); !ok || got != l {
				t.Errorf("Lookup(%q) = %v, %v", tag, got, ok)
			}
		}
	}
	for _, tag := range []string{"", "x", "k", "o", "ko-KR", "ko_KR", "kor", "en\x00", " en", "en ", "zz", "zh", "zh_Hant", "zh-Hant-TW"} {
		if got, ok := lang.Lookup(tag); ok || got != (httpstatus.Language{}) {
			t.Errorf("Lookup(%q) = %v, %v", tag, got, ok)
		}
	}
}

// Lookup ignores the case of ASCII letters only. Package strings also treats the Kelvin sign as
// a k and the long s as an s, but no tag has them.
func TestLookupFoldsASCIIAlone(t *testing.T) {
	tried := 0
	for _, l := range lang.All() {
		for letter, lookalike := range map[string]string{"k": "\u212a", "s": "\u017f"} {
			tag := strings.Replace(strings.ToLower(l.String()), letter, lookalike, 1)
			if !strings.Contains(tag, lookalike) {
				continue
			}
			tried++
			if !strings.EqualFold(tag, l.String()) {
				t.Errorf("%q does not fold to %v, so this test shows nothing", tag, l)
			}
			if got, ok := lang.Lookup(tag); ok || got != (httpstatus.Language{}) {
				t.Errorf("Lookup(%q) = %v, %v", tag, got, ok)
			}
		}
	}
	if tried == 0 {
		t.Error("no tag has a k or an s")
	}
}

// All returns a new slice each time. If a caller changes it or appends to it, the next caller
// and Lookup do not see that.
func TestAllIsTheCallersOwn(t *testing.T) {
	want := lang.All()
	got := lang.All()
	for i := range got {
		got[i] = lang.Korean
	}
	_ = append(got[:0], make([]httpstatus.Language, cap(got))...)
	if !slices.Equal(lang.All(), want) {
		t.Errorf("All is %v after a caller changed its slice", lang.All())
	}
	if l, ok := lang.Lookup("ar"); !ok || l != lang.Arabic {
		t.Errorf("Lookup gives %v, %v after a caller changed its slice", l, ok)
	}
}

func TestZeroIsEnglish(t *testing.T) {
	var zero httpstatus.Language
	if l, ok := lang.Lookup("en"); zero != lang.English || l != zero || !ok {
		t.Errorf("Lookup gives %v, %v", l, ok)
	}
}
