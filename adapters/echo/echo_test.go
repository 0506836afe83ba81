package echo_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	gorilla "github.com/gorilla/websocket"
	"github.com/labstack/echo/v5"
	"github.com/labstack/echo/v5/middleware"

	"example.com/httpstatus"
	adapter "example.com/httpstatus/adapters/echo"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

func Example() {
	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Dutch)}
	e := echo.New()
	adapter.Use(e, errs)
	e.GET("/users/:id", func(c *echo.Context) error {
		return fmt.Errorf("user %q: %w", c.Param("id"), httpstatus.NotFound)
	})

	for _, path := range []string{"/users/8", "/nothing"} {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Accept-Language", "nl")
		r.Header.Set("Accept", "text/plain")
		w := httptest.NewRecorder()
		e.ServeHTTP(w, r)
		title, _, _ := strings.Cut(w.Body.String(), "\n")
		fmt.Println(title)
	}
	// Output:
	// 404 Niet gevonden
	// 404 Niet gevonden
}

// setups are the ways to set up an Echo.
var setups = map[string]func(*problem.Responder) *echo.Echo{
	"alone": func(errs *problem.Responder) *echo.Echo { e := quiet(); adapter.Use(e, errs); return e },
	"as documented": func(errs *problem.Responder) *echo.Echo {
		e := quiet()
		e.Use(middleware.RequestLogger(), middleware.Recover(), gzip(0))
		adapter.Use(e, errs)
		return e
	},
	"before the others": func(errs *problem.Responder) *echo.Echo {
		e := quiet()
		adapter.Use(e, errs)
		e.Use(gzip(0), middleware.RequestLogger(), middleware.Recover())
		return e
	},
	"middleware within": func(errs *problem.Responder) *echo.Echo {
		e := quiet()
		e.Use(gzip(0), echo.WrapMiddleware(errs.Middleware))
		adapter.Use(e, errs)
		return e
	},
	"minimum of gzip": func(errs *problem.Responder) *echo.Echo {
		e := quiet()
		e.Use(gzip(100))
		adapter.Use(e, errs)
		return e
	},
}

// gzip leaves WebSockets alone: Echo's Gzip breaks the handshake of coder/websocket.
func gzip(minimum int) echo.MiddlewareFunc {
	return middleware.GzipWithConfig(middleware.GzipConfig{
		MinLength: minimum,
		Skipper:   func(c *echo.Context) bool { return c.IsWebSocket() },
	})
}

func quiet() *echo.Echo {
	e := echo.New()
	e.Logger = slog.New(slog.DiscardHandler)
	return e
}

