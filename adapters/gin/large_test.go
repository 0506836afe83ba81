package gin_test

import (
	"bytes"
	"io"
	"net/http"
	"testing"

	"github.com/gin-gonic/gin"
)

// A client that is still sending gets the 413, not "connection reset".
func TestLargeUpload(t *testing.T) {
	large := make([]byte, 20<<20)
	routes := func(e *gin.Engine) {
		e.POST("/", func(c *gin.Context) {
			c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 1000)
			if _, err := io.ReadAll(c.Request.Body); err != nil {
				c.Error(err)
			}
		})
	}
	serve(t, io.Discard, routes, func(t *testing.T, url string) {
		for range 2 {
			resp, err := http.Post(url, "application/octet-stream", bytes.NewReader(large))
			if err != nil {
				t.Errorf("%v", err)
				continue
			}
			resp.Body.Close()
			if resp.StatusCode != http.StatusRequestEntityTooLarge {
				t.Errorf("%s", resp.Status)
			}
		}
	})
}
