package problem_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

func contextWithCancel(r *http.Request) (context.Context, context.CancelFunc) {
	return context.WithCancel(r.Context())
}

func TestFromError(t *testing.T) {
	_, noFile := os.Open("testdata/none")
	tooLarge := func() error {
		_, err := io.ReadAll(http.MaxBytesReader(httptest.NewRecorder(), io.NopCloser(strings.NewReader("four")), 3))
		return err
	}()
	expired, cancel := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancel()

	for _, test := range []struct {
		name string
		err  error
		want httpstatus.Status
	}{
		{"nil", nil, 200},
		{"any other", errors.New("x"), 500},
		{"a status", httpstatus.NotFound, 404},
		{"wrapped", fmt.Errorf("x: %w", httpstatus.Conflict), 409},
		{"joined", errors.Join(errors.New("x"), httpstatus.Gone), 410},
		{"Details", &problem.Details{Status: 422}, 422},
		{"pointer to Details", fmt.Errorf("x: %w", &problem.Details{Status: 422}), 422},
		{"Details without a status", &problem.Details{}, 500},
		{"unregistered", httpstatus.Status(499), 499},
		{"a success", httpstatus.OK, 500},
		{"a wrapped success", fmt.Errorf("x: %w", httpstatus.OK), 500},
		{"a redirect", httpstatus.Found, 500},
		{"no status code", httpstatus.Status(0), 500},
		{"beyond 599", httpstatus.Status(600), 500},
		{"negative", httpstatus.Status(-1), 500},
		{"fs.ErrNotExist", fs.ErrNotExist, 404},
		{"no such file", noFile, 404},
		{"fs.ErrPermission", fmt.Errorf("x: %w", fs.ErrPermission), 403},
		{"context.DeadlineExceeded", expired.Err(), 504},
		{"os.ErrDeadlineExceeded", fmt.Errorf("x: %w", os.ErrDeadlineExceeded), 504},
		{"context.Canceled", context.Canceled, 503},
		{"http.MaxBytesError", fmt.Errorf("x: %w", tooLarge), 413},
		{"errors.ErrUnsupported", errors.ErrUnsupported, 501},
		{"http.ErrNotSupported", http.ErrNotSupported, 501},
		{"a status beats what it wraps", fmt.Errorf("%w: %w", httpstatus.Forbidden, fs.ErrNotExist), 403},
		{"a status beats what wraps it", fmt.Errorf("%w: %w", fs.ErrNotExist, httpstatus.Forbidden), 403},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := problem.FromError(test.err); got != test.want {
				t.Errorf("FromError(%v) = %v, want %v", test.err, got, test.want)
			}
		})
	}
}

// A client that is too slow is to blame itself; another connection that is too
// slow is not its fault.
func TestSlowClient(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	errs := newResponder()
	server := httptest.NewServer(errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
		soon := time.Now().Add(20 * time.Millisecond)
		if r.URL.Path == "/other" {
			conn, err := net.Dial("tcp", silent.Addr().String())
			if err != nil {
				return err
			}
			defer conn.Close()
			conn.SetReadDeadline(soon)
			_, err = conn.Read(make([]byte, 1))
			return err
		}
		if err := http.NewResponseController(w).SetReadDeadline(soon); err != nil {
			return err
		}
		_, err := io.ReadAll(r.Body)
		if r.URL.Path == "/chosen" {
			err = fmt.Errorf("%w: %w", httpstatus.GatewayTimeout, err)
		}
		return fmt.Errorf("read: %w", err)
	}))
	defer server.Close()
	for path, want := range map[string]string{"/": "408", "/chosen": "504", "/other": "504"} {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 9\r\n\r\nfour", path)
		answer, _ := io.ReadAll(conn)
		conn.Close()
		if !strings.HasPrefix(string(answer), "HTTP/1.1 "+want) {
			t.Errorf("%s: want %s, got %s", path, want, answer)
		}
	}
}
