package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

func command(args ...string) (code int, stdout, stderr string) {
	var out, complaints bytes.Buffer
	code = run(context.Background(), args, &out, &complaints)
	return code, out.String(), complaints.String()
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestOut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "dir")
	if code, _, stderr := command("-out", dir); code != 0 {
		t.Fatal(code, stderr)
	}
	for _, l := range lang.All() {
		page := read(t, filepath.Join(dir, l.String(), "404.html"))
		if title := httpstatus.NotFound.Title(l); !strings.Contains(page, title) {
			t.Errorf("%v/404.html lacks %q", l, title)
		}
	}
	code, _, stderr := command("-out", dir, "-lang", "ko, en", "-status", "404,503", "-gzip", "-server", "nginx,apache", "-path", "/srv/pages",
		"-template", "branded", "-name", "<Shop>", "-color", "#123456", "-home", "https://example.com/", "-support", "tel:112")
	if code != 0 {
		t.Fatal(code, stderr)
	}
	page := read(t, filepath.Join(dir, "ko", "503.html"))
	for _, want := range []string{"&lt;Shop&gt;", "#123456", "https://example.com/", "tel:112", httpstatus.ServiceUnavailable.Title(lang.Korean)} {
		if !strings.Contains(page, want) {
			t.Errorf("503.html lacks %q:\n%s", want, page)
		}
	}
	if config := read(t, filepath.Join(dir, "nginx-server.conf")); !strings.Contains(config, "/srv/pages/") {
		t.Error(config)
	}
	for _, gone := range []string{"ar", "ko/500.html"} {
		if _, err := os.Stat(filepath.Join(dir, gone)); err == nil {
			t.Errorf("%s stays", gone)
		}
	}
}

func TestOwn(t *testing.T) {
	base := t.TempDir()
	texts, page := filepath.Join(base, "gl.json"), filepath.Join(base, "page.html")
	os.WriteFile(texts, []byte(`{"tag":"gl","name":"Galego","statuses":{"404":{"title":"Non atopado","meaning":"Esta páxina non existe."}}}`), 0o666)
	os.WriteFile(page, []byte(`<h1>{{.Title}}</h1>`), 0o666)
	dir := filepath.Join(base, "out")
	if code, _, stderr := command("-out", dir, "-lang", "en", "-texts", texts, "-template", page); code != 0 {
		t.Fatal(code, stderr)
	}
	if got := read(t, filepath.Join(dir, "gl", "404.html")); got != "<h1>Non atopado</h1>" {
		t.Errorf("%q", got)
	}
}

func TestPreview(t *testing.T) {
	dir := t.TempDir()
	code, stdout, stderr := command("-preview", dir, "-lang", "ko", "-status", "404")
	if code != 0 {
		t.Fatal(code, stderr)
	}
	for _, name := range []string{"plain", "branded", "minimal"} {
		file := filepath.Join(dir, name, "preview.html")
		if !strings.Contains(stdout, file+"\n") || !strings.Contains(read(t, file), `src="ko/404.html"`) {
			t.Errorf("%s: %s", file, stdout)
		}
	}
}

func TestListen(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r, w := io.Pipe()
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"-listen", "127.0.0.1:0", "-request-id"}, w, io.Discard) }()
	var base string
	if _, err := fmt.Fscanln(r, &base); err != nil {
		t.Fatal(err)
	}
	q, _ := http.NewRequest("GET", base+"shop/7", nil)
	q.Header = http.Header{"X-Code": {"503"}, "X-Format": {"text/plain"}, "Accept-Language": {"ko-KR"}, "X-Request-Id": {"7f3a"}}
	client := http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	resp, err := client.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode != 503 || !strings.Contains(string(content), httpstatus.ServiceUnavailable.Title(lang.Korean)) || !strings.Contains(string(content), "7f3a") {
		t.Errorf("%d %v %s", resp.StatusCode, err, content)
	}
	cancel()
	if code := <-ended; code != 0 {
		t.Errorf("the exit code is %d", code)
	}
}

