package problem_test

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"io"
	"math"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/problem"
)

// html returns this package's page.
func html(t testing.TB, d *problem.Details, l httpstatus.Language) string {
	t.Helper()
	var b strings.Builder
	if err := d.WriteHTML(&b, l); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPage(t *testing.T) {
	for language, direction := range map[string]string{"en": "ltr", "ko": "ltr", "ar": "rtl"} {
		t.Run(language, func(t *testing.T) {
			resp := respond(t, newResponder(), request("GET", "Accept: text/html", "Accept-Language: "+language), httpstatus.NotFound)
			page := body(t, resp)
			for _, want := range []string{`<html lang="` + language + `" dir="` + direction + `">`, `<meta charset="utf-8">`, "width=device-width", "color-scheme", "prefers-color-scheme: dark", "@media print", `<small dir="ltr">HTTP 404</small>`} {
				if !strings.Contains(page, want) {
					t.Errorf("%s is not in the page", want)
				}
			}
			for _, once := range []string{"<title>", "<h1", "<main>"} {
				if n := strings.Count(page, once); n != 1 {
					t.Errorf("%d times %s", n, once)
				}
			}
			for _, href := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(page, -1) {
				if href[1] != "" && href[1] != "/" {
					t.Errorf("a link to %s", href[1])
				}
			}
			for _, not := range []string{"<script", "http://", "https://", "src=", "url(", "@import", "style=", "onload", "user-scalable", "maximum-scale"} {
				if strings.Contains(page, not) {
					t.Errorf("%s is in the page", not)
				}
			}

			style := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(page)[1]
			hash := sha256.Sum256([]byte(style))
			want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'; base-uri 'none'; form-action 'none'"
			if got := resp.Header.Get("Content-Security-Policy"); got != want {
				t.Errorf("the policy is\n%s, want\n%s", got, want)
			}
			// For those who have a policy of their own.
			if doc, err := os.ReadFile("responder.go"); err != nil || !strings.Contains(string(doc), "//\t'sha256-"+base64.StdEncoding.EncodeToString(hash[:])+"'\n") {
				t.Errorf("the documentation of Responder.Page lacks the hash; the policy is %s", want)
			}
		})
	}
	t.Run("a policy of the handler's", func(t *testing.T) {
		resp := respond(t, newResponder(), request("GET", "Accept: text/html"), httpstatus.NotFound, "Content-Security-Policy: default-src 'self'")
		if got := resp.Header.Values("Content-Security-Policy"); len(got) != 1 || got[0] != "default-src 'self'" {
			t.Errorf("the policy is %q", got)
		}
	})
}

// WCAG 2, 1.4.6: a contrast of 7:1, in light, in the dark and in print.
func TestPageContrast(t *testing.T) {
	source, err := os.ReadFile("html.go")
	if err != nil {
		t.Fatal(err)
	}
	schemes := regexp.MustCompile(`--text: (#\w{6}); --quiet: (#\w{6}); --ground: (#\w{6});`).FindAllStringSubmatch(string(source), -1)
	if len(schemes) != 3 {
		t.Fatalf("%d colour schemes", len(schemes))
	}
	for _, scheme := range schemes {
		for _, colour := range scheme[1:3] {
			a, b := luminance(t, colour), luminance(t, scheme[3])
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 7 {
				t.Errorf("%s on %s: %.1f:1", colour, scheme[3], ratio)
			}
		}
	}
}

func luminance(t *testing.T, colour string) (sum float64) {
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// The page has no link to itself that does not help, and none that leads nowhere.
func TestPageLinks(t *testing.T) {
	again, start := `<a href="">`+httpstatus.LabelRetry.Text(lang.Korean)+"</a>", `<a href="/" rel="home">`+httpstatus.LabelHome.Text(lang.Korean)+"</a>"
	for _, test := range []struct {
		status       httpstatus.Status
		method, path string
		again, start bool
	}{
		{404, "GET", "/x", false, true},
		{404, "HEAD", "/x", false, true},
		{404, "GET", "/", false, false},
		{500, "GET", "/x", false, true},
		{503, "GET", "/x", true, true},
		{503, "GET", "/", true, false},
		{429, "GET", "/x", true, true},
		{408, "GET", "/x", true, true},
		{421, "GET", "/x", true, true},
		{503, "POST", "/x", false, true},
		{503, "DELETE", "/x", false, true},
		{407, "GET", "/x", false, false},
		{511, "GET", "/x", false, false},
		{503, "", "", true, true},
		{403, "", "", false, true},
		{511, "", "", false, false},
	} {
		for _, details := range []bool{false, true} {
			t.Run(test.status.String()+" "+test.method+" "+test.path, func(t *testing.T) {
				l := lang.Korean
				var page string
				var err error = test.status
				if details {
					err = &problem.Details{Status: test.status, Detail: "detail"}
				}
				if test.method == "" {
					page = html(t, &problem.Details{Status: test.status}, l)
				} else {
					r := request("GET", "Accept: text/html", "Accept-Language: ko")
					r.URL.Path = test.path
					r.Method = test.method
					page = body(t, respond(t, newResponder(), r, err))
					if test.method == "HEAD" {
						return
					}
				}
				if got := strings.Contains(page, again); got != test.again || strings.Contains(page, `href=""`) != test.again {
					t.Errorf("a link to try again: %v in %s", got, page)
				}
				if got := strings.Contains(page, start); got != test.start {
					t.Errorf("a link to the start page: %v in %s", got, page)
				}
			})
		}
	}
}

func TestPageWait(t *testing.T) {
	for _, test := range []struct {
		wait time.Duration
		want string // "" if none
	}{
		{0, ""},
		{-time.Second, ""},
		{1, `<time datetime="PT1S" dir="ltr">(0:01)</time>`},
		{30 * time.Second, `<time datetime="PT30S" dir="ltr">(0:30)</time>`},
		{119500 * time.Millisecond, `<time datetime="PT120S" dir="ltr">(2:00)</time>`},
		{59*time.Minute + 59*time.Second, `<time datetime="PT3599S" dir="ltr">(59:59)</time>`},
		{time.Hour, `<time datetime="PT3600S" dir="ltr">(1:00:00)</time>`},
		{25*time.Hour + 61*time.Second, `<time datetime="PT90061S" dir="ltr">(25:01:01)</time>`},
		{math.MaxInt64, `<time datetime="PT9223372037S" dir="ltr">(2562047:47:17)</time>`},
	} {
		page := html(t, &problem.Details{Status: 503, RetryAfter: test.wait}, lang.English)
		if got := regexp.MustCompile(`<time.*</time>`).FindString(page); got != test.want {
			t.Errorf("%v: %s, want %s", test.wait, got, test.want)
		}
	}
	if page := html(t, &problem.Details{Status: 403, RetryAfter: time.Minute}, lang.English); strings.Contains(page, "<time") {
		t.Errorf("a wait beside an advice to do something else: %s", page)
	}
	for _, test := range []struct{ field, want string }{
		{"120", "(2:00)"}, {"Fri, 31 Dec 1999 23:59:59 GMT", ""}, {"soon", ""}, {"", ""}, {"0", ""}, {"-1", ""}, {"99999999999999999999", ""},
		{time.Now().Add(210 * time.Minute).UTC().Format(http.TimeFormat), "(3:"},
	} {
		page := body(t, respond(t, newResponder(), request("GET", "Accept: text/html"), httpstatus.ServiceUnavailable, "Retry-After: "+test.field))
		if got := strings.Contains(page, "<time"); got != (test.want != "") || !strings.Contains(page, test.want) {
			t.Errorf("Retry-After: %s: %s", test.field, page)
		}
	}
}

// A text of a handler's own has a language that the page does not know.
func TestPageOwnTexts(t *testing.T) {
	l := lang.Korean
	for _, test := range []struct {
		name          string
		details       *problem.Details
		title, detail bool // whether it is marked
	}{
		{"none", &problem.Details{Status: 404}, false, false},
		{"New", problem.New(404, l), false, false},
		{"title", &problem.Details{Status: 404, Title: "No such user"}, true, false},
		{"detail", &problem.Details{Status: 404, Detail: "There is no user 7."}, false, true},
		{"both", &problem.Details{Status: 404, Title: "No such user", Detail: "There is no user 7."}, true, true},
	} {
		for name, page := range map[string]string{
			"WriteHTML": html(t, test.details, l),
			"Respond":   body(t, respond(t, newResponder(), request("GET", "Accept: text/html", "Accept-Language: ko"), test.details)),
		} {
			if strings.Contains(page, `<h1 lang="" dir="auto">`) != test.title || strings.Contains(page, `<p lang="" dir="auto">`) != test.detail {
				t.Errorf("%s, %s: %s", test.name, name, page)
			}
			if n := strings.Count(page, httpstatus.NotFound.Advice(l)); n != 1 {
				t.Errorf("%s, %s: the advice is there %d times", test.name, name, n)
			}
		}
	}
}

var pageTemplate = template.Must(template.ParseFiles("testdata/page.html"))

// The page is what html/template makes of the same page as a template.
func FuzzPage(f *testing.F) {
	f.Add(404, "", "", "", "", int64(0))
	f.Add(503, "<b>\"T\"</b>\x00\xff", "</p><script>alert('x')</script>\r\n+&amp;", "7f3a\u2028\"><i>", "urn:uuid:<7>", int64(90*time.Second))
	f.Fuzz(func(t *testing.T, code int, title, detail, requestID, instance string, wait int64) {
		status := httpstatus.Status(code)
		d := &problem.Details{Status: status, Title: title, Detail: detail, Instance: instance, RetryAfter: time.Duration(wait), Extensions: map[string]any{"requestId": requestID}}
		for _, l := range []httpstatus.Language{lang.English, lang.Arabic, lang.Korean} {
			page := html(t, d, l)
			if !utf8.ValidString(page) {
				t.Errorf("not UTF-8: %q", page)
			}
			if code < 100 || code > 599 {
				status = 500
			}
			if status < 400 || status == 407 || status == 511 {
				continue // Respond does not send the first, and the others have no link to the start page
			}
			errs, own := newResponder(), new(capture)
			errs.Page = own
			errs.Language = func(*http.Request) (httpstatus.Language, bool) { return l, true }
			respond(t, errs, request("GET", "Accept: text/html"), d)
			data := struct {
				problem.Page
				OwnTitle                    bool
				Clock, Seconds, Retry, Home string
				Style                       template.CSS
				IDs                         []struct{ Name, Value string }
			}{Page: own.page, Home: httpstatus.LabelHome.Text(l)}
			data.OwnTitle = data.Title != status.Title(l)
			if status.Remedy() == httpstatus.RemedyWait || status.Remedy() == httpstatus.RemedyReconnect {
				data.Retry = httpstatus.LabelRetry.Text(l)
			}
			data.Style = template.CSS(regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(page)[1])
			if seconds := (wait-1)/1e9 + 1; wait > 0 && data.Retry != "" {
				data.Seconds = "PT" + strconv.FormatInt(seconds, 10) + "S"
				data.Clock = regexp.MustCompile(`\(([0-9:]+)\)</time>`).FindStringSubmatch(page)[1]
			}
			clean := func(s string) string { // as TestPageText wants it
				var b strings.Builder
				if err := (&problem.Details{Title: s}).WriteText(&b, l); err != nil {
					t.Fatal(err)
				}
				line, _, _ := strings.Cut(b.String(), "\n")
				return strings.TrimPrefix(line, "500 ")
			}
			if requestID != "" {
				data.IDs = append(data.IDs, struct{ Name, Value string }{httpstatus.LabelRequestID.Text(l), clean(requestID)})
			}
			if len(instance) > 4 && strings.EqualFold(instance[:4], "urn:") {
				data.IDs = append(data.IDs, struct{ Name, Value string }{"", clean(instance)})
			}
			var want strings.Builder
			if err := pageTemplate.Execute(&want, data); err != nil {
				t.Fatal(err)
			}
			if page != want.String() {
				t.Errorf("got\n%s\nwant\n%s", page, want.String())
			}
		}
	})
}

// A capture is a Page that keeps the data of the last execution.
type capture struct{ page problem.Page }

func (c *capture) Execute(_ io.Writer, page any) error {
	c.page = page.(problem.Page)
	return nil
}
