package problem_test

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/textproto"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/problem"
	"github.com/google/go-cmp/cmp"
)

type handler = func(w http.ResponseWriter, r *http.Request)

// write returns a handler that sends a response as handlers do.
func write(status int, body string, fields ...string) handler {
	return func(w http.ResponseWriter, r *http.Request) {
		addFields(w.Header(), fields)
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

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

// A HEAD response has the fields of the GET response.
func TestMiddlewareHead(t *testing.T) {
	h := newResponder().Middleware(http.NotFoundHandler())
	for _, accept := range []string{"text/plain", "text/html", "*/*"} {
		get, head := serve(h, request("GET", "Accept: "+accept)), serve(h, request("HEAD", "Accept: "+accept))
		if diff := cmp.Diff(get.Header, head.Header); diff != "" {
			t.Errorf("%s: (-get +head):\n%s", accept, diff)
		}
		if got := body(t, head); got != "" {
			t.Errorf("%s: body %q", accept, got)
		}
	}
}

func TestMiddlewareLog(t *testing.T) {
	for _, test := range []struct {
		name string
		h    handler
		want []string
	}{
		{"the text is not lost", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "disk full\nx=y", 500) }, []string{"level=ERROR", "status=500", `error="disk full\nx=y"`}},
		{"at Debug below 500", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "no user", 404) }, []string{"level=DEBUG", "status=404", `error="no user"`}},
		{"empty", write(502, ""), []string{"level=ERROR", "status=502"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			errs := &problem.Responder{Log: slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug}))}
			serve(errs.Middleware(http.HandlerFunc(test.h)), request("GET"))
			for _, want := range test.want {
				if !strings.Contains(b.String(), want) {
					t.Errorf("%q is not in %s", want, b.String())
				}
			}
			if n := strings.Count(b.String(), "\n"); n != 1 {
				t.Errorf("%d lines: %s", n, b.String())
			}
		})
	}
	t.Run("a long text is cut", func(t *testing.T) {
		var b bytes.Buffer
		errs := &problem.Responder{Log: slog.New(slog.NewTextHandler(&b, nil))}
		serve(errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, strings.Repeat("x", 1<<20), 500) })), request("GET"))
		if b.Len() > 2<<10 {
			t.Errorf("%d bytes", b.Len())
		}
	})
}

// A compressor outside has announced its encoding before; one inside is gone with
// what it wrote.
func TestMiddlewareCompression(t *testing.T) {
	errs := newResponder()
	notFound := &problem.Details{Status: 404, Detail: "Not on the third shelf."}
	fails := errs.Handle(func(http.ResponseWriter, *http.Request) error { return notFound })
	responds := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { errs.Respond(w, r, notFound) })
	for _, test := range []struct {
		name    string
		h       http.Handler
		encoded bool
		want    string
	}{
		{"outside Middleware", compress(errs.Middleware(http.NotFoundHandler())), true, httpstatus.NotFound.Title(lang.English)},
		{"outside Handle", compress(fails), true, "third shelf"},
		{"outside Middleware and Handle", compress(errs.Middleware(fails)), true, "third shelf"},
		{"outside Respond", compress(responds), true, "third shelf"},
		{"outside Middleware and Respond", compress(errs.Middleware(responds)), true, "third shelf"},
		{"outside Middleware, another ResponseWriter and Respond", compress(errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			responds(&unwrapping{w}, r)
		}))), true, "third shelf"},
		{"outside a panic", compress(errs.Handle(func(http.ResponseWriter, *http.Request) error { panic("x") })), true, httpstatus.InternalServerError.Title(lang.English)},
		{"around http.Error", errs.Middleware(compress(http.NotFoundHandler())), false, httpstatus.NotFound.Title(lang.English)},
		{"between Middleware and Handle", errs.Middleware(compress(fails)), true, "third shelf"},
		{"between Middleware and Respond", errs.Middleware(compress(responds)), true, "third shelf"},
		{"the handler's own", errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			errs.Respond(w, r, notFound)
		})), false, "third shelf"},
	} {
		for _, accept := range []string{"application/json", "text/plain"} {
			t.Run(test.name+" "+accept, func(t *testing.T) {
				server := httptest.NewServer(test.h)
				defer server.Close()
				r, _ := http.NewRequest("GET", server.URL, nil)
				r.Header.Set("Accept", accept)
				resp, err := http.DefaultClient.Do(r) // decodes it
				if err != nil {
					t.Fatal(err)
				}
				if resp.Uncompressed != test.encoded {
					t.Errorf("encoded: %v", resp.Uncompressed)
				}
				if got := body(t, resp); json.Valid([]byte(got)) != (accept == "application/json") || !strings.Contains(got, test.want) {
					t.Errorf("got %q", got)
				}
			})
		}
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

// compress returns a handler that compresses what next writes, as simple compressors do.
func compress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		next.ServeHTTP(&compressor{w, z}, r)
	})
}

