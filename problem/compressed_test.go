package problem_test

import (
	"compress/flate"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/problem"
)

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
