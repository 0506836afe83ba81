package problem_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
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
		{"all", problem.Details{Type: "https://example.com/p", Title: "T", Status: 403, Detail: "D", Instance: "/i", Extensions: map[string]any{"b": 1.5, "a": []any{"x", nil}, "Type": true}},
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
		{"names have case", `{"Status":404}`, problem.Details{Type: "about:blank", Extensions: map[string]any{"Status": 404.0}}},
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

func TestDetailsAs(t *testing.T) {
	want := problem.Details{Status: 404, Detail: "D"}
	for _, err := range []error{want, &want, fmt.Errorf("x: %w", want), fmt.Errorf("x: %w", &want)} {
		var value problem.Details
		if !errors.As(err, &value) || !cmp.Equal(value, want) {
			t.Errorf("%T as a value: %v", err, value)
		}
		var pointer *problem.Details
		if !errors.As(err, &pointer) || !cmp.Equal(*pointer, want) {
			t.Errorf("%T as a pointer: %v", err, pointer)
		}
		var status httpstatus.Status
		if !errors.As(err, &status) || status != 404 {
			t.Errorf("%T as a status: %v", err, status)
		}
		if !errors.Is(err, httpstatus.NotFound) || errors.Is(err, httpstatus.Gone) || !errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			t.Errorf("%T is not what it should be", err)
		}
		var other *fs.PathError
		if errors.As(err, &other) {
			t.Errorf("%T is a PathError", err)
		}
	}
}