type compressor struct {
	http.ResponseWriter
	z *gzip.Writer
}

func (c *compressor) Write(p []byte) (int, error) { return c.z.Write(p) }

// compressed sends a response as handlers with a compressor do.
func compressed(w http.ResponseWriter, status int, coding, contentType, content string) {
	w.Header().Set("Content-Encoding", coding)
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	var z io.WriteCloser = gzip.NewWriter(w)
	if coding == "deflate" {
		z, _ = flate.NewWriter(w, flate.BestSpeed)
	}
	io.WriteString(z, content)
	z.Close()
}

func TestPanic(t *testing.T) {
	for _, test := range []struct {
		name   string
		h      handler
		status int // 0 if the connection is cut
		logged string
	}{
		{"after http.Error", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "x", 404); panic("x") }, 404, "panic: x"},
		{"after part of an error response", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(502)
			io.WriteString(w, "<p>")
			panic("x")
		}, 502, "panic: x"},
		{"after part of an error response with a length", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "99")
			w.WriteHeader(502)
			io.WriteString(w, "<p>")
			panic("x")
		}, 0, "panic: x"},
		{"before anything", func(w http.ResponseWriter, r *http.Request) { panic("the text") }, 500, "panic: the text"},
		{"an error", func(w http.ResponseWriter, r *http.Request) { panic(httpstatus.NotFound) }, 500, "panic: 404 Not Found"},
		{"incomparable", func(w http.ResponseWriter, r *http.Request) { panic([]string{"x"}) }, 500, "panic: [x]"},
		{"nil", func(w http.ResponseWriter, r *http.Request) { panic(nil) }, 500, "panic called with nil"},
		{"of the runtime", func(w http.ResponseWriter, r *http.Request) { var s []int; s[len(r.Method)] = 1 }, 500, "index out of range"},
		{"after fields", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Length", "9"); panic("x") }, 500, "panic: x"},
		{"after an interim response", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(103); panic("x") }, 500, "panic: x"},
		{"an impossible status", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(0) }, 500, "panic: invalid WriteHeader code 0"},
		{"after the header", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(200); panic("x") }, 0, "panic: x"},
		{"after a redirect", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(302)
			io.WriteString(w, "x")
			panic("x")
		}, 302, "panic: x"},
		{"after the switch of protocols", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(101); panic("x") }, 0, "panic: x"},
		{"after content", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "part"); panic("x") }, 0, "panic: x"},
		{"after a flush", func(w http.ResponseWriter, r *http.Request) { w.(http.Flusher).Flush(); panic("x") }, 0, "panic: x"},
		{"beneath a compressor", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			defer gzip.NewWriter(w).Close()
			panic("x")
		}, 500, "panic: x"},
		{"beneath a compressor, after content", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			defer z.Close()
			io.WriteString(z, "x")
			panic("x")
		}, 0, "panic: x"},
		{"beneath a compressor, after a flush", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			defer z.Close()
			z.Flush()
			w.(http.Flusher).Flush()
			panic("x")
		}, 0, "panic: x"},
		{"http.ErrAbortHandler", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }, 0, ""},
	} {
		for _, kind := range []string{"Middleware", "Handle", "both"} {
			t.Run(test.name+" "+kind, func(t *testing.T) {
				var b bytes.Buffer
				errs := &problem.Responder{Log: slog.New(slog.NewTextHandler(&b, nil))}
				var h http.Handler = http.HandlerFunc(test.h)
				if kind != "Middleware" {
					h = errs.Handle(func(w http.ResponseWriter, r *http.Request) error { test.h(w, r); return nil })
				}
				if kind != "Handle" {
					h = errs.Middleware(h)
				}
				server := httptest.NewServer(h)
				defer server.Close()
				resp, err := http.Get(server.URL)
				if err == nil {
					_, err = io.ReadAll(resp.Body)
				}
				switch {
				case test.status == 0 && err == nil:
					t.Errorf("the response is whole: %v", resp)
				case test.status != 0 && (err != nil || resp.StatusCode != test.status):
					t.Errorf("%v %v", resp, err)
				}
				server.Close() // then nobody writes to b
				if !strings.Contains(b.String(), test.logged) || (test.logged == "") != (b.Len() == 0) {
					t.Errorf("logged %q, want %q", b.String(), test.logged)
				}
				if test.logged != "" && (!strings.Contains(b.String(), "TestPanic") || strings.Count(b.String(), "stack=") != 1) {
					t.Errorf("not one stack: %s", b.String())
				}
			})
		}
	}
	t.Run("after the header of an error", func(t *testing.T) {
		resp := serve(newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(404); panic("x") })), request("GET"))
		if resp.StatusCode != 500 {
			t.Errorf("status %d", resp.StatusCode)
		}
	})
}

