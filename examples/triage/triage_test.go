package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/golden"
	"example.com/httpstatus/lang"
)

// triage runs the program.
func triage(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	var out, errs strings.Builder
	code = run(t.Context(), args, strings.NewReader(stdin), &out, &errs)
	return out.String(), errs.String(), code
}

func logs(t *testing.T) []string {
	files, err := filepath.Glob("testdata/*.log")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d logs, %v", len(files), err)
	}
	return files
}

// Each log in testdata has the report beside it, without a warning. testdata/README.md says which
// program wrote the log. The report is the same in English and in Korean, except for the texts.
func TestGolden(t *testing.T) {
	check := func(log, form string, l httpstatus.Language, args ...string) {
		t.Helper()
		got, stderr, code := triage(t, "", append(args, "-lang", l.String(), log)...)
		if code != 0 || stderr != "" {
			t.Errorf("%s: exit code %d: %s", log, code, stderr)
		}
		golden.File(t, strings.TrimSuffix(log, ".log")+"."+form+".golden", withoutTexts(got, l))
	}
	for _, log := range logs(t) {
		check(log, "txt", lang.English)
		check(log, "txt", lang.Korean)
	}
	for _, log := range []string{"testdata/access.log", "testdata/common.log"} {
		check(log, "json", lang.English, "-json")
	}
}

// withoutTexts replaces the texts of the language in a report by placeholders. So the golden files
// stay the same when somebody improves a text. TestReport looks at the texts.
func withoutTexts(report string, l httpstatus.Language) string {
	var pairs []string
	for _, s := range httpstatus.All() {
		pairs = append(pairs, s.Title(l)+" – "+s.Advice(l)+"\n", fmt.Sprintf("(title and advice of %d)\n", s))
	}
	report = strings.NewReplacer(pairs...).Replace(report)
	return regexp.MustCompile(`"(language|title|advice)": ".*"`).ReplaceAllString(report, `"$1": "..."`)
}

// The report of a log is the same with other ends of lines, with a byte order mark, after the
// nulls that copytruncate leaves, and without the last end of line.
func TestSameInOtherForms(t *testing.T) {
	for _, name := range logs(t) {
		log, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, _, _ := triage(t, "", name)
		for form, text := range map[string]string{
			"standard input":   string(log),
			"CRLF":             strings.ReplaceAll(strings.ReplaceAll(string(log), "\r\n", "\n"), "\n", "\r\n"),
			"byte order mark":  "\xef\xbb\xbf" + string(log),
			"nulls":            strings.Repeat("\x00", 1000) + string(log),
			"nulls, many":      strings.Repeat("\x00", 1<<20) + string(log),
			"no end of line":   strings.TrimRight(string(log), "\r\n"),
			"blank lines":      "\n\n" + string(log) + "\n \n",
			"through gzip":     zip(t, log),
			"through two gzip": zip(t, log[:bytes.IndexByte(log, '\n')]) + zip(t, log[bytes.IndexByte(log, '\n'):]),
		} {
			if got, stderr, code := triage(t, text); got != want || stderr != "" || code != 0 {
				t.Errorf("%s, %s: exit code %d, %s%s", name, form, code, stderr, cmp.Diff(want, got))
			}
		}
	}
}

// The parts of a report add up. The report is the same from a file, from standard input and in
// any language.
func TestReport(t *testing.T) {
	log, err := os.ReadFile("testdata/access.log")
	if err != nil {
		t.Fatal(err)
	}
	read := func(stdin string, args ...string) (r report) {
		t.Helper()
		out, stderr, code := triage(t, stdin, append([]string{"-json"}, args...)...)
		if err := json.Unmarshal([]byte(out), &r); err != nil || code != 0 {
			t.Fatalf("exit code %d, %v: %s", code, err, stderr)
		}
		return r
	}
	want := read(string(log))
	if lines := uint64(bytes.Count(log, []byte("\n"))); want.Requests != lines || want.BadLines != 0 || want.Partial {
		t.Errorf("%d requests and %d bad lines of %d, partial %t", want.Requests, want.BadLines, lines, want.Partial)
	}
	var errors, methods uint64
	for _, e := range want.Statuses {
		errors += e.Count
		for _, m := range e.Methods {
			methods += m.Count
		}
	}
	total := func(groups []group) (n uint64) {
		for _, g := range groups {
			n += g.Count
		}
		return n
	}
	for what, n := range map[string]uint64{"statuses": errors, "methods": methods, "actors": total(want.Actors), "repeats": total(want.Repeats)} {
		if n != want.Errors {
			t.Errorf("%s add up to %d of %d errors", what, n, want.Errors)
		}
	}
	for _, l := range lang.All() {
		got := read("", "-lang", l.String(), "testdata/access.log")
		if got.Language != l.String() {
			t.Errorf("%v: language %q", l, got.Language)
		}
		got.Language = want.Language
		for i := range got.Statuses {
			e := &got.Statuses[i]
			if s := e.Like; e.Title != s.Title(l) || e.Advice != s.Advice(l) {
				t.Errorf("%v: %d is %q, %q", l, s, e.Title, e.Advice)
			}
			e.Title, e.Advice = want.Statuses[i].Title, want.Statuses[i].Advice
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v: -want +got\n%s", l, diff)
		}
	}
}

