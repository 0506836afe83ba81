package problem_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/memo"
)

func TestFormat(t *testing.T) {
	const (
		asJSON = "application/problem+json"
		asText = "text/plain; charset=utf-8"
		asHTML = "text/html; charset=utf-8"
	)
	for _, test := range []struct {
		name   string
		accept []string
		want   string
	}{
		{"none", nil, asJSON},
		{"empty", []string{""}, asJSON},
		{"curl", []string{"*/*"}, asJSON},
		{"Chrome", []string{chrome}, asHTML},
		{"Firefox", []string{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}, asHTML},
		{"Safari", []string{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}, asHTML},
		{"Edge of old", []string{"text/html, application/xhtml+xml, image/jxr, */*"}, asHTML},
		{"Lynx", []string{"text/html, text/plain, text/sgml, text/css, application/xhtml+xml, */*;q=0.01"}, asHTML},
		{"Java", []string{"text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"}, asHTML},
		{"axios", []string{"application/json, text/plain, */*"}, asJSON},
		{"jQuery", []string{"application/json, text/javascript, */*; q=0.01"}, asJSON},
		{"HTTPie", []string{"application/json, */*;q=0.5"}, asJSON},
		{"GitHub's", []string{"application/vnd.github+json, text/html;q=0.5"}, asJSON},
		{"GitHub's weighs less", []string{"application/vnd.github+json;q=0.5, text/html"}, asHTML},
		{"text/json", []string{"text/json, text/html;q=0.1"}, asJSON},
		{"an image", []string{"image/avif,image/webp,*/*;q=0.5"}, asJSON},
		{"only an image", []string{"image/png"}, asJSON},
		{"problem details", []string{"application/problem+json"}, asJSON},
		{"text", []string{"text/plain"}, asText},
		{"text, with a parameter", []string{"text/plain; charset=utf-8"}, asText},
		{"any text", []string{"text/*"}, asHTML},
		{"xhtml", []string{"application/xhtml+xml"}, asHTML},
		{"any application", []string{"application/*;q=0.9, text/html;q=0.5"}, asJSON},
		{"any application weighs less", []string{"application/*;q=0.5, text/html;q=0.9"}, asHTML},
		{"any application, excluded", []string{"application/*;q=0"}, asHTML},
		{"capitals", []string{"TEXT/HTML;Q=0.5, application/json;q=0.4"}, asHTML},
		{"html weighs more", []string{"application/json;q=0.8, text/html;q=0.9"}, asHTML},
		{"json weighs more", []string{"text/html;q=0.8, application/json;q=0.801"}, asJSON},
		{"first named wins", []string{"text/html, application/json"}, asHTML},
		{"named beats a wildcard", []string{"*/*, text/plain"}, asText},
		{"heavy wildcard beats a light name", []string{"text/plain;q=0.3, */*"}, asJSON},
		{"the specific range decides", []string{"text/*, text/html;q=0.1, application/json;q=0.2"}, asText},
		{"own type before its kin", []string{"application/json, application/problem+json;q=0.1, text/html;q=0.5"}, asHTML},
		{"json excluded", []string{"application/json;q=0, */*"}, asHTML},
		{"json and text excluded", []string{"*/*, application/json;q=0, text/plain;q=0.000"}, asHTML},
		{"json excluded, no other named", []string{"application/json;q=0"}, asHTML},
		{"all excluded", []string{"*/*;q=0"}, asJSON},
		{"two lines", []string{"image/png", "text/html"}, asHTML},
		{"a comma within quotes", []string{`text/plain;q=0.5;a="b, text/html, c"`}, asText},
		{"a comma within quotes, after a quote that is escaped", []string{`text/plain;q=0.5;a="\", text/html, c"`}, asText},
		{"a quote at the very beginning", []string{`", text/plain, ", text/html;q=0.5`}, asHTML},
		{"quotes come to an end", []string{`text/plain;q=0.5;a="b", text/html;q=1`}, asHTML},
		{"a semicolon within quotes", []string{`text/html;a="\";q=0", application/json;q=0.5`}, asHTML},
		{"bad weight: element skipped", []string{"text/html;q=2, text/plain;q=0.1"}, asText},
		{"weight of four decimals", []string{"text/html;q=0.1234, text/plain;q=0.1"}, asHTML},
		{"a decimal comma", []string{"text/html;q=0,8"}, asHTML},
		{"decimal commas", []string{"text/html;q=0,8,application/json;q=0,9,text/plain;q=0,7"}, asJSON},
		{"decimal commas and points", []string{"text/plain;q=0,3, text/html;q=0.4, */*;q=0,2"}, asHTML},
		{"a decimal comma with spaces", []string{"text/html; q=0 , 8, application/json;q=0.5"}, asJSON},
		{"a decimal comma, and a parameter", []string{"text/html;q=0,8;level=1,text/plain;q=0.5"}, asHTML},
		{"a decimal comma before a quoted one", []string{`text/html;a="b,c";q=0,8,text/plain;q=0.5`}, asHTML},
		{"zero with a decimal comma excludes nothing", []string{"application/json;q=0,0, */*"}, asJSON},
		{"a zero before the next range", []string{"application/json;q=0,text/html"}, asHTML},
		{"a zero at the end", []string{"text/html, application/json;q=0,"}, asHTML},
		{"a broken zero excludes nothing", []string{"application/json;q=00, */*"}, asJSON},
		{"a zero after a broken weight excludes nothing", []string{"application/json;q=x;q=0, */*"}, asJSON},
		{"a broken weight after a zero excludes nothing", []string{"application/json;q=0;q=x, */*"}, asJSON},
		{"an empty parameter", []string{"text/html;;q=0.1, text/plain;q=0.5"}, asText},
		{"the last of two weights", []string{"text/html;q=0.9;q=0.1, text/plain;q=0.5"}, asText},
		{"a decimal comma at the end of a line", []string{"text/html;q=0", "8, text/plain;q=0.1"}, asText},
		{"cut within a decimal comma", []string{strings.Repeat(" ", 4<<10-len("text/plain,text/html;q=0")) + "text/plain,text/html;q=0,9"}, asText},
		{"weight above 1", []string{"text/html;q=1.001, text/plain;q=0.1"}, asText},
		{"weight not a number", []string{"text/html;q=x, text/plain;q=0.1"}, asText},
		{"negative weight", []string{"text/html;q=-1, text/plain;q=0.1"}, asText},
		{"weight without a value", []string{"text/html;q, text/plain;q=0.1"}, asText},
		{"weight 1.000", []string{"text/plain;q=0.9, text/html;q=1.000"}, asHTML},
		{"weight 0.", []string{"text/plain;q=0., text/html;q=0.1"}, asHTML},
		{"spaces around the weight", []string{"text/plain ; q = 0.1, text/html;q=0.5"}, asHTML},
		{"another page is excluded", []string{"text/html;level=1;q=0, text/html"}, asHTML},
		{"an image of the kind", []string{"image/svg+json, text/plain;q=0.1"}, asText},
		{"commas alone", []string{",, ,"}, asJSON},
		{"no slash", []string{"html, text"}, asJSON},
		{"half a range", []string{"*/html, /, text/, text/plain"}, asText},
		{"an endless quote", []string{`text/html;a="`}, asHTML},
		{"cut within a weight", []string{strings.Repeat(" ", 4<<10-len("text/plain,text/html;q=0")) + "text/plain,text/html;q=0.9,"}, asText},
		{"cut between two lines", []string{strings.Repeat(" ", 4<<10-12) + "text/plain,", "text/html"}, asText},
		{"a line that just fits", []string{strings.Repeat(" ", 4<<10-10) + "text/plain"}, asText},
		{"and one byte more", []string{strings.Repeat(" ", 4<<10-9) + "text/plain"}, asJSON},
		{"two lines that just fit", []string{strings.Repeat(" ", 4<<10-10), "text/html"}, asHTML},
		{"and one byte more, on two lines", []string{strings.Repeat(" ", 4<<10-9), "text/html"}, asJSON},
		{"many lines", append(slices.Repeat([]string{strings.Repeat("image/png,", 400)}, 250), "text/html"), asJSON},
		{"many lines, and the first names something", append([]string{"text/html"}, slices.Repeat([]string{"text/plain;q=0.5"}, 1e5)...), asHTML},
		{"many empty lines", append(make([]string, 4<<10), "text/html"), asJSON},
		{"some empty lines", append(make([]string, 4000), "text/html"), asHTML},
		{"very long", []string{strings.Repeat("image/png,", 1e5) + "text/html"}, asJSON},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := request("GET")
			if test.accept != nil {
				r.Header["Accept"] = test.accept
			}
			resp := respond(t, newResponder(), r, httpstatus.NotFound)
			if got := resp.Header.Get("Content-Type"); got != test.want {
				t.Errorf("%q gets %s, want %s", test.accept, got, test.want)
			}
			if resp.StatusCode != 404 {
				t.Errorf("status %d", resp.StatusCode)
			}
		})
	}
}

