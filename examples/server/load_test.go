package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

var load = flag.Bool("load", false, "measure what package problem's Middleware costs a server; takes a minute")

// loadMux responds with a short text or with a bare error.
func loadMux() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /fine", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "fine") })
	mux.HandleFunc("GET /error", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "nothing here", http.StatusNotFound)
	})
	return mux
}

func loadResponder() *problem.Responder {
	return &problem.Responder{
		Languages: negotiate.New(lang.English, lang.All()...),
		Log:       slog.New(slog.NewTextHandler(io.Discard, nil)), // a real handler at its default level
	}
}

// TestLoad compares the throughput of a mux under Middleware with that of the same
// mux alone, on loopback:
//
//	go test ./examples/server -run TestLoad -load -v
//
// They take turns of a fraction of a second in random order. So other programs of the machine
// disturb all of them equally. There are two of each, and every few rounds there are new servers.
// The result is the median over the rounds of both against both. The difference between the two
// bare muxes shows how exact the result is. The test measures only. It asserts nothing.
func TestLoad(t *testing.T) {
	if !*load {
		t.Skip("only with -load")
	}
	const again, rounds = 15, 21
	for _, test := range []struct{ name, path, accept string }{
		{"200s", "/fine", "*/*"},
		{"errors as application/problem+json", "/error", "*/*"},
		{"errors as text/plain", "/error", "text/plain"},
		{"errors as text/html", "/error", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
	} {
		request := fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: %s\r\nAccept-Language: ko-KR,ko;q=0.9,en;q=0.8\r\n\r\n", test.path, test.accept)
		var bare, control, readable []float64
		for range again {
			for _, rates := range takeTurns(t, request, rounds) {
				bare = append(bare, rates[0])
				control = append(control, rates[1]/rates[0])
				readable = append(readable, (rates[2]+rates[3])/(rates[0]+rates[1]))
			}
		}
		t.Logf("%-35s %.3f of bare; bare itself %.3f; %.0f/s", test.name, median(readable), median(control), median(bare))
	}
}

// takeTurns returns the throughput in each round of two bare muxes and of two under Middleware.
// It uses new servers and connections.
func takeTurns(t *testing.T, request []byte, rounds int) (rates [][4]float64) {
	const turn = 15 * time.Millisecond
	var to [4]*clients
	for i, handler := range []http.Handler{loadMux(), loadMux(), loadResponder().Middleware(loadMux()), loadResponder().Middleware(loadMux())} {
		server := httptest.NewServer(handler)
		defer server.Close()
		to[i] = connect(t, server, request)
		defer to[i].close()
	}
	rates = make([][4]float64, rounds)
	for round := range rates {
		for _, i := range rand.Perm(len(to)) {
			rates[round][i] = to[i].throughput(t, turn)
		}
	}
	return rates
}

func median(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	return values[len(values)/2]
}

// Clients send one request again and again. They only check that each response is as long as the
// first one. Clients of net/http would need more time than the server.
type clients struct {
	request []byte
	size    int
	conns   []net.Conn
}

func connect(t *testing.T, server *httptest.Server, request []byte) *clients {
	c := &clients{request: request}
	for range 4 * runtime.GOMAXPROCS(0) {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		c.conns = append(c.conns, conn)
	}
	var first bytes.Buffer
	c.conns[0].Write(request)
	resp, err := http.ReadResponse(bufio.NewReader(io.TeeReader(c.conns[0], &first)), nil)
	if err == nil {
		_, err = io.Copy(io.Discard, resp.Body)
	}
	if err != nil {
		t.Fatal(err)
	}
	c.size = first.Len()
	return c
}

func (c *clients) close() {
	for _, conn := range c.conns {
		conn.Close()
	}
}

// throughput returns the number of requests that the server handles per second.
func (c *clients) throughput(t *testing.T, turn time.Duration) float64 {
	var responses atomic.Int64
	var all sync.WaitGroup
	start := time.Now()
	for _, conn := range c.conns {
		all.Go(func() {
			response := make([]byte, c.size)
			for time.Since(start) < turn {
				conn.Write(c.request)
				if _, err := io.ReadFull(conn, response); err != nil {
					t.Error(err)
					return
				}
				responses.Add(1)
			}
		})
	}
	all.Wait()
	return float64(responses.Load()) / time.Since(start).Seconds()
}

// TestLoadMemory sends a million errors to readers who all want different languages. Then it
// checks that the memory did not grow.
func TestLoadMemory(t *testing.T) {
	if !*load {
		t.Skip("only with -load")
	}
	const all, warm, bound = 1_000_000, 100_000, 1 << 20
	handler := loadResponder().Middleware(loadMux())
	languages := lang.All()
	accepts := []string{"*/*", "text/plain", "text/html"}
	random := rand.New(rand.NewPCG(1, 2))
	r := httptest.NewRequest("GET", "/error", nil)
	var before uint64
	for i := range all {
		if i == warm {
			before = heap()
		}
		r.Header.Set("Accept", accepts[random.IntN(len(accepts))])
		r.Header.Set("Accept-Language", fmt.Sprintf("x%x,%v-%c%c;q=0.%d,%v;q=0.%d,*;q=0.1", random.Uint32(),
			languages[random.IntN(len(languages))], 'A'+random.IntN(26), 'A'+random.IntN(26), random.IntN(1000),
			languages[random.IntN(len(languages))], random.IntN(1000)))
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != http.StatusNotFound || w.Body.Len() == 0 {
			t.Fatalf("status %d, %q", w.Code, w.Body)
		}
	}
	after := heap()
	t.Logf("heap after %d errors: %d KiB, after %d: %d KiB", warm, before>>10, all, after>>10)
	if after > before+bound {
		t.Errorf("the heap grew by more than %d KiB", bound>>10)
	}
	runtime.KeepAlive(handler)
}

func heap() uint64 {
	runtime.GC()
	runtime.GC() // a sync.Pool is empty after the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