func TestHandle(t *testing.T) {
	for _, test := range []struct {
		name string
		f    func(w http.ResponseWriter, r *http.Request) error
		want string // "cut" if the connection is cut
	}{
		{"no error", func(w http.ResponseWriter, r *http.Request) error { io.WriteString(w, "x"); return nil }, "200 x"},
		{"error", func(w http.ResponseWriter, r *http.Request) error { return errors.New("x") }, "500 500 Server error"},
		{"status", func(w http.ResponseWriter, r *http.Request) error { return httpstatus.Gone }, "410 410 "},
		{"nil Details", func(w http.ResponseWriter, r *http.Request) error { return (*problem.Details)(nil) }, "500 500 Server error"},
		{"a source that fails at once", func(w http.ResponseWriter, r *http.Request) error {
			_, err := io.Copy(w, iotest.ErrReader(errors.New("reset")))
			return fmt.Errorf("%w: %w", httpstatus.BadGateway, err)
		}, "502 502 "},
		{"an error that panics", func(w http.ResponseWriter, r *http.Request) error { return panicking{} }, "500 500 Server error"},
		{"own error response", func(w http.ResponseWriter, r *http.Request) error { http.Error(w, "x", 404); return nil }, "404 x"},
		{"error after part of it", func(w http.ResponseWriter, r *http.Request) error { io.WriteString(w, "part"); return io.EOF }, "cut"},
		{"error after a complete error response", func(w http.ResponseWriter, r *http.Request) error {
			http.Error(w, "x", http.StatusUpgradeRequired)
			return io.EOF
		}, "426 x\n"},
		{"error after an empty error response", func(w http.ResponseWriter, r *http.Request) error { w.WriteHeader(400); return io.EOF }, "400 "},
		{"error after an error response, and another status", func(w http.ResponseWriter, r *http.Request) error {
			http.Error(w, "x", 400)
			w.WriteHeader(200)
			return io.EOF
		}, "400 x\n"},
		{"error after part of it, and another status", func(w http.ResponseWriter, r *http.Request) error {
			io.WriteString(w, "part")
			w.WriteHeader(500)
			return io.EOF
		}, "cut"},
		{"error after part of an error response with a length", func(w http.ResponseWriter, r *http.Request) error {
			w.Header().Set("Content-Length", "99")
			w.WriteHeader(500)
			io.WriteString(w, "part")
			return io.EOF
		}, "cut"},
		{"error beneath a compressor", func(w http.ResponseWriter, r *http.Request) error {
			w.Header().Set("Content-Encoding", "gzip")
			defer gzip.NewWriter(w).Close()
			return httpstatus.Gone
		}, "410 410 "},
		{"error beneath a compressor, after content", func(w http.ResponseWriter, r *http.Request) error {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			defer z.Close()
			io.WriteString(z, "part")
			return io.EOF
		}, "cut"},
		{"error after a redirect", func(w http.ResponseWriter, r *http.Request) error {
			w.Header().Set("Location", "/login")
			w.WriteHeader(303)
			io.WriteString(w, "sign in")
			return io.EOF
		}, "303 sign in"},
		{"error after 304", func(w http.ResponseWriter, r *http.Request) error { w.WriteHeader(304); return io.EOF }, "304 "},
		{"error after 299", func(w http.ResponseWriter, r *http.Request) error { w.WriteHeader(299); return io.EOF }, "cut"},
		{"error after a flush", func(w http.ResponseWriter, r *http.Request) error { w.(http.Flusher).Flush(); return io.EOF }, "cut"},
		{"error after an interim response", func(w http.ResponseWriter, r *http.Request) error { w.WriteHeader(103); return httpstatus.Gone }, "410 410 "},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			errs := &problem.Responder{Log: slog.New(slog.NewTextHandler(&b, nil))}
			server := httptest.NewServer(errs.Handle(test.f))
			defer server.Close()
			r, _ := http.NewRequest("GET", server.URL, nil)
			r.Header.Set("Accept", "text/plain")
			got := "cut"
			if resp, err := http.DefaultTransport.RoundTrip(r); err == nil {
				if text, err := io.ReadAll(resp.Body); err == nil {
					got = fmt.Sprint(resp.StatusCode, " ", string(text))
				}
			}
			if !strings.HasPrefix(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			server.Close()
			if test.want == "cut" && !strings.Contains(b.String(), "EOF") {
				t.Errorf("logged %q", b.String())
			}
		})
	}
}

