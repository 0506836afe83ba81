package statustest_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"example.com/httpstatus/statustest"
)

// Location may be any URI reference of RFC 3986, and nothing else.
func TestLocation(t *testing.T) {
	broken := func(location string) bool {
		resp := &http.Response{StatusCode: http.StatusFound, Header: http.Header{"Location": {location}}}
		return slices.Contains(names(t, statustest.Check(resp)), "location-uri")
	}
	for _, right := range []string{
		"", "/", "//", "?", "#", "?a=b#c", "#/a?b", "?/?:@", "a", "a/b:c", "./1:2", "../a", "/a:b", "//a.example", "/a;b=c,d!$&'()*+=@~_-.",
		"http://a.example", "http://a.example?a/b?c", "http://a.example#c", "http:///a", "http:a", "http:", "HTTP://A.EXAMPLE/%2f%2F", "file:///a",
		"http://u@a.example", "http://u:p%40:q@a.example:80/", "http://a.example:/", "http://a.example:99999/", "http://a_b.example/", "http://%61.example/",
		"http://[::1]", "http://[::1]:8080/", "http://u@[::1]:", "http://[::ffff:192.0.2.1]/", "http://[fe80::1%25eth0]/", "http://[v1.a:b]/", "http://[VF.~]/",
		"tel:+49-30", "mailto:a@b.example", "urn:a:b", "a+b-c.d1:x", "myapp:callback?code=1",
	} {
		if broken(right) {
			t.Errorf("%q is refused", right)
		}
	}
	for _, wrong := range []string{
		" ", "a b", "/caf\u00e9", "\xe9", "a\x00", `/"`, "/<", "/>", `/\`, "/^", "/`", "/{", "/|", "/}", "/[", "?a[]", "#]", "#a#b", "?a#b#c", "\x7f",
		"%", "a%2", "a%zz", "/a%2", "?%2", "?%x1", "#%", ":a", "1:2", "1a:b", "a_b:c", "+a:b", "\u00e9:a",
		"http://a b/", "http://a.example:80a/", "http://a.example:80:90/", "http://a@b@c/", "http://u[@a/", "http://a[::1]/", "http://a%/",
		"http://[::1/", "http://[::1]a/", "http://[::1]a:80", "http://[::1]:a", "http://[]/", "http://[1.2.3.4]/", "http://[::1%eth0]/", "http://[::1%25]/",
		"http://[fe80::1%25a/b]/", "http://[v1]/", "http://[v.a]/", "http://[v1.]/", "http://[vg.a]/", "http://[v1.%61]/", "http://[v1.a/b]/", "http://[:::1]/",
	} {
		if !broken(wrong) {
			t.Errorf("%q is accepted", wrong)
		}
	}
}

// Package url makes a URI reference from any text.
func FuzzLocation(f *testing.F) {
	f.Add("user", "/a b", "c=d&e", "f")
	f.Add("a:b", "1:2", "[]", "#")
	f.Fuzz(func(t *testing.T, user, path, query, fragment string) {
		for _, u := range []url.URL{
			{Scheme: "http", User: url.User(user), Host: "a.example", Path: path, RawQuery: url.QueryEscape(query), Fragment: fragment},
			{Path: path, RawQuery: url.QueryEscape(query), Fragment: fragment},
		} {
			resp := &http.Response{StatusCode: http.StatusFound, Header: http.Header{"Location": {u.String()}}}
			if err := statustest.Check(resp); err != nil {
				t.Error(err)
			}
		}
	})
}
