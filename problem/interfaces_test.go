package problem_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What the ResponseWriter underneath cannot do sends nothing, so that an error can
// still follow.
func TestNotSupported(t *testing.T) {
	fails := func(w http.ResponseWriter) error {
		if err := http.NewResponseController(w).Flush(); !errors.Is(err, http.ErrNotSupported) {
			t.Errorf("Flush: %v", err)
		}
		if _, _, err := http.NewResponseController(w).Hijack(); !errors.Is(err, http.ErrNotSupported) {
			t.Errorf("Hijack: %v", err)
		}
		return errors.New("streaming is not supported")
	}
	errs := newResponder()
	for name, h := range map[string]http.Handler{
		"Middleware": errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, fails(w).Error(), 500) })),
		"held": errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.WriteHeader(500)
			io.WriteString(w, fails(w).Error())
		})),
		"Handle": errs.Handle(func(w http.ResponseWriter, r *http.Request) error { return fails(w) }),
		"both":   errs.Middleware(errs.Handle(func(w http.ResponseWriter, r *http.Request) error { return fails(w) })),
	} {
		resp := serve(http.TimeoutHandler(h, time.Minute, ""), request("GET"))
		if got := body(t, resp); resp.StatusCode != 500 || resp.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %v %q", name, resp.StatusCode, resp.Header, got)
		}
	}
}

// A handler may wait for the client to go away in the way of old programs.
func TestCloseNotify(t *testing.T) {
	over := make(chan bool)
	overBoth(t, func(w http.ResponseWriter, r *http.Request) {
		gone := w.(interface{ CloseNotify() <-chan bool }).CloseNotify()
		http.NewResponseController(w).Flush()
		over <- <-gone
	}, func(t *testing.T, url string, c *http.Client) {
		resp, err := c.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		select {
		case <-over:
			t.Error("the client is still there")
		default:
		}
		resp.Body.Close()
		if !<-over {
			t.Error("got false")
		}
	})
}

// A handler that streams asks first whether it can.
func TestFlusher(t *testing.T) {
	errs := newResponder()
	stream := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := w.(http.Flusher); !ok {
			http.Error(w, "streaming is not supported", 500)
			return
		}
		io.WriteString(w, "data: x\n\n")
		w.(http.Flusher).Flush()
	})
	handle := errs.Handle(func(w http.ResponseWriter, r *http.Request) error { stream(w, r); return nil })
	opaque := func(h http.Handler) http.Handler { // a logging middleware, for example
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h.ServeHTTP(struct{ http.ResponseWriter }{w}, r)
		})
	}
	for _, test := range []struct {
		name   string
		h      http.Handler
		status int
	}{
		{"Middleware", errs.Middleware(stream), 200},
		{"Handle", handle, 200},
		{"both", errs.Middleware(handle), 200},
		{"Middleware beneath one that cannot flush", opaque(errs.Middleware(stream)), 500},
		{"Handle beneath one that cannot flush", opaque(handle), 500},
		{"both beneath one that cannot flush", opaque(errs.Middleware(handle)), 500},
		{"one that cannot flush between both", errs.Middleware(opaque(handle)), 500},
		{"beneath one that can be unwrapped", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			errs.Middleware(stream).ServeHTTP(&unwrapping{w}, r)
		}), 200},
		{"beneath one that says so by an error", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			errs.Middleware(stream).ServeHTTP(errorFlusher{struct{ http.ResponseWriter }{w}}, r)
		}), 200},
	} {
		if resp := serve(test.h, request("GET")); resp.StatusCode != test.status {
			t.Errorf("%s: %d %s", test.name, resp.StatusCode, body(t, resp))
		}
	}
}

type errorFlusher struct{ http.ResponseWriter }

func (errorFlusher) FlushError() error { return nil }

type pusher struct {
	*httptest.ResponseRecorder
	target string
}

func (p *pusher) Push(target string, _ *http.PushOptions) error { p.target = target; return io.EOF }

