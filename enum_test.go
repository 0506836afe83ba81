package httpstatus_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"example.com/httpstatus"
)

// A small is a type that holds one byte.
type small interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
}

// testNames tries every byte. The constants come first, in their order.
func testNames[T small, P interface {
	*T
	encoding.TextUnmarshaler
}](t *testing.T, kind, constants string) {
	names := strings.Split(constants, " ")
	for v := range 256 {
		want := fmt.Sprintf("%s(%d)", kind, v)
		if v < len(names) && names[v] != "" {
			want = names[v]
		}
		if got := T(v).String(); got != want {
			t.Errorf("%s %d: String is %q, want %q", kind, v, got, want)
		}
		data, err := json.Marshal(T(v))
		if string(data) != `"`+want+`"` || err != nil {
			t.Errorf("%s %d in JSON is %s, %v", kind, v, data, err)
		}
		back := T(v) + 1
		if err := json.Unmarshal(data, P(&back)); err != nil || back != T(v) {
			t.Errorf("%s: %s read back is %d, %v", kind, data, back, err)
		}
	}
	for _, text := range []string{
		"", " ", "none", "NONE", "Nobody ", kind, kind + "()", kind + "(256)", kind + "(-1)", kind + "(+99)", kind + "(099)", kind + "(99",
		kind + "(99))", kind + "(1)", "(99)", "99", strings.Repeat("x", 1<<20),
	} {
		v := T(1)
		err := P(&v).UnmarshalText([]byte(text))
		if err == nil || v != 1 || !strings.Contains(err.Error(), names[1]) || len(err.Error()) > 400 {
			t.Errorf("%s: %.40q gives %d, %.400v", kind, text, v, err)
		}
	}
}

func TestNames(t *testing.T) {
	testNames[httpstatus.Class](t, "Class", " Informational Successful Redirection ClientError ServerError")
	testNames[httpstatus.Label](t, "Label", " Home Retry RequestID Support")
	testNames[httpstatus.Registration](t, "Registration", "None Permanent Temporary Unused Obsoleted")
	testNames[httpstatus.Remedy](t, "Remedy", "None Wait Reconnect Authenticate Pay Amend Follow AskOwner AskOperator LookElsewhere Abandon")
	testNames[httpstatus.Actor](t, "Actor", "Nobody Client User Owner Operator Upstream")
	testNames[httpstatus.Effect](t, "Effect", "Unknown NotApplied Applied")
	testNames[httpstatus.Caching](t, "Caching", "Explicit Heuristic Forbidden")
	testNames[httpstatus.Indexing](t, "Indexing", "Unknown Kept Followed Dropped Deferred")
}
