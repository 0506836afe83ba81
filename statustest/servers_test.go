//go:build servers

package statustest_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"text/template"
	"time"

	"example.com/httpstatus/internal/daemon"
	"example.com/httpstatus/internal/golden"
	"example.com/httpstatus/statustest"
)

// TestServers starts Go's and three other servers on loopback, each with files and
// a configuration of its own, sends them the same requests, and compares what they
// break with the tables in README.md. To write them:
//
//	go test -tags servers -run TestServers ./statustest -update
func TestServers(t *testing.T) {
	breaks := map[string]map[string][]string{} // by rule and server, the requests
	statuses := map[string]map[string]string{} // by request and server
	var columns []string
	for _, s := range servers {
		files := site(t)
		version, address := s.start(t, files)
		column := s.name + " " + version
		columns = append(columns, column)
		etag, modified := validators(t, address)
		for _, q := range requests {
			if statuses[q.name] == nil {
				statuses[q.name] = map[string]string{}
			}
			if slices.Contains(s.lacks, q.name) {
				statuses[q.name][column] = "–"
				continue
			}
			text := strings.NewReplacer("{etag}", etag, "{modified}", modified).Replace(q.text)
			response := daemon.Send(t, address, text)
			var codes []string
			for _, line := range statusLines.FindAllSubmatch(response, -1) {
				codes = append(codes, string(line[1]))
			}
			statuses[q.name][column] = strings.Join(codes, ", ")
			request := parsed(text)
			errs := flat(statustest.CheckRaw(bytes.NewReader(response), request))
			if request != nil && request.ContentLength == 0 {
				errs = append(errs, flat(statustest.Pairs(request, func(request *http.Request) io.Reader {
					var b strings.Builder
					if err := request.Write(&b); err != nil {
						t.Error(err)
					}
					return bytes.NewReader(daemon.Send(t, address, b.String()))
				}))...)
			}
			for _, err := range errs {
				t.Logf("%s: %s: %v", column, q.name, err)
				rule := "no response"
				var b statustest.Breach
				if errors.As(err, &b) {
					rule = b.Rule
				} else if len(response) > 0 {
					t.Errorf("%s: %s: %v", column, q.name, err)
				}
				if breaks[rule] == nil {
					breaks[rule] = map[string][]string{}
				}
				if list := breaks[rule][column]; !slices.Contains(list, q.name) {
					breaks[rule][column] = append(list, q.name)
				}
			}
		}
	}

	var b strings.Builder
	header := func(first string) {
		fmt.Fprintf(&b, "| %s | | %s |\n|---|---%s|\n", first, strings.Join(columns, " | "), strings.Repeat("|---", len(columns)))
	}
	header("rule")
	for _, r := range append(statustest.Rules(), statustest.Breach{Rule: "no response"}) {
		if breaks[r.Rule] == nil {
			continue
		}
		level := r.Level.String()
		if r.Rule == "no response" {
			level = ""
		}
		fmt.Fprintf(&b, "| `%s` | %s |", r.Rule, level)
		for _, c := range columns {
			fmt.Fprintf(&b, " %s |", strings.Join(breaks[r.Rule][c], ", "))
		}
		b.WriteByte('\n')
	}
	b.WriteString("\nTheir statuses (– means that the server cannot be configured for this request):\n\n")
	header("request")
	for _, q := range requests {
		line, _, _ := strings.Cut(q.text, "\r\n")
		if len(line) > 40 {
			line = line[:20] + "..."
		}
		fmt.Fprintf(&b, "| %s | `%s` |", q.name, line)
		for _, c := range columns {
			fmt.Fprintf(&b, " %s |", statuses[q.name][c])
		}
		b.WriteByte('\n')
	}
	golden.Section(t, "README.md", "servers", b.String())
}

var statusLines = regexp.MustCompile(`(?m)^HTTP/1\.[01] ([0-9]{3})`)

