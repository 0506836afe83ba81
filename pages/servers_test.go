//go:build servers

package pages_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/daemon"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/pages"
)

// TestServers starts real servers on loopback with the configuration that Build writes or that
// README.md has, provokes errors, and looks at what a client gets.
func TestServers(t *testing.T) {
	for _, s := range servers {
		t.Run(s.name, s.run)
	}
}

// A server is a program of Debian's with a configuration. That is a template with Dir (for its
// own files), Port, Upstream (the address of an application with errors), Dead (an address where
// nobody listens), Root (whether the user is root), and {{readme "name"}} for a piece of README.md.
type server struct {
	name, program, pack string
	arguments           []string // {config} and {dir} stand for paths
	configuration       string
	options             pages.Options // Languages and Servers

	own        []probe             // errors that the server makes by itself
	upstream   bool                // whether errors of the application are replaced
	oneLine    bool                // whether a page has no line breaks
	formats    bool                // whether the response follows Accept
	byOrder    bool                // whether weights are not compared
	loses      []string            // fields of the application that the server cannot keep
	unreadable bool                // whether the page for a request that cannot be read is ours
	noLanguage bool                // the server cannot send Content-Language
	passes     []httpstatus.Status // of the application, whose responses are left alone to keep their fields
}

// A probe is a request that provokes an error.
type probe struct {
	method, target string
	status         httpstatus.Status
	field          string // that the response must have: "Name: value" or "Name"
	content        int    // bytes of the request's content
}

// upstreamProbes are those that the application responds to with errors.
var upstreamProbes = []probe{
	{"GET", "/up/400", 400, "", 0},
	{"GET", "/up/401", 401, `Www-Authenticate: Basic realm="up"`, 0},
	{"POST", "/up/403", 403, "", 5},
	{"GET", "/up/404?%3Cscript%3E%22reflected", 404, "", 0},
	{"HEAD", "/up/404", 404, "", 0},
	{"DELETE", "/up/405", 405, "Allow: GET, PUT", 0},
	{"GET", "/up/410", 410, "", 0},
	{"PUT", "/up/413", 413, "", 5},
	{"GET", "/up/429", 429, "Retry-After: 30", 0},
	{"GET", "/up/500", 500, "", 0},
	{"GET", "/up/503", 503, "Retry-After: 120", 0},
}

// startUpstream starts an application that responds with the error that the path names, and
// with fields that have to be kept. /slow/ never responds.
func startUpstream(t *testing.T) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/slow/") {
			<-r.Context().Done()
			return
		}
		if strings.HasPrefix(r.URL.Path, "/broken/") {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				io.WriteString(conn, "reflected\r\n\r\n")
				conn.Close()
			}
			return
		}
		var code int
		fmt.Sscanf(r.URL.Path, "/up/%d", &code)
		for _, p := range upstreamProbes {
			if name, value, ok := strings.Cut(p.field, ": "); ok && int(p.status) == code {
				w.Header().Set(name, value)
			}
		}
		w.Header().Set("Content-Type", "text/html")
		if code == 0 {
			code = 200
		}
		w.WriteHeader(code)
		fmt.Fprintf(w, "<p>reflected %s %d", r.URL.RawQuery, code)
	}))
	t.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

// acceptLanguages are fields that browsers and programs send.
var acceptLanguages = []string{
	"",
	"ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", // Chrome
	"ko-KR",
	"ko-KR,en;q=0.8",
	"zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7",
	"zh-CN,zh;q=0.9",
	"zh-Hant-HK, en;q=0.5",
	"xx-XX,*;q=0.5",
	"ko;q=0, ar;q=0.3",
	"sr-Latn-RS,sr;q=0.8",
	"pt-AO",
	"iw",
	"garbage;;;,,\"<script>",
}

// weighted are those where the language that the reader likes best is not the first.
var weighted = []string{"en;q=0.5, ar;q=0.9, ko;q=0.7", "fr;q=0.9,de,ko;q=0"}

// accepts are fields of Accept and the suffix of the page that has to come.
var accepts = []struct{ field, suffix, contentType string }{
	{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ".html", htmlType},
	{"application/json", ".json", jsonType},
	{"application/problem+json", ".json", jsonType},
	{"text/plain", ".txt", textType},
	{"*/*", ".html", htmlType},
	{"image/png", ".html", htmlType},
}

