package problem_test

import (
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
	"github.com/google/go-cmp/cmp"
)

func TestMiddlewareReplaces(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /known", write(200, "x"))
	over := make(chan struct{}) // a slow handler that ended with its context could be quicker than TimeoutHandler
	t.Cleanup(func() { close(over) })
	slow := func(http.ResponseWriter, *http.Request) { <-over }
	gone, cancel := context.WithCancel(context.Background())
	cancel()

	for _, test := range []struct {
		name   string
		h      http.Handler
		r      *http.Request
		status int
		fields map[string]string
	}{
		{"ServeMux 404", mux, httptest.NewRequest("GET", "/unknown", nil), 404, nil},
		{"ServeMux 405", mux, httptest.NewRequest("POST", "/known", nil), 405, map[string]string{"Allow": "GET, HEAD"}},
		{"http.NotFound", http.NotFoundHandler(), request("GET"), 404, nil},
		{"http.Error", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "x", http.StatusConflict) }), request("GET"), 409, nil},
		{"http.Error without text", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "", 500) }), request("GET"), 500, nil},
		{"http.Error, HEAD", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "x", 500) }), request("HEAD"), 500, nil},
		{"http.Error after fields", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), []string{"WWW-Authenticate: Basic", "Content-Encoding: br", `ETag: "x"`, "Content-Length: 99", "Cache-Control: max-age=9"})
			http.Error(w, "x", http.StatusUnauthorized)
		}), request("GET"), 401, map[string]string{"WWW-Authenticate": "Basic", "Content-Encoding": "", "ETag": "", "Cache-Control": "no-cache"}},
		{"http.Error, then more", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, "x", 400)
			w.WriteHeader(500)
			io.WriteString(w, "more")
			io.Copy(w, strings.NewReader("more"))
			w.(io.ReaderFrom).ReadFrom(strings.NewReader("more"))
			w.(http.Flusher).Flush()
		}), request("GET"), 400, nil},
		{"FileServer 404", http.FileServerFS(fstest.MapFS{}), httptest.NewRequest("GET", "/none", nil), 404, nil},
		{"FileServer 416", http.FileServerFS(fstest.MapFS{"f": {Data: []byte("four")}}), func() *http.Request {
			r := httptest.NewRequest("GET", "/f", nil)
			r.Header.Set("Range", "bytes=9-")
			return r
		}(), 416, map[string]string{"Content-Range": "bytes */4", "Last-Modified": "", "Accept-Ranges": ""}},
		{"TimeoutHandler", http.TimeoutHandler(http.HandlerFunc(slow), time.Millisecond, ""), request("GET"), 503, nil},
		{"TimeoutHandler with a text", http.TimeoutHandler(http.HandlerFunc(slow), time.Millisecond, "too slow"), request("GET"), 503, nil},
		{"TimeoutHandler, client gone", http.TimeoutHandler(http.HandlerFunc(slow), time.Hour, "too slow"), request("GET").WithContext(gone), 503, nil},
		{"TimeoutHandler around http.Error", http.TimeoutHandler(http.NotFoundHandler(), time.Hour, ""), request("GET"), 404, nil},
		{"TimeoutHandler around an empty one", http.TimeoutHandler(http.HandlerFunc(write(403, "")), time.Hour, ""), request("GET"), 403, nil},
		{"MaxBytesHandler", http.MaxBytesHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, err := io.ReadAll(r.Body); err != nil {
				http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
			}
		}), 3), httptest.NewRequest("POST", "/", endless{}), 413, nil},
		{"TimeoutHandler beneath another ResponseWriter", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.TimeoutHandler(http.HandlerFunc(slow), time.Millisecond, "").ServeHTTP(struct{ http.ResponseWriter }{w}, r)
		}), request("GET"), 503, nil},
		{"TimeoutHandler, HEAD", http.TimeoutHandler(http.HandlerFunc(slow), time.Millisecond, "too slow"), request("HEAD"), 503, nil},
		{"http.Error, Content-Language", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), []string{"Content-Language: de", "Vary: Accept, Accept-Language"})
			http.Error(w, "x", 404)
		}), request("GET"), 404, nil},
		{"empty, Content-Language", http.HandlerFunc(write(404, "", "Content-Language: de", "Vary: Accept-Language")), request("GET"), 404, nil},
		{"http.Error, nosniff twice", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), []string{"Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff", "X-Content-Type-Options: nosniff"})
			w.WriteHeader(404)
			fmt.Fprintln(w, "x")
		}), request("GET"), 404, nil},
		{"http.Error of another server", http.HandlerFunc(write(404, "x\n", "Date: x", "Content-Length: 2", "Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff")), request("GET"), 404, map[string]string{"Date": ""}},
		{"http.Error of another server in a language, without Vary", http.HandlerFunc(write(404, "x\n", "Date: x", "Content-Length: 2", "Content-Language: de", "Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff")), request("GET"), 404, map[string]string{"Date": ""}},
		{"http.Error of another server in a language, Vary: Accept", http.HandlerFunc(write(404, "x\n", "Date: x", "Content-Length: 2", "Content-Language: de", "Vary: Accept", "Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff")), request("GET"), 404, map[string]string{"Date": ""}},
		{"http.Error of another server in a language, Vary: Accept-Language", http.HandlerFunc(write(404, "x\n", "Date: x", "Content-Length: 2", "Content-Language: de", "Vary: Accept-Language", "Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff")), request("GET"), 404, map[string]string{"Date": ""}},
		{"http.Error of another server, HEAD", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), []string{"Date: x", "Content-Length: 2", "Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff"})
			w.WriteHeader(404)
		}), request("HEAD"), 404, nil},
		{"http.Error, HEAD without content", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), []string{"Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff"})
			w.WriteHeader(404)
		}), request("HEAD"), 404, nil},
		{"HEAD of nothing, with a type", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), []string{"Content-Type: text/html", "Content-Length: 0"})
			w.WriteHeader(404)
		}), request("HEAD"), 404, nil},
		{"http.Error after a Flush", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), []string{"Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff"})
			w.WriteHeader(500)
			w.(http.Flusher).Flush()
			fmt.Fprintln(w, "x")
		}), request("GET"), 500, nil},
		{"empty, flushed", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(500)
			w.(http.Flusher).Flush()
			w.(http.Flusher).Flush()
		}), request("GET"), 500, nil},
		{"empty, and fields that came too late", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(500)
			w.Header().Set("X-Late", "9")
		}), request("GET"), 500, map[string]string{"X-Late": ""}},
		{"http.Error, and fields that came too late", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), []string{"Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff"})
			w.WriteHeader(500)
			w.Header().Set("X-Late", "9")
			w.Header().Set("ETag", "x")
			fmt.Fprintln(w, "x")
		}), request("GET"), 500, map[string]string{"X-Late": "", "ETag": ""}},
		{"http.Error, and fields in place of its own that came too late", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), []string{"Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff"})
			w.WriteHeader(500)
			clear(w.Header())
			w.Header().Set("X-Late", "9")
			w.Header().Set("Set-Cookie", "x=y")
			fmt.Fprintln(w, "x")
		}), request("GET"), 500, map[string]string{"X-Late": "", "Set-Cookie": ""}},
		{"gzip of nothing", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { compressed(w, 500, "GZIP", "text/html", "") }), request("GET"), 500, map[string]string{"Content-Encoding": ""}},
		{"deflate of nothing", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { compressed(w, 500, "deflate", "text/html", "") }), request("GET"), 500, nil},
		{"zlib of nothing", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "deflate")
			w.WriteHeader(404)
			zlib.NewWriter(w).Close()
		}), request("GET"), 404, nil},
		{"gzip of nothing, flushed", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.WriteHeader(404)
			z := gzip.NewWriter(w)
			z.Flush()
			w.(http.Flusher).Flush()
			z.Close()
		}), request("GET"), 404, nil},
		{"gzip of http.Error, flushed", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), []string{"Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff", "Content-Encoding: gzip"})
			w.WriteHeader(404)
			z := gzip.NewWriter(w)
			io.WriteString(z, "x")
			z.Flush()
			w.(http.Flusher).Flush()
			z.Close()
		}), request("GET"), 404, nil},
		{"gzip of a long http.Error", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), []string{"X-Content-Type-Options: nosniff"})
			compressed(w, 404, "gzip", "text/plain; charset=utf-8", rand.Text()+rand.Text()+rand.Text()+rand.Text())
		}), request("GET"), 404, nil},
		{"a recoverer around a compressor", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			defer func() {
				recover()
				http.Error(w, "x", 500)
			}()
			w.Header().Set("Content-Encoding", "gzip")
			defer gzip.NewWriter(w).Close()
			panic("x")
		}), request("GET"), 500, map[string]string{"Content-Encoding": ""}},
		{"empty", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(403) }), request("GET"), 403, nil},
		{"the first of two statuses", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(404); w.WriteHeader(500) }), request("GET"), 404, nil},
		{"empty, with a type", http.HandlerFunc(write(403, "", "Content-Type: application/json")), request("GET"), 403, nil},
		{"empty, HEAD", http.HandlerFunc(write(403, "")), request("HEAD"), 403, nil},
		{"empty, unregistered", http.HandlerFunc(write(599, "")), request("GET"), 599, nil},
		{"empty, 429", http.HandlerFunc(write(429, "", "Retry-After: 9")), request("GET"), 429, map[string]string{"Retry-After": "9", "Cache-Control": "no-store"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.r.Header.Set("Accept", "text/plain")
			test.r.Header.Set("Accept-Language", "ko")
			errs := newResponder()
			for name, h := range map[string]http.Handler{"once": errs.Middleware(test.h), "twice": errs.Middleware(errs.Middleware(test.h))} {
				resp := serve(h, test.r)
				if resp.StatusCode != test.status {
					t.Errorf("%s: status %d, want %d", name, resp.StatusCode, test.status)
				}
				if l := resp.Header.Get("Content-Language"); l != "ko" {
					t.Errorf("%s: not replaced: %v", name, resp.Header)
				}
				for field, want := range test.fields {
					if got := resp.Header.Get(field); got != want {
						t.Errorf("%s: %s: %q, want %q", name, field, got, want)
					}
				}
				want := body(t, respond(t, errs, test.r, httpstatus.Status(test.status)))
				if diff := cmp.Diff(want, body(t, resp)); diff != "" {
					t.Errorf("%s: body (-want +got):\n%s", name, diff)
				}
			}
		})
	}
}

