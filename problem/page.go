package problem

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"strconv"
	"strings"
	"sync"

	"example.com/httpstatus"
)

// A Page is what the template of an error page is executed with, [Responder].Page
// or this package's own. A template needs no more than this:
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
	Title    string // of the Details, or else the status's
	Detail   string // of the Details, in whatever language; mostly ""
	Meaning  string // the status's
	Advice   string // the status's
}

func newPage(l httpstatus.Language, status httpstatus.Status, d *Details) Page {
	return Page{
		Status:   status,
		Language: l,
		Title:    cmp.Or(d.Title, status.Title(l)),
		Detail:   d.Detail,
		Meaning:  status.Meaning(l),
		Advice:   status.Advice(l),
	}
}

// text returns the page as plain text.
func (p Page) text() string {
	text := strconv.Itoa(int(p.Status)) + " " + p.Title + "\n\n" + cmp.Or(p.Detail, p.Meaning) + "\n"
	if p.Advice != "" {
		text += "\n" + p.Advice + "\n"
	}
	return text
}

// sentences returns meaning and advice as one paragraph.
func (p Page) sentences() string {
	if p.Advice == "" {
		return p.Meaning
	}
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

// pagePolicy returns the page's Content-Security-Policy: nothing but its own
// style. It may be framed, since there is nothing to click, and the site that
// frames a widget wants to show its error.
var pagePolicy = sync.OnceValue(func() string {
	_, style, _ := strings.Cut(pageSource, "<style>")
	style, _, _ = strings.Cut(style, "</style>")
	hash := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'; base-uri 'none'; form-action 'none'"
})
