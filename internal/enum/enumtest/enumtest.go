// Package enumtest tests the texts of a small type.
package enumtest

import (
	"encoding"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// A small is a type that holds one byte.
type small interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
}

// Check tries every byte. The names are those of the constants, from 0 on; "" means that the
// number has no constant.
func Check[T small, P interface {
	*T
	encoding.TextUnmarshaler
}](t *testing.T, kind string, names ...string) {
	t.Helper()
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
		"", " ", names[1] + " ", kind, kind + "()", kind + "(256)", kind + "(-1)", kind + "(+99)", kind + "(099)", kind + "(99",
		kind + "(99))", kind + "(1)", "(99)", "99", strings.Repeat("x", 1<<20),
	} {
		v := T(1)
		err := P(&v).UnmarshalText([]byte(text))
		if err == nil || v != 1 || !strings.Contains(err.Error(), names[1]) || len(err.Error()) > 400 {
			t.Errorf("%s: %.40q gives %d, %.400v", kind, text, v, err)
		}
	}
}
