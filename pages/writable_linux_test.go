package pages_test

import (
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"example.com/httpstatus/pages"
)

// A directory that is not writable is an error that says so.
func TestBuildNotWritable(t *testing.T) {
	dir, err := os.MkdirTemp("", "pages")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 { // who may write everywhere, so this thread becomes somebody else
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := syscall.Setfsuid(65534); err != nil {
			t.Fatal(err)
		}
		defer syscall.Setfsuid(0)
	}
	if err := pages.Build(dir, pages.Options{}); err == nil || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "is not writable") {
		t.Errorf("the error is %v", err)
	}
}
