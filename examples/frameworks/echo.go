package frameworks

import (
	"fmt"

	"github.com/labstack/echo/v5"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// NewEcho returns an Echo whose errors are readable: those that handlers return
// and Echo's own. If a handler has written content before it returns an error, the error
// is logged, and a response that is no error is cut off.
func NewEcho(errs *problem.Responder) *echo.Echo {
	e := echo.New()
	e.HTTPErrorHandler = func(c *echo.Context, err error) {
		if r, _ := echo.UnwrapResponse(c.Response()); r != nil && r.Committed {
			tooLate(errs, c.Request(), r.Status, err)
			return
		}
		if code := echo.StatusCode(err); code != 0 {
			err = fmt.Errorf("%w: %w", httpstatus.Status(code), err)
		}
		errs.Respond(c.Response(), c.Request(), err)
	}
	return e
}