// An error after an error response is logged with the status that the client got.
func TestHandleLogOfErrorResponse(t *testing.T) {
	upgrade := func(w http.ResponseWriter, r *http.Request) error {
		http.Error(w, "Upgrade Required", http.StatusUpgradeRequired)
		return errors.New("not a handshake")
	}
	for name, handle := range map[string]func(*problem.Responder) http.Handler{
		"Handle":               func(errs *problem.Responder) http.Handler { return errs.Handle(upgrade) },
		"Handle in Middleware": func(errs *problem.Responder) http.Handler { return errs.Middleware(errs.Handle(upgrade)) },
	} {
		for _, h2 := range []bool{false, true} {
			var b bytes.Buffer
			errs := &problem.Responder{Log: slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug}))}
			server := httptest.NewUnstartedServer(handle(errs))
			server.EnableHTTP2 = h2
			server.StartTLS()
			resp, err := server.Client().Get(server.URL)
			if err != nil {
				t.Fatal(err)
			}
			got := body(t, resp)
			server.Close()
			if resp.StatusCode != 426 || got == "" {
				t.Errorf("%s, HTTP/2 %v: %d %q", name, h2, resp.StatusCode, got)
			}
			if log := b.String(); !strings.Contains(log, `level=DEBUG msg="error response" status=426 method=GET path=/ error="not a handshake"`) || strings.Contains(log, "ERROR") {
				t.Errorf("%s, HTTP/2 %v: logged %q", name, h2, log)
			}
		}
	}
}

type panicking struct{}

func (panicking) Error() string { panic("in Error") }

// What the ResponseWriter underneath cannot do sends nothing, so that an error can
// still follow.
func TestNotSupported(t *testing.T) {
	fails := func(w http.ResponseWriter) error {
		if err := http.NewResponseController(w).Flush(); !errors.Is(err, http.ErrNotSupported) {
			t.Errorf("Flush: %v", err)
		}
		if _, _, err := http.NewResponseController(w).Hijack(); !errors.Is(err, http.ErrNotSupported) {
			t.Errorf("Hijack: %v", err)
		}
		return errors.New("streaming is not supported")
	}
	errs := newResponder()
	for name, h := range map[string]http.Handler{
		"Middleware": errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, fails(w).Error(), 500) })),
		"held": errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.WriteHeader(500)
			io.WriteString(w, fails(w).Error())
		})),
		"Handle": errs.Handle(func(w http.ResponseWriter, r *http.Request) error { return fails(w) }),
		"both":   errs.Middleware(errs.Handle(func(w http.ResponseWriter, r *http.Request) error { return fails(w) })),
	} {
		resp := serve(http.TimeoutHandler(h, time.Minute, ""), request("GET"))
		if got := body(t, resp); resp.StatusCode != 500 || resp.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %v %q", name, resp.StatusCode, resp.Header, got)
		}
	}
}

// A handler may wait for the client to go away in the way of old programs.
func TestCloseNotify(t *testing.T) {
	over := make(chan bool)
	overBoth(t, func(w http.ResponseWriter, r *http.Request) {
		gone := w.(interface{ CloseNotify() <-chan bool }).CloseNotify()
		http.NewResponseController(w).Flush()
		over <- <-gone
	}, func(t *testing.T, url string, c *http.Client) {
		resp, err := c.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		select {
		case <-over:
			t.Error("the client is still there")
		default:
		}
		resp.Body.Close()
		if !<-over {
			t.Error("got false")
		}
	})
}

