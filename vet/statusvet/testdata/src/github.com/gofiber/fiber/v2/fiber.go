// Package fiber stands in for the real one.
package fiber

type Ctx struct{}

func (c *Ctx) Status(code int) *Ctx                        { return c }
func (c *Ctx) SendStatus(code int) error                   { return nil }
func (c *Ctx) JSON(v any) error                            { return nil }
func (c *Ctx) SendString(s string) error                   { return nil }
func (c *Ctx) Set(key, value string)                       {}
func (c *Ctx) Redirect(location string, code ...int) error { return nil }
