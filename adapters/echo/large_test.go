package echo_test

import (
	"bytes"
	"io"
	"net/http"
	"testing"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"

	"example.com/httpstatus/problem"
)

// A client that is still sending gets the 413, not "connection reset".
func TestLargeUpload(t *testing.T) {
	large := make([]byte, 20<<20)
	read := func(c *echo.Context) error { _, err := io.ReadAll(c.Request().Body); return err }
	routes := func(e *echo.Echo) {
		e.POST("/limit", read, middleware.BodyLimit(1000))
		e.POST("/reader", func(c *echo.Context) error {
			c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, 1000)
			return read(c)
		})
	}
	serve(t, problem.Responder{}, io.Discard, routes, func(t *testing.T, url string) {
		for _, path := range []string{"/limit", "/reader"} {
			// A MultiReader has no length, so the limit is found while reading.
			for _, content := range []io.Reader{bytes.NewReader(large), io.MultiReader(bytes.NewReader(large))} {
				resp, err := http.Post(url+path, "application/octet-stream", content)
				if err != nil {
					t.Errorf("%s: %v", path, err)
					continue
				}
				resp.Body.Close()
				if resp.StatusCode != http.StatusRequestEntityTooLarge {
					t.Errorf("%s: %s", path, resp.Status)
				}
			}
		}
	})
}
