// Package fiber makes the errors of a Fiber server readable, with package problem:
//
//	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean)}
//	app := fiber.New(fiber.Config{ErrorHandler: adapter.ErrorHandler(errs)})
//	app.Use(adapter.Middleware(errs), recover.New())
//	app.Get("/users/:id", func(c fiber.Ctx) error { return httpstatus.NotFound })
package fiber

import (
	"errors"
	"fmt"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/utils/v2"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// ErrorHandler returns the ErrorHandler for a fiber.Config. It responds to the errors
// that handlers return, and to Fiber's own: unknown paths and methods, content that is
// too large, requests that are not HTTP.
//
// The first of these that an error is or wraps decides: a [problem.Details] or an
// [httpstatus.Status], or a [fiber.Error]. The Message of a fiber.Error goes to the log
// and not to the reader, as it is in one language. The Map of a Responder can put it into
// Details.
//
// Fiber keeps a response in memory until the handlers are done, so the error replaces
// what a handler has written before. Header fields stay, as in [problem.Responder.Respond].
//
// The hooks of errs see the request without its content. The request's context has the
// values of c.Context and c.Locals.
func ErrorHandler(errs *problem.Responder) fiber.ErrorHandler {
	return func(c fiber.Ctx, err error) error {
		respond(errs, c, translate(err))
		return nil
	}
}

// Middleware returns a middleware that responds to a status of 400 or above without
// content, and to what c.SendStatus writes for it: the status's name as plain text.
// Everything else stays as it is.
func Middleware(errs *problem.Responder) fiber.Handler {
	return func(c fiber.Ctx) error {
		if err := c.Next(); err != nil {
			return err
		}
		resp := c.Response()
		if status := resp.StatusCode(); 400 <= status && status < 600 && !resp.IsBodyStream() {
			if body := string(resp.Body()); body == "" || body == utils.StatusMessage(status) {
				respond(errs, c, httpstatus.Status(status))
			}
		}
		return nil
	}
}

// translate returns err with the status that Fiber sees in it.
func translate(err error) error {
	if own := own(err); own != nil {
		return fmt.Errorf("%w: %w", httpstatus.Status(own.Code), err)
	}
	return err
}

// own returns the first fiber.Error in err's tree, or nil if a Status or Details comes
// before.
func own(err error) *fiber.Error {
	switch e := err.(type) {
	case nil, httpstatus.Status, *problem.Details:
		return nil
	case *fiber.Error:
		return e
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
