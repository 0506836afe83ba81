package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/golden"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/nonstandard"
)

// sample returns a language whose texts say only what they are, so that the golden files stay
// the same when somebody improves a text.
func sample(t *testing.T) httpstatus.Language {
	texts := httpstatus.Texts{
		Statuses: map[httpstatus.Status]httpstatus.Text{},
		Advice:   map[string]string{},
		Classes:  map[string]string{},
		Causes:   map[httpstatus.Status][]string{},
		Tag:      "art-x-sample",
	}
	for _, s := range httpstatus.All() {
		texts.Statuses[s] = httpstatus.Text{Title: fmt.Sprintf("(title of %d)", s), Meaning: fmt.Sprintf("(meaning of %d)", s)}
		texts.Classes[s.Class().String()] = fmt.Sprintf("(meaning of %v)", s.Class())
		if s.Remedy() != httpstatus.RemedyNone {
			texts.Advice[fmt.Sprint(int(s))] = fmt.Sprintf("(advice of %d)", s)
			texts.Advice[s.Remedy().String()] = fmt.Sprintf("(meaning of %v)", s.Remedy())
		}
		if s.Causes(lang.English) != nil {
			texts.Causes[s] = []string{fmt.Sprintf("(a cause of %d)", s), fmt.Sprintf("(another cause of %d)", s)}
		}
	}
	l, err := httpstatus.NewLanguage(texts, lang.English)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestGolden(t *testing.T) {
	l := sample(t)
	for name, test := range map[string]struct {
		args  []string
		print func(io.Writer, []result, httpstatus.Language)
	}{
		"text.golden": {[]string{"100", "201", "302", "304", "308", "404", "421", "502", "503", "299", "499", "522", "600", "000"}, printText},
		"list.golden": {[]string{"1xx", "4xx,cloudflare"}, printText},
		"json.golden": {[]string{"404", "307", "522", "299", "000"}, printJSON},
	} {
		found, missing, err := lookup(test.args, l)
		if err != nil || missing != nil {
			t.Errorf("%s: %v, nothing found for %q", name, err, missing)
		}
		var b bytes.Buffer
		test.print(&b, found, l)
		golden.File(t, filepath.Join("testdata", name), b.String())
	}
}

// explain runs the program.
func explain(args ...string) (stdout, stderr string, code int) {
	var out, err bytes.Buffer
	code = run(args, &out, &err)
	return out.String(), err.String(), code
}

// Every registered code and every code of a vendor has its texts, in every language.
func TestTexts(t *testing.T) {
	for _, l := range lang.All() {
		for s := range httpstatus.Status(1000) {
			uses := nonstandard.Uses(s)
			if uses == nil && s.Registration() == httpstatus.RegistrationNone {
				continue
			}
			out, stderr, code := explain(fmt.Sprintf("%03d", int(s)), "-lang", l.String())
			if code != 0 || stderr != "" {
				t.Fatalf("%03d in %v: exit code %d, %s", s, l, code, stderr)
			}
			like := nonstandard.Like(s)
			texts := append([]string{like.Title(l), like.Meaning(l), like.Advice(l), s.Class().Meaning(l), s.Phrase(), s.Spec().URL()}, like.Causes(l)...)
			for _, use := range uses {
				texts = append(texts, use.Vendor, use.Phrase, use.Meaning, use.Like.String(), use.Like.Title(l))
			}
			from := 0 // the uses come last, in their order
			for _, use := range uses {
				i := strings.Index(out[from:], "\n  "+use.Vendor)
				if i < 0 {
					t.Errorf("%03d: the use of %s is missing or not in its place", s, use.Vendor)
					continue
				}
				from += i + 1
			}
			for _, text := range texts {
				if !strings.Contains(out, text) {
					t.Errorf("%03d in %v lacks %q:\n%s", s, l, text, out)
				}
			}
		}
	}
}

// codes returns what the arguments find, by the JSON.
func codes(t *testing.T, args ...string) []int {
	out, stderr, code := explain(append([]string{"-json"}, args...)...)
	var entries []struct{ Code int }
	if err := json.Unmarshal([]byte(out), &entries); err != nil || code != 0 {
		t.Fatalf("%q: exit code %d, %v, %s", args, code, err, stderr)
	}
	var codes []int
	for _, entry := range entries {
		codes = append(codes, entry.Code)
	}
	return codes
}

func TestLookup(t *testing.T) {
	class := func(classes ...httpstatus.Class) []int {
		var codes []int
		for _, c := range classes {
			for _, s := range httpstatus.All() {
				if s.Class() == c {
					codes = append(codes, int(s))
				}
			}
		}
		return codes
	}
	for _, test := range []struct {
		args []string
		want []int
	}{
		{[]string{"404"}, []int{404}},
		{[]string{"404,413"}, []int{404, 413}},
		{[]string{"413, 404"}, []int{413, 404}},
		{[]string{"404  413"}, []int{404, 413}},
		{[]string{" 404\tNot  Found "}, []int{404}},
		{[]string{"404", "413", "404"}, []int{404, 413}},
		{[]string{"404,,413,"}, []int{404, 413}},
		{[]string{"522", "499", "299", "999", "0"}, []int{522, 499, 299, 999, 0}},
		{[]string{"000,0"}, []int{0}},
		{[]string{"404 Not Found"}, []int{404}},
		{[]string{"404", "Not", "Found"}, []int{404}},
		{[]string{"404 Not Found, 413 payload too large"}, []int{404, 413}},
		{[]string{"404 "}, []int{404}},
		{[]string{"NotFound"}, []int{404}},
		{[]string{"NotFound", "Conflict"}, []int{404, 409}},
		{[]string{"NotFound,conflict"}, []int{404, 409}},
		{[]string{"too", "many", "requests"}, []int{429}},
		{[]string{"NOT_FOUND", "not-found", "http.StatusGone"}, []int{404, 410}},
		{[]string{"found"}, []int{302}},
		{[]string{"teapot"}, []int{418}},
		{[]string{"teapot,NotFound"}, []int{418, 404}},
		{[]string{"4xx"}, class(httpstatus.ClientError)},
		{[]string{"1xx teapot"}, append(class(httpstatus.Informational), 418)},
		{[]string{"5XX,1xx"}, class(httpstatus.ServerError, httpstatus.Informational)},
		{[]string{"503", "5xx"}, append([]int{503}, slices.DeleteFunc(class(httpstatus.ServerError), func(code int) bool { return code == 503 })...)},
		{[]string{"NginxClientClosedRequest"}, []int{499}},
		{[]string{"htmx"}, []int{286}},
		{[]string{"-lang", "ko", httpstatus.NotFound.Meaning(lang.Korean)}, []int{404}},
		{append([]string{"-lang", "ko"}, strings.Fields(httpstatus.NotFound.Meaning(lang.Korean))...), []int{404}},
		{[]string{"404", "-lang", "ko", "413"}, []int{404, 413}},
		{[]string{"404", "--", "413"}, []int{404, 413}},
	} {
		if diff := cmp.Diff(test.want, codes(t, test.args...)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", test.args, diff)
		}
	}
}

// A search with one result prints all about it, one with several a line for each.
func TestSearchResults(t *testing.T) {
	for args, want := range map[string]bool{"teapot": true, "404": true, "404,413": true, "NotFound Conflict": true, "4xx": false, "cloudflare": false} {
		out, _, _ := explain(args)
		if got := strings.Contains(out, "retry can help"); got != want {
			t.Errorf("%q prints all: %v, want %v", args, got, want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for tag, want := range map[string]httpstatus.Language{
		"ko": lang.Korean, "KO": lang.Korean, "zh-hant": lang.TraditionalChinese, // as they are
		"pt-BR": lang.BrazilianPortuguese, "en-US": lang.English, "zh": lang.SimplifiedChinese, "zh-HK": lang.HongKongChinese, "ko_KR.UTF-8": lang.Korean,
	} {
		for _, args := range [][]string{{"-lang", tag, "404"}, {"404", "-lang", tag}, {"404", "-lang=" + tag, "413"}} {
			out, stderr, code := explain(args...)
			if code != 0 || !strings.HasPrefix(out, "404 Not Found: "+httpstatus.NotFound.Title(want)+"\n") {
				t.Errorf("%q: exit code %d, %.60q, want %v", args, code, out, want)
			}
			said := fmt.Sprintf("explain: the nearest language to %q is %v (%s)\n", tag, want, want.Name())
			if strings.EqualFold(tag, want.String()) {
				said = ""
			}
			if stderr != said {
				t.Errorf("%q: says %q, want %q", args, stderr, said)
			}
		}
	}
}

func TestNothingFound(t *testing.T) {
	for _, test := range []struct {
		args           []string
		stdout, stderr string
	}{
		{[]string{"zzz", "yyy"}, "", `"zzz yyy"`},
		{[]string{"zzz", "-json"}, "[]\n", `"zzz"`},
		{[]string{"zzz,yyy"}, "", `"zzz"; try other words, or a list such as 4xx` + "\n" + `explain: no status matches "yyy"`},
		{[]string{"zzz,teapot"}, "418 (Unused): " + httpstatus.Teapot.Title(lang.English), `"zzz"`},
		{[]string{"찾을"}, "", `"찾을"`}, // without -lang ko
		{[]string{strings.Repeat("z", 1<<20)}, "", strings.Repeat("z", 100) + `"...; try`},
	} {
		stdout, stderr, code := explain(test.args...)
		if code != 1 || !strings.HasPrefix(stdout, test.stdout) || (test.stdout == "") != (stdout == "") || !strings.Contains(stderr, test.stderr) {
			t.Errorf("%q: exit code %d, printed %q, said %q", test.args, code, stdout, stderr)
		}
	}
}

func TestBadInput(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"4o4"}, `"4o4": not a status code; want`},
		{[]string{"404", "99"}, `"99"`},
		{[]string{"404,99"}, `"99"`},
		{[]string{"1000"}, `"1000"`},
		{[]string{"0499"}, `"0499"`},
		{[]string{"00"}, `"00"`},
		{[]string{"0xx"}, `"0xx"`},
		{[]string{"6xx"}, `"6xx"`},
		{[]string{"xx4", "6xx"}, `"6xx"`},
		{[]string{"404 Found"}, `"404 Not Found"`},
		{[]string{"413,404 Found"}, `"404 Not Found"`},
		{[]string{""}, "empty"},
		{[]string{","}, "empty"},
		{[]string{"-lang", "xx", "404"}, `"xx": there is no such language; want one of af `},
		{[]string{"404", "-lang", ""}, `-lang "":`},
		{[]string{"404", "-lang"}, "-lang"},
		{[]string{"-nonsense"}, "-nonsense"},
		{[]string{"404", "-1"}, "-1"},
		{[]string{"-" + strings.Repeat("x", 1<<20)}, "; explain -h shows the usage"},
		{[]string{"-lang", strings.Repeat("q", 1<<20), "404"}, `q"...: there is no such language`},
		{[]string{"404", "--", "-1x", "4x4"}, `"4x4"`},
		{[]string{strings.Repeat("4", 1<<20)}, `"...: not a status code`},
		{[]string{}, "  explain 404  "},
		{[]string{"-lang", "ko"}, "usage: explain"},
	} {
		stdout, stderr, code := explain(test.args...)
		if code != 2 || stdout != "" || !strings.Contains(stderr, test.want) || len(stderr) > 1000 {
			t.Errorf("%.99q: exit code %d, printed %q, error %q; want 2, nothing, and %s", test.args, code, stdout, stderr, test.want)
		}
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"-h"}, {"404", "-help"}} {
		if stdout, stderr, code := explain(args...); code != 0 || stdout != usage || stderr != "" {
			t.Errorf("%q: exit code %d, printed %q, error %q", args, code, stdout, stderr)
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestWriteError(t *testing.T) {
	for _, args := range [][]string{{"404"}, {"404", "-json"}} {
		var stderr bytes.Buffer
		if code := run(args, failing{}, &stderr); code != 2 || stderr.String() != "explain: the disk is full\n" {
			t.Errorf("%q: exit code %d, error %q", args, code, stderr.String())
		}
	}
}

// The JSON has the texts and facts of package httpstatus, for every code.
func TestJSON(t *testing.T) {
	for _, l := range []httpstatus.Language{lang.English, lang.Arabic} {
		for s := range httpstatus.Status(1000) {
			if s > 0 && s < 100 {
				continue
			}
			out, stderr, code := explain("-json", "-lang", l.String(), fmt.Sprintf("%03d", int(s)))
			var got []entry
			if err := json.Unmarshal([]byte(out), &got); err != nil || code != 0 || stderr != "" || len(got) != 1 {
				t.Fatalf("%d: exit code %d, %v, %s", s, code, err, stderr)
			}
			e, like := got[0], nonstandard.Like(s)
			for _, pair := range [][2]any{
				{e.Code, int(s)}, {e.Phrase, s.Phrase()}, {e.Language, l.String()}, {e.Direction, l.Direction()},
				{e.Title, like.Title(l)}, {e.Meaning, like.Meaning(l)}, {e.Advice, like.Advice(l)}, {e.Causes, list(like.Causes(l))},
				{e.ClassMeaning, s.Class().Meaning(l)}, {e.RemedyMeaning, like.Remedy().Meaning(l)},
				{e.Like, int(like)}, {e.Remedy, like.Remedy()}, {e.Actor, like.Actor()}, {e.Retryable, like.Retryable()}, {e.Timeout, like.Timeout()},
				{e.Registration, s.Registration()}, {e.AllowsContent, s.AllowsContent()}, {e.Caching, s.Caching()}, {e.Indexing, s.Indexing()},
				{e.RequiredFields, list(s.RequiredFields())}, {e.ExpectedFields, list(s.ExpectedFields())}, {len(e.Uses), len(nonstandard.Uses(s))},
				{len(e.Repeatable), len(methods)}, {e.Spec == nil, s.Registration() == httpstatus.RegistrationNone}, {e.Class == "", s.Class() == 0},
			} {
				if diff := cmp.Diff(pair[1], pair[0]); diff != "" {
					t.Errorf("%d in %v (-want +got)\n%s\n%s", s, l, diff, out)
				}
			}
			if like == s && e.Effect != s.Effect() || like != s && e.Effect != httpstatus.EffectUnknown {
				t.Errorf("%d: the effect is %v", s, e.Effect)
			}
			for _, method := range methods {
				next, _ := s.RedirectMethod(method)
				if e.Repeatable[method] != like.Repeatable(method) || e.RedirectMethod[method] != next {
					t.Errorf("%d, %s: repeatable %v, redirects to %q", s, method, e.Repeatable[method], e.RedirectMethod[method])
				}
			}
			if strings.Contains(out, "null") && !strings.Contains(out, `"spec": null`) {
				t.Errorf("%d: null in %s", s, out)
			}
		}
	}
}

// The README describes the members of the JSON, each once, and no others.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var described []string
	for _, row := range regexp.MustCompile("(?m)^\\| `(.*?)` \\|").FindAllSubmatch(readme, -1) {
		described = append(described, string(row[1]))
	}
	var members []string
	out, _, _ := explain("-json", "522")
	var entries []map[string]any
	if err := json.Unmarshal([]byte(out), &entries); err != nil {
		t.Fatal(err)
	}
	for name := range entries[0] {
		members = append(members, name)
	}
	for name := range entries[0]["uses"].([]any)[0].(map[string]any) {
		members = append(members, "uses[]."+name)
	}
	slices.Sort(described)
	slices.Sort(members)
	if diff := cmp.Diff(members, described); diff != "" {
		t.Errorf("-members +README\n%s", diff)
	}

	// The examples are those of the usage and of the package's documentation.
	source, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, example := range regexp.MustCompile(`(?m)^  (explain .*?)  +`).FindAllStringSubmatch(usage, -1) {
		command := "go run ./examples/" + example[1] + "  "
		if !strings.Contains(string(readme), "\n    "+command) || !strings.Contains(string(source), "\n//\t"+command) {
			t.Errorf("%s is not in README.md or not in main.go", command)
		}
		if _, stderr, code := explain(strings.Fields(example[1])[1:]...); code != 0 {
			t.Errorf("%s: exit code %d, %s", example[1], code, stderr)
		}
	}
}