// What a handler made on purpose is the same with Middleware and without.
func TestMiddlewareKeeps(t *testing.T) {
	errs := newResponder()
	over := make(chan struct{})
	t.Cleanup(func() { close(over) })
	slow := func(http.ResponseWriter, *http.Request) { <-over }
	for _, test := range []struct {
		name string
		h    handler
	}{
		{"nothing", func(w http.ResponseWriter, r *http.Request) {}},
		{"200", write(200, "x")},
		{"200 unsaid", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "x") }},
		{"200 of http.Error", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "x", 200) }},
		{"204", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) }},
		{"302", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/x", http.StatusFound) }},
		{"304", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(304) }},
		{"399", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(399) }},
		{"600", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(600) }},
		{"JSON", write(404, `{"error":"x"}`, "Content-Type: application/json")},
		{"JSON, untyped", write(503, `{"error":"x"}`)},
		{"a JSON array, untyped", write(503, `["x"]`)},
		{"HTML", write(404, "<h1>x</h1>", "Content-Type: text/html; charset=utf-8", "X-Content-Type-Options: nosniff")},
		{"HTML, untyped", write(503, "<h1>x</h1>")},
		{"XML", write(500, "<x/>", "Content-Type: application/xml")},
		{"image", write(404, "\x89PNG\r\n\x1a\n", "Content-Type: image/png")},
		{"image, untyped", write(503, "\x89PNG\r\n\x1a\n")},
		{"text, untyped", write(404, "no such user")},
		{"text without nosniff", write(404, "no such user", "Content-Type: text/plain; charset=utf-8")},
		{"text with nosniff and a length", write(404, "four", "Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff", "Content-Length: 4")},
		{"text with another option", write(404, "no", "Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: sniff")},
		{"503 with a length", write(503, "back at noon", "Content-Length: 12")},
		{"text in another spelling", write(404, "no", "Content-Type: text/plain;charset=utf-8", "X-Content-Type-Options: nosniff")},
		{"text, 503", write(503, "no", "Content-Type: text/plain")},
		{"with its own policy", write(404, "<h1>x</h1>", "Content-Type: text/html", "Content-Security-Policy: default-src 'self'")},
		{"streamed", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(500)
			http.NewResponseController(w).Flush()
			io.WriteString(w, "x")
		}},
		{"streamed, and flushed late", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(500)
			io.WriteString(w, "x")
			http.NewResponseController(w).Flush()
			io.WriteString(w, "x")
		}},
		{"a second status", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(404)
			w.WriteHeader(200)
			io.WriteString(w, "own page")
		}},
		{"fields after WriteHeader", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-One", "1")
			w.WriteHeader(404)
			w.Header().Set("X-One", "2")
			w.Header().Set("X-Two", "2")
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Header().Set("X-Content-Type-Options", "nosniff")
			io.WriteString(w, "<p>own page</p>")
		}},
		{"trailers without content", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Trailer", "Sum")
			w.WriteHeader(500)
			w.Header().Set("Sum", "1")
		}},
		{"trailers without content, and fields that came too late", func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), []string{"Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff"})
			w.WriteHeader(500)
			w.Header().Set(http.TrailerPrefix+"Sum", "1")
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("X-Late", "9")
		}},
		{"trailers of an own page", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Trailer", "Sum")
			w.WriteHeader(500)
			io.WriteString(w, "<p>own page</p>")
			w.Header().Set("Sum", "1")
		}},
		{"trailers not declared", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(500)
			w.Header().Set(http.TrailerPrefix+"Sum", "1")
		}},
		{"trailers before the content", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Trailer", "Sum")
			w.WriteHeader(500)
			w.Header().Set("Sum", "1")
			io.WriteString(w, "<p>own page</p>")
		}},
		{"not modified", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(404)
			w.WriteHeader(304)
		}},
		{"text, 503, by Write", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(503)
			fmt.Fprintln(w, "back at noon")
		}},
		{"text, 503, in parts", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(503)
			io.WriteString(w, "back at noon, ")
			io.WriteString(w, "<b>on Monday</b>")
		}},
		{"text, 503, by WriteString, then Write", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(503)
			io.WriteString(w, "back at noon, ")
			fmt.Fprint(w, "on Monday")
		}},
		{"text, 503, by WriteString, then ReadFrom", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(503)
			io.WriteString(w, "back at noon, ")
			io.Copy(w, strings.NewReader("on Monday"))
		}},
		{"text, 503, streamed", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(503)
			io.WriteString(w, "back at noon")
			http.NewResponseController(w).Flush()
		}},
		{"text, 503, by WriteString", write(503, "back at noon")},
		{"a word, 503", write(503, "null")},
		{"TimeoutHandler's page, but not from there", write(503, "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>")},
		{"text, 503, within TimeoutHandler", http.TimeoutHandler(http.HandlerFunc(write(503, "back at noon")), time.Hour, "").ServeHTTP},
		{"TimeoutHandler with HTML", http.TimeoutHandler(http.HandlerFunc(slow), time.Millisecond, "<p>own page</p>").ServeHTTP},
		{"TimeoutHandler with JSON", http.TimeoutHandler(http.HandlerFunc(slow), time.Millisecond, `{"error":"too slow"}`).ServeHTTP},
		{"TimeoutHandler with JSON after a byte order mark", http.TimeoutHandler(http.HandlerFunc(slow), time.Millisecond, "\ufeff\n{}").ServeHTTP},
		{"TimeoutHandler with a JSON string", http.TimeoutHandler(http.HandlerFunc(slow), time.Millisecond, `"too slow"`).ServeHTTP},
		{"TimeoutHandler with a JSON array", http.TimeoutHandler(http.HandlerFunc(slow), time.Millisecond, " [503]").ServeHTTP},
		{"TimeoutHandler with white space", http.TimeoutHandler(http.HandlerFunc(slow), time.Millisecond, " \n").ServeHTTP},
		{"TimeoutHandler with an image", http.TimeoutHandler(http.HandlerFunc(slow), time.Millisecond, "\x89PNG\r\n\x1a\n").ServeHTTP},
		{"JSON after a byte order mark, 503", write(503, "\ufeff{\"status\":\"down\"}")},
		{"HTML after a byte order mark and white space, 503", write(503, "\ufeff\n<status>down</status>")},
		{"JSON after white space, 503", write(503, "\n{\"status\":\"down\"}\n")},
		{"a JSON string, 503", write(503, `"unavailable"`)},
		{"white space, 503", write(503, "\n\n")},
		{"a tag, 503", write(503, "<status>down</status>")},
		{"a template, 503", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(503)
			for _, piece := range []string{"\n\n", "<", "html><p>", "down", "</p></html>"} {
				io.WriteString(w, piece)
			}
		}},
		{"the beginning of TimeoutHandler's page", write(503, "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html")},
		{"TimeoutHandler's page with another status", write(504, "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>")},
		{"compressed", func(w http.ResponseWriter, r *http.Request) {
			compressed(w, 404, "gzip", "text/html", "<p>own page</p>")
		}},
		{"compressed, and very short", func(w http.ResponseWriter, r *http.Request) { compressed(w, 404, "gzip", "text/html", "x") }},
		{"deflated, and very short", func(w http.ResponseWriter, r *http.Request) { compressed(w, 404, "deflate", "text/html", "x") }},
		{"compressed success", func(w http.ResponseWriter, r *http.Request) { compressed(w, 200, "gzip", "text/html", "x") }},
		{"compressed success of nothing", func(w http.ResponseWriter, r *http.Request) { compressed(w, 200, "gzip", "text/html", "") }},
		{"not gzip at all", write(404, "<p>own page</p>", "Content-Encoding: gzip", "Content-Type: text/html")},
		{"not deflate at all", write(404, "\xff\xff", "Content-Encoding: deflate", "Content-Type: text/html")},
		{"another coding", write(404, "x", "Content-Encoding: br", "Content-Type: text/html")},
		{"a file for 404", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(404)
			io.Copy(w, strings.NewReader(strings.Repeat("<p>x</p>", 9999)))
		}},
		{"Respond in text", func(w http.ResponseWriter, r *http.Request) {
			r.Header.Set("Accept", "text/plain")
			errs.Respond(w, r, &problem.Details{Status: 404, Detail: "kept"})
		}},
		{"Respond in JSON", func(w http.ResponseWriter, r *http.Request) {
			errs.Respond(w, r, &problem.Details{Status: 404, Detail: "kept"})
		}},
		{"Handle", errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
			return &problem.Details{Status: 404, Detail: "kept"}
		}).ServeHTTP},
		{"Handle with http.Error", errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
			w.WriteHeader(404)
			io.WriteString(w, "x")
			return nil
		}).ServeHTTP},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, method := range []string{"GET", "HEAD"} {
				serveTest := func(h http.Handler) *http.Response {
					server := httptest.NewServer(h)
					defer server.Close()
					r, _ := http.NewRequest(method, server.URL, nil)
					r.Header.Set("Accept-Encoding", "gzip") // so that the transport leaves it as it is
					resp, err := http.DefaultTransport.RoundTrip(r)
					if err != nil {
						t.Fatal(err)
					}
					text := body(t, resp)
					resp.Body = io.NopCloser(strings.NewReader(text))
					for name, values := range resp.Trailer {
						resp.Header["trailer "+name] = values
					}
					resp.Header.Del("Date")
					return resp
				}
				bare, got := serveTest(http.HandlerFunc(test.h)), serveTest(errs.Middleware(http.HandlerFunc(test.h)))
				if bare.StatusCode != got.StatusCode {
					t.Errorf("%s: status %d, want %d", method, got.StatusCode, bare.StatusCode)
				}
				if diff := cmp.Diff(bare.Header, got.Header); diff != "" {
					t.Errorf("%s: fields (-bare +got):\n%s", method, diff)
				}
				if diff := cmp.Diff(body(t, bare), body(t, got)); diff != "" {
					t.Errorf("%s: body (-bare +got):\n%s", method, diff)
				}
			}
		})
	}
}