func (s server) run(t *testing.T) {
	dir, err := os.MkdirTemp("", "pages")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	files := filepath.Join(dir, "pages")
	if err := pages.Build(files, s.options); err != nil {
		t.Fatal(err)
	}
	backend := httptest.NewServer(handler(t, pages.Options{Languages: s.options.Languages}))
	t.Cleanup(backend.Close)
	address := s.start(t, dir, files, backend.Listener.Addr().String())

	matcher := negotiate.New(s.fallback(), s.options.Languages...)
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}, Timeout: 10 * time.Minute}
	t.Cleanup(client.CloseIdleConnections)
	probes := s.own
	if s.upstream {
		probes = slices.Concat(probes, upstreamProbes)
	}
	check := func(p probe, acceptLanguage, accept, suffix, contentType string) {
		t.Helper()
		r, err := http.NewRequest(p.method, "http://"+address+p.target, strings.NewReader(strings.Repeat("x", p.content)))
		if err != nil {
			t.Fatal(err)
		}
		what := fmt.Sprintf("%s %s with %q and %q", p.method, p.target, acceptLanguage, accept)
		r.Header.Set("X-Reflected", "<script>reflected")
		r.Header.Set("Cookie", "reflected=1")
		if acceptLanguage != "" {
			r.Header.Set("Accept-Language", acceptLanguage)
		}
		if accept != "" {
			r.Header.Set("Accept", accept)
		}
		resp, err := client.Do(r)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			return
		}
		defer resp.Body.Close()
		got, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if strings.HasPrefix(p.target, "/up/") && slices.Contains(s.passes, p.status) {
			if name, value, _ := strings.Cut(p.field, ": "); resp.StatusCode != int(p.status) || resp.Header.Get(name) != value {
				t.Errorf("%s: %d %v, want %d as the application sent it", what, resp.StatusCode, resp.Header, p.status)
			}
			return
		}
		l := matcher.Header(acceptLanguage)
		if !s.formats {
			suffix, contentType = ".html", htmlType
		}
		if resp.StatusCode != int(p.status) || resp.Header.Get("Content-Type") != contentType {
			t.Errorf("%s: %d %s, want %d %s", what, resp.StatusCode, resp.Header.Get("Content-Type"), p.status, contentType)
		}
		if !s.noLanguage && resp.Header.Get("Content-Language") != l.String() {
			t.Errorf("%s: Content-Language: %s, want %v", what, resp.Header["Content-Language"], l)
		}
		if name, value, _ := strings.Cut(p.field, ": "); name != "" {
			if field := resp.Header.Values(name); slices.Contains(s.loses, name) {
				if field != nil {
					t.Errorf("%s: %s: %q, although the README says that it gets lost", what, name, field)
				}
			} else if len(field) != 1 || value != "" && field[0] != value {
				t.Errorf("%s: %s: %q, want %q", what, name, field, p.field)
			}
		}
		for name, values := range resp.Header {
			if slices.Contains(values, "") {
				t.Errorf("%s: %s is empty", what, name)
			}
		}
		if strings.Contains(fmt.Sprint(resp.Header), "reflected") {
			t.Errorf("%s: the fields are %v", what, resp.Header)
		}
		if p.method == "HEAD" {
			return
		}
		want, err := os.ReadFile(filepath.Join(files, l.String(), fmt.Sprintf("%d%s", int(p.status), suffix)))
		if err != nil {
			t.Fatal(err)
		}
		if s.oneLine {
			got, want = flat(got), flat(want)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: the content is not that of %v/%d%s:\n%.1000s", what, l, int(p.status), suffix, got)
		}
	}
	for _, p := range probes {
		check(p, "ko-KR,ko;q=0.9", accepts[0].field, ".html", htmlType)
	}
	for _, acceptLanguage := range slices.Concat(acceptLanguages, weighted) {
		if s.byOrder && slices.Contains(weighted, acceptLanguage) {
			continue
		}
		check(probes[0], acceptLanguage, accepts[0].field, ".html", htmlType)
	}
	for _, a := range accepts {
		check(probes[0], "ar", a.field, a.suffix, a.contentType)
	}
	if s.unreadable {
		want, err := os.ReadFile(filepath.Join(files, s.fallback().String(), "400.html"))
		if err != nil {
			t.Fatal(err)
		}
		got := string(daemon.Send(t, address, "GET /reflected HTTP/1.1\r\nHost: localhost\r\nno colon\r\nConnection: close\r\n\r\n"))
		if !strings.HasPrefix(got, "HTTP/1.1 400 ") || !strings.HasSuffix(got, "\r\n\r\n"+string(want)) {
			t.Errorf("the response to a request that cannot be read is %.500s", got)
		}
	}
}

