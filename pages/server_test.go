package pages_test

import (
	"strings"
	"testing"

	"example.com/httpstatus/pages"
)

func TestParseServer(t *testing.T) {
	for _, s := range allServers {
		for _, name := range []string{s.String(), strings.ToUpper(s.String())} {
			if got, err := pages.ParseServer(name); got != s || err != nil {
				t.Errorf("%s is %v, %v", name, got, err)
			}
		}
	}
	for _, name := range []string{"", "iis", "Server(0)", " nginx"} {
		if got, err := pages.ParseServer(name); got != 0 || err == nil || !strings.Contains(err.Error(), "nginx") {
			t.Errorf("%q is %v, %v", name, got, err)
		}
	}
	if got := pages.Server(0).String() + pages.Server(99).String(); got != "Server(0)Server(99)" {
		t.Error(got)
	}
}
