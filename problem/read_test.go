package problem_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	const asProblem = "application/problem+json"
	alone := func(status httpstatus.Status) *problem.Details {
		return &problem.Details{Type: "about:blank", Title: status.Phrase(), Status: status}
	}
	for _, test := range []struct {
		name, contentType, body string
		status                  int
		want                    *problem.Details
	}{
		{"200", asProblem, `{"status":404}`, 200, nil},
		{"399", asProblem, `{"status":404}`, 399, nil},
		{"details", asProblem, `{"type":"/p","title":"T","status":404,"detail":"D","instance":"/i","x":[1]}`, 404,
			&problem.Details{Type: "/p", Title: "T", Status: 404, Detail: "D", Instance: "/i", Extensions: map[string]any{"x": []any{json.Number("1")}}}},
		{"numbers as they are written", asProblem, `{"id":9007199254740993,"list":[{"id":-18446744073709551615}],"pi":3.140,"huge":1e999}`, 404,
			&problem.Details{Type: "about:blank", Status: 404, Extensions: map[string]any{
				"id": json.Number("9007199254740993"), "list": []any{map[string]any{"id": json.Number("-18446744073709551615")}}, "pi": json.Number("3.140"), "huge": json.Number("1e999")}}},
		{"parameters and case", "Application/Problem+JSON; charset=utf-8", `{"title":"T"}`, 404, &problem.Details{Type: "about:blank", Title: "T", Status: 404}},
		{"the response's status counts", asProblem, `{"status":200}`, 404, &problem.Details{Type: "about:blank", Status: 404}},
		{"an empty object", asProblem, `{}`, 404, &problem.Details{Type: "about:blank", Status: 404}},
		{"empty", asProblem, ``, 404, alone(404)},
		{"null", asProblem, `null`, 404, alone(404)},
		{"broken", asProblem, `{"title":"T"`, 404, alone(404)},
		{"an array", asProblem, `[{"title":"T"}]`, 404, alone(404)},
		{"more than one value", asProblem, `{"title":"T"} x`, 404, alone(404)},
		{"64 KiB", asProblem, `{"title":"T"}` + strings.Repeat(" ", 64<<10-13), 404, &problem.Details{Type: "about:blank", Title: "T", Status: 404}},
		{"a byte more", asProblem, `{"title":"T"}` + strings.Repeat(" ", 64<<10-12), 404, alone(404)},
		{"HTML", "text/html", `<h1>`, 502, alone(502)},
		{"plain JSON", "application/json", `{"title":"T"}`, 400, alone(400)},
		{"no type", "", `{"title":"T"}`, 400, alone(400)},
		{"broken parameter", "application/problem+json;;=", `{"title":"T"}`, 400, &problem.Details{Type: "about:blank", Title: "T", Status: 400}},
		{"broken type", "application", `{"title":"T"}`, 400, alone(400)},
		{"unregistered", "", ``, 499, alone(499)},
		{"beyond 599", "", ``, 999, alone(999)},
	} {
		t.Run(test.name, func(t *testing.T) {
			body := &countedBody{Reader: strings.NewReader(test.body)}
			resp := &http.Response{StatusCode: test.status, Header: http.Header{"Content-Type": {test.contentType}}, Body: body}
			err := problem.Read(resp)
			if body.closed {
				t.Error("the body was closed")
			}
			if test.want == nil {
				if err != nil || body.read != 0 {
					t.Errorf("got %v, read %d bytes", err, body.read)
				}
				return
			}
			var got *problem.Details
			if !errors.As(err, &got) {
				t.Fatalf("no Details in %v", err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if !errors.Is(err, test.want.Status) {
				t.Errorf("%v is not %v", err, test.want.Status)
			}
			if err.Error() != got.Error() {
				t.Errorf("text %q", err)
			}
		})
	}
	t.Run("no body", func(t *testing.T) {
		err := problem.Read(&http.Response{StatusCode: 404, Header: http.Header{"Content-Type": {asProblem}}})
		if !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
	})
	t.Run("endless body", func(t *testing.T) {
		body := &countedBody{Reader: endless{}}
		err := problem.Read(&http.Response{StatusCode: 404, Header: http.Header{"Content-Type": {asProblem}}, Body: body})
		if !errors.Is(err, httpstatus.NotFound) || body.read > 65<<10 {
			t.Errorf("%v after %d bytes", err, body.read)
		}
	})
	t.Run("other types are left to the caller", func(t *testing.T) {
		resp := &http.Response{StatusCode: 404, Header: http.Header{"Content-Type": {"text/html"}}, Body: io.NopCloser(strings.NewReader("<h1>"))}
		problem.Read(resp)
		if got := body(t, resp); got != "<h1>" {
			t.Errorf("left %q", got)
		}
	})
}

type countedBody struct {
	io.Reader
	read   int
	closed bool
}

func (b *countedBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	b.read += n
	return n, err
}

func (b *countedBody) Close() error { b.closed = true; return nil }

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestReadRetryAfter(t *testing.T) {
	for field, want := range map[string]time.Duration{
		"":                              0,
		"120":                           2 * time.Minute,
		" 7 ":                           7 * time.Second,
		"-1":                            0,
		"soon":                          0,
		"1.5":                           2 * time.Second,
		"Sun, 06 Nov 1994 08:49:37 GMT": 0,
		strings.Repeat("9", 99):         math.MaxInt64,
	} {
		err := problem.Read(&http.Response{StatusCode: 503, Header: http.Header{"Retry-After": {field}}, Body: http.NoBody})
		var d *problem.Details
		if !errors.As(err, &d) || d.RetryAfter != want {
			t.Errorf("%q: %v, want %v", field, d.RetryAfter, want)
		}
	}
	t.Run("a date", func(t *testing.T) {
		err := problem.Read(&http.Response{StatusCode: 503, Header: http.Header{"Retry-After": {time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)}}})
		var d *problem.Details
		if !errors.As(err, &d) || d.RetryAfter < 59*time.Minute || d.RetryAfter > time.Hour {
			t.Errorf("%v", d.RetryAfter)
		}
	})
}

