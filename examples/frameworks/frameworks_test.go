package frameworks_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v5"

	"example.com/httpstatus"
	"example.com/httpstatus/examples/frameworks"
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

var errNoUser = fmt.Errorf("user 8: %w", httpstatus.NotFound)

func TestChi(t *testing.T) {
	errs := responder()
	r := frameworks.NewChi(errs)
	r.Method("GET", "/users/{id}", errs.Handle(func(http.ResponseWriter, *http.Request) error { return errNoUser }))
	r.Get("/ok", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "fine") })
	r.Get("/old", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "disk on fire", http.StatusServiceUnavailable)
	})
	check(t, r)
}

func TestGin(t *testing.T) {
	gin.SetMode(gin.ReleaseMode)
	e := frameworks.NewGin(responder())
	e.GET("/users/:id", func(c *gin.Context) { c.Error(errNoUser) })
	e.GET("/ok", func(c *gin.Context) { c.String(200, "fine") })
	e.GET("/old", func(c *gin.Context) { c.Error(fmt.Errorf("disk on fire: %w", httpstatus.ServiceUnavailable)) })
	check(t, e)
}

func TestEcho(t *testing.T) {
	e := frameworks.NewEcho(responder())
	e.GET("/users/:id", func(c *echo.Context) error { return errNoUser })
	e.GET("/ok", func(c *echo.Context) error { return c.String(200, "fine") })
	e.GET("/old", func(c *echo.Context) error { return echo.NewHTTPError(http.StatusServiceUnavailable, "disk on fire") })
	check(t, e)
}

// check asks a server on loopback for what each router answers in its own way, and
// wants it answered in ours.
func check(t *testing.T, handler http.Handler) {
	server := httptest.NewServer(handler)
	defer server.Close()
	for _, test := range []struct {
		method, path string
		want         httpstatus.Status
	}{
		{"GET", "/users/8", httpstatus.NotFound},
		{"GET", "/nothing", httpstatus.NotFound},
		{"DELETE", "/ok", httpstatus.MethodNotAllowed},
		{"GET", "/old", httpstatus.ServiceUnavailable},
		{"GET", "/ok", httpstatus.OK},
	} {
		r, err := http.NewRequest(test.method, server.URL+test.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Language", "ko-KR")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		err = problem.Read(resp)
		resp.Body.Close()
		if resp.StatusCode != int(test.want) {
			t.Errorf("%s %s: %s, want %v", test.method, test.path, resp.Status, test.want)
		}
		if test.want == httpstatus.OK {
			continue
		}
		l := lang.Korean
		want := fmt.Sprintf("%v: %s: %s %s", test.want, test.want.Title(l), test.want.Meaning(l), test.want.Advice(l))
		if err == nil || err.Error() != want {
			t.Errorf("%s %s: %v, want %s", test.method, test.path, err, want)
		}
		for name := range test.want.RequiredFields() {
			if resp.Header.Get(name) == "" {
				t.Errorf("%s %s: no %s", test.method, test.path, name)
			}
		}
	}
}