// serves reports whether it is our server that listens on the address: it has our pages.
func (s server) serves(address string) bool {
	client := &http.Client{Timeout: time.Minute}
	defer client.CloseIdleConnections()
	resp, err := client.Get("http://" + address + s.own[0].target)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	return err == nil && strings.Contains(string(content), s.own[0].status.Title(s.fallback()))
}

// fallback returns the language of a page for a reader who wants none of the languages.
func (s server) fallback() httpstatus.Language {
	if s.options.Languages == nil {
		return lang.English
	}
	return s.options.Languages[0]
}

// flat returns content with single spaces.
func flat(content []byte) []byte {
	return bytes.Join(bytes.Fields(content), []byte(" "))
}

// start runs the server until the test ends and returns its address.
func (s server) start(t *testing.T, dir, files, backend string) (address string) {
	daemon.WriteFiles(t, dir, map[string]string{
		"root/index.html":        "home",
		"root/secret/index.html": "secret",
		"root/closed/index.html": "closed",
		"passwords":              "user:secret\n",
	})
	upstream, dead := startUpstream(t), daemon.FreeAddress(t)
	readme := func(name string) string {
		return strings.NewReplacer("/srv/pages", files, "127.0.0.1:8080", backend, "127.0.0.1:9000", upstream).Replace(readmeBlock(t, name))
	}
	configuration := template.Must(template.New("").Funcs(template.FuncMap{"readme": readme, "file": func(name string) (string, error) {
		content, err := os.ReadFile(filepath.Join(files, name))
		return string(content), err
	}, "modules": func() []string { return apacheModules }, "stockModules": func() []string { return stockModules }}).Parse(s.configuration))
	port := func(address string) string {
		_, port, _ := net.SplitHostPort(address)
		return port
	}
	return daemon.Daemon{
		Program: s.program, Package: s.pack, Arguments: s.arguments,
		Configure: func(address string) string {
			var config strings.Builder
			err := configuration.Execute(&config, map[string]any{
				"Dir": dir, "Port": port(address), "Upstream": upstream, "Dead": dead,
				"UpstreamPort": port(upstream), "DeadPort": port(dead), "Root": os.Getuid() == 0,
			})
			if err != nil {
				t.Fatal(err)
			}
			return config.String()
		},
		Ready: s.serves,
	}.Start(t, dir)
}

// readmeBlock returns the code block of README.md that follows the line <!-- name -->.
func readmeBlock(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)<!-- " + regexp.QuoteMeta(name) + " -->\n```[a-z]*\n(.*?)```").FindSubmatch(content)
	if block == nil {
		t.Fatalf("README.md has no code block after <!-- %s -->", name)
	}
	return string(block[1])
}

var (
	all  = pages.Options{Languages: lang.All()}
	some = pages.Options{Languages: []httpstatus.Language{lang.English, lang.Korean, lang.Arabic, lang.TraditionalChinese, lang.SimplifiedChinese}}
)

func with(o pages.Options, s pages.Server) pages.Options {
	o.Servers = []pages.Server{s}
	return o
}

const nginxHead = `
daemon off;
master_process off;
pid {{.Dir}}/pid;
events {}
http {
	access_log off;
	client_body_temp_path {{.Dir}}/body;
	proxy_temp_path {{.Dir}}/proxy;
	fastcgi_temp_path {{.Dir}}/fastcgi;
	uwsgi_temp_path {{.Dir}}/uwsgi;
	scgi_temp_path {{.Dir}}/scgi;
	client_max_body_size 1k;
`

const nginxLocations = `
		root {{.Dir}}/root;
		location /secret/ { auth_basic "secret"; auth_basic_user_file {{.Dir}}/passwords; }
		location /closed/ { deny all; }
		location = /busy { return 503; }
		location /dead/ { proxy_pass http://{{.Dead}}; }
		location /slow/ { proxy_pass http://{{.Upstream}}; proxy_read_timeout 1s; }
		location /up/ { proxy_pass http://{{.Upstream}}; }
`

