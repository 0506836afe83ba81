package problem_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

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
