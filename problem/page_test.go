package problem_test

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

func TestPage(t *testing.T) {
	for language, direction := range map[string]string{"en": "ltr", "ko": "ltr", "ar": "rtl"} {
		t.Run(language, func(t *testing.T) {
			resp := respond(t, newResponder(), request("GET", "Accept: text/html", "Accept-Language: "+language), httpstatus.NotFound)
			page := body(t, resp)
			for _, want := range []string{`<html lang="` + language + `" dir="` + direction + `">`, `<meta charset="utf-8">`, "width=device-width", "color-scheme", "prefers-color-scheme: dark", "@media print", `<small dir="ltr">HTTP 404</small>`} {
				if !strings.Contains(page, want) {
					t.Errorf("%s is not in the page", want)
				}
			}
			for _, once := range []string{"<title>", "<h1", "<main>"} {
				if n := strings.Count(page, once); n != 1 {
					t.Errorf("%d times %s", n, once)
				}
			}
			for _, not := range []string{"<script", "http://", "https://", "src=", "url(", "@import", "style=", "onload", "user-scalable", "maximum-scale"} {
				if strings.Contains(page, not) {
					t.Errorf("%s is in the page", not)
				}
			}

			style := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(page)[1]
			hash := sha256.Sum256([]byte(style))
			want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'; base-uri 'none'; form-action 'none'"
			if got := resp.Header.Get("Content-Security-Policy"); got != want {
				t.Errorf("the policy is\n%s, want\n%s", got, want)
			}
			// For those who have a policy of their own.
			if doc, err := os.ReadFile("responder.go"); err != nil || !strings.Contains(string(doc), "//\t'sha256-"+base64.StdEncoding.EncodeToString(hash[:])+"'\n") {
				t.Errorf("the documentation of Responder.Page lacks the hash; the policy is %s", want)
			}
		})
	}
	t.Run("a policy of the handler's", func(t *testing.T) {
		resp := respond(t, newResponder(), request("GET", "Accept: text/html"), httpstatus.NotFound, "Content-Security-Policy: default-src 'self'")
		if got := resp.Header.Values("Content-Security-Policy"); len(got) != 1 || got[0] != "default-src 'self'" {
			t.Errorf("the policy is %q", got)
		}
	})
}

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

// WCAG 2, 1.4.6: a contrast of 7:1, in light, in the dark and in print.
func TestPageContrast(t *testing.T) {
	source, err := os.ReadFile("html.go")
	if err != nil {
		t.Fatal(err)
	}
	schemes := regexp.MustCompile(`--text: (#\w{6}); --quiet: (#\w{6}); --ground: (#\w{6});`).FindAllStringSubmatch(string(source), -1)
	if len(schemes) != 3 {
		t.Fatalf("%d colour schemes", len(schemes))
	}
	for _, scheme := range schemes {
		for _, colour := range scheme[1:3] {
			a, b := luminance(t, colour), luminance(t, scheme[3])
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 7 {
				t.Errorf("%s on %s: %.1f:1", colour, scheme[3], ratio)
			}
		}
	}
}

func luminance(t *testing.T, colour string) (sum float64) {
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
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