// The format is right the first time and the second time. It does not depend on other
// fields before.
func TestFormatAgain(t *testing.T) {
	errs := newResponder()
	for range 2 {
		for i := range 1000 {
			for mediaType, want := range map[string]string{
				"text/html":        "text/html; charset=utf-8",
				"text/plain":       "text/plain; charset=utf-8",
				"application/json": "application/problem+json",
			} {
				accept := fmt.Sprintf("%simage/%d, %s", strings.Repeat(" ", i), i, mediaType)
				resp := respond(t, errs, request("GET", "Accept: "+accept), httpstatus.NotFound)
				if got := resp.Header.Get("Content-Type"); got != want {
					t.Fatalf("%q: %s", accept, got)
				}
			}
		}
	}
}

// A format is remembered. A field that came before costs fewer allocations than a new one,
// and than one that is too long to be remembered.
func TestFormatIsRemembered(t *testing.T) {
	errs := newResponder()
	w := &sink{http.Header{}}
	n := 0
	allocations := func(accept func() string) float64 {
		r := request("GET", "Accept: *")
		return testing.AllocsPerRun(100, func() {
			n++
			r.Header["Accept"][0] = accept()
			clear(w.h)
			errs.Respond(w, r, httpstatus.NotFound)
		})
	}
	fields := make([]string, 300)
	for i := range fields {
		fields[i] = fmt.Sprintf("image/%d, text/plain", i)
	}
	longest := strings.Repeat(" ", memo.Longest-len("text/plain")) + "text/plain"
	seen := allocations(func() string { return longest })
	if got := allocations(func() string { return fields[n%len(fields)] }); got <= seen {
		t.Errorf("%v allocations for a new field, %v for one that came before", got, seen)
	}
	if got := allocations(func() string { return " " + longest }); got <= seen {
		t.Errorf("%v allocations for a field that is too long, %v for one that came before", got, seen)
	}
}

// Every field gets one of the three formats. An element that names none of them changes
// nothing.
func FuzzAccept(f *testing.F) {
	for _, seed := range []string{"", "*/*", chrome, "text/html;q=0.5, text/plain;q=0.4", `a/b;c="d,e\"`, "text/html;q=1.0000", ";;,,//**"} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, one, two string) {
		if len(one)+len(two) > 4000 {
			t.Skip("with the images in front, the last element would be over the limit")
		}
		errs := newResponder()
		r := request("GET")
		contentType := func(lines ...string) string {
			r.Header["Accept"] = lines
			return respond(t, errs, r, httpstatus.NotFound).Header.Get("Content-Type")
		}
		got := contentType(one, two)
		switch got {
		case "application/problem+json", "text/plain; charset=utf-8", "text/html; charset=utf-8":
		default:
			t.Errorf("%q, %q: %q", one, two, got)
		}
		if more := contentType("image/png, x", one, "image/png;q=0.1", two); more != got {
			t.Errorf("%q, %q: %q, and with images %q", one, two, got, more)
		}
	})
}