// A site may set Content-Language and Vary itself, outside Middleware or inside it. Its
// errors become readable all the same, also if it compresses.
func TestMiddlewareContentLanguage(t *testing.T) {
	errs := newResponder()
	nothing := func(next http.Handler) http.Handler { return next }
	over := make(chan struct{})
	t.Cleanup(func() { close(over) })
	slow := func(http.ResponseWriter, *http.Request) { <-over }
	for name, h := range map[string]http.Handler{
		"ServeMux":       http.NewServeMux(),
		"empty":          http.HandlerFunc(write(404, "")),
		"TimeoutHandler": http.TimeoutHandler(http.HandlerFunc(slow), time.Millisecond, "too slow"),
	} {
		for _, vary := range []string{"", "Accept-Language", "Accept, Accept-Language", "Origin, Accept-Language, Accept", "*"} {
			site := func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Content-Language", "de")
					if vary != "" {
						w.Header().Set("Vary", vary)
					}
					next.ServeHTTP(w, r)
				})
			}
			for outside, compress := range map[string]func(http.Handler) http.Handler{"nothing": nothing, "a compressor": compress} {
				for place, h := range map[string]http.Handler{
					"outside": compress(site(errs.Middleware(h))),
					"inside":  compress(errs.Middleware(site(h))),
					"twice":   compress(errs.Middleware(site(errs.Middleware(h)))),
				} {
					server := httptest.NewServer(h)
					resp, err := http.Get(server.URL)
					if err != nil {
						t.Fatal(err)
					}
					if got := body(t, resp); resp.Header.Get("Content-Language") != "en" || !json.Valid([]byte(got)) {
						t.Errorf("%s, Vary %q, %s, outside is %s: %v %q", name, vary, place, outside, resp.Header, got)
					}
					server.Close()
				}
			}
		}
	}
}

