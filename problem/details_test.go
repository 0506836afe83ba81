package problem_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
	"github.com/google/go-cmp/cmp"
)

// Tools that describe a type by reflection, such as a generator of OpenAPI documents, see
// the members that MarshalJSON writes.
func TestDetailsTags(t *testing.T) {
	type reflected problem.Details // without the methods
	for _, d := range []problem.Details{
		{Type: "/p", Title: "T", Status: 404, Detail: "D", Instance: "/i", RetryAfter: 1},
		{Type: "/p", Status: 500},
		{Type: "/p"},
	} {
		want, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(reflected(d))
		if err != nil || string(got) != string(want) {
			t.Errorf("by reflection %s, %v; want %s", got, err, want)
		}
	}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[problem.Details]()) {
		if (field.Tag.Get("doc") == "") != (field.Tag.Get("json") == "-") {
			t.Errorf("%s has the documentation %q", field.Name, field.Tag.Get("doc"))
		}
	}
	got, err := json.Marshal(reflected{Extensions: map[string]any{"x": 1}})
	if err != nil || string(got) != "{}" {
		t.Errorf("empty by reflection: %s, %v", got, err)
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
