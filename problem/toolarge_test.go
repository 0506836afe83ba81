package problem_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// readers are the ways in which handlers read a request's content, up to a limit.
var readers = map[string]func(w http.ResponseWriter, r *http.Request) error{
	"ReadAll": func(w http.ResponseWriter, r *http.Request) error {
		r.Body = http.MaxBytesReader(w, r.Body, 1000)
		_, err := io.ReadAll(r.Body)
		return err
	},
	"ReadAll, not assigned": func(w http.ResponseWriter, r *http.Request) error {
		_, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1000))
		return err
	},
	"ReadAll, closed": func(w http.ResponseWriter, r *http.Request) error {
		r.Body = http.MaxBytesReader(w, r.Body, 1000)
		defer r.Body.Close()
		_, err := io.ReadAll(r.Body)
		return err
	},
	"json.Decoder": func(w http.ResponseWriter, r *http.Request) error {
		r.Body = http.MaxBytesReader(w, r.Body, 1000)
		return json.NewDecoder(r.Body).Decode(new(any))
	},
	"io.Copy": func(w http.ResponseWriter, r *http.Request) error {
		r.Body = http.MaxBytesReader(w, r.Body, 1000)
		_, err := io.Copy(io.Discard, r.Body)
		return err
	},
	"ParseMultipartForm": func(w http.ResponseWriter, r *http.Request) error {
		r.Body = http.MaxBytesReader(w, r.Body, 1000)
		return r.ParseMultipartForm(100)
	},
	"another request": func(w http.ResponseWriter, r *http.Request) error {
		r = r.WithContext(r.Context())
		r.Body = http.MaxBytesReader(w, r.Body, 1000)
		_, err := io.ReadAll(r.Body)
		return err
	},
	"without a reader": func(w http.ResponseWriter, r *http.Request) error {
		return &http.MaxBytesError{Limit: 1000} // by Content-Length, for example
	},
}

// refusals are the ways in which handlers respond then.
func refusals(errs *problem.Responder) map[string]func(read func(w http.ResponseWriter, r *http.Request) error) http.Handler {
	type reader = func(w http.ResponseWriter, r *http.Request) error
	bare := func(read reader) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if read(w, r) != nil {
				http.Error(w, "no more than 1000 bytes", http.StatusRequestEntityTooLarge)
			}
		})
	}
	return map[string]func(reader) http.Handler{
		"http.Error in Middleware":        func(read reader) http.Handler { return errs.Middleware(bare(read)) },
		"http.Error in Middleware, twice": func(read reader) http.Handler { return errs.Middleware(errs.Middleware(bare(read))) },
		"MaxBytesHandler in Middleware":   func(read reader) http.Handler { return errs.Middleware(http.MaxBytesHandler(bare(read), 500)) },
		"MaxBytesHandler around Middleware": func(read reader) http.Handler {
			return http.MaxBytesHandler(errs.Middleware(bare(read)), 500)
		},
		"empty in Middleware": func(read reader) http.Handler {
			return errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if read(w, r) != nil {
					w.WriteHeader(413)
				}
			}))
		},
		"JSON in Middleware": func(read reader) http.Handler {
			return errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if read(w, r) != nil {
					w.Header().Set("Content-Type", "application/json")
					w.WriteHeader(413)
					io.WriteString(w, `{"error":"too large"}`)
				}
			}))
		},
		"Handle": func(read reader) http.Handler { return errs.Handle(read) },
		"Handle, written before": func(read reader) http.Handler {
			return errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
				err := read(w, r)
				if err != nil {
					http.Error(w, "", http.StatusRequestEntityTooLarge)
				}
				return err
			})
		},
		"Handle in Middleware": func(read reader) http.Handler { return errs.Middleware(errs.Handle(read)) },
		"Respond": func(read reader) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { errs.Respond(w, r, read(w, r)) })
		},
		"Respond beneath other ResponseWriters": func(read reader) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w = &unwrapping{&unwrapping{w}}
				errs.Respond(w, r, read(w, r))
			})
		},
		"Respond in Middleware": func(read reader) http.Handler {
			return errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { errs.Respond(w, r, read(w, r)) }))
		},
		"Middleware beneath other ResponseWriters": func(read reader) http.Handler {
			h := errs.Middleware(bare(read))
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(&unwrapping{&unwrapping{w}}, r) })
		},
		"Middleware beneath one that cannot be unwrapped": func(read reader) http.Handler {
			h := errs.Middleware(bare(read))
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(struct{ http.ResponseWriter }{w}, r) })
		},
	}
}