// A response to HEAD stays if it tells of content that the response to GET has.
func TestHeadOfOwnContent(t *testing.T) {
	for _, fields := range [][]string{
		{"Content-Length: 9"}, {"Content-Type: text/html"}, {"Content-Type: text/html", "Content-Length: 9"},
		{"Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: nosniff", "Content-Length: 9"},
		{"Content-Type: text/plain; charset=utf-8", "X-Content-Type-Options: x"},
		{"Content-Type: text/plain; charset=utf-8"},
	} {
		resp := serve(newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			addFields(w.Header(), fields)
			w.WriteHeader(404)
		})), request("HEAD"))
		if resp.StatusCode != 404 || resp.Header.Get("Content-Language") != "" {
			t.Errorf("%q is replaced: %v", fields, resp.Header)
		}
	}
	// A compressor writes something even if the handler does not.
	for contentType, stays := range map[string]bool{"text/html": true, "": false} {
		resp := serve(newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if contentType != "" {
				w.Header().Set("Content-Type", contentType)
			}
			w.Header().Set("Content-Encoding", "gzip")
			w.WriteHeader(404)
			gzip.NewWriter(w).Close()
		})), request("HEAD"))
		if stayed := resp.Header.Get("Content-Language") == ""; stayed != stays {
			t.Errorf("type %q: %v", contentType, resp.Header)
		}
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
				// To these ServeFile means to say 412 and 416.
				{"GET", []string{`If-Match: "x"`}, ""},
				{"HEAD", []string{`If-Match: "x"`}, ""},
				{"GET", []string{"If-Unmodified-Since: " + time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat)}, ""},
				{"GET", []string{"Range: bytes=9999-"}, "invalid range"},
				{"HEAD", []string{"Range: bytes=9999-"}, ""},
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