var nginxProbes = []probe{
	{"GET", "/none?%3Cscript%3E%22reflected", 404, "", 0},
	{"HEAD", "/none", 404, "", 0},
	{"GET", "/secret/", 401, `Www-Authenticate: Basic realm="secret"`, 0},
	{"GET", "/closed/", 403, "", 0},
	{"POST", "/index.html", 405, "", 3},
	{"POST", "/up/200", 413, "", 5000},
	{"GET", "/dead/", 502, "", 0},
	{"GET", "/busy", 503, "", 0},
	{"GET", "/slow/", 504, "", 0},
	{"GET", "/-pages/ko/500.html", 404, "", 0}, // which nobody outside may ask for
}

var servers = []server{
	{
		name: "nginx", program: "nginx", pack: "nginx",
		arguments: []string{"-p", "{dir}", "-c", "{config}", "-e", "{dir}/error.log"},
		configuration: nginxHead + `
	{{readme "nginx-http"}}
	server {
		listen 127.0.0.1:{{.Port}};
		{{readme "nginx-server"}}
		proxy_intercept_errors on;
` + nginxLocations + `
	}
}
`,
		options: with(all, pages.Nginx), own: nginxProbes, upstream: true, formats: true, unreadable: true,
	},
	{
		name: "nginx, backend", program: "nginx", pack: "nginx",
		arguments: []string{"-p", "{dir}", "-c", "{config}", "-e", "{dir}/error.log"},
		configuration: nginxHead + `
	server {
		listen 127.0.0.1:{{.Port}};
		{{readme "nginx-backend"}}
` + nginxLocations + `
	}
}
`,
		options: all, own: nginxProbes, upstream: true, formats: true,
	},
	{
		name: "Apache httpd", program: "apache2", pack: "apache2-bin",
		arguments: []string{"-D", "FOREGROUND", "-d", "{dir}", "-f", "{config}"},
		configuration: apacheHead + `
ProxyErrorOverride On 400 401 403 404 410 413 500 502 504
{{readme "apache"}}
`,
		options: with(all, pages.Apache), own: apacheProbes, upstream: true, formats: true, unreadable: true, passes: []httpstatus.Status{405, 429, 503},
	},
	{
		// With the modules that Debian loads, and no others.
		name: "Apache httpd, stock", program: "apache2", pack: "apache2-bin",
		arguments:     []string{"-D", "FOREGROUND", "-d", "{dir}", "-f", "{config}"},
		configuration: strings.Replace(apacheHead[:strings.Index(apacheHead, "ProxyPass")], ":= modules}", ":= stockModules}", 1) + `{{readme "apache"}}`,
		options:       with(some, pages.Apache), own: slices.DeleteFunc(slices.Clone(apacheProbes), func(p probe) bool { return p.target == "/dead/" || p.target == "/slow/" }),
		formats: true, unreadable: true,
	},
	{
		name: "Apache httpd, backend", program: "apache2", pack: "apache2-bin",
		arguments:     []string{"-D", "FOREGROUND", "-d", "{dir}", "-f", "{config}"},
		configuration: apacheHead + `{{readme "apache-backend"}}`,
		options:       all, own: apacheProbes[:len(apacheProbes)-1], formats: true,
	},
	{
		name: "HAProxy, backend", program: "haproxy", pack: "haproxy",
		arguments: []string{"-db", "-f", "{config}"},
		configuration: `
defaults
	mode http
	timeout connect 1s
	timeout client 1m
	timeout server 1m
frontend www
	bind 127.0.0.1:{{.Port}}
	{{readme "haproxy-backend"}}
	default_backend app
backend app
	server app {{.Dead}} disabled
{{readme "haproxy-backend-2"}}
`,
		options: all, own: []probe{{"GET", "/shop?%3Cscript%3E%22reflected", 503, "", 0}, {"GET", "/healthz", 503, "", 0}}, formats: true,
	},
	{
		name: "Caddy, backend", program: "caddy", pack: caddyPack,
		arguments: []string{"run", "--adapter", "caddyfile", "--config", "{config}"},
		configuration: caddyHead + `
	{{readme "caddy-backend"}}
}
`,
		options: all, own: caddyProbes, upstream: true, formats: true,
	},

	{
		name: "lighttpd", program: "lighttpd", pack: "lighttpd",
		arguments: []string{"-D", "-f", "{config}"},
		configuration: `
server.modules = ("mod_access", "mod_auth", "mod_authn_file", "mod_proxy")
server.bind = "127.0.0.1"
server.port = {{.Port}}
server.document-root = "{{.Dir}}/root"
server.errorlog = "{{.Dir}}/error.log"
server.max-request-size = 1
mimetype.assign = (".html" => "text/html; charset=utf-8")
index-file.names = ("index.html")
auth.backend = "plain"
auth.backend.plain.userfile = "{{.Dir}}/passwords"
auth.require = ("/secret/" => ("method" => "basic", "realm" => "secret", "require" => "valid-user"))
$HTTP["url"] =~ "^/closed/" { url.access-deny = ("") }
$HTTP["url"] =~ "^/up/" { proxy.server = ("" => (("host" => "127.0.0.1", "port" => {{.UpstreamPort}}))) server.error-intercept = "enable" }
$HTTP["url"] =~ "^/dead/" { proxy.server = ("" => (("host" => "127.0.0.1", "port" => {{.DeadPort}}))) }
$HTTP["url"] =~ "^/slow/" { proxy.server = ("" => (("host" => "127.0.0.1", "port" => {{.UpstreamPort}}, "read-timeout" => 1))) }
{{readme "lighttpd"}}
`,
		options: with(all, pages.Lighttpd), own: []probe{
			{"GET", "/none?%3Cscript%3E%22reflected", 404, "", 0},
			{"HEAD", "/none", 404, "", 0},
			{"GET", "/secret/", 401, `Www-Authenticate: Basic realm="secret", charset="UTF-8"`, 0},
			{"GET", "/closed/", 403, "", 0},
			{"DELETE", "/index.html", 501, "", 0},
			{"POST", "/index.html", 413, "", 5000},
			{"GET", "/dead/", 503, "", 0},
			{"GET", "/slow/", 504, "", 0},
		}, upstream: true, byOrder: true, noLanguage: true, loses: []string{"Allow", "Retry-After"},
	},
	{
		name: "HAProxy", program: "haproxy", pack: "haproxy",
		arguments: []string{"-db", "-f", "{config}"},
		configuration: `
defaults
	mode http
	timeout connect 1s
	timeout client 1m
	timeout server 1s
	option httpchk
frontend www
	bind 127.0.0.1:{{.Port}}
	{{file "haproxy.cfg"}}
	http-request return status 200 content-type text/plain string "home" if { path / }
	http-request deny deny_status 404 if { path_beg /none }
	http-request deny deny_status 403 if { path_beg /closed/ }
	http-request deny deny_status 405 if { method DELETE } !{ path_beg /up/ }
	http-request deny deny_status 413 if { req.hdr(content-length) -m int gt 1024 }
	http-request deny deny_status 429 if { path_beg /many/ }
	http-request auth realm secret if { path_beg /secret/ }
	use_backend dead if { path_beg /dead/ }
	default_backend app
backend app
	server app {{.Upstream}}
backend dead
	server dead {{.Dead}}
`,
		oneLine: true, options: with(all, pages.HAProxy), own: []probe{
			{"GET", "/none?%3Cscript%3E%22reflected", 404, "", 0},
			{"HEAD", "/none", 404, "", 0},
			{"GET", "/secret/", 401, `Www-Authenticate: Basic realm="secret"`, 0},
			{"GET", "/closed/", 403, "", 0},
			{"DELETE", "/x", 405, "", 0},
			{"POST", "/x", 413, "", 5000},
			{"GET", "/many/", 429, "", 0},
			{"GET", "/dead/", 503, "", 0},
			{"GET", "/slow/", 504, "", 0},
			{"GET", "/broken/", 502, "", 0},
		}, upstream: true,
	},
	{
		name: "Varnish", program: "varnishd", pack: "varnish",
		arguments: []string{"-F", "-n", "{dir}/varnish", "-a", "{address}", "-f", "{config}", "-p", "first_byte_timeout=1", "-j", "none"},
		configuration: `vcl 4.1;
{{readme "varnish"}}
backend app { .host = "127.0.0.1"; .port = "{{.UpstreamPort}}"; }
backend dead { .host = "127.0.0.1"; .port = "{{.DeadPort}}"; }
sub vcl_recv {
	if (req.url ~ "^/dead/") { set req.backend_hint = dead; }
	if (req.url ~ "^/none") { return (synth(404)); }
	if (req.url ~ "^/closed/") { return (synth(403)); }
	if (req.url ~ "^/many/") { return (synth(429)); }
	return (pass);
}
`,
		options: with(all, pages.Varnish), own: []probe{
			{"GET", "/none?%3Cscript%3E%22reflected", 404, "", 0},
			{"HEAD", "/none", 404, "", 0},
			{"GET", "/closed/", 403, "", 0},
			{"GET", "/many/", 429, "Cache-Control: no-store", 0},
			{"GET", "/dead/", 503, "", 0},
			{"GET", "/slow/", 503, "", 0},
		}, upstream: true,
	},
	{
		name: "Caddy", program: "caddy", pack: caddyPack,
		arguments: []string{"run", "--adapter", "caddyfile", "--config", "{config}"},
		configuration: caddyHead + `
	{{readme "caddy"}}
}
`,
		options: with(all, pages.Caddy), own: caddyProbes, upstream: true, formats: true,
	},
}