func TestHijack(t *testing.T) {
	for name, before := range map[string]handler{
		"at once":           func(http.ResponseWriter, *http.Request) {},
		"after Flush":       func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(101); w.(http.Flusher).Flush() },
		"by the controller": nil,
	} {
		t.Run(name, func(t *testing.T) {
			server, _ := start(t, false, func(w http.ResponseWriter, r *http.Request) {
				var conn net.Conn
				var rw *bufio.ReadWriter
				var err error
				if before != nil {
					before(w, r)
					conn, rw, err = w.(http.Hijacker).Hijack()
				} else {
					conn, rw, err = http.NewResponseController(w).Hijack()
				}
				if err != nil {
					t.Error(err)
					return
				}
				defer conn.Close()
				if name != "after Flush" {
					rw.WriteString("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
				}
				line, _ := rw.ReadString('\n')
				rw.WriteString(line)
				rw.Flush()
			})
			conn, err := net.Dial("tcp", server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello\n")
			got, err := io.ReadAll(conn)
			if err != nil || !strings.HasPrefix(string(got), "HTTP/1.1 101") || !strings.HasSuffix(string(got), "hello\n") {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	t.Run("after an error's status", func(t *testing.T) {
		server, _ := start(t, false, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Field", "x")
			w.WriteHeader(409)
			conn, rw, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			rw.WriteString("by the handler")
			rw.Flush()
			if _, err := io.WriteString(w, "x"); err != http.ErrHijacked {
				t.Errorf("Write after Hijack: %v", err)
			}
		})
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		got, err := io.ReadAll(conn)
		if err != nil || !strings.HasPrefix(string(got), "HTTP/1.1 409 Conflict\r\n") || !strings.Contains(string(got), "X-Field: x\r\n") || !strings.HasSuffix(string(got), "\r\n\r\nby the handler") {
			t.Errorf("%q, %v", got, err)
		}
	})
	t.Run("a panic afterwards", func(t *testing.T) {
		under := &hijacked{httptest.NewRecorder()}
		defer func() {
			if p := recover(); p != http.ErrAbortHandler || under.Body.Len() != 0 {
				t.Errorf("%v, and %q was written to a connection of somebody else's", p, under.Body)
			}
		}()
		newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.(http.Hijacker).Hijack()
			panic("x")
		})).ServeHTTP(under, request("GET"))
	})
	t.Run("an error afterwards", func(t *testing.T) {
		errs := newResponder()
		under := &hijacked{httptest.NewRecorder()}
		errs.Middleware(errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
			w.(http.Hijacker).Hijack()
			return errors.New("the client is gone")
		})).ServeHTTP(under, request("GET")) // and nothing panics
		if under.Body.Len() != 0 {
			t.Errorf("%q was written to a connection of somebody else's", under.Body)
		}
	})
	t.Run("HTTP/2 has none", func(t *testing.T) {
		server, c := start(t, true, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusConflict)
			if _, _, err := w.(http.Hijacker).Hijack(); !errors.Is(err, http.ErrNotSupported) {
				t.Errorf("Hijack: %v", err)
			}
		})
		resp, err := c.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		if got := body(t, resp); resp.ProtoMajor != 2 || resp.StatusCode != 409 || !strings.Contains(got, `"status":409`) {
			t.Errorf("%s %d %q", resp.Proto, resp.StatusCode, got)
		}
	})
}

type hijacked struct{ *httptest.ResponseRecorder }

func (hijacked) Hijack() (net.Conn, *bufio.ReadWriter, error) { return nil, nil, nil }

