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
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/golden"
	"example.com/httpstatus/lang"
)

var lines = []struct {
	name, line string
	method     string // "" for a bad line
	status     httpstatus.Status
}{
	{"common", `127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326`, "GET", 200},
	{"combined", `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "POST /a HTTP/1.1" 502 157 "-" "curl/7.88.1"`, "POST", 502},
	{"end of line", "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 404 -\r\n", "GET", 404},
	{"virtual host first", `example.org:443 127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 5 "-" "-"`, "GET", 200},
	{"IPv6", `2001:db8::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 304 0`, "GET", 304},
	{"IPv6 in brackets", `[2001:db8::1] - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 304 0`, "GET", 304},
	{"HTTP/2", `::1 - - [10/Oct/2000:13:55:36 -0700] "OPTIONS * HTTP/2.0" 200 0`, "OPTIONS", 200},
	{"HTTP/0.9", `::1 - - [10/Oct/2000:13:55:36 -0700] "GET /" 009 0`, "GET", 9},
	{"user with spaces", `::1 - Ann van Lee [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 401 0`, "GET", 401},
	{"user with brackets", `::1 - [a] [b] [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 401 0`, "GET", 401},
	{"user with a quote", `::1 - a\"b [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 401 0`, "GET", 401},
	{"empty user of Apache", `::1 - "" [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 401 381`, "GET", 401},
	{"quotes escaped by Apache", `::1 - - [10/Oct/2000:13:55:36 -0700] "GET /\" 200 5 \"x HTTP/1.1" 404 196`, "GET", 404},
	{"quotes escaped by nginx", `::1 - - [10/Oct/2000:13:55:36 -0700] "GET /\x22 200 5 \x22x HTTP/1.1" 404 196`, "GET", 404},
	{"backslash at the end", `::1 - - [10/Oct/2000:13:55:36 -0700] "GET /\\" 404 196 "-" "\" 200 5"`, "GET", 404},
	{"backslash and quote", `::1 - - [10/Oct/2000:13:55:36 -0700] "GET /\\\" 200 5 " 404 196`, "GET", 404},
	{"bracket in the request", `::1 - - [10/Oct/2000:13:55:36 -0700] "GET /a] \"b HTTP/1.1" 404 196`, "GET", 404},
	{"request within the referer", `::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 404 196 "] \"PUT / HTTP/1.1\" 500 " "] "`, "GET", 404},
	{"empty request", `::1 - - [10/Oct/2000:13:55:36 -0700] "" 400 0 "-" "-"`, "-", 400},
	{"no request", `::1 - - [10/Oct/2000:13:55:36 -0700] "-" 408 0 "-" "-"`, "-", 408},
	{"TLS handshake", `::1 - - [10/Oct/2000:13:55:36 -0700] "\x16\x03\x01\x02\x00 \x01" 400 157 "-" "-"`, "-", 400},
	{"raw bytes", "::1 - - [10/Oct/2000:13:55:36 -0700] \"\x16\x03\x01 \xff\x00\" 400 157", "-", 400},
	{"one word", `::1 - - [10/Oct/2000:13:55:36 -0700] "hello" 400 157`, "-", 400},
	{"space first", `::1 - - [10/Oct/2000:13:55:36 -0700] " GET / HTTP/1.1" 400 157`, "-", 400},
	{"unknown method", `::1 - - [10/Oct/2000:13:55:36 -0700] "VERSION-CONTROL / HTTP/1.1" 405 157`, "VERSION-CONTROL", 405},
	{"lower case", `::1 - - [10/Oct/2000:13:55:36 -0700] "get / HTTP/1.1" 501 0`, "get", 501},
	{"unregistered 499", `::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 499 0`, "GET", 499},
	{"unregistered 522", `::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 522 0`, "GET", 522},
	{"no status 000", `::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 000 0`, "GET", 0},
	{"no status 999", `::1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 999 0`, "GET", 999},

	{"empty", "", "", 0},
	{"blank", "\n", "", 0},
	{"a word", "hello", "", 0},
	{"JSON", `{"time":"10/Oct/2000:13:55:36 -0700","request":"GET / HTTP/1.1","status":404}`, "", 0},
	{"error log", `2000/10/10 13:55:36 [error] 7#7: *1 open() "/a" failed, request: "GET / HTTP/1.1", host: "a"`, "", 0},
	{"no host", `[10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 404 196`, "", 0},
	{"no date", `127.0.0.1 - - "GET / HTTP/1.1" 404 196`, "", 0},
	{"half a date", `127.0.0.1 - - 10/Oct/2000:13:55:36] "GET / HTTP/1.1" 404 196`, "", 0},
	{"no request at all", `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] 404 196`, "", 0},
	{"open request", `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /`, "", 0},
	{"open escape", `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /\" 404 196`, "", 0},
	{"cut after the request", `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1"`, "", 0},
	{"cut in the status", `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 40`, "", 0},
	{"cut after the status", `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 404`, "", 0},
	{"status of two digits", `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 40 196`, "", 0},
	{"status of four digits", `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 4040 196`, "", 0},
	{"status with a letter", `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 4o4 196`, "", 0},
	{"status with a sign", `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" -40 196`, "", 0},
	{"no status", `127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" - 196`, "", 0},
}

