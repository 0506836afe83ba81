package problem_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
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
		{"Details, wrapped", fmt.Errorf("x: %w", &problem.Details{Status: 422}), 422},
		{"Details without a status", &problem.Details{}, 500},
		{"unregistered", httpstatus.Status(499), 499},
		{"a success", httpstatus.OK, 500},
		{"a wrapped success", fmt.Errorf("x: %w", httpstatus.OK), 500},
		{"a redirect", httpstatus.Found, 500},
		{"the last that is none", httpstatus.Status(399), 500},
		{"the first", httpstatus.BadRequest, 400},
		{"the last", httpstatus.Status(599), 599},
		{"no status code", httpstatus.Status(0), 500},
		{"beyond 599", httpstatus.Status(600), 500},
		{"negative", httpstatus.Status(-1), 500},
		{"fs.ErrNotExist", fs.ErrNotExist, 404},
		{"no such file", noFile, 404},
		{"no such file, joined", errors.Join(errors.New("x"), noFile), 404},
		{"no such file to rename", os.Rename("testdata/none", "testdata/nothing"), 404},
		{"fs.ErrPermission", fmt.Errorf("x: %w", fs.ErrPermission), 403},
		{"context.DeadlineExceeded", expired.Err(), 504},
		{"os.ErrDeadlineExceeded", fmt.Errorf("x: %w", os.ErrDeadlineExceeded), 504},
		{"os.ErrDeadlineExceeded of a file", &fs.PathError{Op: "read", Path: "|0", Err: os.ErrDeadlineExceeded}, 504},
		{"context.Canceled", context.Canceled, 503},
		{"http.MaxBytesError", fmt.Errorf("x: %w", tooLarge), 413},
		{"multipart.ErrMessageTooLarge", fmt.Errorf("x: %w", multipart.ErrMessageTooLarge), 413},
		{"errors.ErrUnsupported", errors.ErrUnsupported, 501},
		{"http.ErrNotSupported", http.ErrNotSupported, 501},
		{"a status beats what it wraps", fmt.Errorf("%w: %w", httpstatus.Forbidden, fs.ErrNotExist), 403},
		{"a status beats what wraps it", fmt.Errorf("%w: %w", fs.ErrNotExist, httpstatus.Forbidden), 403},
		{"said beside a failed connection", fmt.Errorf("%w: %w", fs.ErrNotExist, &net.OpError{Op: "dial", Err: fs.ErrPermission}), 404},
		{"incomparable", fmt.Errorf("x: %w", incomparable{1}), 500},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := problem.FromError(test.err); got != test.want {
				t.Errorf("FromError(%v) = %v, want %v", test.err, got, test.want)
			}
		})
	}
}

type incomparable []int

func (incomparable) Error() string { return "incomparable" }

// What the server needs and lacks is the server's fault, whatever the cause is.
func TestFromErrorOfMeans(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none")
	failed := func(_ any, err error) error { return err }
	inNone := exec.Command(os.Args[0])
	inNone.Dir = none
	errs := map[string]error{
		"a socket that is missing":    failed(net.Dial("unix", none)),
		"a network that is unknown":   failed(net.Dial("x", none)),
		"a program, started":          exec.Command(none).Run(),
		"a program, looked for":       failed(exec.LookPath(none)),
		"a program, not on the path":  exec.Command("httpstatus-none").Run(),
		"a program's directory":       inNone.Run(),
		"a backend of http.Client's":  failed((&http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return net.Dial("unix", none) }}}).Get("http://x")),
		"a dialer of a user's own":    failed((&http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return nil, fs.ErrNotExist }}}).Get("http://x")),
		"the working directory":       os.Chdir(none),
		"os.SyscallError":             os.NewSyscallError("connect", fs.ErrPermission),
		"a PathError of a connection": &fs.PathError{Op: "dial unix", Path: none, Err: fs.ErrNotExist},
		"a PathError, in capitals":    &fs.PathError{Op: "Dial", Path: none, Err: fs.ErrPermission},
		"beside other errors":         errors.Join(errors.New("x"), failed(net.Dial("unix", none))),
		"wrapped twice":               fmt.Errorf("x: %w", fmt.Errorf("x: %w", failed(net.Dial("unix", none)))),
		"refused":                     &net.OpError{Op: "dial", Err: &os.SyscallError{Syscall: "connect", Err: fs.ErrPermission}},
		"not supported":               &net.OpError{Op: "dial", Err: &os.SyscallError{Syscall: "socket", Err: errors.ErrUnsupported}},
		"a program that may not run":  &fs.PathError{Op: "fork/exec", Path: none, Err: fs.ErrPermission},
	}
	for name, err := range errs {
		t.Run(name, func(t *testing.T) {
			if err == nil {
				t.Fatal("no error")
			}
			if got := problem.FromError(err); got != 500 {
				t.Errorf("FromError(%v) = %v, want 500", err, got)
			}
		})
	}
}

// timedOut is a net.Error, as net/http has some that it does not export.
type timedOut struct{ timeout bool }

func (timedOut) Error() string   { return "timed out" }
func (e timedOut) Timeout() bool { return e.timeout }
func (timedOut) Temporary() bool { return false }

func TestFromErrorOfTimeout(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	get := func(scheme string, c *http.Client) error {
		_, err := c.Get(scheme + silent.Addr().String())
		return err
	}
	for _, test := range []struct {
		name string
		err  error
		want httpstatus.Status
	}{
		{"Client.Timeout", get("http://", &http.Client{Timeout: time.Millisecond}), 504},
		{"ResponseHeaderTimeout", get("http://", &http.Client{Transport: &http.Transport{ResponseHeaderTimeout: time.Millisecond}}), 504},
		{"TLSHandshakeTimeout", get("https://", &http.Client{Transport: &http.Transport{TLSHandshakeTimeout: time.Millisecond}}), 504},
		{"DNS", &net.DNSError{Err: "x", IsTimeout: true}, 504},
		{"DNS, no such host", &net.DNSError{Err: "x", IsNotFound: true}, 500},
		{"a connection", &net.OpError{Op: "dial", Err: &os.SyscallError{Syscall: "connect", Err: timedOut{true}}}, 504},
		{"a connection that is refused", &net.OpError{Op: "dial", Err: &os.SyscallError{Syscall: "connect", Err: timedOut{false}}}, 500},
		{"wrapped", fmt.Errorf("x: %w", timedOut{true}), 504},
		{"the second of two", errors.Join(timedOut{false}, timedOut{true}), 504},
		{"none of two", errors.Join(timedOut{false}, timedOut{false}), 500},
		{"no process to be had", &fs.PathError{Op: "fork/exec", Path: "x", Err: timedOut{true}}, 500},
		{"a link", &os.LinkError{Op: "rename", Err: timedOut{true}}, 500},
		{"a call", os.NewSyscallError("fork", timedOut{true}), 500},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.err == nil {
				t.Fatal("no error")
			}
			if got := problem.FromError(test.err); got != test.want {
				t.Errorf("FromError(%v) = %v, want %v", test.err, got, test.want)
			}
		})
	}
}