// A handler that streams asks first whether it can.
func TestFlusher(t *testing.T) {
	errs := newResponder()
	stream := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := w.(http.Flusher); !ok {
			http.Error(w, "streaming is not supported", 500)
			return
		}
		io.WriteString(w, "data: x\n\n")
		w.(http.Flusher).Flush()
	})
	handle := errs.Handle(func(w http.ResponseWriter, r *http.Request) error { stream(w, r); return nil })
	opaque := func(h http.Handler) http.Handler { // a logging middleware, for example
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h.ServeHTTP(struct{ http.ResponseWriter }{w}, r)
		})
	}
	for _, test := range []struct {
		name   string
		h      http.Handler
		status int
	}{
		{"Middleware", errs.Middleware(stream), 200},
		{"Handle", handle, 200},
		{"both", errs.Middleware(handle), 200},
		{"Middleware beneath one that cannot flush", opaque(errs.Middleware(stream)), 500},
		{"Handle beneath one that cannot flush", opaque(handle), 500},
		{"both beneath one that cannot flush", opaque(errs.Middleware(handle)), 500},
		{"one that cannot flush between both", errs.Middleware(opaque(handle)), 500},
		{"beneath one that can be unwrapped", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			errs.Middleware(stream).ServeHTTP(&unwrapping{w}, r)
		}), 200},
		{"beneath one that says so by an error", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			errs.Middleware(stream).ServeHTTP(errorFlusher{struct{ http.ResponseWriter }{w}}, r)
		}), 200},
	} {
		if resp := serve(test.h, request("GET")); resp.StatusCode != test.status {
			t.Errorf("%s: %d %s", test.name, resp.StatusCode, body(t, resp))
		}
	}
}

type errorFlusher struct{ http.ResponseWriter }

func (errorFlusher) FlushError() error { return nil }

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

// A reader who leaves in the middle is no fault of the server's.
func TestHandleLogOfClientGone(t *testing.T) {
	for _, h2 := range []bool{false, true} {
		var b bytes.Buffer
		errs := &problem.Responder{Log: slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug}))}
		report := errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
			for {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return fmt.Errorf("writing the report: %w", err)
				}
			}
		})
		done := make(chan bool)
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			defer close(done)
			report.ServeHTTP(w, r)
		}))
		server.EnableHTTP2 = h2
		server.StartTLS()
		resp, err := server.Client().Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		<-done
		server.Close()
		if log := b.String(); !strings.Contains(log, "level=DEBUG") || !strings.Contains(log, "status=500") || !strings.Contains(log, "writing the report: ") || strings.Count(log, "\n") != 1 {
			t.Errorf("HTTP/2 %v: logged %q", h2, log)
		}
	}
}

