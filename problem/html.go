package problem

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"example.com/httpstatus"
)

// pagePolicy is the Content-Security-Policy of this package's page. It allows nothing but
// the page's own style, by its hash. The page may be framed: its links do no harm, and a
// site that frames a widget wants to show the widget's error.
const pagePolicy = "default-src 'none'; style-src '" + styleHash + "'; base-uri 'none'; form-action 'none'"

const styleHash = "sha256-FFK45YqHQBSEGUi/HYWDuH4l5j+es+xPToArVClryCM="

const pageStyle = `
:root { color-scheme: light dark; --text: #1b1b1b; --quiet: #4a4a4a; --ground: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --text: #f2f2f2; --quiet: #bdbdbd; --ground: #141414; } }
@media print { :root { --text: #000000; --quiet: #000000; --ground: #ffffff; } }
body { margin: 0; padding: 1.5rem; background: var(--ground); color: var(--text); font: 1.125rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 36rem; margin: 8vh auto 0; }
h1 { margin: 0 0 1rem; font-size: 1.75em; line-height: 1.3; }
p { margin: 0 0 1rem; white-space: pre-line; }
:lang(ko) { word-break: keep-all; }
a { color: inherit; text-underline-offset: 0.2em; }
a:focus-visible { outline: 3px solid; outline-offset: 3px; }
small { color: var(--quiet); font-size: 0.875em; }
`

// appendHTML appends this package's page. It is written by hand because html/template
// makes a program grow by 2.6 MB. Everything that is not constant goes through escape.
func appendHTML(b []byte, p *Page) []byte {
	b = append(b, "<!DOCTYPE html>\n<html lang=\""...)
	b = escape(b, p.Language.String())
	b = append(b, `" dir="`...)
	b = escape(b, p.Language.Direction())
	b = append(b, "\">\n"+`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>`...)
	b = escape(b, p.Title)
	b = append(b, "</title>\n<style>"+pageStyle+"</style>\n</head>\n<body>\n<main>\n"...)

	b = appendOwn(b, "h1", p.Title, p.Title != p.Status.Title(p.Language))
	if p.Detail != "" {
		b = appendOwn(b, "p", p.Detail, true)
	} else {
		b = append(b, "<p>"...)
		b = escape(b, p.Meaning)
		b = append(b, "</p>\n"...)
	}
	if p.Advice != "" {
		b = append(b, "<p>"...)
		b = escape(b, p.Advice)
		b = appendWait(b, p)
		b = append(b, "</p>\n"...)
	}
	if p.waits() && p.reloads() {
		b = appendLink(b, `<a href="">`, httpstatus.LabelRetry.Text(p.Language))
	}
	if p.linksToStart() {
		b = appendLink(b, `<a href="/" rel="home">`, httpstatus.LabelHome.Text(p.Language))
	}
	b = append(b, `<p><small dir="ltr">HTTP `...)
	b = strconv.AppendInt(b, int64(p.Status), 10)
	b = append(b, "</small></p>\n"...)
	for _, id := range p.ids() {
		b = append(b, "<p><small>"...)
		if id.name != "" {
			b = escape(b, id.name)
			b = append(b, ": "...)
		}
		b = append(b, `<bdi dir="ltr">`...)
		b = escape(b, id.value)
		b = append(b, "</bdi></small></p>\n"...)
	}
	return append(b, "</main>\n</body>\n</html>\n"...)
}

func appendLink(b []byte, link, text string) []byte {
	b = append(b, "<p>"...)
	b = append(b, link...)
	b = escape(b, text)
	return append(b, "</a></p>\n"...)
}

// appendOwn appends an element with text that may be a handler's own. The language and
// the direction of such a text are not known. lang="" says so: otherwise a screen reader
// would read it by the rules of the page's language.
func appendOwn(b []byte, tag, text string, own bool) []byte {
	b = append(b, '<')
	b = append(b, tag...)
	if own {
		b = append(b, ` lang=""`...)
	}
	b = append(b, ` dir="auto">`...)
	b = escape(b, text)
	b = append(b, "</"...)
	b = append(b, tag...)
	return append(b, ">\n"...)
}

// appendWait appends the time to wait, if the advice is to wait.
func appendWait(b []byte, p *Page) []byte {
	if p.RetryAfter <= 0 || !p.waits() {
		return b
	}
	seconds := wholeSeconds(p.RetryAfter)
	b = append(b, ` <time datetime="PT`...)
	b = strconv.AppendInt(b, seconds, 10)
	b = append(b, `S" dir="ltr">(`...)
	b = appendClock(b, seconds)
	return append(b, ")</time>"...)
}

// appendClock appends a time to wait without words: 0:30, 2:00 or 1:00:00.
func appendClock(b []byte, seconds int64) []byte {
	minutes := seconds / 60
	if minutes >= 60 {
		b = strconv.AppendInt(b, minutes/60, 10)
		b = append(b, ':', byte('0'+minutes%60/10))
	} else if minutes >= 10 {
		b = append(b, byte('0'+minutes/10))
	}
	return append(b, byte('0'+minutes%10), ':', byte('0'+seconds%60/10), byte('0'+seconds%10))
}

// wholeSeconds rounds up.
func wholeSeconds(d time.Duration) int64 { return int64((d-1)/time.Second) + 1 }

// waits reports whether the same request may succeed later.
func (p *Page) waits() bool {
	remedy := p.Status.Remedy()
	return remedy == httpstatus.RemedyWait || remedy == httpstatus.RemedyReconnect
}

// reloads reports whether a link to the page repeats the request. A link cannot repeat a
// POST.
func (p *Page) reloads() bool {
	return p.Request == nil || p.Request.Method == http.MethodGet || p.Request.Method == http.MethodHead
}

// linksToStart reports whether a link to the start page makes sense. It makes none on the start
// page itself, or if a network or a proxy blocks the way to the site.
func (p *Page) linksToStart() bool {
	switch p.Status {
	case httpstatus.ProxyAuthenticationRequired, httpstatus.NetworkAuthenticationRequired:
		return false
	}
	return p.Request == nil || p.Request.URL == nil || p.Request.URL.Path != "/"
}

// escape appends text for an element's content or for an attribute in quotes. It escapes
// the same characters as html/template.
func escape(b []byte, text string) []byte {
	for {
		i := strings.IndexAny(text, "\x00\"&'+<>")
		if i < 0 {
			return append(b, text...)
		}
		b = append(b, text[:i]...)
		switch text[i] {
		case 0:
			b = append(b, "\uFFFD"...)
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		default:
			b = append(b, "&#"...)
			b = strconv.AppendInt(b, int64(text[i]), 10)
			b = append(b, ';')
		}
		text = text[i+1:]
	}
}