// serve starts a server with each setup, and again with errs.Middleware around it.
func serve(t *testing.T, errs problem.Responder, out io.Writer, routes func(*echo.Echo), check func(t *testing.T, url string)) {
	errs.Languages = negotiate.New(lang.English, lang.Korean)
	errs.Log = slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	for name, setup := range setups {
		for _, around := range []bool{false, true} {
			t.Run(fmt.Sprint(name, ", middleware around ", around), func(t *testing.T) {
				e := setup(&errs)
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
				text := logged.take() // superfluous calls, for example
				if text != "" && !strings.HasPrefix(text, "http: panic serving") {
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

type problemErrorer struct{}

func (problemErrorer) Error() string { return "disk on fire" }
func (problemErrorer) ProblemError() *echo.ProblemError {
	return &echo.ProblemError{Status: 423, Detail: "Ada has it."}
}

type nothing struct{ problemErrorer }

func (nothing) ProblemError() *echo.ProblemError { return nil }

// Every way in which a request can end.
func TestUse(t *testing.T) {
	ours := func(s httpstatus.Status) string {
		return fmt.Sprintf(`%d {"type":"about:blank","title":%q`, int(s), s.Title(lang.Korean))
	}
	fails := func(err error) echo.HandlerFunc { return func(*echo.Context) error { return err } }
	routes := func(e *echo.Echo) {
		e.GET("/users/:id", fails(fmt.Errorf("user 8: %w", httpstatus.NotFound)))
		e.GET("/ok", func(c *echo.Context) error { return c.String(200, "fine") })
		e.GET("/empty", func(c *echo.Context) error { return c.NoContent(204) })
		e.POST("/http-error", fails(echo.NewHTTPError(422, "disk on fire")))
		e.POST("/echo-error", fails(echo.ErrUnsupportedMediaType))
		e.POST("/wrapping", fails(echo.NewHTTPError(403, "x").Wrap(httpstatus.NotFound)))
		e.POST("/wrapped", fails(fmt.Errorf("%w: %w", httpstatus.BadGateway, echo.ErrNotFound)))
		e.POST("/joined", fails(errors.Join(errors.New("disk on fire"), echo.ErrNotFound, httpstatus.Gone)))
		e.POST("/zero", fails(&echo.HTTPError{Message: "disk on fire"}))
		e.POST("/success", fails(&echo.HTTPError{Code: 200}))
		e.POST("/problem", fails(&echo.ProblemError{Type: "/credit", Title: "Out of credit", Status: 403, Detail: "Your balance is 30.", Instance: "/7"}))
		e.POST("/problem-errorer", fails(fmt.Errorf("x: %w", problemErrorer{})))
		e.POST("/problem-nothing", fails(nothing{}))
		e.POST("/details", fails(fmt.Errorf("x: %w", &problem.Details{Status: 403, Detail: "Your balance is 30."})))
		e.POST("/mapped", fails(sql.ErrNoRows))
		e.POST("/unknown", fails(errors.New("disk on fire")))
		e.POST("/bind", func(c *echo.Context) error {
			var v struct{ N int }
			return c.Bind(&v)
		})
		e.POST("/large", func(c *echo.Context) error { _, err := io.ReadAll(c.Request().Body); return err }, middleware.BodyLimit(1))
		e.POST("/auth", fails(nil), middleware.BasicAuth(func(*echo.Context, string, string) (bool, error) { return false, nil }))
		e.POST("/timeout", func(c *echo.Context) error { <-c.Request().Context().Done(); return c.Request().Context().Err() }, middleware.ContextTimeout(time.Millisecond))
		e.POST("/no-content", func(c *echo.Context) error { return c.NoContent(409) })
		e.POST("/http.Error", echo.WrapHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "disk on fire", http.StatusConflict)
		})))
		e.POST("/own", func(c *echo.Context) error { return c.JSON(403, map[string]bool{"own": true}) })
		e.POST("/part", func(c *echo.Context) error { c.String(200, "part"); return errors.New("disk on fire") })
		e.POST("/flushed", func(c *echo.Context) error {
			c.String(200, "part")
			http.NewResponseController(c.Response()).Flush()
			return errors.New("disk on fire")
		})
		e.POST("/flush-alone", func(c *echo.Context) error {
			http.NewResponseController(c.Response()).Flush()
			return errors.New("disk on fire")
		})
		e.POST("/part-http-error", func(c *echo.Context) error { c.String(200, "part"); return echo.ErrNotFound })
		e.POST("/own-error", func(c *echo.Context) error { c.String(500, "sorry"); return errors.New("disk on fire") })
		e.POST("/cut", func(c *echo.Context) error { c.String(200, "part"); panic(http.ErrAbortHandler) })
		e.POST("/panic", func(c *echo.Context) error { panic("disk on fire") })
	}
	errs := problem.Responder{Map: func(_ *http.Request, err error) error {
		if errors.Is(err, sql.ErrNoRows) {
			return httpstatus.NotFound
		}
		return nil
	}}
	detail := func(s httpstatus.Status, detail string) string {
		return ours(s) + fmt.Sprintf(`,"status":%d,"detail":%q`, int(s), detail)
	}
	serve(t, errs, io.Discard, routes, func(t *testing.T, url string) {
		for _, test := range []struct{ method, path, want string }{
			{"GET", "/users/8", ours(404)},
			{"GET", "/nothing", ours(404)},
			{"DELETE", "/ok", ours(405)},
			{"GET", "/ok", "200 fine"},
			{"GET", "/empty", "204 "},
			{"POST", "/http-error", ours(422)},
			{"POST", "/echo-error", ours(415)},
			{"POST", "/wrapping", ours(403)},
			{"POST", "/wrapped", ours(502)},
			{"POST", "/joined", ours(404)},
			{"POST", "/zero", ours(500)},
			{"POST", "/success", ours(500)},
			{"POST", "/problem", `403 {"type":"/credit","title":"Out of credit","status":403,"detail":"Your balance is 30.","instance":"/7"}`},
			{"POST", "/problem-errorer", detail(423, "Ada has it.")},
			{"POST", "/problem-nothing", ours(500)},
			{"POST", "/details", detail(403, "Your balance is 30.")},
			{"POST", "/mapped", ours(404)},
			{"POST", "/unknown", ours(500)},
			{"POST", "/bind", ours(400)},
			{"POST", "/large", ours(413)},
			{"POST", "/auth", ours(401)},
			{"POST", "/timeout", ours(503)},
			{"POST", "/no-content", ours(409)},
			{"POST", "/http.Error", ours(409)},
			{"POST", "/own", `403 {"own":true}`},
			{"POST", "/part", "cut"},
			{"POST", "/flushed", "cut"},
			{"POST", "/flush-alone", "cut"},
			{"POST", "/part-http-error", "cut"},
			{"POST", "/own-error", "500 sorry"},
			{"POST", "/cut", "cut"},
			{"POST", "/panic", ours(500)},
		} {
			if middleware := !strings.Contains(t.Name(), "around_false") || strings.Contains(t.Name(), "within"); !middleware {
				switch test.path {
				case "/no-content":
					test.want = "409 "
				case "/http.Error":
					test.want = "409 disk on fire\n"
				}
			}
			if test.path == "/panic" && strings.Contains(t.Name(), "around_false") && !strings.Contains(t.Name(), "as_doc") && !strings.Contains(t.Name(), "before") && !strings.Contains(t.Name(), "within") {
				test.want = "cut" // nobody recovers
			}
			resp, got := fetch(t, test.method, url+test.path, `{"N":"x"}`)
			if !strings.HasPrefix(got, test.want) || test.want == "204 " && got != test.want {
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
			if l, v := resp.Header.Get("Content-Language"), strings.Join(resp.Header["Vary"], ","); l != "ko" || !strings.Contains(v, "Accept-Language") {
				t.Errorf("%s %s: Content-Language %q, Vary %q", test.method, test.path, l, v)
			}
			if strings.Contains(got, "disk on fire") && test.path != "/http.Error" {
				t.Errorf("%s %s: the text of the error is sent: %s", test.method, test.path, got)
			}
		}
	})
}

// The text of every error is logged once.
func TestLog(t *testing.T) {
	var out lockedBuffer
	routes := func(e *echo.Echo) {
		e.POST("/error", func(c *echo.Context) error { return errors.New("disk on fire") })
		e.POST("/http-error", func(c *echo.Context) error { return echo.NewHTTPError(404, "disk on fire") })
		e.POST("/part", func(c *echo.Context) error { c.String(200, "part"); return errors.New("disk on fire") })
		e.POST("/no-content", func(c *echo.Context) error { return c.NoContent(409) })
		e.POST("/http.Error", echo.WrapHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "disk on fire", http.StatusConflict)
		})))
		e.POST("/own", func(c *echo.Context) error { c.String(400, "sorry"); return errors.New("disk on fire") })
	}
	serve(t, problem.Responder{}, &out, routes, func(t *testing.T, url string) {
		for _, path := range []string{"/error", "/http-error", "/part", "/own"} {
			out.take()
			fetch(t, "POST", url+path, "")
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

// The middlewares outside see the status, whether or not they call the
// HTTPErrorHandler, and what they set before the response is sent.
func TestStatusOutside(t *testing.T) {
	for _, handleError := range []bool{false, true} {
		e := quiet()
		var status int
		e.Use(middleware.RequestLoggerWithConfig(middleware.RequestLoggerConfig{
			LogStatus: true, HandleError: handleError,
			LogValuesFunc: func(_ *echo.Context, v middleware.RequestLoggerValues) error { status = v.Status; return nil },
		}))
		e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
			return func(c *echo.Context) error {
				r, err := echo.UnwrapResponse(c.Response())
				if err != nil {
					return err
				}
				r.Before(func() { r.Header().Set("Session", "saved") })
				return next(c)
			}
		})
		adapter.Use(e, &problem.Responder{Log: slog.New(slog.DiscardHandler), Map: func(_ *http.Request, err error) error {
			switch err {
			case sql.ErrNoRows:
				return httpstatus.Gone
			case sql.ErrTxDone:
				panic("x")
			}
			return nil
		}})
		for path, err := range map[string]error{
			"/404": httpstatus.NotFound, "/403": &problem.Details{Status: 403}, "/410": sql.ErrNoRows, "/423": problemErrorer{},
			"/422": echo.NewHTTPError(422, "x"), "/500": errors.New("x"), "/panic": sql.ErrTxDone, "/504": context.DeadlineExceeded, "/200": nil,
		} {
			e.GET(path, func(*echo.Context) error { return err })
			w := httptest.NewRecorder()
			e.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
			if want := strings.Replace(path[1:], "panic", "500", 1); fmt.Sprint(status) != want || fmt.Sprint(w.Code) != want {
				t.Errorf("%s: %d seen outside, %d sent (HandleError %t)", path, status, w.Code, handleError)
			}
			if path != "/200" && w.Header().Get("Session") != "saved" {
				t.Errorf("%s: Before was not called", path)
			}
		}
	}
}

func TestWebSockets(t *testing.T) {
	var upgrader gorilla.Upgrader
	routes := func(e *echo.Echo) {
		e.GET("/gorilla", func(c *echo.Context) error {
			conn, err := upgrader.Upgrade(c.Response(), c.Request(), nil)
			if err != nil {
				return err
			}
			defer conn.Close()
			for {
				kind, text, err := conn.ReadMessage()
				if err != nil {
					return err
				}
				conn.WriteMessage(kind, text)
			}
		})
		e.GET("/coder", func(c *echo.Context) error {
			conn, err := websocket.Accept(c.Response(), c.Request(), nil)
			if err != nil {
				return err
			}
			defer conn.CloseNow()
			for {
				kind, text, err := conn.Read(c.Request().Context())
				if err != nil {
					return err
				}
				conn.Write(c.Request().Context(), kind, text)
			}
		})
	}
	serve(t, problem.Responder{}, io.Discard, routes, func(t *testing.T, url string) {
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
			if _, got := fetch(t, "GET", url+path, ""); !strings.HasPrefix(got, refused) && strings.Contains(t.Name(), "around_false") && !strings.Contains(t.Name(), "within") {
				t.Errorf("%s, not a handshake: %q", path, got)
			}
		}
	})
}
