package retry_test

import (
	"crypto/tls"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"example.com/httpstatus/retry"
	"example.com/httpstatus/retry/retrytest"
)

// conns returns the numbers of the connections on which requests arrived.
func conns(s *retrytest.Server) (numbers []int) {
	for _, r := range s.Requests() {
		numbers = append(numbers, r.Conn)
	}
	return numbers
}

// A 408, 421 or 425 is repeated on a connection that nobody has used, even where one
// is idle or in use.
func TestNewConnection(t *testing.T) {
	for name, start := range map[string]func(testing.TB, ...retrytest.Step) *retrytest.Server{
		"HTTP/1.1": retrytest.New, "HTTP/1.1 over TLS": retrytest.NewTLS, "HTTP/2": retrytest.NewHTTP2,
	} {
		for _, status := range []int{408, 421, 425} {
			server := start(t, retrytest.Status(200), retrytest.Status(status), retrytest.Status(200), retrytest.Status(200))
			c := client(t, server)
			for range 3 {
				if got, _, err := result(t, c, request(t, "POST", server.URL)); got != 200 {
					t.Errorf("%s, %d: %d, %v", name, status, got, err)
				}
			}
			if got := conns(server); !slices.Equal(got, []int{1, 1, 2, 1}) && !slices.Equal(got, []int{1, 1, 2, 3}) {
				t.Errorf("%s, %d: on connections %v", name, status, got)
			}
		}
	}
}

// A Retry-After is waited for before a new connection too. There is no random time: it is
// not load that made the request fail.
func TestNewConnectionWaits(t *testing.T) {
	for _, status := range []int{408, 421, 425} {
		for after, want := range map[string]time.Duration{"": 0, "0": 0, "2": 2 * time.Second, "30": 30 * time.Second, "31": -1, "3600": -1, "soon": 30 * time.Second} {
			synctest.Test(t, func(t *testing.T) {
				var times []time.Time
				base, opened := pipes(t, func(w http.ResponseWriter, r *http.Request) {
					if times = append(times, time.Now()); len(times) == 1 {
						if after != "" {
							w.Header().Set("Retry-After", after)
						}
						w.WriteHeader(status)
					}
				})
				c := &http.Client{Transport: &retry.Transport{Base: base}}
				got, _, err := result(t, c, request(t, "POST", "http://example.com/"))
				if want < 0 {
					if got != status || err != nil || len(times) != 1 {
						t.Errorf("%d after %q: %d, %v, %d requests", status, after, got, err, len(times))
					}
					return
				}
				if got != 200 || err != nil || len(times) != 2 || times[1].Sub(times[0]) != want || opened() != 2 {
					t.Errorf("%d after %q: %d, %v, %v on %d connections; want %v", status, after, got, err, times, opened(), want)
				}
			})
		}
	}
}

// TLSNextProto leads every connection to one HTTP/2 transport, as with
// golang.org/x/net/http2.ConfigureTransport.
func TestNewConnectionWithOwnHTTP2(t *testing.T) {
	server := retrytest.NewHTTP2(t, retrytest.Status(200), retrytest.Status(421), retrytest.Status(200))
	pool := server.Transport(t)
	base := server.Transport(t)
	base.TLSClientConfig.NextProtos = []string{"h2", "http/1.1"}
	base.TLSNextProto = map[string]func(string, *tls.Conn) http.RoundTripper{
		"h2": func(_ string, c *tls.Conn) http.RoundTripper {
			c.Close()
			return pool
		},
	}
	c := &http.Client{Transport: &retry.Transport{Base: base}}
	for range 2 {
		if got, _, err := result(t, c, request(t, "POST", server.URL)); got != 200 {
			t.Errorf("%d, %v", got, err)
		}
	}
	got := conns(server)
	if len(got) != 3 || got[0] != got[1] || got[2] == got[1] {
		t.Errorf("on connections %v", got)
	}
}

