package pages

import (
	"bytes"
	"fmt"
	"html"
)

const previewName = "preview.html"

// preview returns a page that shows all pages. Those of a language are loaded when its part is
// opened.
func (b *builder) preview() []byte {
	var out bytes.Buffer
	out.WriteString(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Error pages</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
summary { padding: 0.25rem 0; font-size: 1.125rem; cursor: pointer; }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22.5rem), 1fr)); gap: 1rem; margin: 0; padding: 0; list-style: none; }
a { display: inline-block; padding: 0.25rem 0; color: inherit; }
iframe { box-sizing: border-box; width: 100%; height: 30rem; border: 1px solid #888888; background: Canvas; }
</style>
</head>
<body>
<main>
<h1>Error pages</h1>
`)
	for i, l := range b.Languages {
		tag := html.EscapeString(l.String())
		open := ""
		if i == 0 {
			open = " open"
		}
		fmt.Fprintf(&out, "<details%s>\n<summary><span lang=\"%s\" dir=\"%s\">%s</span> (%s)</summary>\n<ul>\n", open, tag, html.EscapeString(l.Direction()), html.EscapeString(l.Name()), tag)
		for _, s := range b.Statuses {
			fmt.Fprintf(&out, "<li><a href=\"%s/%d.html\" lang=\"%s\">%d %s</a><iframe src=\"%[1]s/%[2]d.html\" title=\"%[2]d\" loading=\"lazy\"></iframe></li>\n",
				tag, int(s), tag, int(s), html.EscapeString(s.Title(l)))
		}
		out.WriteString("</ul>\n</details>\n")
	}
	out.WriteString("</main>\n</body>\n</html>\n")
	return out.Bytes()
}
