package httpstatus_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
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
			for other := range httpstatus.All() {
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
		if err := s.Err(); code < 400 && err != nil || code >= 400 && err != s {
			t.Errorf("%d: Err is %v", code, err)
		}
	}
}

// RFC 9457, 3.1.2 wants a number, and a Status gives and takes one.
func TestJSON(t *testing.T) {
	data, err := json.Marshal(map[string]any{"status": httpstatus.NotFound})
	if err != nil || string(data) != `{"status":404}` {
		t.Errorf("%s, %v", data, err)
	}
	var s httpstatus.Status
	if err := json.Unmarshal([]byte("404"), &s); err != nil || s != httpstatus.NotFound {
		t.Errorf("%v, %v", s, err)
	}
}