const apacheHead = `
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
{{range $name := modules}}LoadModule {{$name}}_module /usr/lib/apache2/modules/mod_{{$name}}.so
{{end}}
{{if .Root}}User www-data
Group www-data
{{end}}
Listen 127.0.0.1:{{.Port}}
ServerName localhost
PidFile {{.Dir}}/pid
DefaultRuntimeDir {{.Dir}}
ErrorLog {{.Dir}}/error.log
TypesConfig /dev/null
DocumentRoot {{.Dir}}/root
LimitRequestBody 1024
<Directory {{.Dir}}/root>
	Require all granted
</Directory>
<Location /secret/>
	AuthType Basic
	AuthName secret
	AuthBasicProvider file
	AuthUserFile {{.Dir}}/passwords
	Require valid-user
</Location>
<Location /closed/>
	Require all denied
</Location>
DirectoryIndex index.html
Redirect 503 /busy
Redirect 504 /late
ProxyPass /up/ http://{{.Upstream}}/up/
ProxyPass /dead/ http://{{.Dead}}/
ProxyPass /slow/ http://{{.Upstream}}/slow/ timeout=1
`

var apacheProbes = []probe{
	{"GET", "/none?%3Cscript%3E%22reflected", 404, "", 0},
	{"HEAD", "/none", 404, "", 0},
	{"GET", "/secret/", 401, `Www-Authenticate: Basic realm="secret"`, 0},
	{"GET", "/closed/", 403, "", 0},
	{"DELETE", "/index.html", 405, "", 0},
	{"POST", "/index.html", 413, "", 5000},
	{"GET", "/dead/", 503, "", 0},
	{"GET", "/busy", 503, "", 0},
	{"GET", "/slow/", 502, "", 0},
	{"GET", "/late", 504, "", 0},
	{"GET", "/-pages/ko/500.html", 403, "", 0}, // which nobody outside may ask for
}

