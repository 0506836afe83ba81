package httpstatus_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/quote"
)

func TestParse(t *testing.T) {
	good := map[string]httpstatus.Status{
		"404":                                 404,
		"404 Not Found":                       404,
		"404 not found":                       404,
		"404 NOT FOUND":                       404,
		"404 ":                                404, // an empty phrase
		"299":                                 299,
		"999":                                 999,
		"100":                                 100,
		"413 Content Too Large":               413,
		"413 Payload Too Large":               413,
		"413 request entity too large":        413,
		"416 Requested Range Not Satisfiable": 416,
		"418 (Unused)":                        418,
		"418 I'm a teapot":                    418,
		"302 Moved Temporarily":               302,
		"422 Unprocessable Entity":            422,
	}
	for text, want := range good {
		if got, err := httpstatus.Parse(text); got != want || err != nil {
			t.Errorf("Parse(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	bad := map[string]string{ // the text, and what the error must say
		"4o4":            "three digits",
		"":               "three digits",
		"99":             "three digits",
		"1000":           "three digits",
		"099":            "100 to 999",
		"000":            "100 to 999",
		"-404":           "three digits",
		"+40":            "three digits",
		"٤٠٤":            "three digits",
		" 404":           "three digits",
		"404\tNot Found": "three digits",
		"404 Found":      `"404 Not Found"`,
		"404  Not Found": `"404 Not Found"`,
		"404 Not Found ": `"404 Not Found"`,
		"299 OK":         `"299"`,
		// A wrong character, the phrase of another code, a letter that folds to the same letter.
		"404 Not Fouxd":                 `"404 Not Found"`,
		"404 Xot Found":                 `"404 Not Found"`,
		"404 Payload Too Large":         `"404 Not Found"`,
		"413 Not Found":                 `"413 Content Too Large"`,
		"423 Loc\u212aed":               `"423 Locked"`,
		"507 In\u017fufficient Storage": `"507 Insufficient Storage"`,
		// The neighbours of the digits in ASCII.
		"40:":          "three digits",
		"40/":          "three digits",
		":04":          "three digits",
		"/04":          "three digits",
		"4:4":          "three digits",
		"40: Bad":      "three digits",
		"404Not Found": "three digits",
		"503 \x00":     `"503 Service Unavailable"`,
	}
	for text, want := range bad {
		got, err := httpstatus.Parse(text)
		if err == nil || got != 0 {
			t.Errorf("Parse(%q) = %v, %v; want an error", text, got, err)
			continue
		}
		if !strings.HasPrefix(err.Error(), "httpstatus: parse "+strconv.Quote(text)+": ") || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%q): %q does not quote the text and say %s", text, err, want)
		}
	}
}

// The error for a long text quotes only its beginning.
func TestLongInput(t *testing.T) {
	long := strings.Repeat("é", 1<<20)
	for _, text := range []string{long, "404 " + long, "4", " "} {
		text += strings.Repeat("x", 200)
		_, err := httpstatus.Parse(text)
		_, other := httpstatus.ParseRetryAfter(text, now)
		for _, err := range []error{err, other} {
			if err == nil || len(err.Error()) > 300 || !strings.Contains(err.Error(), quote.String(text)+": ") {
				t.Errorf("%.20q: the error is %.500v", text, err)
			}
		}
	}
}

func TestParseIsStringsInverse(t *testing.T) {
	for code := -1; code <= 1000; code++ {
		s := httpstatus.Status(code)
		got, err := httpstatus.Parse(s.String())
		if accepted := 100 <= code && code <= 999; accepted != (err == nil) || accepted && got != s {
			t.Errorf("Parse(%q) = %v, %v", s.String(), got, err)
		}
	}
}

// Parse accepts a code alone, or with one of the phrases in the row of the code.
func FuzzParse(f *testing.F) {
	rows := catalog(f)
	for code, r := range rows {
		f.Add(strconv.Itoa(code) + " " + r["phrase"])
		f.Add(strconv.Itoa(code) + " " + strings.ToUpper(r["older_phrases"]))
	}
	for _, seed := range []string{"404", "404 Not Found", "299", "4o4", "", "99", "1000", "404 Found", "503 ", "413 payload too large"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := httpstatus.Parse(text)
		if err != nil {
			if s != 0 || !strings.Contains(err.Error(), quote.String(text)) {
				t.Errorf("Parse(%q) = %v, %v", text, s, err)
			}
			return
		}
		if s < 100 || s > 999 || text[:3] != strconv.Itoa(int(s)) {
			t.Errorf("Parse(%q) = %d", text, s)
		}
		phrases := []string{"", rows[int(s)]["phrase"]}
		phrases = append(phrases, strings.Split(rows[int(s)]["older_phrases"], "; ")...)
		if phrase := strings.TrimPrefix(text[3:], " "); !slices.ContainsFunc(phrases, func(p string) bool { return lower(p) == lower(phrase) }) {
			t.Errorf("Parse(%q) = %v, but its phrases are %q", text, s, phrases)
		}
		if again, err := httpstatus.Parse(s.String()); again != s || err != nil {
			t.Errorf("Parse(%q) = %v, but Parse(%q) = %v, %v", text, s, s.String(), again, err)
		}
	})
}

// lower changes only A to Z.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
