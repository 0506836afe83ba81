package echo_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"

	"example.com/httpstatus/problem"
)

// A client that is still sending gets the 413 at once.
func TestLargeUpload(t *testing.T) {
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
			for _, length := range []int64{200_000, -1} {
				if got := pause(t, url+path, length); got != http.StatusRequestEntityTooLarge {
					t.Errorf("%s, length %d: %d", path, length, got)
				}
			}
		}
	})
}

// pause sends the begin of a large request, which is already too large, and waits for the
// response. It returns the status.
func pause(t *testing.T, url string, length int64) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // a server that waits for more fails then
	defer cancel()
	rest, end := io.Pipe()
	defer end.Close()
	r, err := http.NewRequestWithContext(ctx, "POST", url, io.MultiReader(strings.NewReader(strings.Repeat("x", 1001)), rest))
	if err != nil {
		t.Fatal(err)
	}
	r.ContentLength = length
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}
