package pages

import (
	"cmp"
	"fmt"
	"strings"

	"example.com/httpstatus/internal/quote"
)

// A Server is a program that [Build] can write configuration for.
type Server uint8

const (
	Nginx    Server = 1
	Apache   Server = 2
	Lighttpd Server = 3
	HAProxy  Server = 4
	Varnish  Server = 5
	Caddy    Server = 6
)

var serverNames = [...]string{"", "nginx", "apache", "lighttpd", "haproxy", "varnish", "caddy"}

// String returns the name of the server in lower case, for example "nginx".
func (s Server) String() string {
	if int(s) < len(serverNames) {
		return cmp.Or(serverNames[s], "Server(0)")
	}
	return fmt.Sprintf("Server(%d)", uint8(s))
}

// MarshalText returns the same text as String. It never fails.
func (s Server) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the name of a constant, in any case. It returns an error for any other
// text.
func (s *Server) UnmarshalText(text []byte) error {
	for i, name := range serverNames {
		if i > 0 && strings.EqualFold(name, string(text)) {
			*s = Server(i)
			return nil
		}
	}
	return fmt.Errorf("pages: there is no server %s; want one of %s", quote.String(string(text)), strings.Join(serverNames[1:], ", "))
}