func TestParse(t *testing.T) {
	for _, test := range lines {
		t.Run(test.name, func(t *testing.T) {
			method, status, ok := parse([]byte(test.line))
			if !ok && test.method != "" || ok && (string(method) != test.method || status != test.status) {
				t.Errorf("parse(%q) = %q, %03d, %v; want %q, %03d", test.line, method, status, ok, test.method, test.status)
			}
		})
	}
}

func TestParseDoesNotAllocate(t *testing.T) {
	for _, test := range lines {
		line := []byte(test.line)
		if n := testing.AllocsPerRun(10, func() { parse(line) }); n != 0 {
			t.Errorf("%s: %v allocations", test.name, n)
		}
	}
}

var (
	format = regexp.MustCompile(`(?s)^"((?:[^"\\]|\\.)*)" ([0-9]{3}) `)
	named  = regexp.MustCompile("^([!#$%&'*+.^_`|~0-9A-Za-z-]+) ")
)

// reference is parse, slowly.
func reference(line string) (method, status string, ok bool) {
	before, after, ok := strings.Cut(line, `] "`)
	fields := format.FindStringSubmatch(`"` + after)
	if !ok || strings.LastIndex(before, "[") < 1 || fields == nil {
		return "", "", false
	}
	if m := named.FindStringSubmatch(fields[1]); m != nil {
		return m[1], fields[2], true
	}
	return "-", fields[2], true
}

func FuzzParse(f *testing.F) {
	for _, test := range lines {
		f.Add([]byte(test.line))
	}
	for _, name := range []string{"access.log", "common.log"} {
		log, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		for line := range bytes.Lines(log) {
			f.Add(line)
		}
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		method, status, ok := parse(line)
		if ok && (status < 0 || status > 999) {
			t.Errorf("parse(%q): status %d", line, status)
		}
		wantMethod, wantStatus, wantOK := reference(string(line))
		if ok != wantOK || ok && (string(method) != wantMethod || fmt.Sprintf("%03d", status) != wantStatus) {
			t.Errorf("parse(%q) = %q, %03d, %v; want %q, %s, %v", line, method, status, ok, wantMethod, wantStatus, wantOK)
		}
	})
}

// triage runs the program.
func triage(stdin string, args ...string) (stdout, stderr string, code int) {
	var out, errs strings.Builder
	code = run(args, strings.NewReader(stdin), &out, &errs)
	return out.String(), errs.String(), code
}

func TestGolden(t *testing.T) {
	for _, log := range []string{"access", "common"} {
		for _, form := range []struct{ name, args string }{
			{"en.txt", "-lang en"},
			{"ko.txt", "-lang KO"},
			{"json", "-json"},
		} {
			file := filepath.Join("testdata", log+"."+form.name+".golden")
			t.Run(file, func(t *testing.T) {
				got, stderr, code := triage("", append(strings.Fields(form.args), filepath.Join("testdata", log+".log"))...)
				if code != 0 || stderr != "" {
					t.Fatalf("exit code %d: %s", code, stderr)
				}
				golden.File(t, file, got)
			})
		}
	}
}