func TestRepeatOf(t *testing.T) {
	for _, test := range []struct {
		status httpstatus.Status
		method string
		want   string
	}{
		{429, "POST", unattended},
		{502, "GET", unattended},
		{502, "PROPFIND", unattended},
		{502, "POST", checked},
		{503, "other", checked},
		{504, "-", checked},
		{401, "GET", remedied},
		{402, "POST", remedied},
		{403, "GET", never},
		{500, "GET", never},
		{499, "GET", never},
		{999, "GET", never},
		{0, "-", never},
	} {
		if got := repeatOf(test.status, test.method); got != test.want {
			t.Errorf("repeatOf(%d, %q) = %q, want %q", test.status, test.method, got, test.want)
		}
	}
}

// A status in a log is like a registered one, and some vendors are known to use it.
func TestLikeness(t *testing.T) {
	for _, test := range []struct {
		status, like httpstatus.Status
		name         string
		known        bool
	}{
		{404, 404, "", true},
		{418, 418, "", true},
		{508, 508, "", true},
		{0, 504, "(Envoy; also AWS load balancer, Amazon CloudFront, 2 more)", true},
		{420, 403, "(Shopify; also WebDAV drafts, Twitter)", true},
		{430, 403, "Shopify Security Rejection (Shopify; also Shopify)", true},
		{444, 403, "No Response (nginx)", true},
		{498, 400, "", false}, // Esri's is never the status of a response
		{499, 504, "Client Closed Request (nginx; also Cloud Foundry gorouter, Tencent EdgeOne, 3 more)", true},
		{522, 504, "Connection timed out (Cloudflare; also Tencent EdgeOne)", true},
		{299, 200, "", false},
		{512, 500, "", false},
		{700, 500, "", false},
		{9, 500, "", false},
		{999, 403, "Request denied (LinkedIn)", true},
	} {
		if like, name, known := likeness(test.status); like != test.like || name != test.name || known != test.known {
			t.Errorf("likeness(%d) = %d, %q, %t; want %d, %q, %t", test.status, like, name, known, test.like, test.name, test.known)
		}
	}
}

func line(method string, status int) string {
	return fmt.Sprintf("127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"%s /some/page?of=this&site=1 HTTP/1.1\" %03d 2326 \"https://example.org/\" \"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\"\n", method, status)
}