var apacheModules = []string{"authn_core", "authz_core", "authz_user", "authn_file", "auth_basic", "mime", "dir", "alias", "setenvif", "headers", "proxy", "proxy_http"}

const caddyPack = "caddy, or go install github.com/caddyserver/caddy/v2/cmd/caddy@v2.11.9"

const caddyHead = `
{
	admin off
	auto_https off
	storage file_system {{.Dir}}/caddy
}
http://127.0.0.1:{{.Port}} {
	root * {{.Dir}}/root
	basic_auth /secret/* {
		user $2a$14$Zkx19XLiW6VYouLHR5NmfOFU0z2GTNmpkT/5qqR7hx4IjWJPDhjvG
	}
	error /closed/* 403
	error /busy 503
	request_body {
		max_size 1KB
	}
	reverse_proxy /dead/* {{.Dead}}
	reverse_proxy /slow/* {{.Upstream}} {
		transport http {
			response_header_timeout 1s
		}
	}
	handle /up/* {
		{{readme "caddy-proxy"}}
	}
	file_server
`

var caddyProbes = []probe{
	{"GET", "/none?%3Cscript%3E%22reflected", 404, "", 0},
	{"HEAD", "/none", 404, "", 0},
	{"GET", "/secret/", 401, `Www-Authenticate: Basic realm="restricted"`, 0},
	{"GET", "/closed/", 403, "", 0},
	{"DELETE", "/index.html", 405, "Allow: GET, HEAD", 0},
	{"POST", "/up/200", 413, "", 5000},
	{"GET", "/dead/", 502, "", 0},
	{"GET", "/busy", 503, "", 0},
	{"GET", "/slow/", 504, "", 0},
}

var stockModules = []string{"access_compat", "alias", "auth_basic", "authn_core", "authn_file", "authz_core", "authz_host", "authz_user",
	"autoindex", "deflate", "dir", "env", "filter", "mime", "negotiation", "reqtimeout", "setenvif", "status"}
