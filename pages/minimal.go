package pages

import (
	"fmt"
	"html"
	"io"
	"strings"
)

// Minimal is a [Template] whose pages have at most 1024 bytes, in every language. It has the
// title, the meaning, the advice and the code. If a text is too long for that, the advice goes
// first, and then the meaning.
type Minimal struct{}

const minimalSize = 1024

// Execute writes the page.
func (Minimal) Execute(w io.Writer, data any) error {
	p, err := pageOf(data)
	if err != nil {
		return err
	}
	text := p.Meaning
	if p.Detail != "" {
		text = p.Detail
	}
	body := "<p>" + html.EscapeString(text)
	if p.Advice != "" {
		body += "<p>" + html.EscapeString(p.Advice)
	}
	breaks := ""
	if tag := p.Language.String(); tag == "ko" || strings.HasPrefix(tag, "ko-") {
		breaks = ";word-break:keep-all" // Korean words stay whole
	}
	title := html.EscapeString(p.Title)
	for _, body := range []string{body, "<p>" + html.EscapeString(text), ""} {
		page := fmt.Sprintf(`<!DOCTYPE html><html lang="%s" dir="%s"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title>`+
			`<style>:root{color-scheme:light dark}body{font:18px/1.6 sans-serif;max-width:36em;margin:8vh auto;padding:0 1em;overflow-wrap:anywhere%s}</style>`+
			`<main><h1>%s</h1>%s<p>%d</main>`+"\n",
			html.EscapeString(p.Language.String()), html.EscapeString(p.Language.Direction()), title, breaks, title, body, int(p.Status))
		if len(page) <= minimalSize || body == "" {
			_, err = io.WriteString(w, page)
			return err
		}
	}
	return nil
}