func lineOf(status int, n int) string { return strings.Repeat(line("GET", status), n) }

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	missing := filepath.Join(dir, "missing.log")
	words, bad := file("words.log", "a word\nb\n"), file("bad.log", lineOf(404, 8)+"\n\x16 word\n")
	length := strings.TrimSuffix(line("GET", 512), "\n")[:100]
	for _, test := range []struct {
		name, stdin    string
		args           []string
		code           int
		stdout, stderr string // parts of them
	}{
		{"good", line("GET", 404), nil, 0, "requests 1, errors 1 (100.0%), bad lines skipped 0\n", ""},
		{"no errors", line("GET", 200), nil, 0, "requests 1, errors 0 (0.0%), bad lines skipped 0\n", ""},
		{"standard input by name", line("GET", 404), []string{"-"}, 0, "requests 1, errors 1", ""},
		{"standard input among files", line("GET", 404), []string{"testdata/common.log", "-", "testdata/common.log"}, 0, "requests 185,", ""},
		{"nothing", "", nil, 0, "requests 0, errors 0 (0.0%), bad lines skipped 0\n", ""},
		{"nothing as JSON", "", []string{"-json"}, 0, `"statuses": [],`, ""},
		{"unregistered", line("GET", 0), nil, 0, "000*", ""},
		{"both files", "", []string{"testdata/access.log", "testdata/common.log"}, 0, "requests 264,", ""},
		{"large counts", strings.Repeat(line("GET", 404), 12345), nil, 0, "requests 12345, errors 12345 (100.0%)", ""},
		{"help", "", []string{"-h"}, 0, "", "usage: triage [-lang tag] [-json] [FILE... | -]\n"},
		{"the formats", "", []string{"-h"}, 0, "", "Amazon CloudFront, IIS; needs the #Fields line\n"},
		{"the limits of the columns", "", []string{"-h"}, 0, "", "look like statuses,\n                                   triage reads it as the status\n"},
		{"the flags", "", []string{"-h"}, 0, "", "-json\n    \twrite the report as JSON\n"},
		{"the exit codes", "", []string{"-h"}, 0, "", "\n  3  more than a tenth of the lines"},
		{"unknown flag", "", []string{"-yaml"}, 2, "", "usage: triage"},
		{"unknown language", "", []string{"-lang", "tlh"}, 2, "", `triage: -lang "tlh": no such language; want one of `},
		{"unknown language with a long tag", "", []string{"-lang", strings.Repeat("é", 51)}, 2, "", `triage: -lang "` + strings.Repeat("é", 50) + `"...: no such language; want one of `},
		{"missing file", "", []string{missing, "testdata/common.log"}, 1, "requests 92,", "triage: open " + missing},
		{"missing file, said once", "", []string{missing}, 1, "", "triage: open " + missing + ": no such file or directory\n"},
		{"missing files", "", []string{missing, missing}, 1, "", "triage: open " + missing},
		{"folder", "", []string{"testdata/common.log", "testdata"}, 1, "requests 92,", "triage: read testdata"},

		{"bad lines only", "a\nb\n", nil, 1, "requests 0, errors 0 (0.0%), bad lines skipped 2\n",
			`triage: standard input: 2 of 2 lines have no request in a format that triage reads; the first is line 1: "a"` + "\n"},
		{"a file of bad lines", "", []string{"testdata/common.log", words}, 1, "requests 92, errors 58 (63.0%), bad lines skipped 2\n",
			"triage: " + words + `: 2 of 2 lines have no request in a format that triage reads; the first is line 1: "a word"` + "\n"},
		{"many bad lines", "", []string{"testdata/common.log", bad}, 3, "requests 100, errors 66 (66.0%), bad lines skipped 1\n",
			"triage: " + bad + `: 1 of 9 lines have no request in a format that triage reads; the first is line 10: "\x16 word"` + "\n"},
		{"as many as are good", lineOf(404, 9) + "word\n", nil, 0, "requests 9, errors 9 (100.0%), bad lines skipped 1\n", ""},
		{"a long bad line", strings.Repeat("x", 101) + "\n" + line("GET", 404), nil, 3, "requests 1,", `the first is line 1: "` + strings.Repeat("x", 100) + `"...` + "\n"},
		{"a bad line of a megabyte", line("GET", 404) + strings.Repeat("x", 1<<20) + "\nx\n", nil, 3, "requests 1,", `: 2 of 3 lines have no request in a format that triage reads; the first is line 2: "xxx`},
		{"a bad line after one of a megabyte", lineOf(404, 9) + strings.Repeat("x", 1<<20) + "\n" + lineOf(512, 1), nil, 3, "requests 10,", `the first is 512 in line 11: `},
		{"a bad line of a hundred", strings.Repeat("x", 100) + "\n" + line("GET", 404), nil, 3, "requests 1,", `the first is line 1: "` + strings.Repeat("x", 100) + `"` + "\n"},
		{"unknown statuses", lineOf(200, 98) + lineOf(512, 1), nil, 3, "requests 99, errors 1 (1.0%), bad lines skipped 0, unknown statuses 1\n",
			"triage: standard input: 1 of 99 statuses are unknown, so perhaps they are not statuses; the first is 512 in line 99: " + fmt.Sprintf("%q", length) + "...\n"},
		{"as many as there may be", lineOf(200, 99) + lineOf(512, 1), nil, 0, "requests 100, errors 1 (1.0%), bad lines skipped 0, unknown statuses 1\n", ""},
		{"missing and many bad lines", "", []string{missing, bad}, 1, "requests 8,", "\ntriage: " + bad},
		{"a word that is JSON", "", []string{"-json", bad}, 3, `"bad_lines": 1,`, bad},
		{"lengths of requests", each(4, date+`"GET /a HTTP/1.1" %d 200 157`), nil, 0, "requests 4, errors 0 (0.0%), bad lines skipped 0\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			stdout, stderr, code := triage(t, test.stdin, test.args...)
			if code != test.code || !strings.Contains(stdout, test.stdout) || !strings.Contains(stderr, test.stderr) || (test.stderr == "") != (stderr == "") {
				t.Errorf("exit code %d, want %d\n%s\n%s", code, test.code, stdout, stderr)
			}
		})
	}

	t.Run("the languages are listed", func(t *testing.T) {
		_, stderr, _ := triage(t, "", "-lang", "tlh")
		for _, l := range lang.All() {
			if !strings.Contains(stderr, " "+l.String()) {
				t.Errorf("%v is not in %s", l, stderr)
			}
		}
	})
	t.Run("broken input", func(t *testing.T) {
		var stdout, stderr strings.Builder
		stdin := io.MultiReader(strings.NewReader(line("GET", 404)), iotest.ErrReader(errors.New("input broke")))
		if code := run(t.Context(), nil, stdin, &stdout, &stderr); code != 1 || !strings.Contains(stdout.String(), "requests 1,") || stderr.String() != "triage: standard input: input broke\n" {
			t.Errorf("exit code %d\n%s\n%s", code, stdout.String(), stderr.String())
		}
	})
	t.Run("broken output", func(t *testing.T) {
		var stderr strings.Builder
		out, stdout := io.Pipe()
		out.CloseWithError(errors.New("output broke"))
		if code := run(t.Context(), []string{"testdata/common.log"}, nil, stdout, &stderr); code != 1 || stderr.String() != "triage: output broke\n" {
			t.Errorf("exit code %d: %s", code, stderr.String())
		}
	})
}

