package pages

import (
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/quote"
	"example.com/httpstatus/problem"
)

// Branded is a [Template] with the name and the colour of a site, and with links to its start
// page and its support. The page has no script and loads nothing. It is dark for readers who
// prefer that, and fit for print. Fields that are "" leave out their part of the page.
type Branded struct {
	Name    string // of the site
	Color   string // a stripe at the top of the page: "#0a7" or "#00aa77"
	Home    string // the URL of the start page: "/" or "https://example.com/"
	Support string // the URL of people who can help: a page, "mailto:..." or "tel:..."
}

// Execute writes the page. The error says which field of b is wrong.
func (b Branded) Execute(w io.Writer, data any) error {
	p, err := pageOf(data)
	if err != nil {
		return err
	}
	if err := b.check(); err != nil {
		return err
	}
	var out strings.Builder
	beginPage(&out, p, brandedStyle+b.stripe())
	if b.Name != "" {
		out.WriteString("<header><bdi>" + html.EscapeString(b.Name) + "</bdi></header>\n")
	}
	out.WriteString("<main>\n<h1" + ofOwn(p.Title != p.Status.Title(p.Language)) + ">" + html.EscapeString(p.Title) + "</h1>\n")
	if p.Detail != "" {
		out.WriteString("<p" + ofOwn(true) + ">" + html.EscapeString(p.Detail) + "</p>\n")
	} else {
		out.WriteString("<p>" + html.EscapeString(p.Meaning) + "</p>\n")
	}
	if p.Advice != "" {
		out.WriteString("<p>" + html.EscapeString(p.Advice) + "</p>\n")
	}
	b.links(&out, p)
	out.WriteString("</main>\n<footer><span dir=\"ltr\">HTTP " + fmt.Sprint(int(p.Status)) + "</span>")
	if id, _ := p.Extensions[requestIDName].(string); id != "" {
		out.WriteString("<br>\n" + html.EscapeString(httpstatus.LabelRequestID.Text(p.Language)) + ": <bdi dir=\"ltr\">" + html.EscapeString(id) + "</bdi>")
	}
	out.WriteString("</footer>\n</body>\n</html>\n")
	_, err = io.WriteString(w, out.String())
	return err
}

// links writes what a reader can do: try again, go to the start page, ask for help.
func (b Branded) links(out *strings.Builder, p *problem.Page) {
	var links []string
	link := func(to string, label httpstatus.Label) {
		links = append(links, `<a href="`+html.EscapeString(to)+`">`+html.EscapeString(label.Text(p.Language))+"</a>")
	}
	switch p.Status.Remedy() {
	case httpstatus.RemedyWait, httpstatus.RemedyReconnect:
		if linkable(p.Request) {
			link("", httpstatus.LabelRetry)
		}
	}
	// If a network stands before the site, the site cannot be reached yet.
	before := p.Status == httpstatus.ProxyAuthenticationRequired || p.Status == httpstatus.NetworkAuthenticationRequired
	if b.Home != "" && !before {
		link(b.Home, httpstatus.LabelHome)
	}
	if b.Support != "" {
		link(b.Support, httpstatus.LabelSupport)
	}
	if links != nil {
		out.WriteString("<ul>\n<li>" + strings.Join(links, "</li>\n<li>") + "</li>\n</ul>\n")
	}
}

// linkable reports whether a link can repeat a request.
func linkable(r *http.Request) bool {
	return r == nil || r.Method == http.MethodGet || r.Method == http.MethodHead
}

const brandedStyle = `
:root { color-scheme: light dark; --text: #1b1b1b; --quiet: #4a4a4a; --ground: #ffffff; --stripe: #6b7280; }
@media (prefers-color-scheme: dark) { :root { --text: #f2f2f2; --quiet: #bdbdbd; --ground: #141414; } }
@media print { :root { --text: #000000; --quiet: #000000; --ground: #ffffff; } }
body { margin: 0; border-block-start: 0.5rem solid var(--stripe); padding: 1.5rem; background: var(--ground); color: var(--text); font: 1.125rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 36rem; margin: 0 auto; }
header { font-weight: 600; }
main { padding: 6vh 0 1rem; }
h1 { margin: 0 0 1rem; font-size: 1.75em; line-height: 1.3; }
p { margin: 0 0 1rem; white-space: pre-line; }
ul { margin: 0 0 1rem; padding: 0; list-style: none; }
li { margin: 0 0 0.5rem; }
a { color: inherit; text-underline-offset: 0.2em; }
:lang(ko) { word-break: keep-all; }
footer { color: var(--quiet); font-size: 0.875em; }
`

func (b Branded) stripe() string {
	if b.Color == "" {
		return ""
	}
	return ":root { --stripe: " + b.Color + "; }\n"
}

func (b Branded) check() error {
	var faults []error
	if !isColor(b.Color) {
		faults = append(faults, fmt.Errorf(`pages: %s is not a colour; want one such as "#0a7"`, quote.String(b.Color)))
	}
	if !isLink(b.Home, "http", "https") {
		faults = append(faults, fmt.Errorf(`pages: %s is not a link to a start page; want a path such as "/", or a URL of http or https`, quote.String(b.Home)))
	}
	if !isLink(b.Support, "http", "https", "mailto", "tel") {
		faults = append(faults, fmt.Errorf(`pages: %s is not a link to support; want a path such as "/help", or a URL of http, https, mailto or tel`, quote.String(b.Support)))
	}
	return errors.Join(faults...)
}

// isColor reports whether a colour of the user's is one that cannot be anything else in a
// style: # and 3 or 6 hexadecimal digits.
func isColor(c string) bool {
	if c == "" {
		return true
	}
	return (len(c) == 4 || len(c) == 7) && c[0] == '#' && strings.Trim(c[1:], "0123456789abcdefABCDEF") == ""
}

// isLink reports whether a link leads to a path of the site or has one of the schemes. Others,
// such as javascript, do something else than lead somewhere.
func isLink(link string, schemes ...string) bool {
	if link == "" {
		return true
	}
	u, err := url.Parse(link)
	if err != nil {
		return false
	}
	for _, s := range schemes {
		if u.Scheme == s && (u.Host != "" || u.Opaque != "") {
			return true
		}
	}
	return u.Scheme == "" && u.Host == "" && strings.HasPrefix(link, "/")
}

// beginPage writes the page until body begins.
func beginPage(out *strings.Builder, p *problem.Page, style string) {
	out.WriteString("<!DOCTYPE html>\n<html lang=\"" + html.EscapeString(p.Language.String()) + "\" dir=\"" + html.EscapeString(p.Language.Direction()) + "\">\n" +
		"<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n" +
		"<title>" + html.EscapeString(p.Title) + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n")
}

// ofOwn returns the attributes of an element with a text whose language may not be the
// page's.
func ofOwn(own bool) string {
	if own {
		return ` lang="" dir="auto"`
	}
	return ""
}
