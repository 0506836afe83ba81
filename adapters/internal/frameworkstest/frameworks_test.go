package frameworkstest_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

func responder() *problem.Responder {
	return &problem.Responder{
		Languages: negotiate.New(lang.English, lang.Korean),
		Log:       slog.New(slog.DiscardHandler),
	}
}

// A request is one of a Korean reader, and what is expected for it.
type request struct {
	method, path, content string
	want                  httpstatus.Status
	detail                string // "" for the status's own
}

// check sends requests to a server on loopback.
func check(t *testing.T, handler http.Handler, requests []request) {
	t.Helper()
	server := httptest.NewServer(handler)
	defer server.Close()
	for _, test := range requests {
		r, err := http.NewRequestWithContext(t.Context(), test.method, server.URL+test.path, strings.NewReader(test.content))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Language", "ko-KR")
		r.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if resp.StatusCode != int(test.want) {
			t.Errorf("%s %s: %s, want %v", test.method, test.path, resp.Status, test.want)
		}
		if test.want.Err() != nil {
			var got problem.Details
			err = json.NewDecoder(resp.Body).Decode(&got)
			want := problem.New(test.want, lang.Korean)
			if test.detail != "" {
				want.Detail = test.detail
			}
			if err != nil || got.Title != want.Title || got.Detail != want.Detail || resp.Header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s %s: %+v, %v; want %+v", test.method, test.path, got, err, want)
			}
			if l := resp.Header.Get("Content-Language"); l != "ko" {
				t.Errorf("%s %s: Content-Language %q", test.method, test.path, l)
			}
			for _, name := range test.want.RequiredFields() {
				if resp.Header.Get(name) == "" {
					t.Errorf("%s %s: no %s", test.method, test.path, name)
				}
			}
		}
		resp.Body.Close()
	}
}