// Each error says what is wrong and what would be right.
func TestErrors(t *testing.T) {
	base := t.TempDir()
	full := filepath.Join(base, "full")
	os.Mkdir(full, 0o777)
	os.WriteFile(filepath.Join(full, "own"), []byte("<h1>{{.None}}</h1>"), 0o666)
	os.WriteFile(filepath.Join(full, "bad.json"), []byte(`{"tag":"k o"}`), 0o666)
	interrupted := filepath.Join(base, "interrupted")
	os.MkdirAll(filepath.Join(interrupted, ".pages-new"), 0o777)
	dir := filepath.Join(base, "dir")
	for _, test := range []struct {
		args string
		code int
		want string
	}{
		{"", 2, "want one of -out DIR"},
		{"-out " + dir + " -listen :0", 2, "want one of -out DIR"},
		{"-out " + dir + " 404", 2, `"404"`},
		{"-out " + dir + " " + strings.Repeat("é", 51), 2, `"` + strings.Repeat("é", 50) + `"... is not`},
		{"-out " + dir + " -none", 2, "-none"},
		{"-out " + dir + " -lang ko,xx", 2, `"xx"`},
		{"-out " + dir + " -lang ko," + strings.Repeat("é", 51), 2, `"` + strings.Repeat("é", 50) + `"...; want`},
		{"-out " + dir + " -status 4o4", 2, `-status: "4o4" is not the status of an error; want 400 to 599`},
		{"-out " + dir + " -status 404,200", 2, `-status: "200" is not`},
		{"-out " + dir + " -status 600", 2, `-status: "600" is not`},
		{"-out " + dir + " -server iis", 2, `-server: there is no server "iis"; want one of nginx`},
		{"-out " + dir + " -template " + filepath.Join(base, "none.html"), 2, "none.html"},
		{"-out " + dir + " -template " + filepath.Join(full, "own"), 1, "None"},
		{"-out " + dir + " -texts " + filepath.Join(base, "none.json"), 2, "none.json"},
		{"-out " + dir + " -texts " + filepath.Join(full, "own"), 2, "own"},
		{"-out " + dir + " -texts " + filepath.Join(full, "bad.json"), 2, `"k o"`},
		{"-out " + dir + " -template branded -color red", 2, `-color: "red" is not a colour; want one such as "#0a7"`},
		{"-listen :0 -template branded -home home", 2, `-home: "home" is not a link to a start page; want`},
		{"-preview " + dir + " -template branded -support javascript:x", 2, `-support: "javascript:x" is not a link to support; want`},
		{"-out " + dir + " -name Shop", 2, "-name needs -template branded"},
		{"-out " + dir + " -template minimal -color #0a7", 2, "-color needs -template branded"},
		{"-preview " + dir + " -home /", 2, "-home needs -template branded"},
		{"-listen :0 -support /help", 2, "-support needs -template branded"},
		{"-listen :0 -status 404", 2, "-status needs -out or -preview"},
		{"-listen :0 -server nginx", 2, "-server needs -out"},
		{"-preview " + dir + " -server nginx", 2, "-server needs -out"},
		{"-out " + dir + " -path /srv/pages", 2, "-path needs -server"},
		{"-listen :0 -gzip", 2, "-gzip needs -out"},
		{"-preview " + dir + " -gzip", 2, "-gzip needs -out"},
		{"-out " + dir + " -request-id", 2, "-request-id needs -listen"},
		{"-out " + full, 1, `has files that no earlier run wrote, for example "bad.json"; want a directory that is new, empty, or from an earlier run`},
		{"-out " + interrupted, 1, "exists: another run is in progress, or one was interrupted"},
		{"-preview " + filepath.Join(full, "own"), 1, "own"},
		{"-listen nowhere", 1, "nowhere"},
		{"-listen 127.0.0.1:99999", 1, "99999"},
	} {
		code, stdout, stderr := command(strings.Fields(test.args)...)
		if code != test.code || !strings.Contains(stderr, test.want) || !strings.HasPrefix(stderr, "pages: ") || strings.Contains(stderr, "pages: pages: ") {
			t.Errorf("%s: %d %s, want %d %s", test.args, code, stderr, test.code, test.want)
		}
		if stdout != "" {
			t.Errorf("%s: it prints %s", test.args, stdout)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s: it leaves the directory", test.args)
		}
	}
	if code, _, stderr := command("-h"); code != 0 || !strings.Contains(stderr, "Exit codes") || !strings.Contains(stderr, "must be new, empty, or from an earlier run") || !strings.Contains(stderr, "-request-id") {
		t.Errorf("-h: %d %s", code, stderr)
	}
}