// The parts of a report add up, and it is the same from a file, from standard
// input and in any language.
func TestReport(t *testing.T) {
	log, err := os.ReadFile("testdata/access.log")
	if err != nil {
		t.Fatal(err)
	}
	read := func(stdin string, args ...string) (r report) {
		t.Helper()
		out, stderr, code := triage(stdin, append([]string{"-json"}, args...)...)
		if err := json.Unmarshal([]byte(out), &r); err != nil || code != 0 {
			t.Fatalf("exit code %d, %v: %s", code, err, stderr)
		}
		return r
	}
	want := read(string(log))
	if lines := uint64(bytes.Count(log, []byte("\n"))); want.Requests != lines || want.BadLines != 0 {
		t.Errorf("%d requests and %d bad lines of %d", want.Requests, want.BadLines, lines)
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

func line(method string, status int) string {
	return fmt.Sprintf("127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"%s /some/page?of=this&site=1 HTTP/1.1\" %03d 2326 \"https://example.org/\" \"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\"\n", method, status)
}

// A line may be as long as the buffer; one byte more and it is bad, but the next
// one is not.
func TestLongLines(t *testing.T) {
	start := line("GET", 404)
	start = start[:len(start)-1]
	fits := start + strings.Repeat("x", maxLine-len(start)-1) + "\n"
	for _, test := range []struct {
		log           string
		requests, bad uint64
	}{
		{fits + line("GET", 404), 2, 0},
		{"x" + fits + line("GET", 404), 1, 1},
		{strings.Repeat("x", 5*maxLine) + fits + line("GET", 404), 1, 1},
		{line("GET", 404) + strings.Repeat("x", 5*maxLine), 1, 1},
		{strings.TrimSuffix(line("GET", 404), "\n"), 1, 0},
		{"", 0, 0},
	} {
		tally := newTally()
		if err := tally.read(strings.NewReader(test.log)); err != nil {
			t.Error(err)
		}
		if r := newReport(tally, lang.English); r.Requests != test.requests || r.BadLines != test.bad {
			t.Errorf("%d bytes: %d requests, %d bad lines; want %d, %d", len(test.log), r.Requests, r.BadLines, test.requests, test.bad)
		}
	}
}

// Unknown methods collapse into one before they are many; those that change an
// answer never do, however late they come.
func TestMethodsAreBounded(t *testing.T) {
	tally := newTally()
	for i := range 1000 {
		tally.add([]byte(line(fmt.Sprint("METHOD", i), 502)))
	}
	if n := len(tally.methods); n > maxMethods {
		t.Errorf("%d methods", n)
	}
	for _, method := range []string{"GET", "PROPFIND", "VERSION-CONTROL", "POST", "LOCK", "-", strings.Repeat("X", maxMethod+1)} {
		tally.add([]byte(line(method, 503)))
	}
	methods, count := tally.methodsOf(503)
	want := []methodCount{
		{"-", 1, checked},
		{"GET", 1, unattended},
		{"LOCK", 1, checked},
		{"POST", 1, checked},
		{"PROPFIND", 1, unattended},
		{"VERSION-CONTROL", 1, unattended},
		{"other", 1, checked},
	}
	if diff := cmp.Diff(want, methods); diff != "" || count != 7 {
		t.Errorf("%d requests; -want +got\n%s", count, diff)
	}
	if _, count := tally.methodsOf(502); count != 1000 {
		t.Errorf("%d of 1000 requests are left", count)
	}
}

// A hundred megabytes go through a pipe, with a new method and a line too long in
// each of them, and then as many in a line that never ends.
func TestConstantMemory(t *testing.T) {
	const megabytes, limit = 100, 3 << 20
	everyday := []byte(strings.Repeat(line("GET", 200)+line("POST", 502), 1<<20/2/len(line("GET", 200))))
	endless := bytes.Repeat([]byte("x"), 1<<20)
	r, w := io.Pipe()

	var before, now runtime.MemStats
	var peak uint64
	runtime.GC()
	runtime.ReadMemStats(&before)
	go func() {
		for i := range megabytes {
			w.Write(everyday)
			io.WriteString(w, line(fmt.Sprint("METHOD", i), 405))
			w.Write(endless[:2*maxLine])
			io.WriteString(w, "\n")
			runtime.ReadMemStats(&now)
			peak = max(peak, now.HeapInuse)
		}
		for range megabytes {
			w.Write(endless)
			runtime.ReadMemStats(&now)
			peak = max(peak, now.HeapInuse)
		}
		w.Close()
	}()
	tally := newTally()
	if err := tally.read(r); err != nil {
		t.Fatal(err)
	}
	if used := peak - min(peak, before.HeapInuse); used > limit {
		t.Errorf("%d bytes of heap in use, want at most %d", used, limit)
	} else {
		t.Logf("%d bytes of heap in use", used)
	}
	report := newReport(tally, lang.English)
	if want := uint64(megabytes * (bytes.Count(everyday, []byte("\n")) + 1)); report.Requests != want || report.BadLines != megabytes+1 {
		t.Errorf("%d requests and %d bad lines, want %d and %d", report.Requests, report.BadLines, want, megabytes+1)
	}
}

func TestExitCodes(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing.log")
	for _, test := range []struct {
		name, stdin    string
		args           []string
		code           int
		stdout, stderr string // parts of them
	}{
		{"good", line("GET", 404), nil, 0, "requests 1, errors 1 (100.0%), bad lines skipped 0", ""},
		{"no errors", line("GET", 200), nil, 0, "requests 1, errors 0 (0.0%), bad lines skipped 0", ""},
		{"nothing", "", nil, 0, "requests 0, errors 0 (0.0%), bad lines skipped 0", ""},
		{"nothing as JSON", "", []string{"-json"}, 0, `"statuses": [],`, ""},
		{"bad lines only", "a\nb\n", nil, 1, "requests 0, errors 0 (0.0%), bad lines skipped 2", "triage: no line is in Common or Combined"},
		{"unregistered", line("GET", 0), nil, 0, "000*", ""},
		{"both files", "", []string{"testdata/access.log", "testdata/common.log"}, 0, "requests 264,", ""},
		{"help", "", []string{"-h"}, 0, "", "usage: triage"},
		{"unknown flag", "", []string{"-yaml"}, 2, "", "usage: triage"},
		{"unknown language", "", []string{"-lang", "tlh"}, 2, "", `triage: -lang "tlh": no such language; want one of `},
		{"missing file", "", []string{missing, "testdata/common.log"}, 1, "requests 92,", "triage: open " + missing},
		{"folder", "", []string{"testdata/common.log", "testdata"}, 1, "requests 92,", "triage: read testdata"},
	} {
		t.Run(test.name, func(t *testing.T) {
			stdout, stderr, code := triage(test.stdin, test.args...)
			if code != test.code || !strings.Contains(stdout, test.stdout) || !strings.Contains(stderr, test.stderr) || (test.stderr == "") != (stderr == "") {
				t.Errorf("exit code %d, want %d\n%s\n%s", code, test.code, stdout, stderr)
			}
		})
	}

	t.Run("the languages are listed", func(t *testing.T) {
		_, stderr, _ := triage("", "-lang", "tlh")
		for _, l := range lang.All() {
			if !strings.Contains(stderr, " "+l.String()) {
				t.Errorf("%v is not in %s", l, stderr)
			}
		}
	})
	t.Run("broken input", func(t *testing.T) {
		var stdout, stderr strings.Builder
		stdin := io.MultiReader(strings.NewReader(line("GET", 404)), iotest.ErrReader(errors.New("input broke")))
		if code := run(nil, stdin, &stdout, &stderr); code != 1 || !strings.Contains(stdout.String(), "requests 1,") || !strings.Contains(stderr.String(), "input broke") {
			t.Errorf("exit code %d\n%s\n%s", code, stdout.String(), stderr.String())
		}
	})
	t.Run("broken output", func(t *testing.T) {
		var stderr strings.Builder
		_, stdout := io.Pipe()
		stdout.CloseWithError(errors.New("output broke"))
		if code := run([]string{"testdata/common.log"}, nil, stdout, &stderr); code != 1 || stderr.String() == "" {
			t.Errorf("exit code %d: %s", code, stderr.String())
		}
	})
}

func BenchmarkRead(b *testing.B) {
	log := strings.Repeat(line("GET", 200)+line("POST", 502)+line("HEAD", 404), 2000)
	b.SetBytes(int64(len(log)))
	b.ReportAllocs()
	for b.Loop() {
		if err := newTally().read(strings.NewReader(log)); err != nil {
			b.Fatal(err)
		}
	}
}
