package gin_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/gin-contrib/gzip"
	"github.com/gin-gonic/gin"
	gorilla "github.com/gorilla/websocket"

	"example.com/httpstatus"
	adapter "example.com/httpstatus/adapters/gin"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

func TestMain(m *testing.M) {
	gin.SetMode(gin.ReleaseMode)
	gin.DefaultWriter, gin.DefaultErrorWriter = io.Discard, io.Discard
	os.Exit(m.Run())
}

// engines are the ways to set up an engine. Each has errors that end in errs.
var engines = map[string]func(*problem.Responder) *gin.Engine{
	"alone":   func(errs *problem.Responder) *gin.Engine { e := gin.New(); adapter.Use(e, errs); return e },
	"default": func(errs *problem.Responder) *gin.Engine { e := gin.Default(); adapter.Use(e, errs); return e },
	"recovery inside": func(errs *problem.Responder) *gin.Engine {
		e := gin.New()
		adapter.Use(e, errs)
		e.Use(gin.Recovery())
		return e
	},
	"gzip inside": func(errs *problem.Responder) *gin.Engine {
		e := gin.New()
		adapter.Use(e, errs)
		e.Use(gzip.Gzip(gzip.DefaultCompression))
		return e
	},
	"gzip outside": func(errs *problem.Responder) *gin.Engine {
		e := gin.New()
		e.Use(gzip.Gzip(gzip.DefaultCompression))
		adapter.Use(e, errs)
		return e
	},
}

// serve starts a server with an engine, and again with errs.Middleware around it.
func serve(t *testing.T, out io.Writer, routes func(*gin.Engine), check func(t *testing.T, url string)) {
	for name, engine := range engines {
		for _, around := range []bool{false, true} {
			t.Run(fmt.Sprint(name, ", middleware around ", around), func(t *testing.T) {
				errs := &problem.Responder{
					Languages: negotiate.New(lang.English, lang.Korean),
					Log:       slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelDebug})),
				}
				e := engine(errs)
				routes(e)
				var handler http.Handler = e
				if around {
					handler = errs.Middleware(e)
				}
				var logged lockedBuffer
				server := httptest.NewUnstartedServer(handler)
				server.Config.ErrorLog = log.New(&logged, "", 0)
				server.Start()
				check(t, server.URL)
				server.Close()
				if text := logged.take(); text != "" { // superfluous calls, for example
					t.Errorf("net/http logs %s", text)
				}
			})
		}
	}
}

// fetch returns the status and the content of a response, or "cut".
func fetch(t *testing.T, method, url, body string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Language", "ko-KR")
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if errors.Is(err, io.EOF) {
		return nil, "cut"
	}
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, "cut"
	}
	if err != nil {
		t.Errorf("%s: %v", url, err)
	}
	return resp, fmt.Sprint(resp.StatusCode, " ", string(content))
}