// requests are sent as they are, each on a connection of its own. {etag} and
// {modified} are the validators that the server gave for /file.txt.
var requests = []struct{ name, text string }{
	{"get", get("GET /file.txt")},
	{"head", get("HEAD /file.txt")},
	{"get 1.0", "GET /file.txt HTTP/1.0\r\n\r\n"},
	{"missing", get("GET /missing")},
	{"missing head", get("HEAD /missing")},
	{"missing 1.0", "GET /missing HTTP/1.0\r\n\r\n"},
	{"directory", get("GET /dir")},
	{"directory head", get("HEAD /dir")},
	{"unlisted", get("GET /unlisted/")},
	{"secret", get("GET /secret/")},
	{"post", get("POST /file.txt", "Content-Length: 1") + "x"},
	{"put", get("PUT /file.txt", "Content-Length: 1") + "x"},
	{"delete", get("DELETE /file.txt")},
	{"one method", get("DELETE /only-get")},
	{"unknown method", get("FROB /file.txt")},
	{"options", get("OPTIONS /file.txt")},
	{"options *", get("OPTIONS *")},
	{"trace", get("TRACE /file.txt")},
	{"range", get("GET /file.txt", "Range: bytes=0-9")},
	{"ranges", get("GET /file.txt", "Range: bytes=0-9,500-509")},
	{"range beyond", get("GET /file.txt", "Range: bytes=5000-")},
	{"range nonsense", get("GET /file.txt", "Range: bytes=x")},
	{"range unit", get("GET /file.txt", "Range: lines=1-2")},
	{"range head", get("HEAD /file.txt", "Range: bytes=0-9")},
	{"range beyond head", get("HEAD /file.txt", "Range: bytes=5000-")},
	{"range post", get("POST /file.txt", "Range: bytes=0-9", "Content-Length: 0")},
	{"range missing", get("GET /missing", "Range: bytes=0-9")},
	{"if-range", get("GET /file.txt", "Range: bytes=0-9", "If-Range: {modified}")},
	{"if-none-match", get("GET /file.txt", "If-None-Match: {etag}")},
	{"if-none-match head", get("HEAD /file.txt", "If-None-Match: {etag}")},
	{"if-none-match weak", get("GET /file.txt", "If-None-Match: W/{etag}")},
	{"if-none-match *", get("GET /file.txt", "If-None-Match: *")},
	{"if-none-match range", get("GET /file.txt", "If-None-Match: {etag}", "Range: bytes=0-9")},
	{"if-none-match delete", get("DELETE /file.txt", "If-None-Match: *")},
	{"if-match", get("GET /file.txt", `If-Match: "no"`)},
	{"if-unmodified-since", get("GET /file.txt", "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT")},
	{"if-modified-since", get("GET /file.txt", "If-Modified-Since: {modified}")},
	{"gzip", get("GET /file.txt", "Accept-Encoding: gzip")},
	{"gzip head", get("HEAD /file.txt", "Accept-Encoding: gzip")},
	{"gzip range", get("GET /file.txt", "Accept-Encoding: gzip", "Range: bytes=0-9")},
	{"gzip if-none-match", get("GET /file.txt", "Accept-Encoding: gzip", "If-None-Match: {etag}")},
	{"gzip if-none-match *", get("GET /file.txt", "Accept-Encoding: gzip", "If-None-Match: *")},
	{"moved", get("GET /moved")},
	{"found head", get("HEAD /found")},
	{"moved post", get("POST /moved", "Content-Length: 0")},
	{"directory query", get(`GET /dir?a="b`)},
	{"empty", get("GET /empty")},
	{"gone", get("GET /gone")},
	{"busy", get("GET /busy")},
	{"legal", get("GET /legal")},
	{"long field", get("GET /file.txt", "X-Long: "+strings.Repeat("a", 20<<10))},
	{"long target", get("GET /" + strings.Repeat("a", 20<<10))},
	{"long content", get("POST /upload", "Content-Length: 4096") + strings.Repeat("a", 4096)},
	{"expect", get("POST /upload", "Expect: 100-continue", "Content-Length: 1") + "x"},
	{"expect magic", get("GET /file.txt", "Expect: magic")},
	{"upgrade", "GET /file.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close, upgrade\r\nUpgrade: websocket\r\n\r\n"},
	{"bad line", "GARBAGE\r\n\r\n"},
	{"bad version", "GET /file.txt HTTP/9.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"},
	{"bad target", get("GET file.txt")},
	{"bad field", get("GET /file.txt", "no colon")},
	{"bad length", get("POST /file.txt", "Content-Length: x")},
	{"bad coding", get("POST /file.txt", "Transfer-Encoding: magic")},
	{"no host", "GET /file.txt HTTP/1.1\r\nConnection: close\r\n\r\n"},
}

