package pages_test

import (
	"html"
	"html/template"
	"io"
	"regexp"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/pages"
	"example.com/httpstatus/problem"
)

var full = pages.Branded{Name: "Bücher & <Co>", Color: "#0A7", Home: "/?a=1&b=2", Support: "mailto:help@example.com?subject=\"x\""}

func pageFor(s httpstatus.Status, l httpstatus.Language) problem.Page {
	return problem.Page{Status: s, Language: l, Title: s.Title(l), Meaning: s.Meaning(l), Advice: s.Advice(l)}
}

func execute(t testing.TB, template pages.Template, data any) string {
	t.Helper()
	var b strings.Builder
	if err := template.Execute(&b, data); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var scripted = regexp.MustCompile(`(?i)<script|<link|<img|<iframe|javascript:|url\(|@import|\son[a-z]+=|\ssrc=`)

// Each page of each template has the texts of its status, in its language and direction, and
// has no script and loads nothing.
func TestTemplates(t *testing.T) {
	for name, template := range map[string]pages.Template{"branded": full, "branded, empty": pages.Branded{}, "minimal": pages.Minimal{}} {
		for _, l := range languages() {
			for _, s := range failures() {
				page := execute(t, template, pageFor(s, l))
				wants := []string{"<!DOCTYPE html>", `lang="` + l.String() + `"`, `dir="` + l.Direction() + `"`, ">" + html.EscapeString(s.Title(l)) + "</h1>", "color-scheme", "<main>"}
				if name != "minimal" {
					wants = append(wants, html.EscapeString(s.Meaning(l)), html.EscapeString(s.Advice(l)))
				}
				for _, want := range wants {
					if !strings.Contains(page, want) {
						t.Errorf("%s: %v: %d does not have %q:\n%s", name, l, int(s), want, page)
					}
				}
				if found := scripted.FindString(page); found != "" {
					t.Errorf("%s: %v: %d has %q", name, l, int(s), found)
				}
			}
		}
	}
}

// The links of Branded are those that help the reader of this status, and their words are the
// language's.
func TestBrandedLinks(t *testing.T) {
	for _, l := range languages() {
		for _, s := range failures() {
			page := execute(t, full, pageFor(s, l))
			retry := s.Remedy() == httpstatus.RemedyWait || s.Remedy() == httpstatus.RemedyReconnect
			for _, test := range []struct {
				link  string
				label httpstatus.Label
				want  bool
			}{
				{`<a href="">`, httpstatus.LabelRetry, retry},
				{`<a href="/?a=1&amp;b=2">`, httpstatus.LabelHome, s != 407 && s != 511},
				{`<a href="mailto:help@example.com?subject=&#34;x&#34;">`, httpstatus.LabelSupport, true},
			} {
				if got := strings.Contains(page, test.link+html.EscapeString(test.label.Text(l))+"</a>"); got != test.want {
					t.Errorf("%v: %d: the link %s is there: %v, want %v", l, int(s), test.link, got, test.want)
				}
			}
			if !strings.Contains(page, "Bücher &amp; &lt;Co&gt;") || !strings.Contains(page, "--stripe: #0A7;") {
				t.Errorf("%v: %d has no name or no colour:\n%s", l, int(s), page)
			}
		}
	}
}

// What comes from outside is escaped.
func TestTemplatesEscape(t *testing.T) {
	p := pageFor(404, lang.Arabic)
	p.Title, p.Detail, p.Advice = "</title><script>1</script>", `<script>2</script>"'`, "<b>3</b>"
	p.Extensions = map[string]any{"request_id": "<i>4</i>", "other": "hidden"}
	for _, template := range []pages.Template{full, pages.Minimal{}} {
		page := execute(t, template, &p)
		for _, hostile := range []string{"<script>", "<b>", "<i>", "hidden"} {
			if strings.Contains(page, hostile) {
				t.Errorf("%T has %s:\n%s", template, hostile, page)
			}
		}
		if !strings.Contains(page, html.EscapeString(p.Title)) || !strings.Contains(page, html.EscapeString(p.Detail)) {
			t.Errorf("%T lacks the title or the detail:\n%s", template, page)
		}
	}
	if page := execute(t, full, p); !strings.Contains(page, httpstatus.LabelRequestID.Text(lang.Arabic)+": <bdi dir=\"ltr\">&lt;i&gt;4") {
		t.Errorf("the page lacks the identifier:\n%s", page)
	}
}

// Minimal never has more than 1024 bytes for the statuses of any language, and it keeps the
// meaning. Only long texts lose the advice.
func TestMinimalSize(t *testing.T) {
	lost := 0
	for _, l := range lang.All() {
		for _, s := range failures() {
			page := execute(t, pages.Minimal{}, pageFor(s, l))
			if len(page) > 1024 {
				t.Errorf("%v: %d has %d bytes", l, int(s), len(page))
			}
			if !strings.Contains(page, html.EscapeString(s.Meaning(l))) {
				t.Errorf("%v: %d lacks the meaning", l, int(s))
			}
			if !strings.Contains(page, html.EscapeString(s.Advice(l))) {
				lost++
			}
		}
	}
	all := len(lang.All()) * len(failures())
	t.Logf("%d of %d pages have no advice", lost, all)
	if lost > all/10 {
		t.Errorf("%d of %d pages have no advice", lost, all)
	}
	long := pageFor(404, lang.English)
	long.Detail = strings.Repeat("long ", 500)
	if page := execute(t, pages.Minimal{}, long); len(page) > 1024 || !strings.Contains(page, long.Title) {
		t.Errorf("with a long detail, the page is %s", page)
	}
}

// Fields of Branded that would do harm are errors that quote them.
func TestBrandedFaults(t *testing.T) {
	for _, test := range []struct {
		b    pages.Branded
		want string // in the error; "" if there is none
	}{
		{pages.Branded{}, ""},
		{full, ""},
		{pages.Branded{Color: "#00aa77", Home: "https://example.com/", Support: "tel:+8225551234"}, ""},
		{pages.Branded{Home: "/help"}, ""},
		{pages.Branded{Color: "red"}, `"red"`},
		{pages.Branded{Color: "#12345"}, `"#12345"`},
		{pages.Branded{Color: "#12345g"}, `"#12345g"`},
		{pages.Branded{Color: "#0a7;}"}, `"#0a7;}"`},
		{pages.Branded{Home: "javascript:alert(1)"}, `"javascript:alert(1)"`},
		{pages.Branded{Home: "JavaScript:alert(1)"}, `"JavaScript:alert(1)"`},
		{pages.Branded{Home: "//example.com/"}, `"//example.com/"`},
		{pages.Branded{Home: "mailto:a@example.com"}, `"mailto:a@example.com"`},
		{pages.Branded{Home: "help"}, `"help"`},
		{pages.Branded{Home: "http:"}, `"http:"`},
		{pages.Branded{Support: "data:text/html,x"}, `"data:text/html,x"`},
		{pages.Branded{Support: "http://a b/"}, `"http://a b/"`},
		{pages.Branded{Support: "\x00"}, `"\x00"`},
	} {
		err := test.b.Execute(io.Discard, pageFor(404, lang.English))
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%+v: %v, want an error with %q", test.b, err, test.want)
		}
	}
	for _, template := range []pages.Template{pages.Branded{}, pages.Minimal{}} {
		for _, data := range []any{nil, 7, "text", (*problem.Page)(nil)} {
			if err := template.Execute(io.Discard, data); err == nil || !strings.Contains(err.Error(), "problem.Page") {
				t.Errorf("%T with %v: %v", template, data, err)
			}
		}
	}
}

// Package html/template makes the same template as for a Responder.
func TestOwnTemplate(t *testing.T) {
	own := template.Must(template.New("").Parse(`<html lang="{{.Language}}" dir="{{.Language.Direction}}"><h1>{{.Title}}</h1><p>{{.Meaning}}<p>{{.Advice}}`))
	files := tree(t, build(t, pages.Options{Template: own, Languages: []httpstatus.Language{lang.Arabic}}))
	for _, s := range failures() {
		if page, title := files["ar/"+s.String()[:3]+".html"], s.Title(lang.Arabic); !strings.HasPrefix(page, `<html lang="ar" dir="rtl"><h1>`+title) {
			t.Errorf("%d is %q", int(s), page)
		}
	}
}