// Every way in which a request can end.
func TestUse(t *testing.T) {
	ours := func(s httpstatus.Status) string {
		return fmt.Sprintf(`%d {"type":"about:blank","title":%q`, int(s), s.Title(lang.Korean))
	}
	routes := func(e *gin.Engine) {
		e.GET("/users/:id", func(c *gin.Context) { c.Error(fmt.Errorf("user 8: %w", httpstatus.NotFound)) })
		e.GET("/ok", func(c *gin.Context) { c.String(200, "fine") })
		e.GET("/json", func(c *gin.Context) { c.JSON(201, gin.H{"id": 7}) })
		e.GET("/empty", func(c *gin.Context) { c.Status(204) })
		e.GET("/redirect", func(c *gin.Context) { c.Redirect(304, "/ok") })
		e.POST("/abort", func(c *gin.Context) { c.AbortWithStatus(409) })
		e.POST("/error", func(c *gin.Context) { c.AbortWithError(403, errors.New("not Ada's")) })
		e.POST("/details", func(c *gin.Context) {
			c.AbortWithError(500, &problem.Details{Status: 403, Detail: "Your balance is 30."})
		})
		e.POST("/bind", func(c *gin.Context) {
			var v struct{ N int }
			c.BindJSON(&v)
		})
		e.POST("/large", func(c *gin.Context) {
			c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 1)
			var v struct{ N int }
			c.BindJSON(&v)
		})
		e.POST("/status", func(c *gin.Context) { c.Status(502); c.Error(errors.New("x")) })
		e.POST("/last", func(c *gin.Context) { c.Error(httpstatus.Gone); c.Error(httpstatus.Locked) })
		e.POST("/unknown", func(c *gin.Context) { c.Error(errors.New("disk on fire")) })
		e.POST("/ok-and-error", func(c *gin.Context) { c.Status(200); c.Error(errors.New("disk on fire")) })
		e.POST("/negotiate", func(c *gin.Context) { c.Negotiate(200, gin.Negotiate{Offered: []string{"image/png"}}) })
		e.POST("/panic", func(c *gin.Context) { panic("disk on fire") })
		e.POST("/panic-error", func(c *gin.Context) { c.Status(403); panic(httpstatus.NotFound) })
		e.POST("/999", func(c *gin.Context) { c.Status(999) })
		e.POST("/part-200", func(c *gin.Context) { c.String(200, "part"); c.String(201, "part") })
		e.POST("/own", func(c *gin.Context) { c.AbortWithStatusJSON(403, gin.H{"own": true}) })
		e.POST("/text", func(c *gin.Context) { c.String(422, "line 3: bad date") })
		e.POST("/part", func(c *gin.Context) { c.String(200, "part"); c.Error(errors.New("disk on fire")) })
		e.POST("/flushed", func(c *gin.Context) {
			c.String(200, "part")
			c.Writer.Flush()
			c.Error(errors.New("disk on fire"))
		})
		e.POST("/flush-alone", func(c *gin.Context) { c.Writer.Flush(); c.Error(errors.New("disk on fire")) })
		e.POST("/part-panic", func(c *gin.Context) { c.String(200, "part"); panic("disk on fire") })
		e.POST("/part-status", func(c *gin.Context) { c.String(200, "part"); c.AbortWithStatus(500) })
		e.POST("/part-own", func(c *gin.Context) { c.String(200, "part"); c.JSON(400, gin.H{}) })
		e.POST("/two", func(c *gin.Context) { c.String(400, "sorry"); c.AbortWithStatus(500) })
		e.POST("/own-error", func(c *gin.Context) { c.String(500, "sorry"); c.Error(errors.New("disk on fire")) })
		e.POST("/own-panic", func(c *gin.Context) { c.String(500, "sorry"); panic("disk on fire") })
		e.POST("/cut", func(c *gin.Context) { c.String(200, "part"); c.Writer.Flush(); panic(http.ErrAbortHandler) })
		g := e.Group("/group", func(c *gin.Context) { c.AbortWithStatus(401); c.Header("WWW-Authenticate", "Basic") })
		g.POST("/a", func(c *gin.Context) { c.String(200, "secret") })
		e.StaticFS("/files", http.Dir(os.TempDir()))
	}
	serve(t, io.Discard, routes, func(t *testing.T, url string) {
		for _, test := range []struct{ method, path, want string }{
			{"GET", "/users/8", ours(404)},
			{"GET", "/nothing", ours(404)},
			{"GET", "/files/nothing-of-this-name", ours(404)},
			{"DELETE", "/ok", ours(405)},
			{"GET", "/ok", "200 fine"},
			{"GET", "/json", `201 {"id":7}`},
			{"GET", "/empty", "204 "},
			{"GET", "/redirect", "304 "},
			{"POST", "/abort", ours(409)},
			{"POST", "/error", ours(403)},
			{"POST", "/details", ours(403)[:len(ours(403))-1] + `","status":403,"detail":"Your balance is 30."`},
			{"POST", "/bind", ours(400)},
			{"POST", "/large", ours(413)},
			{"POST", "/status", ours(502)},
			{"POST", "/last", ours(423)},
			{"POST", "/unknown", ours(500)},
			{"POST", "/ok-and-error", ours(500)},
			{"POST", "/negotiate", ours(406)},
			{"POST", "/panic", ours(500)},
			{"POST", "/panic-error", ours(500)},
			{"POST", "/999", "999 "},
			{"POST", "/part-200", "200 partpart"},
			{"POST", "/own", `403 {"own":true}`},
			{"POST", "/text", "422 line 3: bad date"},
			{"POST", "/part", "cut"},
			{"POST", "/flushed", "cut"},
			{"POST", "/flush-alone", "cut"},
			{"POST", "/part-panic", "cut"},
			{"POST", "/part-status", "cut"},
			{"POST", "/part-own", "cut"},
			{"POST", "/two", "400 sorry"},
			{"POST", "/own-error", "500 sorry"},
			{"POST", "/own-panic", "500 sorry"},
			{"POST", "/cut", "cut"},
			{"POST", "/group/a", ours(401)},
		} {
			resp, got := fetch(t, test.method, url+test.path, `{"N":"x"}`)
			if !strings.HasPrefix(got, test.want) || strings.HasSuffix(test.want, " ") && got != test.want {
				t.Errorf("%s %s: %q, want %q", test.method, test.path, got, test.want)
			}
			if resp == nil || !strings.Contains(got, "about:blank") {
				continue
			}
			for _, name := range httpstatus.Status(resp.StatusCode).RequiredFields() {
				if resp.Header.Get(name) == "" {
					t.Errorf("%s %s: no %s", test.method, test.path, name)
				}
			}
			if l := resp.Header.Get("Content-Language"); l != "ko" {
				t.Errorf("%s %s: Content-Language %q", test.method, test.path, l)
			}
			if strings.Contains(got, "disk on fire") || strings.Contains(got, "Ada") {
				t.Errorf("%s %s: the text of the error is sent: %s", test.method, test.path, got)
			}
		}
	})
}

