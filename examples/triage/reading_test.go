package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

func zip(t testing.TB, text []byte) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func utf16le(text string) string {
	var b bytes.Buffer
	binary.Write(&b, binary.LittleEndian, utf16.Encode([]rune(text)))
	return b.String()
}

func utf16be(text string) string {
	var b bytes.Buffer
	binary.Write(&b, binary.BigEndian, utf16.Encode([]rune(text)))
	return b.String()
}

// A log and an older compressed log are read together.
func TestGzip(t *testing.T) {
	dir := t.TempDir()
	plain, zipped := filepath.Join(dir, "access.log"), filepath.Join(dir, "access.log.2.gz")
	for path, text := range map[string]string{plain: lineOf(404, 1), zipped: zip(t, []byte(lineOf(502, 3000)))} {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out, stderr, code := triage(t, "", plain, zipped)
	if want := "requests 3001, errors 3001 (100.0%), bad lines skipped 0\n"; code != 0 || stderr != "" || !strings.HasPrefix(out, want) {
		t.Errorf("exit code %d, %s\n%s", code, stderr, out)
	}
}

// If an input cannot be read, an error says so, and nothing of it is counted.
func TestRefused(t *testing.T) {
	random := make([]byte, 10000)
	chacha := rand.NewChaCha8([32]byte{})
	chacha.Read(random)
	random[0] = 'x'
	log := lineOf(404, 10)
	half := zip(t, []byte(lineOf(404, 3000)))
	half = half[:len(half)-20]
	for _, test := range []struct{ name, input, stdout, stderr string }{
		{"zstd", "\x28\xb5\x2f\xfd\x00", "", "is compressed with zstd, but triage reads only gzip; decompress it first: zstdcat FILE | triage -\n"},
		{"bzip2", "BZh91AY&SY", "", "is compressed with bzip2, but triage reads only gzip; decompress it first: bzcat FILE | triage -\n"},
		{"xz", "\xfd7zXZ\x00\x00", "", "is compressed with xz"},
		{"lz4", "\x04\x22\x4d\x18\x00\x00", "", "is compressed with lz4"},
		{"compress", "\x1f\x9d\x90", "", "is compressed with compress"},
		{"zip", "PK\x03\x04\x14\x00\x00", "", "is compressed with zip"},
		{"7z", "7z\xbc\xaf\x27\x1c", "", "is compressed with 7z"},
		{"zstd in gzip", zip(t, []byte("\x28\xb5\x2f\xfd\x00\x00")), "", "is compressed with zstd"},
		{"gzip in gzip", zip(t, []byte(zip(t, []byte(log)))), "", "is a gzip file in a gzip file; decompress it first: zcat FILE | triage -\n"},
		{"UTF-16 of Windows", "\xff\xfe" + utf16le(log), "", "is in UTF-16, but triage reads UTF-8; convert it with iconv -f UTF-16 -t UTF-8\n"},
		{"UTF-16, the other way", "\xfe\xff" + utf16be(log), "", "is in UTF-16"},
		{"UTF-16 without a mark", utf16le(log), "", "is in UTF-16"},
		{"UTF-16 without a mark, the other way", utf16be(log), "", "is in UTF-16"},
		{"random bytes", string(random), "", "is not text; triage reads logs in text\n"},
		{"a program", "\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 57) + "\x06\x00\x00\x00", "", "is not text"},
		{"an archive", "access.log" + strings.Repeat("\x00", 90) + "0000644\x000000000\x00" + strings.Repeat("\x00", 400) + log, "", "is not text"},
		{"half of a gzip file", half, "bad lines skipped", "gzip: unexpected EOF\n"},
		{"the head of a gzip file", "\x1f\x8b\x08", "", "gzip: unexpected EOF\n"},
		{"a gzip file that is none", "\x1f\x8b\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", "", "gzip: invalid header\n"},
	} {
		for name, reader := range map[string]io.Reader{
			"at once":                  strings.NewReader(test.input),
			"byte by byte":             iotest.OneByteReader(strings.NewReader(test.input)),
			"error with the last byte": iotest.DataErrReader(strings.NewReader(test.input)),
		} {
			var stdout, stderr strings.Builder
			code := run(t.Context(), nil, reader, &stdout, &stderr)
			if code != 1 || !strings.Contains(stdout.String(), test.stdout) || (stdout.String() == "") != (test.stdout == "") || !strings.HasPrefix(stderr.String(), "triage: standard input: "+test.stderr) {
				t.Errorf("%s, %s: exit code %d\n%s\n%s", test.name, name, code, stdout.String(), stderr.String())
			}
		}
	}
	for name, text := range map[string]string{
		"a handshake, raw":          date + "\"\x16\x03\x01 \xff\x00\" 400 157\n",
		"Korean in another charset": date + "\"GET /\xc7\xd1\xb1\xdb\xc7\xd1\xb1\xdb\xc7\xd1\xb1\xdb\xc7\xd1\xb1\xdb\xc7\xd1\xb1\xdb\xc7\xd1\xb1\xdb\xc7\xd1\xb1\xdb HTTP/1.1\" 404 157\n",
		"colours":                   "\x1b[33m[27/Nov/2026 03:00:00] \"GET / HTTP/1.1\" 404 5\x1b[0m\n",
	} {
		if _, stderr, code := triage(t, text); code != 0 || stderr != "" {
			t.Errorf("%s: exit code %d, %s", name, code, stderr)
		}
	}
}

// The other inputs are read if one is refused.
func TestRefusedAmongOthers(t *testing.T) {
	name := filepath.Join(t.TempDir(), "access.log.zst")
	if err := os.WriteFile(name, []byte("\x28\xb5\x2f\xfd\x00\x00\x00"), 0o666); err != nil {
		t.Fatal(err)
	}
	out, stderr, code := triage(t, "", "testdata/common.log", name, "testdata/common.log")
	if code != 1 || !strings.HasPrefix(out, "requests 184,") || !strings.HasPrefix(stderr, "triage: "+name+": is compressed with zstd") {
		t.Errorf("exit code %d, %s\n%s", code, stderr, out)
	}
}

// A line may be 64 KiB long. A longer line is bad, but the line after it is not.
func TestLongLines(t *testing.T) {
	start := line("GET", 404)
	start = start[:len(start)-1]
	fits := start + strings.Repeat("x", 64<<10-len(start)-1) + "\n"
	endless := strings.Repeat("x", 20*maxLine)
	for i, test := range []struct {
		log           string
		requests, bad uint64
	}{
		{fits + line("GET", 404), 2, 0},
		{"x" + fits + line("GET", 404), 1, 1},
		{endless + fits + line("GET", 404), 1, 1},
		{line("GET", 404) + endless, 1, 1},
		{line("GET", 404) + endless + "\n" + endless + "\n" + line("GET", 404), 2, 2},
		{strings.Repeat(line("GET", 404), 10000) + endless + "\n" + strings.Repeat(line("GET", 404), 10000), 20000, 1},
		{strings.TrimSuffix(line("GET", 404), "\n"), 1, 0},
		{strings.TrimSuffix(fits, "\n"), 1, 0},
		{strings.TrimSuffix(fits, "\n") + "xx", 0, 1},
		{strings.Repeat("\n", 1000000) + line("GET", 404), 1, 0},
		{"", 0, 0},
	} {
		for name, reader := range map[string]io.Reader{
			"at once":      strings.NewReader(test.log),
			"half by half": iotest.HalfReader(strings.NewReader(test.log)),
		} {
			r := newReading()
			r.run(t.Context(), []string{"-"}, reader)
			requests := uint64(0)
			for _, c := range r.tally.methods {
				for _, n := range c {
					requests += n
				}
			}
			if requests != test.requests || r.tally.bad != test.bad {
				t.Errorf("%d, %s: %d requests, %d bad lines; want %d, %d", i, name, requests, r.tally.bad, test.requests, test.bad)
			}
		}
	}
}

// If there are many unknown methods, the rest are counted as one. Methods that change the report
// are counted by name, even if they come late.
func TestMethodsAreBounded(t *testing.T) {
	tally := newTally()
	for i := range 1000 {
		tally.add(&request{fmt.Appendf(nil, "METHOD%d", i), nil, 502})
	}
	if n := len(tally.methods); n != maxMethods {
		t.Errorf("%d methods", n)
	}
	for _, method := range []string{"GET", "PROPFIND", "VERSION-CONTROL", "POST", "LOCK", "-", strings.Repeat("X", maxMethod+1)} {
		tally.add(&request{[]byte(method), nil, 503})
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

	tally = newTally()
	for _, method := range []string{strings.Repeat("X", maxMethod), strings.Repeat("Y", maxMethod+1)} {
		tally.add(&request{[]byte(method), nil, 502})
	}
	if tally.methods[strings.Repeat("X", maxMethod)] == nil || tally.methods[otherMethods][502] != 1 {
		t.Errorf("methods %v", tally.methods)
	}
}

// A hundred megabytes go through a pipe. Each of them has a new method, new paths and a line that
// is too long. Then a line of a hundred megabytes follows.
func TestConstantMemory(t *testing.T) {
	const megabytes, limit = 100, 8 << 20
	everyday := []byte(strings.Repeat(line("GET", 200)+line("POST", 502), 1<<20/2/len(line("GET", 200))))
	endless := bytes.Repeat([]byte("x"), 1<<20)
	in, w := io.Pipe()

	var before, now runtime.MemStats
	var peak uint64
	runtime.GC()
	runtime.ReadMemStats(&before)
	go func() {
		for i := range megabytes {
			w.Write(everyday)
			io.WriteString(w, line(fmt.Sprint("METHOD", i), 405))
			for status := range 200 {
				io.WriteString(w, strings.Replace(line("GET", 400+status), "page", fmt.Sprint(i), 1))
			}
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
	r := newReading()
	r.run(t.Context(), []string{"-"}, in)
	if used := peak - min(peak, before.HeapInuse); used > limit {
		t.Errorf("%d bytes of heap in use, want at most %d", used, limit)
	} else {
		t.Logf("%d bytes of heap in use", used)
	}
	requests := uint64(0)
	for s := range len(counts{}) {
		for _, c := range r.tally.methods {
			requests += c[s]
		}
	}
	if want := uint64(megabytes * (bytes.Count(everyday, []byte("\n")) + 201)); requests != want || r.tally.bad != megabytes+1 {
		t.Errorf("%d requests and %d bad lines, want %d and %d", requests, r.tally.bad, want, megabytes+1)
	}
}

// A reader that never returns anything is an error.
func TestNoProgress(t *testing.T) {
	r := newReading()
	r.run(t.Context(), []string{"-"}, emptyReader{})
	if errs := r.failures(); len(errs) != 1 || !errors.Is(errs[0], io.ErrNoProgress) {
		t.Errorf("errors %v", errs)
	}
	text := io.MultiReader(iotest.OneByteReader(strings.NewReader(line("GET", 404))), strings.NewReader(""), strings.NewReader(line("GET", 404)))
	r = newReading()
	r.run(t.Context(), []string{"-"}, text)
	if errs := r.failures(); errs != nil || r.tally.methods["GET"][404] != 2 {
		t.Errorf("errors %v, %d requests", errs, r.tally.methods["GET"][404])
	}
}

type emptyReader struct{}

func (emptyReader) Read([]byte) (int, error) { return 0, nil }

// An interrupt ends the reading while it waits for input. All whole lines that had arrived are in
// the report. A last line that is not complete is not.
func TestInterrupt(t *testing.T) {
	for _, test := range []struct {
		name, log string
		zipped    bool
		code      int
		stdout    string
	}{
		{"nothing yet", "", false, 0, "requests 0,"},
		{"half a line", "127.0.0.1 - -", false, 0, "requests 0, errors 0 (0.0%), bad lines skipped 0\n"},
		{"a few bytes", "127", false, 0, "requests 0,"},
		{"a line and a half", line("GET", 404) + "127.0.0.1 - -", false, 0, "requests 1, errors 1 (100.0%), bad lines skipped 0\n"},
		{"many lines", lineOf(404, 5000) + "127.0.0.1 - -", false, 0, "requests 5000, errors 5000 (100.0%), bad lines skipped 0\n"},
		{"bad lines", "a\nb", false, 1, "requests 0, errors 0 (0.0%), bad lines skipped 1\n"},
		{"binary", strings.Repeat("\x00\x01\x02\n", 100), false, 1, ""},
		{"gzip", lineOf(404, 5000), true, 0, ""},
	} {
		text := test.log
		if test.zipped {
			text = zip(t, []byte(text))
			text = text[:len(text)-12]
		}
		ctx, cancel := context.WithCancel(t.Context())
		in, w := io.Pipe()
		var stdout, stderr strings.Builder
		code := make(chan int)
		go func() { code <- run(ctx, nil, in, &stdout, &stderr) }()
		io.WriteString(w, text)
		io.WriteString(w, "") // returns when the reading waits again
		cancel()
		got := <-code
		w.Close()
		if got != test.code || !strings.HasPrefix(stdout.String(), test.stdout) || !strings.HasSuffix(stderr.String(), "triage: interrupted; the report covers what had arrived\n") {
			t.Errorf("%s: exit code %d, want %d\n%s\n%s", test.name, got, test.code, stdout.String(), stderr.String())
		}
	}
}

func TestInterruptIsInTheJSON(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	in, w := io.Pipe()
	defer w.Close()
	var stdout, stderr strings.Builder
	if run(ctx, []string{"-json"}, in, &stdout, &stderr); !strings.Contains(stdout.String(), `"partial": true,`) {
		t.Error(stdout.String())
	}
}

// The program prints its report after Ctrl-C.
func TestInterruptTheProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no interrupt can be sent to another program on Windows")
	}
	program := filepath.Join(t.TempDir(), "triage")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.CommandContext(t.Context(), program)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// There are more blank lines than the pipe can hold. So when they are written, the
	// program has read all lines before them.
	io.WriteString(stdin, lineOf(404, 1000)+strings.Repeat("\n", 1<<20))
	cmd.Process.Signal(os.Interrupt)
	if err := cmd.Wait(); err != nil || !strings.HasPrefix(stdout.String(), "requests 1000, errors 1000") {
		t.Errorf("%v\n%s\n%s", err, stdout.String(), stderr.String())
	}
}
