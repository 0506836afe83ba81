package pages

import (
	"fmt"
	"strings"

	"example.com/httpstatus"
)

// varnish replaces the content in vcl_synth, where the page can be read from its file. The
// fields of the original response wait in fields of the request until then.
func (b *builder) varnish() []configFile {
	ranges := b.languageRanges()
	served := pattern(ranges, "")
	wanted := fmt.Sprintf("\"\" + resp.status ~ \"^(?:%s)$\"", codes(b.Statuses, "|"))

	var out strings.Builder
	out.WriteString(comment + `
# Include this file after "vcl 4.1;", before subroutines of your own. It replaces the errors of
# Varnish and those of the application.

import std;

sub pages_language {
	unset req.http.X-Pages-Range;
`)
	for i, weight := range weightPatterns {
		otherwise := "\t"
		if i > 0 {
			otherwise = " else "
		}
		p := "(?i)" + elementPattern("(", served, weight)
		fmt.Fprintf(&out, "%sif (req.http.Accept-Language ~ \"%s\") {\n\t\tset req.http.X-Pages-Range = regsub(req.http.Accept-Language, \"(?i)^.*?%s.*$\", \"\\1\");\n\t}", otherwise, p, p[len("(?i)"):])
	}
	fmt.Fprintf(&out, "\n\tset req.http.X-Pages-Language = \"%v\";\n", b.Languages[0])
	b.tagged(ranges, func(l httpstatus.Language, tags string) {
		fmt.Fprintf(&out, "\tif (req.http.X-Pages-Range ~ \"(?i)^(?:%s)$\") { set req.http.X-Pages-Language = \"%v\"; }\n", tags, l)
	})
	out.WriteString("}\n\nsub vcl_recv {\n\tcall pages_language;\n")
	for _, name := range b.keptFields() {
		fmt.Fprintf(&out, "\tunset req.http.X-Pages-%s;\n", name)
	}
	out.WriteString("}\n\nsub vcl_backend_fetch {\n\tunset bereq.http.X-Pages-Range;\n\tunset bereq.http.X-Pages-Language;\n}\n")
	fmt.Fprintf(&out, "\nsub vcl_deliver {\n\tif (%s) {\n", wanted)
	for _, name := range b.keptFields() {
		fmt.Fprintf(&out, "\t\tif (resp.http.%[1]s) { set req.http.X-Pages-%[1]s = resp.http.%[1]s; }\n", name)
	}
	fmt.Fprintf(&out, "\t\treturn (synth(resp.status));\n\t}\n}\n\nsub vcl_synth {\n\tif (%s) {\n", wanted)
	for _, name := range b.keptFields() {
		fmt.Fprintf(&out, "\t\tif (req.http.X-Pages-%s) { set resp.http.%[1]s = req.http.X-Pages-%[1]s; }\n", name)
	}
	out.WriteString(`		set resp.http.Content-Type = "text/html; charset=utf-8";
		set resp.http.Content-Language = req.http.X-Pages-Language;
		set resp.http.Vary = "Accept-Language";
		set resp.http.X-Content-Type-Options = "nosniff";
		set resp.http.X-Robots-Tag = "noindex";
`)
	if no := b.noStore(); no != nil {
		fmt.Fprintf(&out, "\t\tif (\"\" + resp.status ~ \"^(?:%s)$\") { set resp.http.Cache-Control = \"no-store\"; }\n", codes(no, "|"))
	}
	fmt.Fprintf(&out, "\t\tsynthetic(std.fileread(\"%s/\" + req.http.X-Pages-Language + \"/\" + resp.status + \".html\"));\n\t\treturn (deliver);\n\t}\n}\n", b.path)
	return []configFile{{"varnish.vcl", out.String()}}
}
