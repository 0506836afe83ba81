package problem_test

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/textproto"
	"runtime"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus/problem"
	"github.com/google/go-cmp/cmp"
)

// start runs a server whose handler is h within Middleware, over HTTP/1.1 or 2.
func start(t *testing.T, h2 bool, h handler) (*httptest.Server, *http.Client) {
	server := httptest.NewUnstartedServer(newResponder().Middleware(http.HandlerFunc(h)))
	server.EnableHTTP2 = h2
	if h2 {
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	return server, server.Client()
}

func overBoth(t *testing.T, h handler, test func(t *testing.T, url string, c *http.Client)) {
	for _, h2 := range []bool{false, true} {
		proto := map[bool]string{false: "HTTP/1.1", true: "HTTP/2.0"}[h2]
		t.Run(proto, func(t *testing.T) {
			server, client := start(t, h2, func(w http.ResponseWriter, r *http.Request) {
				if r.Proto != proto {
					t.Errorf("it is %s", r.Proto)
				}
				h(w, r)
			})
			test(t, server.URL, client)
		})
	}
}

func TestServers(t *testing.T) {
	t.Run("error", func(t *testing.T) {
		overBoth(t, http.NotFound, func(t *testing.T, url string, c *http.Client) {
			resp, err := c.Get(url)
			if err != nil {
				t.Fatal(err)
			}
			var d *problem.Details
			if err := problem.Read(resp); !errors.As(err, &d) || d.Detail == "" || d.Status != 404 {
				t.Errorf("%v", err)
			}
		})
	})
	t.Run("Flush", func(t *testing.T) {
		next := make(chan bool)
		overBoth(t, func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "one")
			w.(http.Flusher).Flush()
			<-next
			fmt.Fprint(w, "two")
			if err := http.NewResponseController(w).Flush(); err != nil {
				t.Error(err)
			}
			<-next
		}, func(t *testing.T, url string, c *http.Client) {
			resp, err := c.Get(url)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{"one", "two"} { // each before the next is written
				b := make([]byte, 3)
				if _, err := io.ReadFull(resp.Body, b); err != nil || string(b) != want {
					t.Errorf("got %q, %v", b, err)
				}
				next <- true
			}
		})
	})
	t.Run("Early Hints", func(t *testing.T) {
		overBoth(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Link", "</x.css>; rel=preload")
			w.WriteHeader(103)
			if r.URL.Path == "/none" {
				http.NotFound(w, r)
				return
			}
			io.WriteString(w, "x")
		}, func(t *testing.T, url string, c *http.Client) {
			for path, want := range map[string]int{"/": 200, "/none": 404} {
				hints := 0
				trace := &httptrace.ClientTrace{Got1xxResponse: func(code int, h textproto.MIMEHeader) error {
					if code == 103 && h.Get("Link") != "" {
						hints++
					}
					return nil
				}}
				r, _ := http.NewRequestWithContext(httptrace.WithClientTrace(t.Context(), trace), "GET", url+path, nil)
				resp, err := c.Do(r)
				if err != nil || hints != 1 || resp.StatusCode != want {
					t.Errorf("%s: %d hints, %v, %v", path, hints, resp, err)
				}
			}
		})
	})
	t.Run("Expect: 100-continue", func(t *testing.T) {
		overBoth(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/refused" {
				http.Error(w, "too large", http.StatusRequestEntityTooLarge)
				return
			}
			io.Copy(w, r.Body)
		}, func(t *testing.T, url string, c *http.Client) {
			c.Transport.(*http.Transport).ExpectContinueTimeout = time.Minute
			for path, want := range map[string]string{"/": "sent", "/refused": "413"} {
				sent := false
				r, _ := http.NewRequest("POST", url+path, readerFunc(func(p []byte) (int, error) {
					if sent {
						return 0, io.EOF
					}
					sent = true
					return copy(p, "sent"), nil
				}))
				r.Header.Set("Expect", "100-continue")
				resp, err := c.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				if got := body(t, resp); !strings.Contains(got, want) || sent != (want == "sent") {
					t.Errorf("%s: sent %v, got %q", path, sent, got)
				}
			}
		})
	})
	t.Run("deadlines", func(t *testing.T) {
		overBoth(t, func(w http.ResponseWriter, r *http.Request) {
			c := http.NewResponseController(w)
			if err := c.SetReadDeadline(time.Now().Add(time.Hour)); err != nil {
				t.Error(err)
			}
			if err := c.EnableFullDuplex(); err != nil {
				t.Error(err)
			}
			if err := c.SetWriteDeadline(time.Now().Add(time.Millisecond)); err != nil {
				t.Error(err)
			}
			time.Sleep(5 * time.Millisecond)
			for range 1000 {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
			t.Error("no write failed")
		}, func(t *testing.T, url string, c *http.Client) {
			if resp, err := c.Get(url); err == nil {
				if _, err := io.Copy(io.Discard, resp.Body); err == nil {
					t.Error("it came through")
				}
			}
		})
	})
	t.Run("trailers", func(t *testing.T) {
		overBoth(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Trailer", "Sum")
			io.WriteString(w, "x")
			w.Header().Set("Sum", "1")
		}, func(t *testing.T, url string, c *http.Client) {
			resp, err := c.Get(url)
			if err != nil {
				t.Fatal(err)
			}
			body(t, resp)
			if resp.Trailer.Get("Sum") != "1" {
				t.Errorf("trailer %v", resp.Trailer)
			}
		})
	})
	t.Run("Push", func(t *testing.T) {
		under := &pusher{ResponseRecorder: httptest.NewRecorder()}
		newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if err := w.(http.Pusher).Push("/x", nil); err != io.EOF {
				t.Errorf("Push: %v", err)
			}
		})).ServeHTTP(under, request("GET"))
		if under.target != "/x" {
			t.Errorf("pushed %q", under.target)
		}
	})
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// A large response passes through a small memory.
func TestLargeResponse(t *testing.T) {
	sizes := map[int]int64{1: 256 << 20, 2: 48 << 20} // HTTP/2 takes its time
	peak := uint64(0)
	overBoth(t, func(w http.ResponseWriter, r *http.Request) {
		block := make([]byte, 64<<10)
		for i := range sizes[r.ProtoMajor] / int64(len(block)) {
			w.Write(block)
			if i%256 == 0 {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
		}
	}, func(t *testing.T, url string, c *http.Client) {
		runtime.GC()
		peak = 0
		resp, err := c.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, resp.Body)
		if n != sizes[resp.ProtoMajor] || err != nil {
			t.Errorf("%d bytes, %v", n, err)
		}
		if peak > 32<<20 {
			t.Errorf("%d MiB in memory", peak>>20)
		}
	})
}