// A Base whose connections nobody can choose is not asked twice.
func TestNoNewConnection(t *testing.T) {
	for _, status := range []int{408, 421, 425} {
		var reasons []string
		tr := &retry.Transport{
			Base:    retrytest.Play(retrytest.Status(status), retrytest.Status(200)),
			Observe: func(_ retry.Attempt, d retry.Decision) { reasons = append(reasons, d.Reason) },
		}
		resp, err := tr.RoundTrip(request(t, "POST", "http://example.com/"))
		if err != nil || resp.StatusCode != status || len(reasons) != 1 || !strings.Contains(reasons[0], "connection") {
			t.Errorf("%d: %v, %v, %q", status, resp, err, reasons)
		}
	}
}

// Connections that were opened for one request are closed.
func TestNewConnectionsAreClosed(t *testing.T) {
	for name, start := range map[string]func(testing.TB, ...retrytest.Step) *retrytest.Server{"HTTP/1.1": retrytest.New, "HTTP/2": retrytest.NewHTTP2} {
		server := start(t, retrytest.Status(421))
		c := client(t, server)
		for range 20 {
			if status, _, err := result(t, c, request(t, "GET", server.URL)); status != 421 {
				t.Fatal(status, err)
			}
		}
		if got := server.Conns(); got != 21 {
			t.Errorf("%s: %d connections", name, got)
		}
		// The server sees a connection closed some time after the client has closed it.
		for end := time.Now().Add(5 * time.Minute); server.OpenConns() > 1 && time.Now().Before(end); {
			time.Sleep(time.Millisecond)
		}
		if got := server.OpenConns(); got > 1 {
			t.Errorf("%s: %d connections are open", name, got)
		}
	}
}

// A connection serves again after an error whose content is small. Nobody reads a large
// one, or waits for one that is slow, to save a connection. Go 1.27 itself reads up to 256 KiB
// when the content is closed, so the large ones are larger than that.
func TestConnectionIsReused(t *testing.T) {
	for name, test := range map[string]struct {
		length string // Content-Length
		size   int
		pause  time.Duration // before the content
		conns  int
	}{
		"none":                {"0", 0, 0, 1},
		"small":               {"10000", 10000, 0, 1},
		"of unknown length":   {"", 10000, 0, 1},
		"nearly too large":    {"65536", 65536, 0, 1},
		"too large":           {"400000", 400000, 0, 2},
		"too large, unknown":  {"", 400000, 0, 2},
		"slow, but in time":   {"100", 100, 49 * time.Millisecond, 1},
		"slower":              {"100", 100, 51 * time.Millisecond, 2},
		"very large":          {"20000000", 0, 0, 2},
		"very large, unknown": {"", 20000000, 0, 2},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var requests atomic.Int32
				base, opened := pipes(t, func(w http.ResponseWriter, r *http.Request) {
					if requests.Add(1) > 1 {
						return
					}
					if test.length != "" {
						w.Header().Set("Content-Length", test.length)
					}
					w.WriteHeader(503)
					http.NewResponseController(w).Flush()
					time.Sleep(test.pause)
					io.WriteString(w, strings.Repeat(".", test.size))
				})
				c := &http.Client{Transport: &retry.Transport{Base: base, Backoff: -1}}
				status, _, err := result(t, c, request(t, "GET", "http://example.com/"))
				if status != 200 || requests.Load() != 2 || opened() != test.conns {
					t.Errorf("%d, %v after %d requests on %d connections; want %d", status, err, requests.Load(), opened(), test.conns)
				}
			})
		})
	}
}

// http.Client.CloseIdleConnections reaches Base.
func TestCloseIdleConnections(t *testing.T) {
	server := retrytest.New(t)
	c := client(t, server)
	for range 2 {
		if status, _, err := result(t, c, request(t, "GET", server.URL)); status != 200 {
			t.Fatal(status, err)
		}
		c.CloseIdleConnections()
	}
	if got := server.Conns(); got != 2 {
		t.Errorf("%d connections", got)
	}
	(&http.Client{Transport: &retry.Transport{Base: retrytest.Play()}}).CloseIdleConnections() // which has none
}