func get(line string, fields ...string) string {
	fields = append([]string{line + " HTTP/1.1", "Host: localhost", "Connection: close"}, fields...)
	return strings.Join(fields, "\r\n") + "\r\n\r\n"
}

// parsed returns the request for CheckRaw, or nil if the text is not a request.
func parsed(text string) *http.Request {
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
	if err != nil {
		return nil
	}
	return r
}

// flat returns the errors that statustest has joined.
func flat(err error) []error {
	if err == nil {
		return nil
	}
	return err.(interface{ Unwrap() []error }).Unwrap()
}

func validators(t *testing.T, address string) (etag, modified string) {
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}} // the validators of the file itself
	defer client.CloseIdleConnections()
	resp, err := client.Get("http://" + address + "/file.txt")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if etag = resp.Header.Get("ETag"); etag == "" {
		etag = `"none"`
	}
	return etag, resp.Header.Get("Last-Modified")
}

// site makes the files in a directory that every user may read.
func site(t *testing.T) string {
	dir, err := os.MkdirTemp("", "statustest")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	old := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	files := map[string]string{
		"root/file.txt":          strings.Repeat("0123456789", 100),
		"root/only-get":          "x",
		"root/id.txt":            filepath.Base(dir), // nobody else has it
		"root/dir/index.html":    "<p>x</p>",
		"root/secret/index.html": "<p>x</p>",
		"root/unlisted/a.txt":    "x",
		"passwords":              "user:secret\n",
		"mime.types":             "text/plain txt\ntext/html html\n",
	}
	daemon.WriteFiles(t, dir, files)
	for name := range files {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A server serves the files of site. Its version has two numbers, so that the tables do
// not change when a distribution fixes a bug. It lacks the requests for which it cannot be
// configured.
type server struct {
	name  string
	start func(t *testing.T, dir string) (version, address string)
	lacks []string
}

var servers = []server{
	{"net/http", startGo, []string{"secret", "empty", "legal", "busy"}},
	{"nginx", nginx.start, nil},
	{"Apache httpd", apache.start, nil},
	{"lighttpd", lighttpd.start, []string{"empty", "gone", "busy", "legal"}},
}

// startGo serves the handlers of net/http: FileServer, ServeMux, Redirect and Error.
func startGo(t *testing.T, dir string) (version, address string) {
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(unlisted{http.Dir(filepath.Join(dir, "root"))}))
	mux.HandleFunc("GET /only-get", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "x") })
	mux.Handle("/moved", http.RedirectHandler("/file.txt", http.StatusMovedPermanently))
	mux.Handle("/found", http.RedirectHandler("/file.txt", http.StatusFound))
	mux.HandleFunc("/gone", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "gone", http.StatusGone) })
	mux.Handle("/upload", http.MaxBytesHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		}
	}), 1024))
	s := httptest.NewUnstartedServer(mux)
	s.Config.MaxHeaderBytes = 8 << 10 // like the others
	s.Start()
	t.Cleanup(s.Close)
	return version2(strings.TrimPrefix(runtime.Version(), "go")), s.Listener.Addr().String()
}

// unlisted refuses a directory without an index, like the other servers.
type unlisted struct{ http.FileSystem }

func (u unlisted) Open(name string) (http.File, error) {
	if name == "/unlisted" {
		return nil, fs.ErrPermission
	}
	return u.FileSystem.Open(name)
}

// A packaged server is from a Debian package. Its configuration is a template. Root says
// whether the user is root.
type packaged struct {
	program, pack, version string
	arguments              []string
	configuration          string
}

var nginx = packaged{
	program: "nginx", pack: "nginx", version: "-v",
	arguments: []string{"-p", "{dir}", "-c", "{config}", "-e", "{dir}/error.log"},
	configuration: `
daemon off;
master_process off;
pid {{.Dir}}/pid;
events {}
http {
	access_log off;
	types { text/plain txt; text/html html; }
	default_type application/octet-stream;
	client_body_temp_path {{.Dir}}/body;
	proxy_temp_path {{.Dir}}/proxy;
	fastcgi_temp_path {{.Dir}}/fastcgi;
	uwsgi_temp_path {{.Dir}}/uwsgi;
	scgi_temp_path {{.Dir}}/scgi;
	client_max_body_size 1k;
	gzip on;
	gzip_types text/plain;
	server {
		listen 127.0.0.1:{{.Port}};
		root {{.Dir}}/root;
		location /secret/ { auth_basic "secret"; auth_basic_user_file {{.Dir}}/passwords; }
		location = /moved { return 301 /file.txt; }
		location = /found { return 302 /file.txt; }
		location = /empty { return 204; }
		location = /gone { return 410; }
		location = /busy { return 503; }
		location = /legal { return 451; }
	}
}
`}

