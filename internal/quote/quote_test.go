package quote_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"example.com/httpstatus/internal/quote"
)

func TestString(t *testing.T) {
	a := func(n int) string { return strings.Repeat("a", n) }
	for text, want := range map[string]string{
		"":                                `""`,
		"4o4":                             `"4o4"`,
		"\x00\xff\n":                      `"\x00\xff\n"`,
		a(100):                            `"` + a(100) + `"`,
		a(101):                            `"` + a(100) + `"...`,
		a(98) + "é":                       `"` + a(98) + `é"`,
		a(98) + "éx":                      `"` + a(98) + `é"...`,
		a(99) + "éx":                      `"` + a(99) + `"...`,
		a(98) + "語x":                      `"` + a(98) + `"...`,
		a(97) + "😀x":                      `"` + a(97) + `"...`,
		a(97) + strings.Repeat("\x80", 4): `"` + a(97) + `\x80\x80\x80"...`, // not UTF-8, so there is no character to keep whole
	} {
		if got := quote.String(text); got != want {
			t.Errorf("String(%q) = %s; want %s", text, got, want)
		}
	}
}

func FuzzString(f *testing.F) {
	for n := range 5 {
		f.Add(strings.Repeat("a", 96+n) + "😀\x80\x80\x80\x80é")
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := quote.String(text)
		quoted, cut := strings.CutSuffix(got, `"...`)
		if cut {
			quoted += `"`
		}
		begin, err := strconv.Unquote(quoted)
		if err != nil || !strings.HasPrefix(text, begin) || len(begin) > 100 || cut != (len(begin) < len(text)) {
			t.Fatalf("String(%q) = %s: %v", text, got, err)
		}
		if cut && len(begin) < 97 || utf8.ValidString(text) && !utf8.ValidString(begin) {
			t.Errorf("String(%q) cuts at byte %d", text, len(begin))
		}
	})
}
