// Package gin stands in for the real one.
package gin

import (
	"io"
	"net/http"
)

type H map[string]any

type ResponseWriter interface {
	http.ResponseWriter
	Status() int
}

type Context struct {
	Request *http.Request
	Writer  ResponseWriter
}

type HandlerFunc func(*Context)

type Engine struct{ HandleMethodNotAllowed bool }

func (e *Engine) NoMethod(handlers ...HandlerFunc) {}
func (e *Engine) NoRoute(handlers ...HandlerFunc)  {}

func (c *Context) Data(code int, contentType string, data []byte) {}
func (c *Context) DataFromReader(code int, length int64, contentType string, reader io.Reader, extra map[string]string) {
}
func (c *Context) JSON(code int, obj any)                        {}
func (c *Context) String(code int, format string, values ...any) {}
func (c *Context) AbortWithStatus(code int)                      {}
func (c *Context) AbortWithStatusJSON(code int, obj any)         {}
func (c *Context) AbortWithError(code int, err error) error      { return err }
func (c *Context) Status(code int)                               {}
func (c *Context) Redirect(code int, location string)            {}
func (c *Context) Header(key, value string)                      {}
func (c *Context) Param(key string) string                       { return "" }
func (c *Context) Next()                                         {}
