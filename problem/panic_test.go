package problem_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

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

// A goroutine of a handler may outlive its panic. What it writes then is not added to the
// response to the panic.
func TestWriteAfterPanic(t *testing.T) {
	for name, write := range map[string]func(w http.ResponseWriter){
		"Write":       func(w http.ResponseWriter) { w.Write([]byte("late")) },
		"WriteString": func(w http.ResponseWriter) { io.WriteString(w, "late") },
		"ReadFrom":    func(w http.ResponseWriter) { io.Copy(w, strings.NewReader("late")) },
		"WriteHeader": func(w http.ResponseWriter) { w.WriteHeader(200) },
		"http.Error":  func(w http.ResponseWriter) { http.Error(w, "late", 404) },
	} {
		for before, begin := range map[string]func(w http.ResponseWriter){
			"nothing":    func(w http.ResponseWriter) {},
			"the header": func(w http.ResponseWriter) { w.WriteHeader(404) },
		} {
			t.Run(name+" after "+before, func(t *testing.T) {
				errs := newResponder()
				under := &once{ResponseRecorder: httptest.NewRecorder()}
				panicked, written := make(chan struct{}), make(chan struct{})
				errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					begin(w)
					go func() {
						defer close(written)
						<-panicked
						write(w)
					}()
					panic("x")
				})).ServeHTTP(under, request("GET"))
				close(panicked)
				<-written
				if resp := under.Result(); under.times != 1 || resp.StatusCode != 500 || strings.Contains(body(t, resp), "late") {
					t.Errorf("%d calls of WriteHeader, status %d, %q", under.times, resp.StatusCode, under.Body)
				}
			})
		}
	}
}
