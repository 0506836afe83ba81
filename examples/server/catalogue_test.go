package main

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/problem"
)

// start serves the catalogue as main does, on a free port.
func start(t *testing.T) string {
	server := httptest.NewUnstartedServer(nil)
	base := "http://" + server.Listener.Addr().String()
	server.Config.Handler = newSite(base)
	server.Start()
	t.Cleanup(server.Close)
	return base
}

// get returns the response and its body; header has names and values by turns.
func get(t *testing.T, url string, header ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest("GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for pair := range slices.Chunk(header, 2) {
		r.Header.Set(pair[0], pair[1])
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

// Every page there is, in every language: complete, in that language, under the policy.
func TestPages(t *testing.T) {
	handler := newSite("http://example.com")
	request := func(l httpstatus.Language, path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Accept-Language", l.String())
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w
	}
	for _, l := range lang.All() {
		check := func(path string, texts ...string) {
			w := request(l, path)
			if w.Code != 200 || w.Header().Get("Content-Language") != l.String() || w.Header().Get("Content-Security-Policy") != policy || w.Header().Get("Vary") != "Accept-Language" {
				t.Errorf("%v %s: status %d, header %v", l, path, w.Code, w.Header())
			}
			texts = append(texts, fmt.Sprintf(`<html lang="%v" dir="%s">`, l, l.Direction()))
			body := html.UnescapeString(w.Body.String())
			for _, text := range texts {
				if !strings.Contains(body, text) {
					t.Errorf("%v %s lacks %q", l, path, text)
				}
			}
		}
		var titles []string
		for _, s := range httpstatus.All() {
			titles = append(titles, s.Title(l), s.Phrase(), s.Class().Meaning(l))
			texts := slices.Concat([]string{s.Title(l), s.Phrase(), s.Meaning(l), s.Advice(l), s.Spec().URL(), s.Spec().String()}, s.Causes(l), s.RequiredFields(), s.ExpectedFields())
			check(fmt.Sprintf("/status/%d", s), texts...)
		}
		check("/", titles...)
	}
}

func TestLanguage(t *testing.T) {
	base := start(t)
	for _, test := range []struct{ path, accept, want string }{
		{"/", "", "en"},
		{"/", "ko-KR,ko;q=0.9,en;q=0.8", "ko"},
		{"/", "tlh", "en"},
		{"/?lang=ar", "ko", "ar"},
		{"/?lang=ZH-hant", "ko", "zh-Hant"},
		{"/?lang=nonsense", "ko", "ko"},
		{"/status/404", "ja", "ja"},
		{"/status/404?lang=ar", "ja", "ar"},
		{"/status/404/response", "ja", "ja"},
		{"/status/404/response?lang=ar&format=html", "ja", "ar"},
		{"/no/such/page?lang=ar", "ja", "ar"},
	} {
		resp, body := get(t, base+test.path, "Accept-Language", test.accept, "Accept", "text/html")
		if got := resp.Header.Get("Content-Language"); got != test.want || !strings.Contains(body, `<html lang="`+test.want+`"`) {
			t.Errorf("%s with %q is in %q, want %q", test.path, test.accept, got, test.want)
		}
	}

	// Every link of a page whose language was chosen keeps it; with a negotiated one, none names any.
	for path, want := range map[string]bool{"/?lang=ar": true, "/status/503?lang=ar": true, "/": false, "/status/503": false} {
		_, body := get(t, base+path)
		_, switched, _ := strings.Cut(body, `<ul id="languages"`)
		_, rest, _ := strings.Cut(switched, "</ul>")
		for _, link := range strings.Split(rest, `href="/`)[1:] {
			link, _, _ = strings.Cut(link, `"`)
			if strings.Contains(link, "lang=ar") != want {
				t.Errorf("%s links to /%s", path, link)
			}
		}
		for _, l := range lang.All() {
			if !strings.Contains(switched, fmt.Sprintf(`lang="%v" hreflang="%[1]v" dir="%s"`, l, l.Direction())) {
				t.Errorf("%s has no link to %v", path, l)
			}
		}
	}
}

func TestSearch(t *testing.T) {
	for _, test := range []struct {
		query string
		l     httpstatus.Language
		want  []httpstatus.Status
	}{
		{"404", lang.English, []httpstatus.Status{404}},
		{"TOO Many", lang.Korean, []httpstatus.Status{429}}, // the phrase, whatever the language
		{"retries beforehand", lang.English, nil},
		{"찾을 수 없음", lang.Korean, []httpstatus.Status{404}}, // the title
		{"찾을 수 없음", lang.English, nil},
		{"503 서비스", lang.Korean, []httpstatus.Status{503}},
		{"50 upstream", lang.English, []httpstatus.Status{502, 504}},
		{"1XX", lang.Arabic, []httpstatus.Status{100, 101, 102, 103, 104}},
		{"informational switching", lang.English, []httpstatus.Status{101}},
		{"", lang.English, httpstatus.All()},
	} {
		if diff := cmp.Diff(test.want, slices.Collect(search(test.query, test.l))); diff != "" {
			t.Errorf("%q in %v (-want +got)\n%s", test.query, test.l, diff)
		}
	}

	_, body := get(t, start(t)+"/?lang=ko&q="+url.QueryEscape(" 찾을 수  없음 "))
	body = html.UnescapeString(body)
	for _, want := range []string{
		`value="찾을 수  없음"`,
		`1 / `,
		`<a href="/status/404?lang=ko">`,
		`<p>` + httpstatus.NotFound.Meaning(lang.Korean) + `</p>`,
		`href="/?lang=ar&q=` + url.QueryEscape("찾을 수  없음") + `"`,
		`<input type="hidden" name="lang" value="ko">`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// What a reader types or a link says comes back as text, or not at all.
func TestEscaping(t *testing.T) {
	base := start(t)
	for _, hostile := range []string{
		`"><script>alert(1)</script>`,
		`' onfocus='alert(1)`,
		`</title><img src=x onerror=alert(1)>`,
		"\x00\xff\xfe<u>",
		strings.Repeat("<script>", 1000),
	} {
		for _, path := range []string{"/?q=", "/?lang=", "/?format=", "/status/", "/status/404?q=", "/status/404?lang=", "/status/404/response?format="} {
			resp, body := get(t, base+path+url.QueryEscape(hostile), "Accept", "text/html")
			for _, bad := range []string{"<script>", "<img", "<u>", "onfocus='", "\x00", "\xff"} {
				if strings.Contains(body, bad) {
					t.Errorf("%s%.50q: %v with %q in it", path, hostile, resp.Status, bad)
				}
			}
			if len(body) > 64<<10 {
				t.Errorf("%s%.50q: %d bytes", path, hostile, len(body))
			}
		}
	}
}

// What the site itself has to say is readable too.
func TestOwnErrors(t *testing.T) {
	base := start(t)
	for _, test := range []struct {
		method, path string
		want         httpstatus.Status
	}{
		{"GET", "/nothing", 404},
		{"GET", "/status/", 404},
		{"GET", "/status/299", 404}, // not registered
		{"GET", "/status/4040", 404},
		{"GET", "/status/404%20Not%20Found", 404},
		{"GET", "/status/-1", 404},
		{"GET", "/status/200/response", 404}, // no error
		{"POST", "/", 405},
		{"DELETE", "/style.css", 405},
	} {
		r, err := http.NewRequest(test.method, base+test.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Language", "ko")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		err = problem.Read(resp)
		resp.Body.Close()
		want := fmt.Sprintf("%v: %s: %s %s", test.want, test.want.Title(lang.Korean), test.want.Meaning(lang.Korean), test.want.Advice(lang.Korean))
		if err == nil || err.Error() != want {
			t.Errorf("%s %s: %v, want %s", test.method, test.path, err, want)
		}
	}
}

func TestFiles(t *testing.T) {
	base := start(t)
	for path, want := range map[string]string{
		"/style.css":   "text/css; charset=utf-8",
		"/search.js":   "text/javascript; charset=utf-8",
		"/favicon.ico": "image/svg+xml",
	} {
		if resp, _ := get(t, base+path); resp.StatusCode != 200 || resp.Header.Get("Content-Type") != want {
			t.Errorf("%s: %v, %q", path, resp.Status, resp.Header.Get("Content-Type"))
		}
	}
	// The policy forbids them, and a page that has one would look broken.
	for _, name := range []string{"layout.html", "catalogue.html", "status.html"} {
		text, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"<style", "style=", "<script>", "onclick", "://"} {
			if strings.Contains(string(text), bad) {
				t.Errorf("%s has %s", name, bad)
			}
		}
	}
}
