package frameworks

import (
	"errors"
	"fmt"

	"github.com/gin-gonic/gin"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// NewGin returns an engine whose errors are readable: what a handler gives to
// c.Error, the last one if there are several, under the status that it has set, if
// any; error statuses without content, as c.AbortWithError and BindJSON leave them;
// and the unknown paths and methods. For panics put errs.Middleware around it.
func NewGin(errs *problem.Responder) *gin.Engine {
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.Use(func(c *gin.Context) {
		under := c.Writer
		c.Writer = patient{under}
		c.Next()
		c.Writer = under
		if under.Written() {
			return
		}
		err := httpstatus.Status(under.Status()).Err()
		if last := c.Errors.Last(); last != nil {
			if own := err; own != nil && !errors.As(last, new(httpstatus.Status)) {
				err = fmt.Errorf("%w: %w", own, last)
			} else {
				err = last
			}
		}
		errs.Respond(under, c.Request, err)
	})
	return e
}

// patient leaves the header section unsent until there is content: gin's Abort
// functions would send it before an error could be answered.
type patient struct{ gin.ResponseWriter }

func (patient) WriteHeaderNow() {}
