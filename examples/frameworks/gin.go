package frameworks

import (
	"github.com/gin-gonic/gin"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// NewGin returns an engine whose errors are readable: what a handler gives to
// c.Error, the last one if there are several, and the unknown paths and methods.
func NewGin(errs *problem.Responder) *gin.Engine {
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.Use(func(c *gin.Context) {
		c.Next()
		if err := c.Errors.Last(); err != nil && !c.Writer.Written() {
			errs.Respond(c.Writer, c.Request, err)
		}
	})
	e.NoRoute(func(c *gin.Context) { c.Error(httpstatus.NotFound) })
	e.NoMethod(func(c *gin.Context) { c.Error(httpstatus.MethodNotAllowed) })
	return e
}