type unwrapping struct{ http.ResponseWriter }

func (w *unwrapping) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// upload is a multipart form with JSON in it that is too long for a socket's buffers.
func upload(t *testing.T) (content []byte, contentType string) {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", "file")
	if err != nil {
		t.Fatal(err)
	}
	part.Write(bytes.Repeat([]byte("x"), 8<<20))
	form.Close()
	return b.Bytes(), form.FormDataContentType()
}

// everyRefusal returns a handler that has all refusals of all readers, and the paths.
func everyRefusal() (mux *http.ServeMux, paths []string) {
	mux = http.NewServeMux()
	for refusal, handler := range refusals(newResponder()) {
		for reader, read := range readers {
			path := "/" + refusal + "/" + reader
			paths = append(paths, path)
			mux.Handle("POST "+strings.ReplaceAll(path, " ", "_"), handler(read))
		}
	}
	return mux, paths
}

// A client that sends too much reads the 413 before the connection is closed. Without
// closeAfter, about half of these uploads end with a reset connection.
func TestTooLarge(t *testing.T) {
	form, formType := upload(t)
	jsonText := append(append([]byte{'"'}, bytes.Repeat([]byte("x"), 8<<20)...), '"')
	mux, paths := everyRefusal()
	for _, h2 := range []bool{false, true} {
		server := httptest.NewUnstartedServer(mux)
		server.EnableHTTP2 = h2
		if h2 {
			server.StartTLS()
		} else {
			server.Start()
		}
		defer server.Close()
		for _, path := range paths {
			for _, chunked := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s h2 %v chunked %v", path, h2, chunked), func(t *testing.T) {
					content, contentType := jsonText, "application/json"
					if strings.HasSuffix(path, "ParseMultipartForm") {
						content, contentType = form, formType
					}
					r, err := http.NewRequest("POST", server.URL+strings.ReplaceAll(path, " ", "_"), bytes.NewReader(content))
					if err != nil {
						t.Fatal(err)
					}
					r.Header.Set("Content-Type", contentType)
					if chunked {
						r.ContentLength = -1
					}
					resp, err := server.Client().Do(r)
					if err != nil {
						t.Fatal(err)
					}
					got := body(t, resp)
					resp.Body.Close()
					if resp.StatusCode != 413 || got == "" {
						t.Errorf("%d %q", resp.StatusCode, got)
					}
					if !h2 && !resp.Close {
						t.Error("the connection stays open")
					}
				})
			}
		}
	}
}

