// Package echo makes the errors of an Echo server readable, with package problem:
//
//	e := echo.New()
//	e.Use(middleware.RequestLogger(), middleware.Recover())
//	adapter.Use(e, &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean)})
//	e.GET("/users/:id", func(c *echo.Context) error { return httpstatus.NotFound })
package echo

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/http"

	"github.com/labstack/echo/v5"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// Use sets up an Echo. Call it after e.Use, so that other middlewares see the status of
// an error: [echo.StatusCode] finds none in an httpstatus.Status.
//
// errs responds to the errors that handlers and middlewares return, and to Echo's own for
// unknown paths and methods. The first of these that an error is or wraps decides:
//
//   - a [problem.Details] or an [httpstatus.Status]
//   - an [echo.ProblemError]: it is shown as the same Details are
//   - anything else with a StatusCode, such as an [echo.HTTPError]. Its Message goes to
//     the log and not to the reader, as it is in one language. The Map of a Responder can
//     put it into Details.
//
// A response that a handler has written stays. An error that comes after it is logged. It
// also cuts off a response that is not an error, as in [problem.Responder.Handle].
//
// Panics become errors in Echo's middleware Recover.
func Use(e *echo.Echo, errs *problem.Responder) {
	e.HTTPErrorHandler = func(c *echo.Context, err error) { respond(errs, c, err) }
	e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c *echo.Context) error {
			if r, err := echo.UnwrapResponse(c.Response()); err == nil {
				r.ResponseWriter = &watched{r.ResponseWriter, r}
			}
			err := next(c)
			if err == nil || echo.StatusCode(err) != 0 {
				return err
			}
			return &coded{err, statusOf(errs, c, err)}
		}
	})
}

// statusOf returns the status that errs will respond with.
func statusOf(errs *problem.Responder, c *echo.Context, err error) (s httpstatus.Status) {
	defer func() {
		if recover() != nil {
			s = httpstatus.InternalServerError // errs will log it
		}
	}()
	if errs.Map != nil {
		err = cmp.Or(errs.Map(c.Request(), err), err)
	}
	return problem.FromError(translate(err))
}

// A coded is an error whose status Echo's middlewares can see.
type coded struct {
	error
	status httpstatus.Status
}

func (e *coded) Unwrap() error   { return e.error }
func (e *coded) StatusCode() int { return int(e.status) }

// respondedKey marks a request that has got its error response. Echo's RequestLogger
// calls the HTTPErrorHandler and passes the error on, so that it comes again.
const respondedKey = "example.com/httpstatus/adapters/echo"

func respond(errs *problem.Responder, c *echo.Context, err error) {
	if c.Get(respondedKey) != nil {
		return
	}
	c.Set(respondedKey, true)
	if own, ok := err.(*coded); ok {
		err = own.error
	}
	err = translate(err)
	if r, _ := echo.UnwrapResponse(c.Response()); r != nil && r.Committed {
		// Handle knows what to do with an error after a response with this status.
		errs.Handle(func(w http.ResponseWriter, _ *http.Request) error {
			w.WriteHeader(r.Status)
			return err
		}).ServeHTTP(nowhere{}, c.Request())
		return
	}
	errs.Respond(c.Response(), c.Request(), err)
}

// translate returns err with the status that Echo sees in it.
func translate(err error) error {
	switch own := own(err).(type) {
	case echo.ProblemErrorer:
		return fmt.Errorf("%w: %w", details(own.ProblemError()), err)
	case *echo.ProblemError:
		return fmt.Errorf("%w: %w", details(own), err)
	case echo.HTTPStatusCoder:
		return fmt.Errorf("%w: %w", httpstatus.Status(own.StatusCode()), err)
	}
	return err
}

func details(own *echo.ProblemError) *problem.Details {
	if own == nil {
		return &problem.Details{}
	}
	return &problem.Details{
		Type:     own.Type,
		Title:    own.Title,
		Status:   httpstatus.Status(own.Status),
		Detail:   own.Detail,
		Instance: own.Instance,
	}
}

// own returns the first error in err's tree that has a status of its own in Echo, or nil
// if a Status or Details comes before.
func own(err error) any {
	switch e := err.(type) {
	case nil, httpstatus.Status, *problem.Details:
		return nil
	case echo.ProblemErrorer:
		return e
	case echo.HTTPStatusCoder:
		if e.StatusCode() != 0 {
			return e
		}
	case interface{ Unwrap() []error }:
		for _, err := range e.Unwrap() {
			if found := own(err); found != nil || errors.As(err, new(httpstatus.Status)) {
				return found
			}
		}
		return nil
	}
	return own(errors.Unwrap(err))
}

// A watched is the ResponseWriter underneath an echo.Response. It has Echo know that the
// response has begun when a handler flushes or a WebSocket takes the connection.
type watched struct {
	http.ResponseWriter
	response *echo.Response
}

// Unwrap is for http.ResponseController.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *watched) FlushError() error {
	err := http.NewResponseController(w.ResponseWriter).Flush()
	if err == nil {
		w.response.Committed = true
	}
	return err
}

func (w *watched) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(w.ResponseWriter).Hijack()
	if err == nil {
		w.response.Committed = true
	}
	return conn, rw, err
}

// nowhere is an http.ResponseWriter for a response that is written already.
type nowhere struct{}

func (nowhere) Header() http.Header         { return http.Header{} }
func (nowhere) Write(p []byte) (int, error) { return len(p), nil }
func (nowhere) WriteHeader(int)             {}
