package problem_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
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

// A response that is flushed arrives while the handler still runs, also if the Flush
// comes before the content that decides.
func TestFlushIsRemembered(t *testing.T) {
	for name, first := range map[string]handler{
		"kept": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/event-stream")
			w.WriteHeader(500)
			w.(http.Flusher).Flush()
			io.WriteString(w, "x")
		},
		"replaced": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.WriteHeader(500)
			http.NewResponseController(w).Flush()
			fmt.Fprintln(w, "x")
		},
		"compressed": func(w http.ResponseWriter, r *http.Request) {
			compressed(w, 500, "gzip", "text/html", "x")
			w.(http.Flusher).Flush()
		},
		"compressed success": func(w http.ResponseWriter, r *http.Request) {
			compressed(w, 200, "gzip", "text/html", "x")
			w.(http.Flusher).Flush()
		},
		"compressed success of nothing yet": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff")
			w.(http.Flusher).Flush()
		},
		"nothing": func(w http.ResponseWriter, r *http.Request) { w.(http.Flusher).Flush() },
	} {
		t.Run(name, func(t *testing.T) {
			overBoth(t, func(w http.ResponseWriter, r *http.Request) {
				first(w, r)
				<-r.Context().Done() // the client has what it wants
			}, func(t *testing.T, url string, c *http.Client) {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				r, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
				r.Header.Set("Accept-Encoding", "gzip")
				resp, err := c.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				defer resp.Body.Close()
				if name != "nothing" {
					if _, err := io.ReadFull(resp.Body, make([]byte, 1)); err != nil {
						t.Error(err)
					}
				}
			})
		})
	}
}

// The usual way to send a page of one's own: the same page on every visit, with no
// validators that would let a cache ask for it in vain.
func TestOwnNotFoundPage(t *testing.T) {
	file := filepath.Join(t.TempDir(), "404.html")
	if err := os.WriteFile(file, []byte("<!DOCTYPE html><p>own page</p>"), 0o666); err != nil {
		t.Fatal(err)
	}
	page := func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(404)
		http.ServeFile(w, r, file)
	}
	nested := newResponder().Middleware(http.HandlerFunc(page)).ServeHTTP
	overBoth(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/nested" {
			nested(w, r)
		} else {
			page(w, r)
		}
	}, func(t *testing.T, url string, c *http.Client) {
		for _, path := range []string{"/", "/nested"} {
			for _, test := range []struct {
				method string
				fields []string
				want   string
			}{
				{"GET", nil, "own page"},
				{"GET", nil, "own page"},
				{"HEAD", nil, ""},
				// A visitor may have been here when there was a page, and remember its date.
				{"GET", []string{"If-Modified-Since: " + time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)}, ""},
				{"HEAD", []string{"If-Modified-Since: " + time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)}, ""},
			} {
				r, _ := http.NewRequest(test.method, url+path, nil)
				addFields(r.Header, test.fields)
				resp, err := c.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				got := body(t, resp)
				resp.Body.Close()
				if resp.StatusCode != 404 || !strings.Contains(got, test.want) || resp.Header.Get("Content-Language") != "" {
					t.Errorf("%v: %d %v %q", test, resp.StatusCode, resp.Header, got)
				}
				for _, name := range []string{"Last-Modified", "ETag", "Accept-Ranges"} {
					if got := resp.Header.Get(name); got != "" {
						t.Errorf("%v: %s is %q", test, name, got)
					}
				}
			}
		}
	})
}
