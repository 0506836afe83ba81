package frameworks

import (
	"fmt"

	"github.com/labstack/echo/v5"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// NewEcho returns an Echo whose errors are readable: those that handlers return
// and Echo's own.
func NewEcho(errs *problem.Responder) *echo.Echo {
	e := echo.New()
	e.HTTPErrorHandler = func(c *echo.Context, err error) {
		if r, _ := echo.UnwrapResponse(c.Response()); r != nil && r.Committed {
			c.Logger().Error("error after the response", "error", err)
			return
		}
		if code := echo.StatusCode(err); code != 0 {
			err = fmt.Errorf("%w: %w", httpstatus.Status(code), err)
		}
		errs.Respond(c.Response(), c.Request(), err)
	}
	return e
}
