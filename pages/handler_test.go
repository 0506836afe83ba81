package pages_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"html/template"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/pages"
	"example.com/httpstatus/problem"
	"example.com/httpstatus/statustest"
)

var site = []httpstatus.Language{lang.English, lang.Korean, lang.Arabic, lang.TraditionalChinese}

// languages returns all languages, or a few if time is short.
func languages() []httpstatus.Language {
	if testing.Short() {
		return site
	}
	return lang.All()
}

func handler(t testing.TB, o pages.Options) http.Handler {
	t.Helper()
	h, err := pages.Handler(o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// ask sends a request with fields ("Name: value") and returns the response.
func ask(t testing.TB, h http.Handler, method, target string, fields ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, target, nil)
	for _, f := range fields {
		name, value, _ := strings.Cut(f, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t testing.TB, resp *http.Response) string {
	t.Helper()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

const (
	htmlType = "text/html; charset=utf-8"
	jsonType = "application/problem+json"
	textType = "text/plain; charset=utf-8"
	browser  = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
)

// The requests are those of the proxies, as their documentation or source describes them.
func TestHandler(t *testing.T) {
	h := handler(t, pages.Options{Languages: site})
	for _, test := range []struct {
		name           string
		target         string
		fields         []string
		status         int
		language, kind string
	}{
		// https://kubernetes.github.io/ingress-nginx/user-guide/custom-errors/
		{"ingress-nginx", "/shop/cart?id=7", []string{"X-Code: 503", "X-Format: text/html", "X-Original-URI: /shop/cart?id=7", "X-Namespace: shop", "X-Ingress-Name: shop", "X-Service-Name: cart", "X-Service-Port: 80", "X-Request-ID: 7f3a", "Accept-Language: ko-KR,ko;q=0.9"}, 503, "ko", htmlType},
		{"ingress-nginx, JSON", "/", []string{"X-Code: 429", "X-Format: application/json", "Accept: */*"}, 429, "en", jsonType},
		{"ingress-nginx, a browser", "/", []string{"X-Code: 404", "X-Format: " + strings.TrimPrefix(browser, "Accept: "), browser}, 404, "en", htmlType},
		{"ingress-nginx, unknown format", "/", []string{"X-Code: 404", "X-Format: image/png"}, 404, "en", htmlType},
		{"ingress-nginx, a format that is none", "/", []string{"X-Code: 404", "X-Format: json;;;,,"}, 404, "en", htmlType},
		{"ingress-nginx, no format", "/", []string{"X-Code: 404", "X-Format: ", "Accept: text/plain"}, 404, "en", htmlType},
		// https://kubernetes.github.io/ingress-nginx/user-guide/default-backend/
		{"ingress-nginx, default backend", "/", nil, 404, "en", htmlType},
		{"ingress-nginx, default backend, deep", "/ko/shop/503x", []string{"Accept-Language: ar"}, 404, "ar", htmlType},
		{"health of the application", "/healthz", []string{"X-Code: 503"}, 503, "en", htmlType},
		{"a page of the application", "/404.json", []string{"X-Code: 502"}, 502, "en", htmlType},
		// https://doc.traefik.io/traefik/middlewares/http/errorpages/: {status} in query, and
		// the fields of the client.
		{"Traefik /{status}.html", "/502.html", []string{browser, "Accept-Language: zh-TW,zh;q=0.9,en;q=0.8", "Accept-Encoding: gzip", "If-None-Match: *"}, 502, "zh-Hant", htmlType},
		{"Traefik /{status}", "/502", []string{"Accept: application/json"}, 502, "en", jsonType},
		{"Traefik /{status}?{url}", "/502?url=http%3A%2F%2Fexample.com%2F%3Cscript%3E", nil, 502, "en", htmlType},
		{"Traefik /{status}/", "/502/", nil, 502, "en", htmlType},
		// https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/custom_response_filter
		// with a redirect policy: the path of its uri, and the fields of the client.
		{"Envoy", "/504", []string{browser, "Accept-Language: ar", "X-Envoy-Original-Path: /shop"}, 504, "ar", htmlType},
		// The layout of Build, for servers that rewrite the path.
		{"path in a language", "/ko/404.html", []string{"Accept-Language: ar"}, 404, "ko", htmlType},
		{"path in a language, other case", "/ZH-hant/404.txt", []string{browser}, 404, "zh-Hant", textType},
		{"path in a language, no format", "/ar/403", []string{"Accept: text/plain"}, 403, "ar", textType},
		{"path in an unknown language", "/fr/403.html", []string{"Accept-Language: ko"}, 404, "ko", htmlType},
		{"path with JSON", "/500.json", []string{browser}, 500, "en", jsonType},
		{"path with an unknown format", "/500.xml", []string{browser}, 404, "en", htmlType},
		{"path with more", "/5000", nil, 404, "en", htmlType},
		{"path of a success", "/200.html", nil, 500, "en", htmlType},
		{"path above", "/600", nil, 500, "en", htmlType},
		{"path without digits", "/4x4.html", nil, 404, "en", htmlType},
		{"path with signs", "/+44", nil, 404, "en", htmlType},
		{"unregistered", "/499.html", nil, 499, "en", htmlType},
		{"hostile path", "/../../etc/passwd", nil, 404, "en", htmlType},
		{"hostile path below a language", "/ko/../404.html", nil, 404, "en", htmlType},
		{"slashes", "//404.html", nil, 404, "en", htmlType},
		{"healthz below", "/healthz/x", nil, 404, "en", htmlType},
		// Codes that are none.
		{"X-Code empty", "/", []string{"X-Code: "}, 500, "en", htmlType},
		{"X-Code 200", "/", []string{"X-Code: 200"}, 500, "en", htmlType},
		{"X-Code 302", "/404", []string{"X-Code: 302"}, 500, "en", htmlType},
		{"X-Code 399", "/", []string{"X-Code: 399"}, 500, "en", htmlType},
		{"X-Code 600", "/", []string{"X-Code: 600"}, 500, "en", htmlType},
		{"X-Code negative", "/", []string{"X-Code: -404"}, 500, "en", htmlType},
		{"X-Code with text", "/", []string{"X-Code: 404 Not Found"}, 500, "en", htmlType},
		{"X-Code hexadecimal", "/", []string{"X-Code: 0x194"}, 500, "en", htmlType},
		{"X-Code huge", "/", []string{"X-Code: 99999999999999999999"}, 500, "en", htmlType},
		{"X-Code twice", "/", []string{"X-Code: 503", "X-Code: 200"}, 503, "en", htmlType},
		{"X-Code 599", "/", []string{"X-Code: 599"}, 599, "en", htmlType},
	} {
		for _, method := range []string{"GET", "HEAD", "POST", "DELETE", "OPTIONS", "FROB"} {
			resp := ask(t, h, method, test.target, test.fields...)
			content := body(t, resp)
			header := resp.Header
			if resp.StatusCode != test.status || header.Get("Content-Language") != test.language || header.Get("Content-Type") != test.kind {
				t.Errorf("%s: %s: %d %s %s, want %d %s %s", test.name, method, resp.StatusCode, header.Get("Content-Language"), header.Get("Content-Type"), test.status, test.language, test.kind)
			}
			if header.Get("X-Robots-Tag") != "noindex" || header.Get("Vary") != "Accept, Accept-Language" {
				t.Errorf("%s: %s: X-Robots-Tag: %s, Vary: %s", test.name, method, header["X-Robots-Tag"], header["Vary"])
			}
			store := httpstatus.Status(test.status).Caching() == httpstatus.CachingForbidden
			if got := header.Get("Cache-Control") == "no-store"; got != store {
				t.Errorf("%s: %s: Cache-Control: %s", test.name, method, header["Cache-Control"])
			}
			if (method == "HEAD") != (content == "") {
				t.Errorf("%s: %s: %d bytes", test.name, method, len(content))
			}
			for _, secret := range []string{"cart", "shop", "7f3a", "script", "passwd", "etc/"} {
				if method == "GET" && strings.Contains(content, secret) {
					t.Errorf("%s: the response has %q:\n%s", test.name, secret, content)
				}
			}
		}
	}
}

// Every error in every language and format is what package problem says, whatever way asks
// for it.
func TestHandlerTexts(t *testing.T) {
	h := handler(t, pages.Options{Languages: languages()})
	for _, l := range languages() {
		for s := httpstatus.Status(400); s < 600; s++ {
			var text strings.Builder
			if err := (&problem.Details{Status: s}).WriteText(&text, l); err != nil {
				t.Fatal(err)
			}
			if got := body(t, ask(t, h, "GET", fmt.Sprintf("/%v/%d.txt", l, s))); got != text.String() {
				t.Errorf("%v: %d is %q, want %q", l, int(s), got, &text)
			}
			byCode := ask(t, h, "GET", "/", fmt.Sprintf("X-Code: %d", s), "Accept: application/problem+json", "Accept-Language: "+l.String())
			var d problem.Details
			if err := json.NewDecoder(byCode.Body).Decode(&d); err != nil || d.Status != s || d.Title != s.Title(l) || byCode.StatusCode != int(s) {
				t.Errorf("%v: X-Code %d is %d %+v: %v", l, int(s), byCode.StatusCode, d, err)
			}
		}
	}
}

func TestHealth(t *testing.T) {
	h := handler(t, pages.Options{})
	for _, method := range []string{"GET", "HEAD"} {
		resp := ask(t, h, method, "/healthz")
		if resp.StatusCode != 200 || resp.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v", method, resp.StatusCode, resp.Header)
		}
	}
}

// The identifier of the request is there only if the option says so and if it is one.
func TestRequestID(t *testing.T) {
	for _, test := range []struct {
		id   string
		show bool
	}{
		{"7f3a9c", true},
		{"0af7651916cd43dd8448eb211c80319c", true},
		{"b3c1-22.a_b:c/d+e=@", true},
		{"", false},
		{"<script>alert(1)</script>", false},
		{"a b", false},
		{"a\"b", false},
		{"é", false},
		{strings.Repeat("a", 129), false},
	} {
		for _, on := range []bool{false, true} {
			for name, o := range map[string]pages.Options{
				"plain":   {RequestID: on},
				"branded": {RequestID: on, Template: full},
			} {
				h := handler(t, o)
				for _, path := range []string{"/503.html", "/503.json", "/503.txt"} {
					content := body(t, ask(t, h, "GET", path, "X-Request-ID: "+test.id))
					if got := test.id != "" && strings.Contains(html.UnescapeString(content), test.id); got != (on && test.show) {
						t.Errorf("%s, %v: %s with %q: shown %v:\n%s", name, on, path, test.id, got, content)
					}
					if strings.Contains(content, "<script>") {
						t.Errorf("%s: %s", name, content)
					}
				}
			}
		}
	}
}

// Handler and Build write the same pages. After a POST there is no link to try again, because a
// link cannot repeat a POST.
func TestHandlerPages(t *testing.T) {
	for name, template := range map[string]pages.Template{"plain": nil, "branded": full, "minimal": pages.Minimal{}} {
		o := pages.Options{Languages: site, Template: template}
		h, files := handler(t, o), tree(t, build(t, o))
		for file, want := range files {
			if file == ".pages" {
				continue
			}
			for range 2 { // the second may come from memory
				if got := body(t, ask(t, h, "GET", "/"+file)); got != want {
					t.Errorf("%s: %s is %s, want %s", name, file, got, want)
				}
			}
		}
	}
	retry := ">" + httpstatus.LabelRetry.Text(lang.Korean) + "</a>"
	h := handler(t, pages.Options{Languages: site, Template: full})
	for _, s := range []string{"503", "404"} {
		for _, method := range []string{"GET", "POST"} {
			content := body(t, ask(t, h, method, "/ko/"+s+".html"))
			if got, want := strings.Contains(content, retry), s == "503" && method == "GET"; got != want {
				t.Errorf("%s %s: the link to try again is there: %v", method, s, got)
			}
		}
	}
}

// A template that fails for some status is found at the start. A template that fails later
// leaves a readable response, and the error is logged.
func TestHandlerTemplate(t *testing.T) {
	broken := errors.New("no such field")
	if _, err := pages.Handler(pages.Options{Template: failing{broken}}); !errors.Is(err, broken) || !strings.Contains(err.Error(), "503") {
		t.Errorf("the error is %v", err)
	}
	if _, err := pages.Handler(pages.Options{Template: pages.Branded{Home: "javascript:1"}}); err == nil {
		t.Error("no error")
	}

	var log strings.Builder
	defer slog.SetDefault(slog.Default())
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	for _, late := range []pages.Template{template.Must(template.New("").Parse(`{{if .Request}}{{.Request.None}}{{end}}{{.Title}}`)), panics{}} {
		log.Reset()
		resp := ask(t, handler(t, pages.Options{Template: late}), "GET", "/503.html")
		if content := body(t, resp); resp.StatusCode != 503 || resp.Header.Get("Content-Type") != textType || !strings.Contains(content, httpstatus.ServiceUnavailable.Title(lang.English)) {
			t.Errorf("%T: %d %s %s", late, resp.StatusCode, resp.Header.Get("Content-Type"), content)
		}
		if !strings.Contains(log.String(), "error page fails") {
			t.Errorf("%T: the log is %q", late, &log)
		}
	}

	own := template.Must(template.New("").Parse(`{{.Title}} {{with .Request}}{{.Header.Get "X-Namespace"}}{{end}}`))
	if content := body(t, ask(t, handler(t, pages.Options{Template: own}), "GET", "/", "X-Code: 403", "X-Format: text/html", "X-Namespace: <b>")); !strings.HasSuffix(content, " &lt;b&gt;") {
		t.Errorf("an own template makes %q of the request", content)
	}
}

// A panics fails for each page that is for a request.
type panics struct{}

func (panics) Execute(w io.Writer, data any) error {
	if data.(problem.Page).Request != nil {
		panic("late")
	}
	return nil
}

// The templates of this package come with a policy that forbids all but their style.
func TestPolicy(t *testing.T) {
	for name, test := range map[string]struct {
		template pages.Template
		want     string
	}{
		"plain":   {nil, "default-src 'none'"},
		"branded": {full, "default-src 'none'"},
		"minimal": {pages.Minimal{}, "default-src 'none'"},
		"own":     {template.Must(template.New("").Parse(`x`)), ""},
	} {
		policy := ask(t, handler(t, pages.Options{Template: test.template}), "GET", "/503.html").Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, test.want) || test.want == "" && policy != "" {
			t.Errorf("%s: %q", name, policy)
		}
	}
}

// No request makes a response that is not an error, or one that reflects markup.
func FuzzHandler(f *testing.F) {
	h := handler(f, pages.Options{Languages: site, RequestID: true, Template: full})
	f.Add("/ko/404.html", "503", "text/html", "ko", "7f3a", "GET")
	f.Add("/<script>", "-1", "*/*", "", "<b>", "HEAD")
	f.Fuzz(func(t *testing.T, path, code, format, language, id, method string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.URL.Path, r.Method = path, method
		for name, value := range map[string]string{"X-Code": code, "X-Format": format, "Accept-Language": language, "X-Request-Id": id} {
			if value != "-" {
				r.Header[name] = []string{value}
			}
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if healthy := path == "/healthz" && code == "-"; w.Code < 400 && !healthy || w.Code > 599 {
			t.Fatalf("the status is %d", w.Code)
		}
		if content := w.Body.String(); strings.Contains(content, "<script") || strings.Contains(content, "<b>") {
			t.Fatalf("the content is %s", content)
		}
	})
}

// The responses keep the rules of their statuses. Left out are statuses with a field that they
// must have, because the proxy has that field, and statuses that are about a field of the
// client's request.
func TestHandlerRules(t *testing.T) {
	h := handler(t, pages.Options{Languages: site, RequestID: true})
	for _, s := range failures() {
		if s.RequiredFields() != nil || s == 412 || s == 416 || s == 417 {
			continue
		}
		for _, method := range []string{"GET", "HEAD"} {
			for _, suffix := range []string{".html", ".json", ".txt"} {
				r := httptest.NewRequest(method, fmt.Sprintf("/%d%s", int(s), suffix), nil)
				if err := statustest.Musts(statustest.Handler(h, r)); err != nil {
					t.Errorf("%s %d%s: %v", method, int(s), suffix, err)
				}
			}
		}
	}
}

// However many different fields arrive, the memory stays within a bound.
func TestHandlerMemory(t *testing.T) {
	h := handler(t, pages.Options{Languages: lang.All(), RequestID: true})
	requests := 100_000
	if testing.Short() {
		requests = 10_000
	}
	source := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		b := make([]byte, 1+source.IntN(40))
		for i := range b {
			b[i] = byte(' ' + source.IntN(95))
		}
		return string(b)
	}
	run := func(n int) uint64 {
		for range n {
			r := httptest.NewRequest("GET", "/", nil)
			r.URL.Path = "/" + word()
			for _, name := range []string{"X-Code", "X-Format", "X-Original-Uri", "X-Request-Id", "Accept", "Accept-Language", "Cookie"} {
				r.Header[name] = []string{word()}
			}
			h.ServeHTTP(nowhere{http.Header{}}, r)
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := run(requests / 10)
	after := run(requests)
	runtime.KeepAlive(h) // with all that it remembers
	t.Logf("%d bytes, and %d after %d requests more", before, after, requests)
	if after > before+4<<20 {
		t.Errorf("%d bytes, and %d after %d requests more", before, after, requests)
	}
}

// nowhere is a ResponseWriter that keeps nothing.
type nowhere struct{ header http.Header }

func (w nowhere) Header() http.Header         { return w.header }
func (w nowhere) WriteHeader(int)             {}
func (w nowhere) Write(p []byte) (int, error) { return len(p), nil }
