package problem_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

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