// A client that pauses gets its response at once. So does one that waits for 100
// Continue and then sends too much.
func TestTooLargeOnSockets(t *testing.T) {
	mux, paths := everyRefusal()
	// A handler may use another status, too.
	paths = append(paths, "/400")
	mux.Handle("/400", newResponder().Handle(func(w http.ResponseWriter, r *http.Request) error {
		return fmt.Errorf("%w: %w", httpstatus.BadRequest, readers["ReadAll"](w, r))
	}))
	server := httptest.NewServer(mux)
	defer server.Close()
	for _, path := range paths {
		switch path[strings.LastIndexByte(path, '/')+1:] {
		case "ParseMultipartForm", "json.Decoder": // the content is neither
			continue
		case "ReadAll, closed": // Close itself waits for content
			continue
		}
		t.Run(path, func(t *testing.T) {
			for name, test := range map[string]struct {
				fields string
				now    int // bytes that are sent at once
				later  int // after 100 Continue, or without it
			}{
				"pause":                 {"Content-Length: 200000\r\n", 1001, 0},
				"pause, chunked":        {"Transfer-Encoding: chunked\r\n", -1001, 0},
				"Expect: 100-continue":  {"Content-Length: 8000000\r\nExpect: 100-continue\r\n", 0, 8000000},
				"Expect, but sent":      {"Content-Length: 8000000\r\nExpect: 100-continue\r\n", 8000000, 0},
				"Expect, and then less": {"Content-Length: 200000\r\nExpect: 100-continue\r\n", 0, 1001},
			} {
				conn, err := net.Dial("tcp", server.Listener.Addr().String())
				if err != nil {
					t.Fatal(err)
				}
				defer conn.Close()
				conn.SetDeadline(time.Now().Add(10 * time.Second)) // what waits for more fails then
				fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: x\r\n%s\r\n", strings.ReplaceAll(path, " ", "_"), test.fields)
				if test.now < 0 {
					fmt.Fprintf(conn, "%x\r\n", 200000)
				}
				go conn.Write(bytes.Repeat([]byte("x"), max(test.now, -test.now)))
				r := bufio.NewReader(conn)
				resp, err := http.ReadResponse(r, nil)
				if err == nil && resp.StatusCode == 100 {
					go conn.Write(bytes.Repeat([]byte("x"), test.later))
					resp, err = http.ReadResponse(r, nil)
				}
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if got := body(t, resp); resp.StatusCode != 413 && path != "/400" || got == "" || !resp.Close {
					t.Errorf("%s: %d, closed %v: %q", name, resp.StatusCode, resp.Close, got)
				}
			}
		})
	}
}

// A connection with unread content is closed after any response. The server does not wait
// for the rest of the content.
func TestUnreadContent(t *testing.T) {
	errs := newResponder()
	for name, h := range map[string]http.Handler{
		"400": errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, readers["ReadAll"](w, r).Error(), 400)
		})),
		"200": errs.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintln(w, readers["json.Decoder"](w, r))
		})),
		"Handle, the cause is lost": errs.Handle(func(w http.ResponseWriter, r *http.Request) error {
			return fmt.Errorf("read: %v", readers["ReadAll"](w, r))
		}),
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(h)
			defer server.Close()
			conn, err := net.Dial("tcp", server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			conn.SetDeadline(time.Now().Add(10 * time.Second)) // what waits for more fails then
			fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n\"%s", strings.Repeat("x", 5000))
			resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := body(t, resp); got == "" || !resp.Close {
				t.Errorf("closed %v: %q", resp.Close, got)
			}
			if _, err := io.Copy(io.Discard, conn); err != nil {
				t.Errorf("the connection stays open: %v", err)
			}
		})
	}
}

// No other error closes a connection.
func TestConnectionStays(t *testing.T) {
	errs := newResponder()
	for name, h := range map[string]http.Handler{
		"Handle":     errs.Handle(func(http.ResponseWriter, *http.Request) error { return errors.New("x") }),
		"Middleware": errs.Middleware(http.NotFoundHandler()),
		"JSON":       errs.Middleware(http.HandlerFunc(write(400, `{"error":"x"}`, "Content-Type: application/json"))),
	} {
		server := httptest.NewServer(h)
		resp, err := http.Post(server.URL, "text/plain", strings.NewReader("four"))
		if err != nil {
			t.Fatal(err)
		}
		if resp.Close {
			t.Errorf("%s: the connection is closed", name)
		}
		resp.Body.Close()
		server.Close()
	}
	// With HTTP/2, "close" would end all of the client's requests.
	for major, want := range map[int]string{1: "close", 2: "", 3: ""} {
		r := request("POST")
		r.ProtoMajor = major
		if got := respond(t, errs, r, httpstatus.ContentTooLarge).Header.Get("Connection"); got != want {
			t.Errorf("HTTP/%d: Connection is %q, want %q", major, got, want)
		}
	}
}
