package retry_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// tunnel is a proxy that does its work.
func tunnel(c net.Conn, b *bufio.Reader) {
	req, err := http.ReadRequest(b)
	if err != nil {
		return
	}
	server, err := net.Dial("tcp", req.Host)
	if err != nil {
		return
	}
	defer server.Close()
	io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
	go func() {
		defer server.Close()
		io.Copy(server, b)
	}()
	io.Copy(c, server)
}

// A proxy that opens no tunnel has not sent the request.
func TestProxyTunnel(t *testing.T) {
	for name, first := range map[string]func(net.Conn, *bufio.Reader){
		"closed":               says(""),
		"502":                  says("HTTP/1.1 502 Bad Gateway\r\n\r\n"),
		"407":                  says("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"),
		"closed in its 200":    says("HTTP/1.1 200 O"),
		"closed after its 200": says("HTTP/1.1 200 OK\r\n\r\n"), // within the TLS handshake
	} {
		server := retrytest.NewTLS(t)
		proxy, conns := wire(t, first, tunnel)
		c := client(t, server)
		setProxy(t, c, proxy)
		status, _, err := result(t, c, request(t, "POST", server.URL))
		if status != 200 || server.Log() != "+POST(x)" || conns() != 2 {
			t.Errorf("%s: %d, %v, %s after %d connections to the proxy", name, status, err, server.Log(), conns())
		}
		c.CloseIdleConnections()
		server.Down() // ends the tunnel
	}
}

// No request reaches a proxy that is down. One that passes on what it cannot send on
// leaves open what became of it.
func TestProxyDown(t *testing.T) {
	for _, scheme := range []string{"http", "socks5"} {
		for _, target := range []string{"http://example.com/", "https://example.com/"} {
			down := retrytest.New(t)
			down.Down()
			c := client(t, down)
			setProxy(t, c, strings.Replace(down.URL, "http", scheme, 1))
			attempts := 0
			c.Transport.(*retry.Transport).Observe = func(retry.Attempt, retry.Decision) { attempts++ }
			if _, _, err := result(t, c, request(t, "POST", target)); err == nil || attempts != 4 {
				t.Errorf("%s, %s: %d attempts, %v", scheme, target, attempts, err)
			}
		}
	}
	proxy := retrytest.New(t, retrytest.Status(502), retrytest.Status(200))
	c := client(t, proxy)
	setProxy(t, c, proxy.URL)
	if status, _, err := result(t, c, request(t, "POST", "http://example.com/")); status != 502 || proxy.Log() != "+POST(x)" {
		t.Errorf("%d, %v, %s", status, err, proxy.Log())
	}
}

func setProxy(t *testing.T, c *http.Client, proxy string) {
	t.Helper()
	u, err := url.Parse(proxy)
	if err != nil {
		t.Fatal(err)
	}
	c.Transport.(*retry.Transport).Base.(*http.Transport).Proxy = http.ProxyURL(u)
}
