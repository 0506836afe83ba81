package pages_test

import (
	"path/filepath"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/golden"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/pages"
)

var allServers = []pages.Server{pages.Nginx, pages.Apache, pages.Lighttpd, pages.HAProxy, pages.Varnish, pages.Caddy}

// The configuration files have the form that TestServers has tried with the servers.
func TestConfiguration(t *testing.T) {
	files := tree(t, build(t, pages.Options{
		Languages: []httpstatus.Language{lang.English, lang.Korean, lang.TraditionalChinese, lang.SimplifiedChinese, lang.Malay},
		Statuses:  []httpstatus.Status{400, 401, 404, 405, 418, 425, 429, 431, 503},
		Servers:   allServers, Path: "/srv/pages", Gzip: true,
	}))
	for _, name := range []string{"nginx-http.conf", "nginx-server.conf", "apache.conf", "lighttpd.conf", "varnish.vcl", "caddy.conf", "haproxy.cfg", "haproxy/ranges.map", "haproxy/languages.map"} {
		if files[name] == "" {
			t.Errorf("%s is missing", name)
		}
		golden.File(t, filepath.Join("testdata", strings.ReplaceAll(name, "/", "-")), files[name])
	}
}

// Each file names only the path of the option, and a path without need of quotes is no error.
func TestConfigurationPath(t *testing.T) {
	for _, path := range []string{"/srv/pages", "/var/www/오류-2.0_x+y@z"} {
		dir := build(t, pages.Options{Statuses: []httpstatus.Status{404}, Servers: allServers, Path: path})
		for name, content := range tree(t, dir) {
			if strings.Contains(content, filepath.Dir(dir)) {
				t.Errorf("%s has the path of the directory", name)
			}
			if strings.HasSuffix(name, ".conf") && name != "nginx-http.conf" && !strings.Contains(content, path) {
				t.Errorf("%s does not have %s", name, path)
			}
		}
	}
	for _, path := range []string{"/", "srv", "/srv/../etc", "/srv/pages/", "/a b", "/a;b", `/a"b`, "/a'b", "/a$b", "/a{b", "/a\nb", "/a\\b", "/a`b", "/a#b", "/a%b"} {
		err := pages.Build(filepath.Join(t.TempDir(), "x"), pages.Options{Servers: allServers, Path: path})
		if err == nil || !strings.Contains(err.Error(), "absolute path") {
			t.Errorf("%q: %v", path, err)
		}
	}
}
