// Package gin makes the errors of a gin server readable, with package problem:
//
//	e := gin.Default()
//	adapter.Use(e, &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean)})
//	e.GET("/users/:id", func(c *gin.Context) { c.Error(httpstatus.NotFound) })
package gin

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// Use sets up an engine. Call it before you add routes: gin does not apply a middleware
// to the routes that are there already.
//
// errs responds to these errors:
//
//   - What a handler gives to c.Error. If there are several, the last one counts. If the
//     error has no [httpstatus.Status] and the handler has set one, the handler's counts.
//   - A status from 400 to 599 without content. c.AbortWithStatus, c.AbortWithError and
//     c.BindJSON leave such a response.
//   - Unknown paths and methods. Use sets HandleMethodNotAllowed.
//   - Panics, whether or not gin.Recovery is in use.
//
// A response that a handler has written stays. An error that comes after it is logged:
// a c.Error, a status from 400 to 599, a panic. It also cuts off a response that is not
// an error, as in [problem.Responder.Handle]. So do not use c.Error after a response that
// is complete.
func Use(e *gin.Engine, errs *problem.Responder) {
	e.HandleMethodNotAllowed = true
	e.Handlers = slices.Concat(gin.HandlersChain{cut}, e.Handlers)
	e.Use(func(c *gin.Context) { handle(c, errs) })
}

// handle calls the other handlers within errs.Handle, which knows what to do with
// errors, panics, compressors and responses that have begun.
func handle(c *gin.Context, errs *problem.Responder) {
	under := c.Writer
	defer func() {
		c.Writer = under
		switch p := recover(); p {
		case nil:
		case http.ErrAbortHandler:
			c.Set(cutKey{}, true)
			c.Abort()
		default:
			panic(p)
		}
	}()
	errs.Handle(func(w http.ResponseWriter, _ *http.Request) error {
		own := &writer{ResponseWriter: under, out: w, gone: c.Request.Context()}
		c.Writer = own
		c.Next()
		return errorOf(c, own)
	}).ServeHTTP(under, c.Request)
}

// errorOf returns the error to respond to, or nil.
func errorOf(c *gin.Context, w *writer) error {
	status := w.late
	if !w.Written() {
		status = w.Status()
	}
	var own error
	if 400 <= status && status < 600 {
		own = httpstatus.Status(status)
	}
	last := c.Errors.Last()
	switch {
	case last == nil:
		return own
	case own == nil || errors.As(last, new(httpstatus.Status)):
		return last
	}
	return fmt.Errorf("%w: %w", own, last)
}

// cut is the outermost handler. gin.Recovery swallows http.ErrAbortHandler, and the
// client would take a part of a response for the whole.
func cut(c *gin.Context) {
	c.Next()
	if c.GetBool(cutKey{}) {
		panic(http.ErrAbortHandler)
	}
}

type cutKey struct{}
