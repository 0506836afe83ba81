package gin_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
)

// A client that is still sending gets the 413 at once.
func TestLargeUpload(t *testing.T) {
	routes := func(e *gin.Engine) {
		e.POST("/", func(c *gin.Context) {
			c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 1000)
			if _, err := io.ReadAll(c.Request.Body); err != nil {
				c.Error(err)
			}
		})
	}
	serve(t, io.Discard, routes, func(t *testing.T, url string) {
		for _, length := range []int64{200_000, -1} {
			if got := pause(t, url, length); got != http.StatusRequestEntityTooLarge {
				t.Errorf("length %d: %d", length, got)
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
