package statustest_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"example.com/httpstatus/statustest"
)

// Each field has values that keep the rule about its syntax, and values that break it.
func TestFieldValues(t *testing.T) {
	for _, test := range []struct {
		field, rule  string
		right, wrong []string
	}{
		{
			"ETag", "etag",
			[]string{`""`, `"a"`, `W/"a"`, `W/""`, `"a,b;c\"`, `"!#~"`, "\"caf\xe9\"", `"W/"`},
			[]string{"", "a", `"`, `W/`, `W/a`, `W/"`, `w/"a"`, `'a'`, `"a b"`, "\"a\tb\"", "\"\x7f\"", `"a"b"`, `"a`, `a"`, `"a" `, `"a", "b"`, `W/ "a"`, `WW/"a"`},
		},
		{
			"Last-Modified", "last-modified",
			[]string{past, "Thu, 01 Jan 1970 00:00:00 GMT", "Sat, 31 Dec 2016 23:59:60 GMT", "Tue, 29 Feb 2000 12:00:00 GMT"},
			[]string{
				"", "0", "-1", "Sun", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 +0000", "Sun, 6 Nov 1994 08:49:37 GMT",
				"Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z", "784111777", "06 Nov 1994 08:49:37 GMT",
				"sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 gmt", "Sun, 06 Nov 1994 08:49:37.5 GMT",
				"Sun, 06 Nov 1994 08:49 GMT", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT",
				past + " ", " " + past, past + ", " + past, "un , 06 Nov 1994 08:49:37 GMT", "Wed, 29 Feb 2001 12:00:00 GMT",
				"Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 31 Dec 2016 23:59:60 GMT",
			},
		},
		{"Expires", "expires", []string{past, "0", "-1", "Mon, 26 Jul 1997 05:00:00 GMT"}, []string{"", "1", "00", "never", "Sun, 06 Nov 1994 08:49:37 UTC", "mon, 26 Jul 1997 05:00:00 GMT", "Mox, 26 Jul 1997 05:00:00 GMT"}},
		{"Expires", "expires-date", []string{past, "never", "Sat, 31 Dec 2016 23:59:60 GMT"}, []string{"0", "-1", "Mon, 26 Jul 1997 05:00:00 GMT", "Sun, 31 Dec 2016 23:59:60 GMT"}},
		{"Retry-After", "retry-after", []string{"0", "120", "007", past}, []string{"", "-1", "+1", "1.5", "120s", "5, 10", "Sun, 06 Nov 1994 08:49:37 +0000", "1994-11-06", "Mon, 06 Nov 1994 08:49:37 GMT"}},
		{"Content-Length", "content-length", []string{"0", "12", "007"}, []string{"", "-1", "+1", "0x1", "1 ", "1, 1", "1.0", "\u0661"}},
		{
			"Content-Type", "media-type",
			[]string{
				"a/b", "text/html;charset=utf-8", "text/html; charset=utf-8;", "text/html ; charset=\"utf-8\"", "a/b;;c=d", "a/b;", "a/vnd.b+c; d=\"e;f\\\"g\"",
				"multipart/form-data; boundary=\"a b\"", "TEXT/HTML", "a/b; c=\"<d>;e\"", "a/b; c=\"\"",
			},
			[]string{
				"", "json", "a/", "/b", "a / b", "a/b c", "a/b/c", "a/b, c/d", "a/b; c", "a/b; c=", "a/b; =d", "a/b; c = d", "a/b; c= d", "a/b; c=d e",
				"a/b; c=\"d", "a/b; c=d\"", "a/b; c=\"d\"e", "a/b; c=a/b", "text/html charset=utf-8", "a/b; c=\u00e9", ";",
			},
		},
		{
			"Access-Control-Allow-Origin", "allow-origin",
			[]string{"*", "null", "https://a.example", "http://localhost:3000", "http://[::1]:80", "chrome-extension://abc", "file://"},
			[]string{
				"", "a.example", "https://a.example/", "https://a.example/b", "https://", "http://", "https://a.example, https://b.example",
				"https://a.example https://b.example", "*, *", "**", "NULL", "https://u@a.example", "https://a.example?b", "https://a.example#b", "//a.example", "://a",
			},
		},
		{
			"Strict-Transport-Security", "hsts",
			[]string{"max-age=0", "max-age=1; includeSubDomains; preload", "MAX-AGE=1", "includeSubDomains; max-age=1", "max-age=\"1\"", "max-age = 1 ;", ";max-age=1;;a=b"},
			[]string{"", ";", "includeSubDomains", "max-age", "max-age=", "max-age=1y", "max-age=-1", "max-age=1.5", "max-age=1; max-age=1", "max-age=1; a; A", "max-age=1, preload", "maxage=1"},
		},
		{
			"WWW-Authenticate", "challenge",
			[]string{
				"Basic realm=\"a\"", "Basic realm=a", "Basic realm = \"a\"", "Basic   realm=\"a\"", "Negotiate", "Negotiate, NTLM", "Negotiate YII+/-._~==", "Negotiate xx=", "a b=",
				"Digest realm=\"a, b\", qop=\"auth, auth-int\", nonce=\"\\\"\", Basic realm=\"c\"", "Basic realm=\"a\", Bearer error=\"b\"", ", Basic realm=\"a\",,", "",
				"Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"", "DPoP algs=\"ES256 PS256\"",
			},
			[]string{
				"realm=\"a\"", "Basic realm=\"a", "Basic realm=a b", "Basic \"a\"", "Bearer realm=\"a\" error=\"b\"", "Ba/sic", "@", "Basic realm=\"a\", @", "Basic a=b c=d",
				"Basic =", "Negotiate abc=, realm=\"a\"", "Negotiate a=b=c", "Basic realm=a\"b\"", "Basic\trealm=a", "Negotiate a b",
			},
		},
	} {
		for _, want := range []bool{false, true} {
			values := test.right
			if want {
				values = test.wrong
			}
			for _, value := range values {
				resp := &http.Response{StatusCode: http.StatusOK, Header: http.Header{test.field: {value}}}
				if slices.Contains(names(t, statustest.Check(resp)), test.rule) != want {
					t.Errorf("%s: %q breaks %s: %v; want %v", test.field, value, test.rule, !want, want)
				}
			}
		}
	}
}

// A token has letters, digits and fifteen other characters.
func TestToken(t *testing.T) {
	for c := range 256 {
		token := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("!#$%&'*+-.^_`|~", rune(c))
		resp := &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"a/b" + string([]byte{byte(c)}) + "d"}}}
		if broken := slices.Contains(names(t, statustest.Check(resp)), "media-type"); broken == token {
			t.Errorf("byte %#x: media-type is broken: %v", c, broken)
		}
	}
}
