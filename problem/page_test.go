package problem_test

import (
	"html/template"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// What a handler says is fit for a page and for a terminal, whatever it holds.
func TestPageText(t *testing.T) {
	d := &problem.Details{
		Status: 400,
		Title:  "One\r\nline\x1b[31m\xff\u2028\u0085.",
		Detail: "Two\r\nlines,\n\ta tab\x1b]0;\a\x00\xc3\u009b\r\u200f.",
	}
	const title, detail = "One  line [31m\ufffd  .", "Two\nlines,\n\ta tab\ufffd]0;\ufffd\ufffd\ufffd\ufffd\ufffd\u200f."
	for accept, want := range map[string]string{
		"text/plain":       "400 " + title + "\n\n" + detail + "\n",
		"text/html":        "<p lang=\"\" dir=\"auto\">" + detail + "</p>",
		"application/json": `"title":"One\r\nline\u001b[31m\ufffd\u2028` + "\u0085" + `.","status":400,"detail":"Two\r\nlines,`,
	} {
		got := body(t, respond(t, newResponder(), request("GET", "Accept: "+accept), d))
		if !strings.Contains(got, want) || !utf8.ValidString(got) {
			t.Errorf("%s: %q is not in %q", accept, want, got)
		}
		if accept == "text/html" && strings.Count(got, title) != 2 {
			t.Errorf("%q is not twice in %q", title, got)
		}
	}
	errs := newResponder()
	errs.Page = template.Must(template.New("").Parse("{{.Title}}|{{.Detail}}"))
	if got := body(t, respond(t, errs, request("GET", "Accept: text/html"), d)); got != title+"|"+detail {
		t.Errorf("a page of a user's own has %q", got)
	}
}

func TestOwnPage(t *testing.T) {
	for _, test := range []struct {
		name, page string
		err        error
		want       string
		html       bool
	}{
		{"all fields", `{{.Language}} {{.Language.Direction}} {{printf "%d" .Status}} {{.Title}} {{.Detail}}|{{.Meaning}} {{.Advice}}`, httpstatus.NotFound, "ar rtl 404 ", true},
		{"details", `{{.Title}} {{or .Detail .Meaning}}`, &problem.Details{Status: 404, Title: "<T>", Detail: "D"}, "&lt;T&gt; D", true},
		{"fails half-way", `half{{.None}}`, httpstatus.NotFound, "404 ", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			errs := newResponder()
			errs.Page = template.Must(template.New("").Parse(test.page))
			resp := respond(t, errs, request("GET", "Accept: text/html", "Accept-Language: ar"), test.err)
			if got := body(t, resp); !strings.HasPrefix(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if html := strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html"); html != test.html || resp.StatusCode != 404 {
				t.Errorf("%d %v", resp.StatusCode, resp.Header)
			}
			if policy := resp.Header.Get("Content-Security-Policy"); policy != "" {
				t.Errorf("a policy: %s", policy)
			}
		})
	}
	t.Run("not remembered", func(t *testing.T) {
		n := 0
		count := func() int { n++; return n }
		errs := newResponder()
		errs.Page = template.Must(template.New("").Funcs(template.FuncMap{"count": count}).Parse("{{count}}"))
		for range 3 {
			got := body(t, respond(t, errs, request("GET", "Accept: text/html"), httpstatus.NotFound))
			if want := strconv.Itoa(n); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	})
}
