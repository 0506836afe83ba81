package statustest_test

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/httpstatus/statustest"
)

// endless repeats a text, and fails after some megabytes, so that a test ends.
type endless struct {
	text string
	sent int
	last error
}

func (e *endless) Read(p []byte) (int, error) {
	if e.sent > 8<<20 {
		return 0, e.last
	}
	n := 0
	for n < len(p) {
		n += copy(p[n:], e.text[(e.sent+n)%len(e.text):])
	}
	e.sent += n
	return n, nil
}

// Header and trailer sections have at most 1 MiB together, including those of interim
// responses.
func TestCheckRawBounds(t *testing.T) {
	tooFar := errors.New("it was read too far")
	for name, test := range map[string]struct{ head, rest string }{
		"field lines":       {"HTTP/1.1 200 OK\r\n", "A: b\r\n"},
		"one line":          {"HTTP/1.1 200 OK\r\nA: ", "a"},
		"status line":       {"HTTP/1.1 200 ", "a"},
		"interim responses": {"", "HTTP/1.1 103 Early Hints\r\nDate: x\r\n\r\n"},
		"folded lines":      {"HTTP/1.1 200 OK\r\nA: b\r\n", " c\r\n"},
		"trailers":          {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "A: b\r\n"},
	} {
		r := &endless{text: test.rest, last: tooFar}
		err := statustest.CheckRaw(io.MultiReader(strings.NewReader(test.head), r), asking("GET"))
		if err == nil || !strings.Contains(err.Error(), "too long") || errors.Is(err, tooFar) {
			t.Errorf("%s: %.200v", name, err)
		}
		if r.sent > 1<<20+128<<10 {
			t.Errorf("%s: %d bytes were read", name, r.sent)
		}
	}
}

// CheckRaw reads everything that is within the limits.
func TestCheckRawWithinBounds(t *testing.T) {
	fields := strings.Repeat("A: "+strings.Repeat("b", 1000)+"\r\n", 1000)
	long := "B: " + strings.Repeat("b", 60000) + "\r\n"
	for name, text := range map[string]string{
		"field lines": "HTTP/1.1 204 No Content\r\nDate: " + past + "\r\n" + fields + "\r\n",
		"one line":    "HTTP/1.1 204 No Content\r\nDate: " + past + "\r\n" + long + "\r\n",
		"interim":     strings.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 10000) + "HTTP/1.1 204 No Content\r\nDate: " + past + "\r\n\r\n",
		"content":     "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Length: 4000000\r\nDate: " + past + "\r\n\r\n" + strings.Repeat("x", 4000000),
	} {
		if err := statustest.CheckRaw(strings.NewReader(text), asking("GET")); err != nil {
			t.Errorf("%s: %.200v", name, err)
		}
	}
}

// The report has one breach of each rule, and its lines are short.
func TestCheckRawReportIsShort(t *testing.T) {
	text := "HTTP/1.1 200 OK\n" + strings.Repeat("nonsense\x01\u202e\x1b[31m"+strings.Repeat("a", 1000)+"\n", 100) + "\r\n"
	err := statustest.CheckRaw(strings.NewReader(text), asking("GET"))
	if err == nil {
		t.Fatal("no breach")
	}
	for line := range strings.Lines(err.Error()) {
		if len(line) > 1000 || strings.ContainsAny(line, "\x01\u202e\x1b") {
			t.Errorf("the report has the line %q", line)
		}
	}
}

// CheckRaw applies no other rule to a response that is not HTTP.
func TestCheckRawNoHTTP(t *testing.T) {
	for _, line := range []string{
		"<html>", "ICY 200 OK", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 abc", "HTTP/1.x 200 OK", "HTTP/11 200 OK", "HTTP/1.1 20000 OK", "http/1.1 200 OK",
		"HTTP/1.1\t", "H 2", "HTTP/1,1 200 OK", "XTTP/1.1 200 OK", "HTTP/1.10 200 OK",
	} {
		err := statustest.CheckRaw(strings.NewReader(line+"\r\n\r\n"), asking("GET"))
		var b statustest.Breach
		if !errors.As(err, &b) || b.Rule != "status-line" || b.Status != 500 || len(names(t, err)) != 1 {
			t.Errorf("%q: %v", line, err)
		}
	}
	// These lines still have a version and a code.
	for _, line := range []string{"HTTP/1.1 204", "HTTP/1.1  204 No Content", "HTTP/1.1\t204 No Content", "HTTP/1.1 0204 No", "HTTP/2 204"} {
		err := statustest.CheckRaw(strings.NewReader(line+"\r\nDate: "+past+"\r\n\r\n"), asking("GET"))
		var b statustest.Breach
		want := http.StatusNoContent
		if line == "HTTP/2 204" {
			want = http.StatusInternalServerError // HTTP/2 has no status line
		}
		if !errors.As(err, &b) || b.Rule != "status-line" || int(b.Status) != want || len(names(t, err)) != 1 {
			t.Errorf("%q: %v", line, err)
		}
	}
}

// These bytes are not a response, or end early, or fail.
func TestCheckRawWithoutResponse(t *testing.T) {
	failed := errors.New("reset")
	for _, test := range []struct {
		text   string
		err    error
		breach bool
	}{
		{"", nil, false},
		{"", failed, false},
		{"HTTP/1.1 103 Early Hints\r\n\r\n", nil, false},
		{"HTTP/1.1 200 OK\r\nDa", nil, true},
		{"HTTP/1.1 200 OK\r\nDate: x\r\n", failed, true},
		{"HTTP/1.1 200 OK\r\nA: " + strings.Repeat("a", 1<<20), nil, true},
		{"HTTP/1.1 200 OK\r\n" + strings.Repeat("A: b\r\n", 1<<20), nil, true},
	} {
		var r io.Reader = strings.NewReader(test.text)
		if test.err != nil {
			r = io.MultiReader(r, failing{test.err})
		}
		err := statustest.CheckRaw(r, httptest.NewRequest("GET", "/", nil))
		var b statustest.Breach
		if err == nil || errors.As(err, &b) != test.breach || test.err != nil && !errors.Is(err, test.err) {
			t.Errorf("%.40q: %v", test.text, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func FuzzCheckRaw(f *testing.F) {
	for _, test := range ruleTests {
		for _, text := range []string{test.breaks, test.keeps, test.spares} {
			if b, _ := io.ReadAll(wire(text)); text != "" {
				f.Add(requestText(test.request), b)
			}
		}
	}
	f.Fuzz(func(t *testing.T, asked string, b []byte) {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(asked)))
		if err != nil {
			r = nil
		}
		first := statustest.CheckRaw(bytes.NewReader(b), r)
		if again := statustest.CheckRaw(bytes.NewReader(b), r); (first == nil) != (again == nil) || first != nil && first.Error() != again.Error() {
			t.Errorf("%q: first %v, then %v", b, first, again)
		}
		if first != nil && first.Error() == "" {
			t.Error("an error without text")
		}
		resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(b)), r)
		if err != nil {
			return
		}
		want, _ := io.ReadAll(resp.Body)
		resp.Body = io.NopCloser(bytes.NewReader(want))
		_ = statustest.Check(resp)
		if got, _ := io.ReadAll(resp.Body); !bytes.Equal(got, want) {
			t.Errorf("%q: Check leaves %q of %q", b, got, want)
		}
	})
}