// A path cannot harm the terminal.
func TestHostilePaths(t *testing.T) {
	out, _, _ := triage(t, date+"\"GET /a\x1b]0;x\x07\u202eb\xff HTTP/1.1\" 404 5\n"+date+"\"GET /한국/\\x22 HTTP/1.1\" 404 5\n")
	if want := `/a\x1b]0;x\a\u202eb\xff 1, /한국/\x22 1`; !strings.Contains(out, want) || strings.ContainsAny(out, "\x1b\x07\u202e") || !utf8.ValidString(out) {
		t.Errorf("%q is not in\n%q", want, out)
	}
}

// A path is the same in JSON, without escapes for HTML.
func TestPathInJSON(t *testing.T) {
	if out, _, _ := triage(t, date+`"GET /a&b<c> HTTP/1.1" 404 5`, "-json"); !strings.Contains(out, `"path": "/a&b<c>",`) {
		t.Error(out)
	}
}

// A path with an uncertain count has a +.
func TestUncertainPaths(t *testing.T) {
	var log strings.Builder
	for _, path := range append(numbered(1000), "/a", "/a") {
		fmt.Fprintf(&log, date+"\"GET %s HTTP/1.1\" 404 5\n", path)
	}
	out, _, _ := triage(t, log.String())
	if !strings.Contains(out, "\n               /a 2+\n") {
		t.Error(out)
	}
	out, _, _ = triage(t, log.String(), "-json")
	if !strings.Contains(out, `"count": 2,`+"\n          "+`"more": true`) {
		t.Error(out)
	}
}

func BenchmarkRead(b *testing.B) {
	for _, format := range []struct{ name, log string }{
		{"combined", strings.Repeat(line("GET", 200)+line("POST", 502)+line("HEAD", 404), 20000)},
		{"columns", strings.Repeat(date+"\"GET /some/page?of=this&site=1 HTTP/1.1\" 611 200 2326 \"https://example.org/\" \"Mozilla/5.0 (X11; Linux x86_64; rv:140.0)\"\n", 60000)},
		{"JSON", strings.Repeat(`{"level":"info","ts":1795758815.2,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"127.0.0.1","method":"GET","host":"a.example","uri":"/some/page?of=this","headers":{"User-Agent":["curl/7.88.1"],"Accept":["*/*"]}},"duration":0.0001,"size":18,"status":404}`+"\n", 40000)},
		{"ALB", strings.Repeat("https "+timed+"404 200"+rest+"\n", 60000)},
		{"W3C", "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port sc-status\n" + strings.Repeat("2026-11-27 03:00:01 192.168.1.20 GET /some/page of=this&site=1 443 404\n", 100000)},
	} {
		b.Run(format.name, func(b *testing.B) {
			b.SetBytes(int64(len(format.log)))
			b.ReportAllocs()
			for b.Loop() {
				r := newReading()
				r.run(context.Background(), []string{"-"}, strings.NewReader(format.log))
				if len(r.failures()) > 0 {
					b.Fatal(r.failures())
				}
			}
		})
	}
}
