package problem_test

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
)

// A reverse proxy flushes from a timer that fires at once, in a race with the first
// byte. Every response gets the same treatment each time, GET and HEAD alike.
func TestReverseProxy(t *testing.T) {
	for _, test := range []struct {
		name     string
		upstream handler
		want     string // the Content-Type
	}{
		{"a long http.Error", func(w http.ResponseWriter, r *http.Request) { http.Error(w, strings.Repeat("x", 10000), 500) }, "application/problem+json"},
		{"a short http.Error", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "x", 500) }, "application/problem+json"},
		{"empty, chunked", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500); w.(http.Flusher).Flush() }, "application/problem+json"},
		{"empty", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500) }, "application/problem+json"},
		{"empty, with its length", write(500, "", "Content-Length: 0", "Content-Type: text/html"), "application/problem+json"},
		{"JSON", write(500, `{"error":"x"}`, "Content-Type: application/json"), "application/json"},
		{"long JSON", write(500, `{"error":"`+strings.Repeat("x", 10000)+`"}`, "Content-Type: application/json"), "application/json"},
		{"text in another spelling", write(500, strings.Repeat("x", 10000), "Content-Type: text/plain"), "text/plain"},
		{"this package's", newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Header.Set("Accept", "text/plain")
			http.Error(w, "x", 500)
		})).ServeHTTP, "text/plain; charset=utf-8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			upstream := httptest.NewServer(http.HandlerFunc(test.upstream))
			defer upstream.Close()
			u, err := url.Parse(upstream.URL)
			if err != nil {
				t.Fatal(err)
			}
			proxy := httputil.NewSingleHostReverseProxy(u)
			proxy.ErrorLog = log.New(io.Discard, "", 0)
			server := httptest.NewServer(newResponder().Middleware(proxy))
			defer server.Close()
			for i := range 400 {
				method := []string{"GET", "HEAD"}[i%2]
				r, _ := http.NewRequest(method, server.URL, nil)
				resp, err := http.DefaultClient.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				text := body(t, resp)
				resp.Body.Close()
				if got := resp.Header.Get("Content-Type"); got != test.want || resp.StatusCode != 500 || (method == "GET") != (text != "") || len(resp.Header["Date"]) != 1 {
					t.Fatalf("%s, request %d: %d %v %q", method, i, resp.StatusCode, resp.Header, text)
				}
			}
		})
	}
}