// start runs a server whose handler is h within Middleware, over HTTP/1.1 or 2.
func start(t *testing.T, h2 bool, h handler) (*httptest.Server, *http.Client) {
	server := httptest.NewUnstartedServer(newResponder().Middleware(http.HandlerFunc(h)))
	server.EnableHTTP2 = h2
	if h2 {
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	return server, server.Client()
}

func overBoth(t *testing.T, h handler, test func(t *testing.T, url string, c *http.Client)) {
	for _, h2 := range []bool{false, true} {
		proto := map[bool]string{false: "HTTP/1.1", true: "HTTP/2.0"}[h2]
		t.Run(proto, func(t *testing.T) {
			server, client := start(t, h2, func(w http.ResponseWriter, r *http.Request) {
				if r.Proto != proto {
					t.Errorf("it is %s", r.Proto)
				}
				h(w, r)
			})
			test(t, server.URL, client)
		})
	}
}

func TestServers(t *testing.T) {
	t.Run("error", func(t *testing.T) {
		overBoth(t, http.NotFound, func(t *testing.T, url string, c *http.Client) {
			resp, err := c.Get(url)
			if err != nil {
				t.Fatal(err)
			}
			var d *problem.Details
			if err := problem.Read(resp); !errors.As(err, &d) || d.Detail == "" || d.Status != 404 {
				t.Errorf("%v", err)
			}
		})
	})
	t.Run("Flush", func(t *testing.T) {
		next := make(chan bool)
		overBoth(t, func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "one")
			w.(http.Flusher).Flush()
			<-next
			fmt.Fprint(w, "two")
			if err := http.NewResponseController(w).Flush(); err != nil {
				t.Error(err)
			}
			<-next
		}, func(t *testing.T, url string, c *http.Client) {
			resp, err := c.Get(url)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{"one", "two"} { // each before the next is written
				b := make([]byte, 3)
				if _, err := io.ReadFull(resp.Body, b); err != nil || string(b) != want {
					t.Errorf("got %q, %v", b, err)
				}
				next <- true
			}
		})
	})
	t.Run("Early Hints", func(t *testing.T) {
		overBoth(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Link", "</x.css>; rel=preload")
			w.WriteHeader(103)
			if r.URL.Path == "/none" {
				http.NotFound(w, r)
				return
			}
			io.WriteString(w, "x")
		}, func(t *testing.T, url string, c *http.Client) {
			for path, want := range map[string]int{"/": 200, "/none": 404} {
				hints := 0
				trace := &httptrace.ClientTrace{Got1xxResponse: func(code int, h textproto.MIMEHeader) error {
					if code == 103 && h.Get("Link") != "" {
						hints++
					}
					return nil
				}}
				r, _ := http.NewRequestWithContext(httptrace.WithClientTrace(t.Context(), trace), "GET", url+path, nil)
				resp, err := c.Do(r)
				if err != nil || hints != 1 || resp.StatusCode != want {
					t.Errorf("%s: %d hints, %v, %v", path, hints, resp, err)
				}
			}
		})
	})
	t.Run("Expect: 100-continue", func(t *testing.T) {
		overBoth(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/refused" {
				http.Error(w, "too large", http.StatusRequestEntityTooLarge)
				return
			}
			io.Copy(w, r.Body)
		}, func(t *testing.T, url string, c *http.Client) {
			c.Transport.(*http.Transport).ExpectContinueTimeout = time.Minute
			for path, want := range map[string]string{"/": "sent", "/refused": "413"} {
				sent := false
				r, _ := http.NewRequest("POST", url+path, readerFunc(func(p []byte) (int, error) {
					if sent {
						return 0, io.EOF
					}
					sent = true
					return copy(p, "sent"), nil
				}))
				r.Header.Set("Expect", "100-continue")
				resp, err := c.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				if got := body(t, resp); !strings.Contains(got, want) || sent != (want == "sent") {
					t.Errorf("%s: sent %v, got %q", path, sent, got)
				}
			}
		})
	})
	t.Run("deadlines", func(t *testing.T) {
		overBoth(t, func(w http.ResponseWriter, r *http.Request) {
			c := http.NewResponseController(w)
			if err := c.SetReadDeadline(time.Now().Add(time.Hour)); err != nil {
				t.Error(err)
			}
			if err := c.EnableFullDuplex(); err != nil {
				t.Error(err)
			}
			if err := c.SetWriteDeadline(time.Now().Add(time.Millisecond)); err != nil {
				t.Error(err)
			}
			time.Sleep(5 * time.Millisecond)
			for range 1000 {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
			t.Error("no write failed")
		}, func(t *testing.T, url string, c *http.Client) {
			if resp, err := c.Get(url); err == nil {
				if _, err := io.Copy(io.Discard, resp.Body); err == nil {
					t.Error("it came through")
				}
			}
		})
	})
	t.Run("trailers", func(t *testing.T) {
		overBoth(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Trailer", "Sum")
			io.WriteString(w, "x")
			w.Header().Set("Sum", "1")
		}, func(t *testing.T, url string, c *http.Client) {
			resp, err := c.Get(url)
			if err != nil {
				t.Fatal(err)
			}
			body(t, resp)
			if resp.Trailer.Get("Sum") != "1" {
				t.Errorf("trailer %v", resp.Trailer)
			}
		})
	})
	t.Run("Push", func(t *testing.T) {
		under := &pusher{ResponseRecorder: httptest.NewRecorder()}
		newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if err := w.(http.Pusher).Push("/x", nil); err != io.EOF {
				t.Errorf("Push: %v", err)
			}
		})).ServeHTTP(under, request("GET"))
		if under.target != "/x" {
			t.Errorf("pushed %q", under.target)
		}
	})
}

type pusher struct {
	*httptest.ResponseRecorder
	target string
}

