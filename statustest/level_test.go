package statustest_test

import (
	"fmt"
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
