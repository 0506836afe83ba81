package pages

import (
	"fmt"
	"strings"

	"example.com/httpstatus"
)

// lighttpd takes the first language of Accept-Language that is served, because its conditions
// cannot compare weights. Browsers list the languages of their user in order.
func (b *builder) lighttpd() []configFile {
	ranges := b.languageRanges()
	element := func(tags string) string {
		return `\s*(?:` + tags + `)(?:-[-a-z0-9]*)?\s*(?!;\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$))(?:[;,]|$)`
	}
	served := pattern(ranges, "")
	var out strings.Builder
	fmt.Fprintf(&out, comment+`
# Include this file in the configuration. Add server.error-intercept = "enable" where the pages
# shall also replace the error pages of an application.

server.errorfile-prefix = "%s/%v/"
`, b.path, b.Languages[0])
	b.tagged(ranges, func(l httpstatus.Language, tags string) {
		fmt.Fprintf(&out, "$REQUEST_HEADER[\"Accept-Language\"] =~ \"(?i)^(?:(?!%s)[^,]*,)*%s\" { server.errorfile-prefix = \"%s/%v/\" }\n", element(served), element(tags), b.path, l)
	})
	return []configFile{{"lighttpd.conf", out.String()}}
}
