package pages

import (
	"fmt"
	"slices"
	"strings"

	"example.com/httpstatus"
)

// apache does not use the content negotiation of Apache httpd (MultiViews, type maps): that
// gives a Taiwanese reader, whose browser sends zh-TW,zh, either of the Chinese languages, and
// a Korean reader, whose phone sends ko-KR,en, the English page.
func (b *builder) apache() []configFile {
	ranges := b.languageRanges()
	served := pattern(ranges, "")
	var out strings.Builder
	out.WriteString(comment + `
# Include this file in the configuration of the server or of a virtual host. It needs Apache
# httpd 2.4.13 or newer and the modules alias, mime and setenvif, and uses headers if that is
# loaded. Add "ProxyErrorOverride On 400 401 403 404 410 413 500 502 504" where the pages shall
# also replace the error pages of an application. Other statuses are not in this list, because
# httpd would lose the fields that they need: Allow of a 405, Retry-After of a 429 and a 503.

# The language range that the reader likes best, by weight and then by place. Of the lines
# that match, the last one counts.
`)
	fmt.Fprintf(&out, "SetEnvIf Request_Method \"^\" PAGES_LANGUAGE=%v PAGES_SUFFIX=.html\n", b.Languages[0])
	for _, weight := range slices.Backward(weightPatterns) {
		fmt.Fprintf(&out, "SetEnvIfNoCase Accept-Language \"%s\" PAGES_RANGE=$1\n", elementPattern("(", served, weight))
	}
	b.tagged(ranges, func(l httpstatus.Language, tags string) {
		fmt.Fprintf(&out, "SetEnvIfNoCase PAGES_RANGE \"^(?:%s)$\" PAGES_LANGUAGE=%v\n", tags, l)
	})
	out.WriteString(`
# The format that the client accepts.
SetEnvIfNoCase Accept "text/plain" PAGES_SUFFIX=.txt
SetEnvIfNoCase Accept "application/(?:[-.a-z0-9]+\+)?json" PAGES_SUFFIX=.json
SetEnvIfNoCase Accept "text/html|application/xhtml" PAGES_SUFFIX=.html

`)
	for _, s := range b.Statuses {
		switch {
		case s.Registration() == httpstatus.RegistrationNone, s == httpstatus.Teapot, s == httpstatus.TooEarly:
			continue // Apache httpd 2.4 does not know it, and would not start
		}
		fmt.Fprintf(&out, "ErrorDocument %d \"%s%%{reqenv:PAGES_LANGUAGE}/%[1]d%%{reqenv:PAGES_SUFFIX}\"\n", int(s), location)
	}
	fmt.Fprintf(&out, `
# A request that cannot be read has no language.
AliasMatch "^%s+([45][0-9][0-9])$" "%s/%v/$1.html"
Alias "%[1]s" "%[2]s/"
<Directory "%[2]s">
	Options None
	AllowOverride None
	# Only as an error page.
	Require env REDIRECT_STATUS
	AddType "text/html; charset=utf-8" .html
	AddType application/problem+json .json
	AddType "text/plain; charset=utf-8" .txt
	FileETag None
	<IfModule headers_module>
		Header always set Vary "Accept, Accept-Language"
		Header always set X-Content-Type-Options nosniff
		Header always set X-Robots-Tag noindex
		Header unset Last-Modified
		Header unset Accept-Ranges
`, location, b.path, b.Languages[0])
	if no := b.noStore(); no != nil {
		fmt.Fprintf(&out, "\t\tHeader always set Cache-Control no-store \"expr=%%{REQUEST_STATUS} =~ /^(?:%s)$/\"\n", codes(no, "|"))
	}
	out.WriteString("\t</IfModule>\n</Directory>\n")
	for _, l := range b.Languages {
		fmt.Fprintf(&out, "<Directory \"%s/%v\">\n\tDefaultLanguage %[2]v\n</Directory>\n", b.path, l)
	}
	return []configFile{{"apache.conf", out.String()}}
}
