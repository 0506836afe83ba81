package pages

import (
	"bytes"
	"fmt"
	"strings"

	"example.com/httpstatus"
)

// haproxy returns the lines for a frontend, and the maps that these need. HAProxy reads the
// pages into memory when it starts.
func (b *builder) haproxy() []configFile {
	ranges := b.languageRanges()
	served := pattern(ranges, "")
	var out, rangeMap, languageMap strings.Builder
	for _, weight := range weightPatterns {
		fmt.Fprintf(&rangeMap, "%s \\1\n", elementPattern("(", served, weight))
	}
	b.tagged(ranges, func(l httpstatus.Language, tags string) {
		fmt.Fprintf(&languageMap, "^(?:%s)$ %v\n", tags, l)
	})
	fmt.Fprintf(&out, comment+`
# HAProxy has no include. Copy these lines into a frontend or a listen section, before its
# other http-request rules. The lines with http-response also replace the error pages of an
# application; leave them out if the application shall keep its own.

http-request set-var(txn.pages_language) req.fhdr(accept-language),lower,map_regm(%s/haproxy/ranges.map),map_reg(%[1]s/haproxy/languages.map,%v)
`, b.path, b.Languages[0])
	files := []configFile{{"haproxy/ranges.map", rangeMap.String()}, {"haproxy/languages.map", languageMap.String()}}
	reply := func(s httpstatus.Status, fields string) string {
		language := fmt.Sprintf("var(txn.pages_language,%v)", b.Languages[0])
		reply := fmt.Sprintf(`status %d content-type "text/html; charset=utf-8" hdr Content-Language "%%[%s]" hdr Vary Accept-Language hdr X-Content-Type-Options nosniff hdr X-Robots-Tag noindex`, int(s), language)
		if s.Caching() == httpstatus.CachingForbidden {
			reply += " hdr Cache-Control no-store"
		}
		return reply + fields + fmt.Sprintf(` lf-string "%%[%s,map(%s/haproxy/%d.map)]"`, language, b.path, int(s))
	}
	for _, s := range b.Statuses {
		var pages strings.Builder
		for _, l := range b.Languages {
			// A map has one line for each entry.
			fmt.Fprintf(&pages, "%v %s\n", l, bytes.Join(bytes.Fields(b.html[key{s, l}]), []byte(" ")))
		}
		files = append(files, configFile{fmt.Sprintf("haproxy/%d.map", int(s)), pages.String()})
		switch s {
		case 400, 401, 403, 404, 405, 407, 408, 410, 413, 425, 429, 500, 501, 502, 503, 504: // errors of its own
			fmt.Fprintf(&out, "http-error %s\n", reply(s, ""))
		}
	}
	variable := func(name string) string { return "txn.pages_" + strings.ToLower(strings.ReplaceAll(name, "-", "_")) }
	out.WriteString("\n")
	for _, name := range b.keptFields() {
		fmt.Fprintf(&out, "http-response set-var(%s) res.fhdr(%s)\n", variable(name), strings.ToLower(name))
	}
	for _, s := range b.Statuses {
		fields := ""
		for _, name := range append(s.RequiredFields(), s.ExpectedFields()...) {
			if kept(name) {
				fields += fmt.Sprintf(` hdr %s "%%[var(%s)]"`, name, variable(name))
			}
		}
		fmt.Fprintf(&out, "http-response return %s if { status %d }\n", reply(s, fields), int(s))
	}
	return append(files, configFile{"haproxy.cfg", out.String()})
}
