package pages

import (
	"fmt"
	"slices"
	"strings"

	"example.com/httpstatus"
)

func (b *builder) caddy() []configFile {
	// The regular expressions of Go have no lookahead. So a range that no language is for
	// counts as the shorter one.
	ranges := slices.DeleteFunc(b.languageRanges(), func(r languageRange) bool { return r.language == "" })
	served := pattern(ranges, "")
	var out strings.Builder
	out.WriteString(comment + `
# Import this file in the block of a site.

handle_errors {
	# The language range that the reader likes best, by weight and then by place.
	map {header.Accept-Language} {pages_range} {
`)
	for _, weight := range weightPatterns {
		fmt.Fprintf(&out, "\t\t`~(?i)%s` ${1}\n", elementPattern("(", served, weight))
	}
	out.WriteString("\t\tdefault none\n\t}\n\tmap {pages_range} {pages_language} {\n")
	b.tagged(ranges, func(l httpstatus.Language, tags string) {
		fmt.Fprintf(&out, "\t\t`~(?i)^(?:%s)$` %v\n", tags, l)
	})
	fmt.Fprintf(&out, "\t\tdefault %v\n\t}\n", b.Languages[0])
	out.WriteString("\t# The format that the client accepts.\n\tmap {header.Accept} {pages_suffix} {pages_type} {\n" +
		"\t\t`~(?i)text/html|application/xhtml` .html `text/html; charset=utf-8`\n" +
		"\t\t`~(?i)application/(?:[-.a-z0-9]+\\+)?json` .json application/problem+json\n" +
		"\t\t`~(?i)text/plain` .txt `text/plain; charset=utf-8`\n" +
		"\t\tdefault .html `text/html; charset=utf-8`\n\t}\n")
	fmt.Fprintf(&out, "\t@pages expression `{err.status_code} in [%s]`\n", codes(b.Statuses, ", "))
	if no := b.noStore(); no != nil {
		fmt.Fprintf(&out, "\t@pages_no_store expression `{err.status_code} in [%s]`\n\theader @pages_no_store Cache-Control no-store\n", codes(no, ", "))
	}
	fmt.Fprintf(&out, `	handle @pages {
		root * %s
		rewrite * /{pages_language}/{err.status_code}{pages_suffix}
		header {
			Content-Type {pages_type}
			Content-Language {pages_language}
			Vary "Accept, Accept-Language"
			X-Content-Type-Options nosniff
			X-Robots-Tag noindex
		}
		header {
			-Etag
			-Last-Modified
			defer
		}
		method GET
		file_server
	}
}
`, b.path)
	return []configFile{{"caddy.conf", out.String()}}
}
