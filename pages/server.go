package pages

import (
	"fmt"
	"strings"

	"example.com/httpstatus/internal/enum"
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

// String returns the name of the server in lower case, for example "nginx". For a number
// without a constant it returns a text such as "Server(99)".
func (s Server) String() string { return enum.String("Server", serverNames[:], s) }

// MarshalText returns the same text as String. It never fails.
func (s Server) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a text that String returns. The name of a server may be in any case.
// UnmarshalText returns an error for any other text.
func (s *Server) UnmarshalText(text []byte) error {
	for i, name := range serverNames {
		if i > 0 && strings.EqualFold(name, string(text)) {
			*s = Server(i)
			return nil
		}
	}
	if enum.Parse("pages", "Server", serverNames[:], text, s) != nil {
		return fmt.Errorf("pages: there is no server %s; want one of %s", quote.String(string(text)), strings.Join(serverNames[1:], ", "))
	}
	return nil
}