// A status that comes too late goes on to net/http, which logs it.
func TestSuperfluousStatus(t *testing.T) {
	errs := newResponder()
	for _, statuses := range [][]int{{200, 500}, {302, 200}, {200, 103}} {
		h := func(w http.ResponseWriter, r *http.Request) {
			for _, status := range statuses {
				w.WriteHeader(status)
			}
		}
		for name, h := range map[string]http.Handler{
			"Middleware": errs.Middleware(http.HandlerFunc(h)),
			"Handle":     errs.Handle(func(w http.ResponseWriter, r *http.Request) error { h(w, r); return nil }),
		} {
			w := &statusRecorder{ResponseWriter: httptest.NewRecorder()}
			h.ServeHTTP(w, request("GET"))
			if diff := cmp.Diff(statuses, w.statuses); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	}
}

type statusRecorder struct {
	http.ResponseWriter
	statuses []int
}

func (w *statusRecorder) WriteHeader(status int) { w.statuses = append(w.statuses, status) }

// With TLS and HTTP/1.1 there is no sendfile, but a connection all the same.
func TestTLS(t *testing.T) {
	server := httptest.NewTLSServer(newResponder().Middleware(http.NewServeMux()))
	defer server.Close()
	conn, err := tls.Dial("tcp", server.Listener.Addr().String(), &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "GET /%3Cscript%3E HTTP/1.1\r\nHost: x\r\nAccept: "+chrome+"\r\nConnection: close\r\n\r\n")
	got, _ := io.ReadAll(conn)
	if !strings.HasPrefix(string(got), "HTTP/1.1 404") || !strings.HasSuffix(string(got), "</html>\n") || strings.Contains(string(got), "script") {
		t.Errorf("%s", got)
	}
}