func (p *pusher) Push(target string, _ *http.PushOptions) error { p.target = target; return io.EOF }

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestHijack(t *testing.T) {
	for name, before := range map[string]handler{
		"at once":           func(http.ResponseWriter, *http.Request) {},
		"after Flush":       func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(101); w.(http.Flusher).Flush() },
		"by the controller": nil,
	} {
		t.Run(name, func(t *testing.T) {
			server, _ := start(t, false, func(w http.ResponseWriter, r *http.Request) {
				var conn net.Conn
				var rw *bufio.ReadWriter
				var err error
				if before != nil {
					before(w, r)
					conn, rw, err = w.(http.Hijacker).Hijack()
				} else {
					conn, rw, err = http.NewResponseController(w).Hijack()
				}
				if err != nil {
					t.Error(err)
					return
				}
				defer conn.Close()
				if name != "after Flush" {
					rw.WriteString("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
				}
				line, _ := rw.ReadString('\n')
				rw.WriteString(line)
				rw.Flush()
			})
			conn, err := net.Dial("tcp", server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello\n")
			got, err := io.ReadAll(conn)
			if err != nil || !strings.HasPrefix(string(got), "HTTP/1.1 101") || !strings.HasSuffix(string(got), "hello\n") {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	t.Run("after an error's status", func(t *testing.T) {
		server, _ := start(t, false, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Field", "x")
			w.WriteHeader(409)
			conn, rw, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			rw.WriteString("by the handler")
			rw.Flush()
			if _, err := io.WriteString(w, "x"); err != http.ErrHijacked {
				t.Errorf("Write after Hijack: %v", err)
			}
		})
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		got, err := io.ReadAll(conn)
		if err != nil || !strings.HasPrefix(string(got), "HTTP/1.1 409 Conflict\r\n") || !strings.Contains(string(got), "X-Field: x\r\n") || !strings.HasSuffix(string(got), "\r\n\r\nby the handler") {
			t.Errorf("%q, %v", got, err)
		}
	})
	t.Run("a panic afterwards", func(t *testing.T) {
		under := &hijacked{httptest.NewRecorder()}
		defer func() {
			if p := recover(); p != http.ErrAbortHandler || under.Body.Len() != 0 {
				t.Errorf("%v, and %q was written to a connection of somebody else's", p, under.Body)
			}
		}()
		newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.(http.Hijacker).Hijack()
			panic("x")
		})).ServeHTTP(under, request("GET"))
	})
	t.Run("an error afterwards", func(t *testing.T) {
		errs := newResponder()
		under := &hijacked{httptest.NewRecorder()}
		errs.Middleware(errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
			w.(http.Hijacker).Hijack()
			return errors.New("the client is gone")
		})).ServeHTTP(under, request("GET")) // and nothing panics
		if under.Body.Len() != 0 {
			t.Errorf("%q was written to a connection of somebody else's", under.Body)
		}
	})
	t.Run("HTTP/2 has none", func(t *testing.T) {
		server, c := start(t, true, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusConflict)
			if _, _, err := w.(http.Hijacker).Hijack(); !errors.Is(err, http.ErrNotSupported) {
				t.Errorf("Hijack: %v", err)
			}
		})
		resp, err := c.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		if got := body(t, resp); resp.ProtoMajor != 2 || resp.StatusCode != 409 || !strings.Contains(got, `"status":409`) {
			t.Errorf("%s %d %q", resp.Proto, resp.StatusCode, got)
		}
	})
}

type hijacked struct{ *httptest.ResponseRecorder }

func (hijacked) Hijack() (net.Conn, *bufio.ReadWriter, error) { return nil, nil, nil }

// A file goes to the ResponseWriter underneath in one piece, where net/http hands
// it to sendfile.
func TestReadFrom(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, make([]byte, 1<<20), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, h := range map[string]handler{
		"ServeFile": func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, file) },
		"io.Copy": func(w http.ResponseWriter, r *http.Request) {
			f, _ := os.Open(file)
			defer f.Close()
			io.Copy(w, f)
		},
		"a page for 404": func(w http.ResponseWriter, r *http.Request) {
			f, _ := os.Open(file)
			defer f.Close()
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(404)
			http.NewResponseController(w).Flush()
			io.Copy(w, f)
		},
	} {
		t.Run(name, func(t *testing.T) {
			under := &readerFrom{ResponseRecorder: httptest.NewRecorder()}
			newResponder().Middleware(http.HandlerFunc(h)).ServeHTTP(under, request("GET"))
			if written := under.Body.Len(); under.read+int64(written) != 1<<20 || written > 512 {
				t.Errorf("%d bytes by ReadFrom, %d by Write", under.read, under.Body.Len())
			}
		})
	}
	t.Run("the end of a source is no error", func(t *testing.T) {
		for _, size := range []int64{0, 1, 511, 512, 513, 5000} {
			serve(newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if n, err := io.Copy(w, io.LimitReader(endless{}, size)); n != size || err != nil {
					t.Errorf("%d bytes: %d, %v", size, n, err)
				}
			})), request("GET"))
		}
	})
	t.Run("nothing is no content", func(t *testing.T) {
		resp := serve(newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(404)
			w.(io.ReaderFrom).ReadFrom(strings.NewReader(""))
		})), request("GET"))
		if resp.Header.Get("Content-Language") == "" {
			t.Errorf("not replaced: %v", resp.Header)
		}
	})
}

