package pages

import (
	"fmt"
	"strings"

	"example.com/httpstatus"
)

// nginx returns two files, because map belongs to the http block and location to a server
// block.
func (b *builder) nginx() []configFile {
	ranges := b.languageRanges()
	served := pattern(ranges, "")
	var http strings.Builder
	http.WriteString(comment + `
# Include this file in the http block, and nginx-server.conf in each server block.

# The language range that the reader likes best, by weight and then by place.
map $http_accept_language $pages_range {
	default "";
`)
	for _, weight := range weightPatterns {
		fmt.Fprintf(&http, "\t\"~*%s\" $pages_tag;\n", elementPattern("(?<pages_tag>", served, weight))
	}
	fmt.Fprintf(&http, "}\nmap $pages_range $pages_language {\n\tdefault %v;\n", b.Languages[0])
	b.tagged(ranges, func(l httpstatus.Language, tags string) {
		fmt.Fprintf(&http, "\t\"~*^(?:%s)$\" %v;\n", tags, l)
	})
	http.WriteString(`}

# The format that the client accepts.
map $http_accept $pages_suffix {
	default .html;
	"~*text/html|application/xhtml" .html;
	"~*application/(?:[-.a-z0-9]+\+)?json" .json;
	"~*text/plain" .txt;
}
`)
	cache := ""
	if no := b.noStore(); no != nil {
		cache = "\tadd_header Cache-Control $pages_cache always;\n"
		fmt.Fprintf(&http, "\n# Responses that no cache may store.\nmap $status $pages_cache {\n\tdefault \"\";\n\t\"~^(?:%s)$\" no-store;\n}\n", codes(no, "|"))
	}

	var server strings.Builder
	server.WriteString(comment + `
# Include this file in a server block. Add "proxy_intercept_errors on;" where the pages shall
# also replace the error pages of an application.

`)
	to := func(code string, s httpstatus.Status) {
		fmt.Fprintf(&server, "error_page %s %s$pages_language/%d$pages_suffix;\n", code, location, int(s))
	}
	for _, s := range b.Statuses {
		to(fmt.Sprint(int(s)), s)
		switch s { // codes of nginx's own
		case httpstatus.BadRequest:
			to("495 496 497 =400", s) // a bad certificate, none, and HTTP to a port of HTTPS
		case httpstatus.RequestHeaderFieldsTooLarge:
			to("494 =431", s)
		}
	}
	zip := ""
	if b.Gzip {
		zip = "\tgzip_static on;\n"
	}
	fmt.Fprintf(&server, `
location ^~ %s {
	internal;
	alias %s/;
	auth_basic off;
	allow all;
	types { text/html html; application/problem+json json; text/plain txt; }
	charset utf-8;
	charset_types text/plain;
	etag off;
%s	add_header Content-Language $pages_language always;
	add_header Vary "Accept, Accept-Language" always;
	add_header X-Content-Type-Options nosniff always;
	add_header X-Robots-Tag noindex always;
	add_header Last-Modified "" always;
%s	# Fields of the application's response. A field without a value is not sent.
`, location, b.path, zip, cache)
	for _, name := range b.keptFields() {
		if name == "WWW-Authenticate" {
			continue // nginx keeps it
		}
		fmt.Fprintf(&server, "\tadd_header %s $upstream_http_%s always;\n", name, strings.ToLower(strings.ReplaceAll(name, "-", "_")))
	}
	server.WriteString("}\n")
	return []configFile{{"nginx-http.conf", http.String()}, {"nginx-server.conf", server.String()}}
}
