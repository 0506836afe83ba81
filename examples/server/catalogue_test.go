package main

import (
	"errors"
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
	"example.com/httpstatus/examples/internal/search"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/nonstandard"
	"example.com/httpstatus/problem"
)

// start serves the catalogue on a free port, as main does.
func start(t *testing.T) string {
	server := httptest.NewUnstartedServer(nil)
	base := "http://" + server.Listener.Addr().String()
	server.Config.Handler = newSite(base)
	server.Start()
	t.Cleanup(server.Close)
	return base
}

// get returns the response and its body. header has pairs of a name and a value.
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

// Every page exists in every language. It is complete, in that language, and under the policy.
func TestPages(t *testing.T) {
	handler := newSite("http://example.com")
	request := func(l httpstatus.Language, path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Accept-Language", l.String())
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w
	}
	languages := lang.All()
	if testing.Short() {
		languages = []httpstatus.Language{lang.English, lang.Korean, lang.Arabic}
	}
	for _, l := range languages {
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
		codes := search.Codes()
		if l != lang.English && l != lang.Arabic { // two are enough for the codes of vendors
			codes = httpstatus.All()
		}
		for _, s := range codes {
			like := nonstandard.Like(s)
			titles = append(titles, like.Title(l), s.Phrase(), s.Class().Meaning(l), `href="`+address(s)+`"`)
			texts := slices.Concat([]string{like.Title(l), s.Phrase(), like.Meaning(l), like.Advice(l), s.Spec().URL(), s.Spec().String()}, like.Causes(l), s.RequiredFields(), s.ExpectedFields())
			for _, use := range nonstandard.Uses(s) {
				texts = append(texts, use.Vendor, use.Phrase, use.Meaning, use.Like.String(), `href="`+address(use.Like)+`"`)
			}
			for _, other := range slices.Concat(related(s), vendors(s)) {
				texts = append(texts, `href="`+address(other)+`"`)
			}
			check(address(s), texts...)
		}
		check("/", titles...)
	}
}

// The links to the page before and the page after lead through all codes.
func TestSteps(t *testing.T) {
	base := start(t)
	codes := search.Codes()
	for i, s := range codes {
		_, body := get(t, base+address(s))
		for rel, other := range map[string]int{"prev": i - 1, "next": i + 1} {
			_, link, found := strings.Cut(body, `rel="`+rel+`" href="`)
			if exists := other >= 0 && other < len(codes); found != exists || exists && !strings.HasPrefix(link, address(codes[other])+`"`) {
				t.Errorf("%v: %s is %.20q", s, rel, link)
			}
		}
	}
}

// The groups have registered statuses only, and every status is related to another.
func TestRelated(t *testing.T) {
	for _, group := range groups {
		for _, s := range group {
			if s.Registration() == httpstatus.RegistrationNone {
				t.Errorf("%v is in a group", s)
			}
		}
	}
	for _, s := range search.Codes() {
		all := related(s)
		if len(all) == 0 || slices.Contains(all, s) || !slices.IsSorted(all) {
			t.Errorf("%v is related to %v", s, all)
		}
		for _, vendor := range vendors(s) {
			if !slices.Contains(related(vendor), s) {
				t.Errorf("%v is like %v, and not related to it", vendor, s)
			}
		}
	}
	if diff := cmp.Diff([]httpstatus.Status{403, 407, 511}, related(401)); diff != "" {
		t.Errorf("401: -want +got\n%s", diff)
	}
}

// The jump links lead to the sections that the page has.
func TestSections(t *testing.T) {
	base := start(t)
	for path, want := range map[string]string{
		"/":               "class-1 class-2 class-3 class-4 class-5 vendors",
		"/?q=404":         "class-4",
		"/?q=4xx":         "class-4 vendors",
		"/?q=htmx":        "vendors",
		"/?q=zzz":         "",
		"/?q=zzz&lang=ar": "",
	} {
		_, body := get(t, base+path)
		var links, ids []string
		for _, rest := range strings.Split(body, `<a href="#`)[1:] {
			id, _, _ := strings.Cut(rest, `"`)
			links = append(links, id)
		}
		for _, rest := range strings.Split(body, `<h2 id="`)[1:] {
			id, _, _ := strings.Cut(rest, `"`)
			ids = append(ids, id)
		}
		if strings.Join(ids, " ") != want {
			t.Errorf("%s has the sections %v, want %s", path, ids, want)
		}
		if len(ids) < 2 {
			ids = nil // there is nowhere to jump to
		}
		if !slices.Equal(links, ids) {
			t.Errorf("%s links to %v, want %v", path, links, ids)
		}
		if says := strings.Contains(body, "No status matches"); says != (want == "") {
			t.Errorf("%s says that it finds nothing: %v", path, says)
		}
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

	// If a link chose the language, every link of the page keeps it. Otherwise none has it.
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

// Package search has the tests of what is found.
func TestSearch(t *testing.T) {
	base := start(t)
	for query, want := range map[string]string{
		"404": "404", "firewall": "503", "teapot": "418", "login cookie": "400", "cloudflare": "522", "too many requests": "429",
	} {
		_, body := get(t, base+"/?q="+url.QueryEscape(query))
		if !strings.Contains(body, `<a href="/status/`+want+`">`) {
			t.Errorf("%q does not find %s", query, want)
		}
	}

	_, body := get(t, base+"/?lang=ko&q="+url.QueryEscape(" 찾을 수  없음 "))
	body = html.UnescapeString(body)
	for _, want := range []string{
		`value="찾을 수  없음"`,
		`1 of `,
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

// The text that a reader types, or that a link has, is only ever shown as text.
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

// The site's own errors are readable too, and their type is the page about the status.
func TestOwnErrors(t *testing.T) {
	base := start(t)
	for _, test := range []struct {
		method, path string
		want         httpstatus.Status
	}{
		{"GET", "/nothing", 404},
		{"GET", "/status/", 404},
		{"GET", "/status/299", 404}, // nobody uses it
		{"GET", "/status/0", 404},   // its page is /status/000
		{"GET", "/status/4040", 404},
		{"GET", "/status/404%20Not%20Found", 404},
		{"GET", "/status/-1", 404},
		{"GET", "/status/200/response", 404}, // this is not an error
		{"GET", "/status/522/response", 404}, // a server should not send it
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
		var d *problem.Details
		if !errors.As(err, &d) || d.Type != base+address(test.want) {
			t.Errorf("%s %s: %+v", test.method, test.path, d)
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
	// The policy forbids these, and a page with one of them would look broken.
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
