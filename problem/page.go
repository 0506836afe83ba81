package problem

import (
	"cmp"
	_ "embed"
	"html/template"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"example.com/httpstatus"
)

// A Page is the data for the template of an error page: for [Responder].Page or for
// this package's own. A template needs no more than this:
//
//	<!DOCTYPE html>
//	<html lang="{{.Language}}" dir="{{.Language.Direction}}">
//	<title>{{.Title}}</title>
//	<h1>{{.Title}}</h1>
//	<p dir="auto">{{or .Detail .Meaning}}</p>
//	<p>{{.Advice}}</p>
//	<p>{{printf "%d" .Status}}</p>
type Page struct {
	Status   httpstatus.Status
	Language httpstatus.Language
	Title    string // the Details' in one line, or the status's if they have none
	Detail   string // the Details', without control characters; mostly ""
	Meaning  string // the status's
	Advice   string // the status's
}

func newPage(l httpstatus.Language, status httpstatus.Status, d *Details) Page {
	return Page{
		Status:   status,
		Language: l,
		Title:    cmp.Or(inline(d.Title), status.Title(l)),
		Detail:   lines(d.Detail),
		Meaning:  status.Meaning(l),
		Advice:   status.Advice(l),
	}
}

// text returns the page as plain text.
func (p Page) text() string {
	return strconv.Itoa(int(p.Status)) + " " + p.Title + "\n\n" + cmp.Or(p.Detail, p.Meaning) + "\n\n" + p.Advice + "\n"
}

// sentences returns meaning and advice as one paragraph.
func (p Page) sentences() string {
	if strings.HasSuffix(p.Meaning, "。") { // brings its own space
		return p.Meaning + p.Advice
	}
	return p.Meaning + " " + p.Advice
}

//go:embed page.html
var pageSource string

var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageSource))
})

// pagePolicy is the page's Content-Security-Policy: nothing but its own style, of
// which it has the hash. The page may be framed: there is nothing to click on it, and a
// site that frames a widget wants to show the widget's error.
const pagePolicy = "default-src 'none'; style-src 'sha256-hhqifOp+NRXAPT8OsTeaskiKKg94ORwU3gt4Fmu38ts='; base-uri 'none'; form-action 'none'"

// inline returns text of a handler's as one line that is fit for a page: valid UTF-8
// without control characters.
func inline(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp) {
			return ' '
		}
		return r // U+FFFD for what is not UTF-8
	}, text)
}

// lines is as inline, for text that may have several lines.
func lines(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.Is(unicode.Cc, r):
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
