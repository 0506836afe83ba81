package pages_test

import (
	"strings"
	"testing"

	"example.com/httpstatus/pages"
)

func TestServerText(t *testing.T) {
	for _, s := range allServers {
		marshalled, err := s.MarshalText()
		if err != nil || string(marshalled) != s.String() {
			t.Errorf("%v is marshalled as %q, %v", s, marshalled, err)
		}
		for _, name := range []string{s.String(), strings.ToUpper(s.String())} {
			var got pages.Server
			if err := got.UnmarshalText([]byte(name)); got != s || err != nil {
				t.Errorf("%s is %v, %v", name, got, err)
			}
		}
	}
	for _, name := range []string{"", "iis", "Server(0)", " nginx"} {
		got := pages.Caddy
		if err := got.UnmarshalText([]byte(name)); got != pages.Caddy || err == nil || !strings.Contains(err.Error(), "nginx") {
			t.Errorf("%q is %v, %v", name, got, err)
		}
	}
	if got := pages.Server(0).String() + pages.Server(99).String(); got != "Server(0)Server(99)" {
		t.Error(got)
	}
}
