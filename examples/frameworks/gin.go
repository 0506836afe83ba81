package frameworks

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// NewGin returns an engine whose errors are readable: what a handler gives to
// c.Error, the last one if there are several, under the status that it has set, if
// any; error statuses without content, as c.AbortWithError and BindJSON leave them;
// and the unknown paths and methods. If a handler has written content before c.Error,
// the error is logged, and a response that is no error is cut off. For panics put
// errs.Middleware around the engine.
func NewGin(errs *problem.Responder) *gin.Engine {
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.Use(func(c *gin.Context) {
		under := c.Writer
		coding := under.Header()["Content-Encoding"]
		c.Writer = patient{under}
		c.Next()
		c.Writer = under
		last := c.Errors.Last()
		if under.Written() {
			if last != nil {
				tooLate(errs, c.Request, under.Status(), last)
			}
			return
		}
		err := httpstatus.Status(under.Status()).Err()
		if last != nil {
			if own := err; own != nil && !errors.As(last, new(httpstatus.Status)) {
				err = fmt.Errorf("%w: %w", own, last)
			} else {
				err = last
			}
		}
		if err != nil && coding == nil {
			// gin-contrib/gzip has set it, but compresses no error.
			under.Header().Del("Content-Encoding")
		}
		errs.Respond(under, c.Request, err)
	})
	return e
}

// patient leaves the header section of an error unsent until there is content: gin's
// Abort functions would send it before there is a response. Everything else goes at
// once, for example the 101 of a WebSocket.
type patient struct{ gin.ResponseWriter }

func (w patient) WriteHeaderNow() {
	if w.Status() < http.StatusBadRequest {
		w.ResponseWriter.WriteHeaderNow()
	}
}