// The text of every error is logged, whatever became of the response.
func TestLog(t *testing.T) {
	var out lockedBuffer
	routes := func(e *gin.Engine) {
		for path, h := range map[string]gin.HandlerFunc{
			"/error":     func(c *gin.Context) { c.Error(errors.New("disk on fire")) },
			"/status":    func(c *gin.Context) { c.AbortWithError(404, errors.New("disk on fire")) },
			"/part":      func(c *gin.Context) { c.String(200, "part"); c.Error(errors.New("disk on fire")) },
			"/own":       func(c *gin.Context) { c.JSON(500, gin.H{}); c.Error(errors.New("disk on fire")) },
			"/own-4xx":   func(c *gin.Context) { c.JSON(400, gin.H{}); c.Error(errors.New("disk on fire")) },
			"/panic":     func(c *gin.Context) { panic("disk on fire") },
			"/own-panic": func(c *gin.Context) { c.String(500, "sorry"); panic("disk on fire") },
		} {
			e.POST(path, h)
		}
	}
	serve(t, &out, routes, func(t *testing.T, url string) {
		for _, path := range []string{"/error", "/status", "/part", "/own", "/own-4xx", "/panic", "/own-panic"} {
			if strings.Contains(path, "panic") && strings.Contains(t.Name(), "recovery_inside") {
				continue // gin logs it
			}
			out.take()
			fetch(t, "POST", url+path, "") // net/http sends a GET again if it is cut off
			if got := out.take(); strings.Count(got, "disk on fire") != 1 || !strings.Contains(got, "path="+path) {
				t.Errorf("%s: %q", path, got)
			}
		}
	})
}

type lockedBuffer struct {
	mutex  sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) take() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	defer b.buffer.Reset()
	return b.buffer.String()
}

// The handlers outside, such as gin.Logger, see the status of the response.
func TestStatusOutside(t *testing.T) {
	e := gin.New()
	var status, size int
	e.Use(func(c *gin.Context) {
		w := c.Writer
		c.Next()
		status, size = c.Writer.Status(), c.Writer.Size()
		if c.Writer != w {
			t.Errorf("%s: the writer is still another", c.Request.URL)
		}
	})
	adapter.Use(e, &problem.Responder{Log: slog.New(slog.DiscardHandler)})
	e.GET("/error", func(c *gin.Context) { c.Error(httpstatus.NotFound) })
	e.GET("/panic", func(c *gin.Context) { panic("x") })
	e.GET("/ok", func(c *gin.Context) { c.String(202, "fine") })
	for path, want := range map[string]int{"/error": 404, "/panic": 500, "/ok": 202, "/none": 404} {
		w := httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if status != want || w.Code != want || size != w.Body.Len() {
			t.Errorf("%s: %d seen outside, %d sent, %d of %d bytes", path, status, w.Code, size, w.Body.Len())
		}
	}
}

