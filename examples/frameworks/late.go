package frameworks

import (
	"log/slog"
	"net/http"

	"example.com/httpstatus/problem"
)

// tooLate does with an error what Responder.Handle does if the response has begun: it
// logs the error, and cuts off a response that is no error, so that the client does not
// take a part for the whole.
func tooLate(errs *problem.Responder, r *http.Request, status int, err error) {
	logger := errs.Log
	if logger == nil {
		logger = slog.Default()
	}
	logger.ErrorContext(r.Context(), "error after the response began", "status", status, "method", r.Method, "path", r.URL.Path, "error", err)
	if status < http.StatusBadRequest {
		panic(http.ErrAbortHandler)
	}
}
