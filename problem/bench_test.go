package problem_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// A sink is a ResponseWriter that costs next to nothing, so that what is measured
// is what comes on top of it.
type sink struct{ h http.Header }

func (s *sink) Header() http.Header               { return s.h }
func (s *sink) WriteHeader(int)                   {}
func (s *sink) Write(p []byte) (int, error)       { return len(p), nil }
func (s *sink) WriteString(p string) (int, error) { return len(p), nil }

func benchmark(b *testing.B, h http.Handler, fields ...string) {
	r := request("GET", fields...)
	w := &sink{http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		clear(w.h)
		h.ServeHTTP(w, r)
	}
}

var (
	ok      = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "ok") })
	missing = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "no such thing", 404) })
)

// What an error costs by itself: http.Error bare, replaced by Middleware, and
// Respond in its place.
func BenchmarkError(b *testing.B) {
	errs := newResponder()
	fields := []string{"Accept: " + chrome, "Accept-Language: ko-KR,ko;q=0.9,en;q=0.8"}
	b.Run("bare", func(b *testing.B) { benchmark(b, missing, fields...) })
	b.Run("Middleware", func(b *testing.B) { benchmark(b, errs.Middleware(missing), fields...) })
	b.Run("Respond", func(b *testing.B) {
		benchmark(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { errs.Respond(w, r, httpstatus.NotFound) }), fields...)
	})
	b.Run("Details", func(b *testing.B) {
		d := &problem.Details{Status: 404, Detail: "no such thing"}
		benchmark(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { errs.Respond(w, r, d) }), fields...)
	})
}

func BenchmarkOK(b *testing.B) {
	errs := newResponder()
	b.Run("bare", func(b *testing.B) { benchmark(b, ok) })
	b.Run("Middleware", func(b *testing.B) { benchmark(b, errs.Middleware(ok)) })
}

// The same as requests over loopback, where the ratios that matter are.
func BenchmarkServer(b *testing.B) {
	errs := &problem.Responder{Languages: languages, Log: slog.New(slog.DiscardHandler)}
	for _, bench := range []struct {
		name string
		h    http.Handler
	}{
		{"ok/bare", ok},
		{"ok/Middleware", errs.Middleware(ok)},
		{"error/bare", missing},
		{"error/Middleware", errs.Middleware(missing)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			server := httptest.NewServer(bench.h)
			defer server.Close()
			r, _ := http.NewRequest("GET", server.URL, nil)
			addFields(r.Header, []string{"Accept: " + chrome, "Accept-Language: ko-KR,ko;q=0.9,en;q=0.8"})
			for b.Loop() {
				resp, err := http.DefaultTransport.RoundTrip(r)
				if err != nil {
					b.Fatal(err)
				}
				io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
		})
	}
}
