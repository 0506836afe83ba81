package pages_test

import (
	"strings"
	"testing"

	"example.com/httpstatus/internal/enum/enumtest"
	"example.com/httpstatus/pages"
)

func TestServerText(t *testing.T) {
	enumtest.Check[pages.Server](t, "Server", "", "nginx", "apache", "lighttpd", "haproxy", "varnish", "caddy")
	for _, want := range allServers {
		var got pages.Server
		if err := got.UnmarshalText([]byte(strings.ToUpper(want.String()))); got != want || err != nil {
			t.Errorf("%v in capitals is %v, %v", want, got, err)
		}
	}
}
