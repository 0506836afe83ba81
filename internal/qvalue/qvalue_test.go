package qvalue_test

import (
	"fmt"
	"strings"
	"testing"

	"example.com/httpstatus/internal/qvalue"
)

// Every weight of the grammar (RFC 9110, 12.4.2) has its value, and with more decimals
// the same value.
func TestParse(t *testing.T) {
	for weight := range 1001 {
		forms := []string{fmt.Sprintf("%d.%03d", weight/1000, weight%1000)}
		for form := forms[0]; strings.HasSuffix(form, "0") && strings.Contains(form, "."); {
			form = form[:len(form)-1]
			forms = append(forms, form)
		}
		if weight%1000 == 0 {
			forms = append(forms, fmt.Sprint(weight/1000))
		}
		for _, form := range forms {
			if got, ok := qvalue.Parse(form); !ok || got != weight {
				t.Errorf("Parse(%q) = %d, %v; want %d", form, got, ok, weight)
			}
		}
		for _, more := range []string{"0", "000000", "1", "9", "0001", "99999", strings.Repeat("9", 1000)} {
			want := weight
			if weight == 0 && strings.Trim(more, "0") != "" {
				want = 1
			}
			if got, ok := qvalue.Parse(forms[0] + more); !ok || got != want {
				t.Errorf("Parse(%.20q) = %d, %v; want %d", forms[0]+more, got, ok, want)
			}
		}
		comma := strings.Replace(forms[0], ".", ",", 1)
		if got, ok := qvalue.Parse(comma); ok != (weight > 0) || ok && got != weight {
			t.Errorf("Parse(%q) = %d, %v; want %d", comma, got, ok, weight)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{
		"", " ", ".", ",", ".8", ",8", `"0.8"`, "'0.8'", "0.8%", "80%", "-0", "-0.5", "+0.5", "+0", "00", "01", "00.5", "10", "2", "1.1", "1.01", "1.001", "1.0019",
		"0x", "0x1", "0x0p0", "0.x", "0.1x", "0.123x", "0.1234x", "0.0000x", "0.5.5", "0.5,5", "0,5.5", "0, 5", "0 ,5", "0..5", "0,,5", "0 .5", "0. 5", " 0", "0 ", "0.5 ", "1e0", "0e0", "1e-1", "0.1e1",
		"NaN", "Inf", "inf", "nil", "true", "0_1", "0.1_1", "1_0", "0/1", "1/2", "0:8", "0;8", "0'8", "0·8", "0٫8", "٠", "０", "０.８", "0.８", "0.٥", "O.8", "0,", "0,0", "0,000", "0,0000", "1,5", "1,001",
		"q", "=0.5", "0=", "0\n", "0.5\x00", "\x000", "0.5\xff", "0./", "0.:",
	} {
		if got, ok := qvalue.Parse(s); ok {
			t.Errorf("Parse(%q) = %d; want it refused", s, got)
		}
	}
}

func TestCut(t *testing.T) {
	for _, row := range []struct{ list, element, rest string }{
		{"", "", ""},
		{"de", "de", ""},
		{"de,en", "de", "en"},
		{",en", "", "en"},
		{"de;q=0,8", "de;q=0,8", ""},
		{"de;q=0,8,en", "de;q=0,8", "en"},
		{"de;q=0,8,5,en", "de;q=0,8", "5,en"},
		{"de;q=0,8;level=1,en", "de;q=0,8;level=1", "en"},
		{"de; Q = 0,8,en", "de; Q = 0,8", "en"},
		{"de;level=1;q=0,8,en", "de;level=1;q=0,8", "en"},
		{"de;q=0.0,8,en", "de;q=0.0,8", "en"},
		{"de;q=0,8x,en", "de;q=0,8x", "en"},
		{"de;q=0,0,en", "de;q=0,0", "en"},
		{"de;q=0 , 8, en", "de;q=0 , 8", " en"},
		{"q=0,8,en", "q=0,8", "en"},

		{"de;q=0,en", "de;q=0", "en"},
		{"de;q=0,", "de;q=0", ""},
		{"de;q=0,,8", "de;q=0", ",8"},
		{"de;q=0, en", "de;q=0", " en"},
		{"de;q=0.0,en", "de;q=0.0", "en"},
		{"de;q=0.5,8", "de;q=0.5", "8"},
		{"de;q=1,0,en", "de;q=1", "0,en"},
		{"de;q=x,8", "de;q=x", "8"},
		{"de;q=,8", "de;q=", "8"},
		{"de;level=0,8", "de;level=0", "8"},
		{"de;q=0;level=1,8", "de;q=0;level=1", "8"},
		{"de;q=0,:", "de;q=0", ":"},
		{"de;q=0,/", "de;q=0", "/"},
	} {
		element, rest := qvalue.Cut(row.list, strings.IndexByte(row.list, ','))
		if element != row.element || rest != row.rest {
			t.Errorf("Cut(%q) = %q, %q; want %q, %q", row.list, element, rest, row.element, row.rest)
		}
	}
	// The caller chooses the comma, here the one after a quoted string.
	if element, rest := qvalue.Cut(`a;b="1,2",c`, 9); element != `a;b="1,2"` || rest != "c" {
		t.Errorf("Cut = %q, %q", element, rest)
	}
}

func TestClip(t *testing.T) {
	for _, row := range []struct {
		list  string
		limit int
		want  string
	}{
		{"", 0, ""},
		{"de,en", 5, "de,en"},
		{"de,en", 4, "de"},
		{"de,en", 2, "de"},
		{"de,en", 1, ""},
		{"de,en,", 5, "de,en"},
		{"deutsch", 3, ""},
		{"ko,de;q=0,8", 11, "ko,de;q=0,8"},
		{"ko,de;q=0,8", 10, "ko"},
		{"ko,de;q=0,8", 9, "ko"},
		{"ko,de;q=0,8,en", 12, "ko,de;q=0,8"},
		{"de;q=0,8", 7, ""},
		{"de;q=0,en", 7, "de;q=0"},
		{",8", 1, ""},
	} {
		if got := qvalue.Clip(row.list, row.limit); got != row.want {
			t.Errorf("Clip(%q, %d) = %q; want %q", row.list, row.limit, got, row.want)
		}
	}
}
