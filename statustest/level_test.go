package statustest_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"example.com/httpstatus/statustest"
)

func TestLevel(t *testing.T) {
	for level, want := range map[statustest.Level]string{
		statustest.Must: "MUST", statustest.Should: "SHOULD", statustest.Advisory: "ought to",
	} {
		if level.String() != want {
			t.Errorf("Level %d is %q; want %q", level, level, want)
		}
		got := statustest.Level(99)
		if marshalled, err := level.MarshalText(); err != nil || got.UnmarshalText(marshalled) != nil || got != level {
			t.Errorf("%v is marshalled as %q, %v and read as %v", level, marshalled, err, got)
		}
	}
	for _, text := range []string{"", "must", "Level(99)", "OUGHT TO", "MUST "} {
		got := statustest.Should
		if err := got.UnmarshalText([]byte(text)); got != statustest.Should || err == nil || !strings.Contains(err.Error(), strconv.Quote(text)) {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
	for i := 3; i < 256; i++ {
		if got, want := statustest.Level(i).String(), fmt.Sprintf("Level(%d)", i); got != want {
			t.Errorf("Level %d is %q; want %q", i, got, want)
		}
	}
	if statustest.Must != 0 || statustest.Should != 1 || statustest.Advisory != 2 {
		t.Error("a level has another number than in earlier versions")
	}
}