// Streams arrive piece by piece, and end when the client goes.
func TestStream(t *testing.T) {
	next, ended := make(chan string), make(chan bool, 1)
	routes := func(e *gin.Engine) {
		e.GET("/stream", func(c *gin.Context) {
			ended <- c.Stream(func(w io.Writer) bool {
				select {
				case text, more := <-next:
					c.SSEvent("message", text)
					return more
				case <-c.Request.Context().Done():
					return true
				}
			})
		})
		e.GET("/deadline", func(c *gin.Context) {
			if err := http.NewResponseController(c.Writer).SetWriteDeadline(time.Now().Add(time.Hour)); err != nil {
				c.Error(err)
			}
			c.String(200, "fine")
		})
	}
	serve(t, io.Discard, routes, func(t *testing.T, url string) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, "GET", url+"/stream", nil)
		if err != nil {
			t.Fatal(err)
		}
		go func() { next <- "one" }()
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		for _, text := range []string{"one", "two"} {
			if text == "two" {
				next <- text
			}
			want := "event:message\ndata:" + text + "\n\n"
			got := make([]byte, len(want))
			if _, err := io.ReadFull(resp.Body, got); err != nil || string(got) != want {
				t.Fatalf("%q, %v; want %q", got, err, want)
			}
		}
		cancel()
		if gone := <-ended; !gone {
			t.Error("the stream does not know that the client went away")
		}
		if strings.Contains(t.Name(), "gzip") {
			return // its ResponseWriter has no Unwrap
		}
		if _, got := fetch(t, "GET", url+"/deadline", ""); got != "200 fine" {
			t.Errorf("a write deadline: %s", got)
		}
	})
}

func TestWebSockets(t *testing.T) {
	var upgrader gorilla.Upgrader
	routes := func(e *gin.Engine) {
		e.GET("/gorilla", func(c *gin.Context) {
			conn, err := upgrader.Upgrade(c.Writer, c.Request, nil)
			if err != nil {
				c.Error(err)
				return
			}
			defer conn.Close()
			for {
				kind, text, err := conn.ReadMessage()
				if err != nil {
					c.Error(err)
					return
				}
				conn.WriteMessage(kind, text)
			}
		})
		e.GET("/coder", func(c *gin.Context) {
			conn, err := websocket.Accept(c.Writer, c.Request, nil)
			if err != nil {
				c.Error(err)
				return
			}
			defer conn.CloseNow()
			for {
				kind, text, err := conn.Read(c.Request.Context())
				if err != nil {
					c.Error(err)
					return
				}
				conn.Write(c.Request.Context(), kind, text)
			}
		})
	}
	serve(t, io.Discard, routes, func(t *testing.T, url string) {
		for path, refused := range map[string]string{
			// The libraries write the error themselves. It stays.
			"/gorilla": "400 Bad Request\n", "/coder": "426 WebSocket protocol violation",
		} {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			conn, _, err := websocket.Dial(ctx, url+path, nil)
			if err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			defer conn.CloseNow()
			if err := conn.Write(ctx, websocket.MessageText, []byte("hello")); err != nil {
				t.Errorf("%s: %v", path, err)
			}
			if _, text, err := conn.Read(ctx); err != nil || string(text) != "hello" {
				t.Errorf("%s: %q, %v", path, text, err)
			}
			conn.Close(websocket.StatusNormalClosure, "")
			_, got := fetch(t, "GET", url+path, "")
			if !strings.HasPrefix(got, refused) && !strings.Contains(t.Name(), "around_true") {
				t.Errorf("%s, not a handshake: %q", path, got)
			}
		}
	})
}
