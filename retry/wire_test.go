package retry_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// wire serves connections by functions, each connection by the next function and the
// last one for ever. The function that it returns says how many there were.
func wire(t *testing.T, serve ...func(net.Conn, *bufio.Reader)) (url string, conns func() int) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	n := 0
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			next := serve[min(n, len(serve)-1)]
			n++
			mu.Unlock()
			serving.Go(func() {
				defer c.Close()
				next(c, bufio.NewReader(c))
			})
		}
	})
	t.Cleanup(func() {
		l.Close()
		serving.Wait()
	})
	return "http://" + l.Addr().String(), func() int {
		mu.Lock()
		defer mu.Unlock()
		return n
	}
}

// header reads a request up to its content.
func header(b *bufio.Reader) {
	for line := ""; line != "\r\n"; {
		var err error
		if line, err = b.ReadString('\n'); err != nil {
			return
		}
	}
}

// says returns a server's side of a connection that sends text after a request's header.
func says(text string) func(net.Conn, *bufio.Reader) {
	return func(c net.Conn, b *bufio.Reader) {
		header(b)
		io.WriteString(c, text)
	}
}

const whole = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

// What is no whole response leaves open whether the request was applied.
func TestBrokenResponses(t *testing.T) {
	for name, first := range map[string]func(net.Conn, *bufio.Reader){
		"nothing":                     says(""),
		"nothing, after one line":     func(_ net.Conn, b *bufio.Reader) { b.ReadString('\n') },
		"part of a status line":       says("HTTP/1.1 5"),
		"part of the header":          says("HTTP/1.1 503 Service Unavailable\r\nRetry-Aft"),
		"something else":              says("220 mail.example.com\r\n\r\n"),
		"no number":                   says("HTTP/1.1 OK 200\r\n\r\n"),
		"another version":             says("HTTP/x 200 OK\r\n\r\n"),
		"only 100":                    says("HTTP/1.1 100 Continue\r\n\r\n"),
		"only 103":                    says("HTTP/1.1 103 Early Hints\r\n\r\n"),
		"an unknown coding":           says("HTTP/1.1 200 OK\r\nTransfer-Encoding: x\r\n\r\n"),
		"two lengths":                 says("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
		"a header that is too long":   says("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 1<<17) + "\r\n\r\n"),
		"an upgrade nobody asked for": says("HTTP/1.1 426 Upgrade Required\r\nContent-Le"),
	} {
		for method, want := range map[string]int{"POST": 1, "PATCH": 1, "LOCK": 1, "GET": 2, "PUT": 2, "DELETE": 2, "QUERY": 2} {
			for _, field := range []string{"", "Expect: 100-continue", "Idempotency-Key: a"} {
				want := want
				if strings.HasPrefix(field, "I") {
					want = 2
				}
				url, conns := wire(t, first, says(whole))
				base := http.DefaultTransport.(*http.Transport).Clone()
				base.Proxy = nil
				base.MaxResponseHeaderBytes, base.ExpectContinueTimeout = 1<<16, time.Hour
				req := request(t, method, url)
				if name, value, ok := strings.Cut(field, ": "); ok {
					req.Header.Set(name, value)
				}
				status, _, err := result(t, &http.Client{Transport: &retry.Transport{Base: base, Backoff: -1}}, req)
				base.CloseIdleConnections()
				if conns() != want || (status == 200) != (want == 2) || (err == nil) != (want == 2) {
					t.Errorf("%s, %s %s: %d connections, %d, %v; want %d", name, method, field, conns(), status, err, want)
				}
			}
		}
	}
}

// A connection that served before, and ends when the next request arrives: net/http
// repeats some of these requests itself, and GET is not among the methods here.
func TestKeptConnectionEnds(t *testing.T) {
	for name, start := range map[string]func(testing.TB, ...retrytest.Step) *retrytest.Server{
		"HTTP/1.1": retrytest.New, "HTTP/1.1 over TLS": retrytest.NewTLS, "HTTP/2": retrytest.NewHTTP2,
	} {
		for _, fault := range []retrytest.Fault{retrytest.Close, retrytest.Reset, retrytest.CutHeader} {
			for method, want := range map[string]int{"POST": 1, "PATCH": 1, "PUT": 2, "DELETE": 2, "QUERY": 2} {
				server := start(t, retrytest.Status(200), retrytest.Step{Fault: fault}, retrytest.Status(200))
				c := client(t, server)
				if status, _, err := result(t, c, request(t, method, server.URL)); status != 200 {
					t.Fatal(status, err)
				}
				status, _, err := result(t, c, request(t, method, server.URL))
				if got := len(server.Requests()) - 1; got != want || (status == 200) != (want == 2) {
					t.Errorf("%s, %s, fault %d: %s, %d, %v", name, method, fault, server.Log(), status, err)
				}
			}
		}
	}
}