// What a handler returns on one side is what Read returns on the other.
func TestRoundTrip(t *testing.T) {
	want := problem.Details{
		Type: "/p", Title: "T", Status: 409, Detail: "D", Instance: "/i",
		Extensions: map[string]any{"x": map[string]any{"y": json.Number("9007199254740993")}}, RetryAfter: 3 * time.Second,
	}
	server := httptest.NewServer(newResponder().Handle(func(w http.ResponseWriter, r *http.Request) error {
		return fmt.Errorf("for the log: %w", &want)
	}))
	defer server.Close()
	resp, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var got *problem.Details
	if err := problem.Read(resp); !errors.As(err, &got) || !errors.Is(err, httpstatus.Conflict) {
		t.Fatalf("read %v", err)
	}
	if diff := cmp.Diff(&want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// FuzzRead: whatever arrives, from 400 on it is an error with the response's
// status, and one line of text.
func FuzzRead(f *testing.F) {
	f.Add(404, "application/problem+json", `{"type":"/p","title":"T","status":404,"x":[{}]}`, "120")
	f.Add(200, "application/problem+json", `{"status":404}`, "")
	f.Add(500, "text/html", "<h1>", "Sun, 06 Nov 1994 08:49:37 GMT")
	f.Add(999, "application/problem+json; x=", `{"type":{},"status":-1e9,"":0}`, "-1")
	f.Add(-1, "application/problem+json", strings.Repeat("[", 1e4), "")
	f.Fuzz(func(t *testing.T, status int, contentType, body, retryAfter string) {
		err := problem.Read(&http.Response{
			StatusCode: status,
			Header:     http.Header{"Content-Type": {contentType}, "Retry-After": {retryAfter}},
			Body:       io.NopCloser(strings.NewReader(body)),
		})
		if status < 400 {
			if err != nil {
				t.Errorf("%d: %v", status, err)
			}
			return
		}
		var d *problem.Details
		if !errors.As(err, &d) || int(d.Status) != status || !errors.Is(err, httpstatus.Status(status)) {
			t.Errorf("%d: %v", status, err)
		}
		if d.Type == "" || d.RetryAfter < 0 || strings.ContainsAny(err.Error(), "\r\n") {
			t.Errorf("%+v", d)
		}
	})
}
