package problem_test

import (
	"encoding/json"
	"math"
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
		{"lines of JavaScript", problem.Details{Title: "a\u2028", Detail: "\u2029b", Instance: "\u2027\u202a"}, `{"type":"about:blank","title":"a\u2028","detail":"\u2029b","instance":"` + "\u2027\u202a" + `"}`},
		{"not UTF-8", problem.Details{Title: "\xe2\x80", Detail: "é\xff"}, `{"type":"about:blank","title":"\ufffd\ufffd","detail":"é\ufffd"}`},
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

// An extension that JSON cannot hold does not take the others with it, and cannot have the
// name of a member that RFC 9457 defines.
func TestExtensions(t *testing.T) {
	var cycle []any
	cycle = append(cycle, &cycle)
	for _, test := range []struct {
		name       string
		extensions map[string]any
		want       string // after "instance"
	}{
		{"none", map[string]any{}, ""},
		{"sorted", map[string]any{"b": 1, "a": 2, "c": 3, "": 4}, `,"":4,"a":2,"b":1,"c":3`},
		{"kinds", map[string]any{"b": true, "f": 1.5, "i": -7, "n": nil, "s": "<x>", "u": uint8(9), "t": time.Unix(0, 0).UTC()},
			`,"b":true,"f":1.5,"i":-7,"n":null,"s":"\u003cx\u003e","t":"1970-01-01T00:00:00Z","u":9`},
		{"structures", map[string]any{"a": []string{"x"}, "m": map[string]any{"y": []int{1}}, "p": struct{ A int }{1}}, `,"a":["x"],"m":{"y":[1]},"p":{"A":1}`},
		{"a status is a number", map[string]any{"s": httpstatus.NotFound}, `,"s":404`},
		{"names are escaped", map[string]any{"\"&\u2028\xff": 1}, `,"\"\u0026\u2028\ufffd":1`},
		{"bad ones at all places", map[string]any{"a": math.NaN(), "b": 1, "c": make(chan int), "d": 2, "e": json.RawMessage("{")}, `,"b":1,"d":2`},
		{"all are bad", map[string]any{"a": math.Inf(1), "b": func() {}, "c": cycle, "d": json.Number("1x")}, ""},
		{"names of members", map[string]any{"type": 1, "title": 2, "status": 3, "detail": 4, "instance": 5, "Status": 6}, `,"Status":6`},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := &problem.Details{Type: "/p", Title: "T", Status: 404, Detail: "D", Instance: "/i", Extensions: test.extensions}
			want := `{"type":"/p","title":"T","status":404,"detail":"D","instance":"/i"` + test.want + "}"
			if got := body(t, respond(t, newResponder(), request("GET"), d)); got != want+"\n" {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			got, err := json.Marshal(d)
			if bad := strings.Contains(test.name, "bad"); bad != (err != nil) || !bad && string(got) != want {
				t.Errorf("marshalled to %s, %v", got, err)
			}
		})
	}
}

// Where an extension is bad, the log says which and why. It quotes at most 100 bytes of the
// name.
func TestBadExtensionIsLogged(t *testing.T) {
	for _, test := range []struct{ name, quoted string }{
		{"balance", `\"balance\"`},
		{strings.Repeat("é", 51), `\"` + strings.Repeat("é", 50) + `\"...`},
	} {
		errs, log := logged()
		respond(t, errs, request("GET"), &problem.Details{Status: 404, Extensions: map[string]any{test.name: math.NaN(), "ok": 1}})
		if got := log.String(); strings.Count(got, "level=ERROR") != 1 || !strings.Contains(got, "extension "+test.quoted+": json: unsupported value: NaN") {
			t.Errorf("%s: logged %s", test.name, got)
		}
	}
}

// inGo126 writes the replacement character as Go 1.26 writes it for invalid UTF-8: \ufffd.
// This package does so too. Go 1.27 writes the character itself.
func inGo126(json []byte) string {
	return strings.ReplaceAll(string(json), "\ufffd", `\ufffd`)
}

// Every byte and every character up to U+2FFF is written as encoding/json writes it.
func TestEveryCharacter(t *testing.T) {
	check := func(text string) {
		t.Helper()
		want, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := (&problem.Details{Type: "/p", Title: "T", Status: 404, Detail: text}).MarshalJSON()
		if end := `"detail":` + inGo126(want) + "}"; err != nil || !strings.HasSuffix(inGo126(got), end) {
			t.Errorf("%q is %s, %v; want %s at the end", text, got, err, end)
		}
	}
	for b := range 256 {
		check("a" + string([]byte{byte(b)}) + "z")
	}
	for r := range rune(0x3000) {
		check("a" + string(r) + "z")
	}
}

// The JSON is what encoding/json writes of a struct and a map.
func FuzzMarshal(f *testing.F) {
	f.Add("https://example.com/p", "<T> & \"x\"\\", 404, "D\r\n\t\b\f\x00\x1f\x7f", "/i", "name", "value")
	f.Add("", "찾을 수 없음", 0, "\u2028\u2029\u2027\u202a\xe2\x80", "\xff\xc3", "type", "é€\U0001F600")
	f.Add("/p", "a\u2028", 404, "\u2029b", "\u2027", "\u2028", "\u2029")
	f.Fuzz(func(t *testing.T, kind, title string, status int, detail, instance, name, value string) {
		d := problem.Details{Type: kind, Title: title, Status: httpstatus.Status(status), Detail: detail, Instance: instance, Extensions: map[string]any{name: value}}
		got, err := d.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if kind == "" {
			d.Type = "about:blank"
		}
		type reflected problem.Details
		want, err := json.Marshal(reflected(d))
		if err != nil {
			t.Fatal(err)
		}
		switch name {
		case "type", "title", "status", "detail", "instance":
		default:
			more, err := json.Marshal(d.Extensions)
			if err != nil {
				t.Fatal(err)
			}
			want = append(append(want[:len(want)-1], ','), more[1:]...)
		}
		if inGo126(got) != inGo126(want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}