// A file goes to the ResponseWriter underneath in one piece, where net/http hands
// it to sendfile.
func TestReadFrom(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, make([]byte, 1<<20), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, h := range map[string]handler{
		"ServeFile": func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, file) },
		"io.Copy": func(w http.ResponseWriter, r *http.Request) {
			f, _ := os.Open(file)
			defer f.Close()
			io.Copy(w, f)
		},
		"a page for 404": func(w http.ResponseWriter, r *http.Request) {
			f, _ := os.Open(file)
			defer f.Close()
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(404)
			http.NewResponseController(w).Flush()
			io.Copy(w, f)
		},
	} {
		t.Run(name, func(t *testing.T) {
			under := &readerFrom{ResponseRecorder: httptest.NewRecorder()}
			newResponder().Middleware(http.HandlerFunc(h)).ServeHTTP(under, request("GET"))
			if written := under.Body.Len(); under.read+int64(written) != 1<<20 || written > 512 {
				t.Errorf("%d bytes by ReadFrom, %d by Write", under.read, under.Body.Len())
			}
		})
	}
	t.Run("the end of a source is no error", func(t *testing.T) {
		for _, size := range []int64{0, 1, 511, 512, 513, 5000} {
			serve(newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if n, err := io.Copy(w, io.LimitReader(endless{}, size)); n != size || err != nil {
					t.Errorf("%d bytes: %d, %v", size, n, err)
				}
			})), request("GET"))
		}
	})
	t.Run("nothing is no content", func(t *testing.T) {
		resp := serve(newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(404)
			w.(io.ReaderFrom).ReadFrom(strings.NewReader(""))
		})), request("GET"))
		if resp.Header.Get("Content-Language") == "" {
			t.Errorf("not replaced: %v", resp.Header)
		}
	})
}

type readerFrom struct {
	*httptest.ResponseRecorder
	read int64
}

func (w *readerFrom) ReadFrom(src io.Reader) (int64, error) {
	n, err := io.Copy(io.Discard, src)
	w.read += n
	return n, err
}

// A ResponseWriter that can do nothing more is enough.
func TestPlainWriter(t *testing.T) {
	h := newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, err := range map[string]error{
			"Flush":            http.NewResponseController(w).Flush(),
			"Push":             w.(http.Pusher).Push("/", nil),
			"SetWriteDeadline": http.NewResponseController(w).SetWriteDeadline(time.Now()),
		} {
			if !errors.Is(err, http.ErrNotSupported) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, _, err := w.(http.Hijacker).Hijack(); !errors.Is(err, http.ErrNotSupported) {
			t.Errorf("Hijack: %v", err)
		}
		io.WriteString(w, "one")
		w.(io.ReaderFrom).ReadFrom(strings.NewReader("two"))
	}))
	rec := httptest.NewRecorder()
	h.ServeHTTP(struct{ http.ResponseWriter }{rec}, request("GET"))
	if got := rec.Body.String(); got != "onetwo" {
		t.Errorf("got %q", got)
	}
}

// A response that is flushed arrives while the handler still runs, also if the Flush
// comes before the content that decides.
func TestFlushIsRemembered(t *testing.T) {
	for name, first := range map[string]handler{
		"kept": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/event-stream")
			w.WriteHeader(500)
			w.(http.Flusher).Flush()
			io.WriteString(w, "x")
		},
		"replaced": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.WriteHeader(500)
			http.NewResponseController(w).Flush()
			fmt.Fprintln(w, "x")
		},
		"compressed": func(w http.ResponseWriter, r *http.Request) {
			compressed(w, 500, "gzip", "text/html", "x")
			w.(http.Flusher).Flush()
		},
		"compressed success": func(w http.ResponseWriter, r *http.Request) {
			compressed(w, 200, "gzip", "text/html", "x")
			w.(http.Flusher).Flush()
		},
		"compressed success of nothing yet": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff")
			w.(http.Flusher).Flush()
		},
		"nothing": func(w http.ResponseWriter, r *http.Request) { w.(http.Flusher).Flush() },
	} {
		t.Run(name, func(t *testing.T) {
			overBoth(t, func(w http.ResponseWriter, r *http.Request) {
				first(w, r)
				<-r.Context().Done() // the client has what it wants
			}, func(t *testing.T, url string, c *http.Client) {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				r, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
				r.Header.Set("Accept-Encoding", "gzip")
				resp, err := c.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				defer resp.Body.Close()
				if name != "nothing" {
					if _, err := io.ReadFull(resp.Body, make([]byte, 1)); err != nil {
						t.Error(err)
					}
				}
			})
		})
	}
}