var apache = packaged{
	program: "apache2", pack: "apache2-bin", version: "-v",
	arguments: []string{"-D", "FOREGROUND", "-d", "{dir}", "-f", "{config}"},
	configuration: `
{{range $name := .Modules}}LoadModule {{$name}}_module /usr/lib/apache2/modules/mod_{{$name}}.so
{{end}}
{{if .Root}}User www-data
Group www-data
{{end}}
Listen 127.0.0.1:{{.Port}}
ServerName localhost
PidFile {{.Dir}}/pid
DefaultRuntimeDir {{.Dir}}
ErrorLog {{.Dir}}/error.log
TypesConfig {{.Dir}}/mime.types
DocumentRoot {{.Dir}}/root
LimitRequestBody 1024
AddOutputFilterByType DEFLATE text/plain
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
<Location /unlisted/>
	Require all denied
</Location>
DirectoryIndex index.html
Redirect 301 /moved /file.txt
Redirect 302 /found /file.txt
Redirect 204 /empty
Redirect 410 /gone
Redirect 503 /busy
Redirect 451 /legal
`}

var lighttpd = packaged{
	program: "lighttpd", pack: "lighttpd", version: "-v",
	arguments: []string{"-D", "-f", "{config}"},
	configuration: `
server.modules = ("mod_access", "mod_redirect", "mod_auth", "mod_authn_file", "mod_deflate")
deflate.mimetypes = ("text/plain")
deflate.allowed-encodings = ("gzip")
server.bind = "127.0.0.1"
server.port = {{.Port}}
server.document-root = "{{.Dir}}/root"
server.errorlog = "{{.Dir}}/error.log"
server.max-request-size = 1
mimetype.assign = (".txt" => "text/plain", ".html" => "text/html")
index-file.names = ("index.html")
auth.backend = "plain"
auth.backend.plain.userfile = "{{.Dir}}/passwords"
auth.require = ("/secret/" => ("method" => "basic", "realm" => "secret", "require" => "valid-user"))
$HTTP["url"] =~ "^/unlisted/" { url.access-deny = ("") }
$HTTP["url"] =~ "^/moved" { url.redirect = ("" => "/file.txt") url.redirect-code = 301 }
$HTTP["url"] =~ "^/found" { url.redirect = ("" => "/file.txt") url.redirect-code = 302 }
`}

// start runs the server until the test ends.
func (p packaged) start(t *testing.T, dir string) (version, address string) {
	program := daemon.Find(t, p.program, p.pack)
	out, err := exec.Command(program, p.version).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", program, p.version, err, out)
	}
	configuration := template.Must(template.New("").Parse(p.configuration))
	return version2(string(out)), daemon.Daemon{
		Program: p.program, Package: p.pack, Arguments: p.arguments,
		Configure: func(address string) string {
			_, port, _ := net.SplitHostPort(address)
			var config strings.Builder
			err := configuration.Execute(&config, map[string]any{
				"Dir": dir, "Port": port, "Root": os.Getuid() == 0,
				"Modules": []string{"mpm_event", "authn_core", "authz_core", "authz_user", "authn_file", "auth_basic", "mime", "dir", "alias", "filter", "deflate"},
			})
			if err != nil {
				t.Fatal(err)
			}
			return config.String()
		},
		Ready: func(address string) bool { return serves(address, dir) },
	}.Start(t, dir)
}

// serves reports whether it is our server that listens on the address: it has the file
// that site made in dir.
func serves(address, dir string) bool {
	client := &http.Client{Timeout: time.Minute}
	defer client.CloseIdleConnections()
	resp, err := client.Get("http://" + address + "/id.txt")
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	id, err := io.ReadAll(resp.Body)
	return err == nil && string(id) == filepath.Base(dir)
}

// version2 returns the first two numbers of the version in a text.
func version2(text string) string { return regexp.MustCompile(`[0-9]+\.[0-9]+`).FindString(text) }