type readerFrom struct {
	*httptest.ResponseRecorder
	read int64
}

func (w *readerFrom) ReadFrom(src io.Reader) (int64, error) {
	n, err := io.Copy(io.Discard, src)
	w.read += n
	return n, err
}

// A large response passes through a small memory.
func TestLargeResponse(t *testing.T) {
	sizes := map[int]int64{1: 256 << 20, 2: 48 << 20} // HTTP/2 takes its time
	peak := uint64(0)
	overBoth(t, func(w http.ResponseWriter, r *http.Request) {
		block := make([]byte, 64<<10)
		for i := range sizes[r.ProtoMajor] / int64(len(block)) {
			w.Write(block)
			if i%256 == 0 {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
		}
	}, func(t *testing.T, url string, c *http.Client) {
		runtime.GC()
		peak = 0
		resp, err := c.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, resp.Body)
		if n != sizes[resp.ProtoMajor] || err != nil {
			t.Errorf("%d bytes, %v", n, err)
		}
		if peak > 32<<20 {
			t.Errorf("%d MiB in memory", peak>>20)
		}
	})
}

// A ResponseWriter that can do nothing more is enough.
func TestPlainWriter(t *testing.T) {
	h := newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, err := range map[string]error{
			"Flush":            http.NewResponseController(w).Flush(),
			"Push":             w.(http.Pusher).Push("/", nil),
			"SetWriteDeadline": http.NewResponseController(w).SetWriteDeadline(time.Now()),
		} {
			if !errors.Is(err, http.ErrNotSupported) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, _, err := w.(http.Hijacker).Hijack(); !errors.Is(err, http.ErrNotSupported) {
			t.Errorf("Hijack: %v", err)
		}
		io.WriteString(w, "one")
		w.(io.ReaderFrom).ReadFrom(strings.NewReader("two"))
	}))
	rec := httptest.NewRecorder()
	h.ServeHTTP(struct{ http.ResponseWriter }{rec}, request("GET"))
	if got := rec.Body.String(); got != "onetwo" {
		t.Errorf("got %q", got)
	}
}

// A status that comes too late goes on to net/http, which logs it.
func TestSuperfluousStatus(t *testing.T) {
	errs := newResponder()
	for _, statuses := range [][]int{{200, 500}, {302, 200}, {200, 103}} {
		h := func(w http.ResponseWriter, r *http.Request) {
			for _, status := range statuses {
				w.WriteHeader(status)
			}
		}
		for name, h := range map[string]http.Handler{
			"Middleware": errs.Middleware(http.HandlerFunc(h)),
			"Handle":     errs.Handle(func(w http.ResponseWriter, r *http.Request) error { h(w, r); return nil }),
		} {
			w := &statusRecorder{ResponseWriter: httptest.NewRecorder()}
			h.ServeHTTP(w, request("GET"))
			if diff := cmp.Diff(statuses, w.statuses); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	}
}

type statusRecorder struct {
	http.ResponseWriter
	statuses []int
}

func (w *statusRecorder) WriteHeader(status int) { w.statuses = append(w.statuses, status) }

// With TLS and HTTP/1.1 there is no sendfile, but a connection all the same.
func TestTLS(t *testing.T) {
	server := httptest.NewTLSServer(newResponder().Middleware(http.NewServeMux()))
	defer server.Close()
	conn, err := tls.Dial("tcp", server.Listener.Addr().String(), &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "GET /%3Cscript%3E HTTP/1.1\r\nHost: x\r\nAccept: "+chrome+"\r\nConnection: close\r\n\r\n")
	got, _ := io.ReadAll(conn)
	if !strings.HasPrefix(string(got), "HTTP/1.1 404") || !strings.HasSuffix(string(got), "</html>\n") || strings.Contains(string(got), "script") {
		t.Errorf("%s", got)
	}
}
