package pages

import (
	"fmt"
	"html"
	"io"
	"strings"
)

// Minimal is a [Template] whose pages have at most 1024 bytes, in every language. It has the
// title, the meaning, the advice and the code. If the texts are too long, Minimal first puts only
// the code into the window's title, then leaves out the advice, and then the meaning.
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
	meaning := "<p>" + html.EscapeString(text)
	advice := ""
	if p.Advice != "" {
		advice = "<p>" + html.EscapeString(p.Advice)
	}
	breaks := ""
	if tag := p.Language.String(); tag == "ko" || strings.HasPrefix(tag, "ko-") {
		breaks = ";word-break:keep-all" // Korean words stay whole
	}
	title, code := html.EscapeString(p.Title), fmt.Sprint(int(p.Status))
	for _, try := range []struct{ window, body string }{
		{title, meaning + advice},
		{code, meaning + advice},
		{code, meaning},
		{code, ""},
	} {
		page := fmt.Sprintf(`<!DOCTYPE html><html lang="%s" dir="%s"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title>`+
			`<style>:root{color-scheme:light dark}body{font:18px/1.6 sans-serif;max-width:36em;margin:8vh auto;padding:0 1em;overflow-wrap:anywhere%s}</style>`+
			`<main><h1>%s</h1>%s<p>%s</main>`+"\n",
			html.EscapeString(p.Language.String()), html.EscapeString(p.Language.Direction()), try.window, breaks, title, try.body, code)
		if len(page) <= minimalSize || try.body == "" {
			_, err = io.WriteString(w, page)
			return err
		}
	}
	return nil
}
