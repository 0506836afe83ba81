package httpstatus_test

import (
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

// A class is the first digit of a status code. The other numbers have none.
func TestClass(t *testing.T) {
	for code := -1; code <= 1000; code++ {
		want := httpstatus.Class(0)
		if 100 <= code && code <= 599 {
			want = httpstatus.Class(code / 100)
		}
		if got := httpstatus.Status(code).Class(); got != want {
			t.Errorf("%d: class %v; want %v", code, got, want)
		}
	}
	for c := range 256 {
		text := httpstatus.Class(c).Meaning(lang.Korean)
		if known := 1 <= c && c <= 5; known != (text != "") {
			t.Errorf("class %d means %q", c, text)
		}
	}
}
