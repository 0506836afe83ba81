package httpstatus_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"example.com/httpstatus"
)

func TestErrorsIs(t *testing.T) {
	means := map[error][]httpstatus.Status{
		fs.ErrNotExist:           {404, 410},
		fs.ErrPermission:         {403},
		errors.ErrUnsupported:    {405, 501, 505},
		os.ErrDeadlineExceeded:   {408, 504},
		fs.ErrExist:              nil,
		fs.ErrInvalid:            nil,
		context.DeadlineExceeded: nil,
	}
	for code := -1; code <= 1000; code++ {
		s := httpstatus.Status(code)
		for _, err := range []error{s, fmt.Errorf("get: %w", s), errors.Join(errors.New("one"), fmt.Errorf("two: %w", fmt.Errorf("three: %w", s)))} {
			for target, statuses := range means {
				if got, want := errors.Is(err, target), slices.Contains(statuses, s); got != want {
					t.Errorf("errors.Is(%v, %v) = %v", err, target, got)
				}
			}
			for _, other := range httpstatus.All() {
				if got := errors.Is(err, other); got != (s == other) {
					t.Errorf("errors.Is(%v, %v) = %v", err, other, got)
				}
			}
			var as httpstatus.Status
			if !errors.As(err, &as) || as != s {
				t.Errorf("errors.As(%v) gives %v", err, as)
			}
		}
		if s.Error() != s.String() {
			t.Errorf("%d: Error is %q", code, s.Error())
		}
		if err := s.Err(); 100 <= code && code <= 399 && err != nil || (code < 100 || code > 399) && err != s {
			t.Errorf("%d: Err is %v", code, err)
		}
	}
}

// Timeout, os.IsTimeout, url.Error and errors.Is with os.ErrDeadlineExceeded agree.
func TestTimeout(t *testing.T) {
	for code := -1; code <= 1000; code++ {
		s := httpstatus.Status(code)
		want := code == 408 || code == 504
		wrapped := &url.Error{Op: "Get", URL: "https://example.com/", Err: s}
		for name, got := range map[string]bool{
			"Timeout": s.Timeout(), "os.IsTimeout": os.IsTimeout(s), "url.Error": wrapped.Timeout(), "errors.Is": errors.Is(wrapped, os.ErrDeadlineExceeded),
		} {
			if got != want {
				t.Errorf("%s of %d is %t", name, code, got)
			}
		}
	}
}

// net/http accepts some bad status lines. Err returns an error for their codes.
func TestErrOfWhatNetHTTPDelivers(t *testing.T) {
	for line, want := range map[string]httpstatus.Status{"000 ": 0, "099 X": 99, "600 X": 600, "999 X": 999} {
		response, err := http.ReadResponse(bufio.NewReader(strings.NewReader("HTTP/1.1 "+line+"\r\nContent-Length: 0\r\n\r\n")), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := httpstatus.Status(response.StatusCode).Err(); got != want {
			t.Errorf("%q: Err is %v, want %v", line, got, want)
		}
	}
}
