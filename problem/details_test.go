package problem_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
	"github.com/google/go-cmp/cmp"
)

func TestDetailsJSON(t *testing.T) {
	for _, test := range []struct {
		name    string
		details problem.Details
		json    string
	}{
		{"zero", problem.Details{Type: "about:blank"}, `{"type":"about:blank"}`},
		{"status", problem.Details{Type: "about:blank", Title: "Not Found", Status: 404}, `{"type":"about:blank","title":"Not Found","status":404}`},
		{"all", problem.Details{Type: "https://example.com/p", Title: "T", Status: 403, Detail: "D", Instance: "/i", Extensions: map[string]any{"b": json.Number("1.5"), "a": []any{"x", nil}, "Type": true}},
			`{"type":"https://example.com/p","title":"T","status":403,"detail":"D","instance":"/i","Type":true,"a":["x",null],"b":1.5}`},
		{"unregistered status", problem.Details{Type: "/p", Status: 499}, `{"type":"/p","status":499}`},
		{"not ASCII", problem.Details{Type: "/p", Title: "찾을 수 없음"}, `{"type":"/p","title":"찾을 수 없음"}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			data, err := json.Marshal(test.details)
			if err != nil || string(data) != test.json {
				t.Errorf("marshalled to %s, %v\nwant %s", data, err, test.json)
			}
			data, err = json.Marshal(&test.details)
			if err != nil || string(data) != test.json {
				t.Errorf("as a pointer, marshalled to %s, %v", data, err)
			}
			got := problem.Details{Title: "old", Extensions: map[string]any{"old": 1}, RetryAfter: 1}
			if err := json.Unmarshal([]byte(test.json), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.details, got); diff != "" {
				t.Errorf("unmarshalled (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDetailsMarshal(t *testing.T) {
	for _, test := range []struct {
		name    string
		details problem.Details
		want    string // "" if an error
	}{
		{"a type is always there", problem.Details{}, `{"type":"about:blank"}`},
		{"an extension cannot pose as a member", problem.Details{Status: 404, Extensions: map[string]any{"status": 200, "type": "x", "title": "x", "detail": "x", "instance": "x"}}, `{"type":"about:blank","status":404}`},
		{"RetryAfter is no member", problem.Details{RetryAfter: time.Second}, `{"type":"about:blank"}`},
		{"no JSON", problem.Details{Extensions: map[string]any{"f": func() {}}}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			data, err := json.Marshal(test.details)
			if string(data) != test.want || (err != nil) != (test.want == "") {
				t.Errorf("got %s, %v", data, err)
			}
		})
	}
}

func TestDetailsUnmarshal(t *testing.T) {
	for _, test := range []struct {
		name, json string
		want       problem.Details
	}{
		{"empty", `{}`, problem.Details{Type: "about:blank"}},
		{"empty type", `{"type":""}`, problem.Details{Type: "about:blank"}},
		{"wrong types", `{"type":1,"title":[],"status":"404","detail":{},"instance":true}`, problem.Details{Type: "about:blank"}},
		{"null members", `{"type":null,"title":null,"status":null,"detail":null,"instance":null}`, problem.Details{Type: "about:blank"}},
		{"one wrong, one right", `{"status":"404","title":"T"}`, problem.Details{Type: "about:blank", Title: "T"}},
		{"a fraction is no status", `{"status":404.5}`, problem.Details{Type: "about:blank"}},
		{"too small a status", `{"status":99}`, problem.Details{Type: "about:blank"}},
		{"too large a status", `{"status":1000}`, problem.Details{Type: "about:blank"}},
		{"enormous status", `{"status":1e999}`, problem.Details{Type: "about:blank"}},
		{"extension null", `{"x":null}`, problem.Details{Type: "about:blank", Extensions: map[string]any{"x": nil}}},
		{"names have case", `{"Status":404}`, problem.Details{Type: "about:blank", Extensions: map[string]any{"Status": json.Number("404")}}},
		{"the last of two", `{"title":"a","title":"b"}`, problem.Details{Type: "about:blank", Title: "b"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got problem.Details
			if err := json.Unmarshal([]byte(test.json), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	for _, bad := range []string{`[]`, `"x"`, `1`, `{`, ``} {
		d := problem.Details{Title: "old"}
		if err := json.Unmarshal([]byte(bad), &d); err == nil || d.Title != "old" {
			t.Errorf("%s: %v, %v", bad, err, d)
		}
	}
	d := problem.Details{Title: "old"}
	if err := json.Unmarshal([]byte("null"), &d); err != nil || d.Title != "old" {
		t.Errorf("null: %v, %v", err, d)
	}
}

func TestDetailsError(t *testing.T) {
	for _, test := range []struct {
		details problem.Details
		want    string
	}{
		{problem.Details{}, "0"},
		{problem.Details{Status: 404}, "404 Not Found"},
		{problem.Details{Status: 404, Title: "Not Found"}, "404 Not Found"},
		{problem.Details{Status: 404, Title: "Not found", Detail: "7"}, "404 Not Found: 7"},
		{problem.Details{Status: 404, Title: "No user", Detail: "7"}, "404 Not Found: No user: 7"},
		{problem.Details{Status: 404, Detail: "a\r\nb\x1b"}, "404 Not Found: a  b "},
		{problem.Details{Status: 404, Detail: "a\u2028b\u202ec"}, "404 Not Found: a b c"},
	} {
		if got := test.details.Error(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// Errors of a user's own in which errors.As finds Details.
type (
	embedding struct {
		problem.Details
		Fields []string
	}
	embeddingPointer struct{ *problem.Details }
	translated       struct{ status httpstatus.Status }
	delegating       struct{ err error }
)

func (t translated) Error() string { return "translated" }
func (t translated) As(target any) bool {
	d, ok := target.(**problem.Details)
	if ok {
		*d = &problem.Details{Status: t.status, Detail: "D"}
	}
	return ok
}

func (d delegating) Error() string      { return "delegating" }
func (d delegating) As(target any) bool { return errors.As(d.err, target) }

func TestDetailsAs(t *testing.T) {
	want := &problem.Details{Status: 404, Detail: "D"}
	for name, err := range map[string]error{
		"itself":              want,
		"wrapped":             fmt.Errorf("x: %w", want),
		"wrapped twice":       fmt.Errorf("x: %w", fmt.Errorf("x: %w", want)),
		"joined":              errors.Join(errors.New("x"), want),
		"joined with a nil":   fmt.Errorf("%w %w", (*problem.Details)(nil), want),
		"embedded":            &embedding{Details: *want, Fields: []string{"x"}},
		"embedded, wrapped":   fmt.Errorf("x: %w", errors.Join(io.EOF, &embedding{Details: *want})),
		"embedded by pointer": embeddingPointer{want},
		"As method":           translated{404},
		"As method, wrapped":  fmt.Errorf("x: %w", translated{404}),
		"As method asks on":   delegating{fmt.Errorf("x: %w", &embedding{Details: *want})},
	} {
		t.Run(name, func(t *testing.T) {
			if name != "joined with a nil" { // errors.As stops at the nil
				var got *problem.Details
				if !errors.As(err, &got) || !cmp.Equal(got, want) {
					t.Errorf("errors.As: %v", got)
				}
			}
			if got := problem.FromError(err); got != 404 {
				t.Errorf("FromError: %v", got)
			}
			resp := respond(t, newResponder(), request("GET"), err)
			if got := body(t, resp); resp.StatusCode != 404 || !strings.Contains(got, `"detail":"D"`) {
				t.Errorf("the reader gets %d %s", resp.StatusCode, got)
			}
		})
	}
	t.Run("nil embedded", func(t *testing.T) {
		var got *problem.Details
		if err := (embeddingPointer{}); errors.As(err, &got) || problem.FromError(err) != 500 {
			t.Errorf("errors.As: %v, FromError: %v", got, problem.FromError(err))
		}
	})
}

// Details are an error that errors.Is and a comparison can handle.
func TestDetailsIs(t *testing.T) {
	var one, two error = &problem.Details{Status: 404, Extensions: map[string]any{"x": 1}}, &problem.Details{Status: 404}
	if one == two || errors.Is(one, two) || !errors.Is(fmt.Errorf("x: %w", one), one) {
		t.Error("two Details are one")
	}
	if !errors.Is(one, httpstatus.NotFound) || errors.Is(one, httpstatus.Gone) || !errors.Is(one, fs.ErrNotExist) || errors.Is(one, fs.ErrPermission) {
		t.Error("it is not what its status is")
	}
	var status httpstatus.Status
	if !errors.As(one, &status) || status != 404 {
		t.Errorf("as a status: %v", status)
	}
	var other *fs.PathError
	if errors.As(one, &other) {
		t.Error("it is a PathError")
	}
	if err := error((*problem.Details)(nil)); err.Error() != "0" || errors.Is(err, httpstatus.NotFound) || problem.FromError(err) != 500 {
		t.Errorf("nil: %v, %v", err, problem.FromError(err))
	}
}
