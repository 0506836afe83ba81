package problem

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"

	"example.com/httpstatus"
)

// A Page is the data for [Responder].Page, which is usually a template. This template is
// enough:
//
//	<!DOCTYPE html>
//	<html lang="{{.Language}}" dir="{{.Language.Direction}}">
//	<title>{{.Title}}</title>
//	<h1>{{.Title}}</h1>
//	<p dir="auto">{{or .Detail .Meaning}}</p>
//	<p>{{.Advice}}</p>
//	<p>{{printf "%d" .Status}}</p>
//
// {{if eq .Status 404}} makes a page for one status. {{.Status.Causes .Language}} and the
// other methods of [httpstatus.Status] work too.
type Page struct {
	Status   httpstatus.Status
	Language httpstatus.Language
	Title    string // the Title of the Details in one line, or the status's title
	Detail   string // the Detail of the Details, without control characters; usually ""
	Meaning  string // the meaning of the status
	Advice   string // the advice of the status

	RetryAfter time.Duration  // from the Details or the Retry-After field; usually 0
	Instance   string         // from the Details; usually ""
	Extensions map[string]any // from the Details; usually nil
	Request    *http.Request  // never nil in Responder.Page
}

func newPage(l httpstatus.Language, status httpstatus.Status, d *Details) Page {
	p := Page{
		Status:   status,
		Language: l,
		Title:    status.Title(l),
		Meaning:  status.Meaning(l),
		Advice:   status.Advice(l),
	}
	if d != nil {
		p.Title = cmp.Or(inline(d.Title), p.Title)
		if d.Detail != sentences(p.Meaning, p.Advice) { // which New has set
			p.Detail = lines(d.Detail)
		}
		p.RetryAfter, p.Instance, p.Extensions = d.RetryAfter, d.Instance, d.Extensions
	}
	return p
}

// sentences returns meaning and advice as one paragraph.
func sentences(meaning, advice string) string {
	if advice == "" || strings.HasSuffix(meaning, "。") { // which brings its own space
		return meaning + advice
	}
	return meaning + " " + advice
}

// appendText appends the page as plain text.
func appendText(b []byte, p *Page) []byte {
	b = strconv.AppendInt(b, int64(p.Status), 10)
	b = append(b, ' ')
	b = append(b, p.Title...)
	b = append(b, "\n\n"...)
	b = append(b, cmp.Or(p.Detail, p.Meaning)...)
	b = append(b, '\n')
	if p.Advice != "" {
		b = append(b, '\n')
		b = append(b, p.Advice...)
		b = append(b, '\n')
	}
	for i, id := range p.ids() {
		if i == 0 {
			b = append(b, '\n')
		}
		if id.name != "" {
			b = append(b, id.name...)
			b = append(b, ": "...)
		}
		b = append(b, id.value...)
		b = append(b, '\n')
	}
	return b
}

// inline returns a handler's text as one line that is fit for a page. The result is valid
// UTF-8 without control characters.
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
	text = strings.Join(strings.Split(text, "\r\n"), "\n")
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
