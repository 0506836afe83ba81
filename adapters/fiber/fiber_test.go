package fiber_test

import (
	"bufio"
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gofiber/fiber/v3"
	"github.com/gofiber/fiber/v3/middleware/basicauth"
	"github.com/gofiber/fiber/v3/middleware/compress"
	fiberrecover "github.com/gofiber/fiber/v3/middleware/recover"
	"github.com/gofiber/fiber/v3/middleware/requestid"

	"example.com/httpstatus"
	adapter "example.com/httpstatus/adapters/fiber"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

func Example() {
	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Dutch)}
	app := fiber.New(fiber.Config{ErrorHandler: adapter.ErrorHandler(errs)})
	app.Use(adapter.Middleware(errs), fiberrecover.New())
	app.Get("/users/:id", func(c fiber.Ctx) error {
		return fmt.Errorf("user %q: %w", c.Params("id"), httpstatus.NotFound)
	})

	for _, path := range []string{"/users/8", "/nothing"} {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Accept-Language", "nl")
		r.Header.Set("Accept", "text/plain")
		resp, err := app.Test(r)
		if err != nil {
			fmt.Println(err)
			return
		}
		title, _ := bufio.NewReader(resp.Body).ReadString('\n')
		resp.Body.Close()
		fmt.Print(title)
	}
	// Output:
	// 404 Niet gevonden
	// 404 Niet gevonden
}

// setups are the ways to set up an app.
var setups = map[string]func(*problem.Responder) *fiber.App{
	"as documented": func(errs *problem.Responder) *fiber.App {
		app := fiber.New(fiber.Config{ErrorHandler: adapter.ErrorHandler(errs), BodyLimit: 1000})
		app.Use(adapter.Middleware(errs), fiberrecover.New())
		return app
	},
	"compress inside": func(errs *problem.Responder) *fiber.App {
		app := fiber.New(fiber.Config{ErrorHandler: adapter.ErrorHandler(errs), BodyLimit: 1000})
		app.Use(adapter.Middleware(errs), compress.New(), fiberrecover.New())
		return app
	},
	"compress outside": func(errs *problem.Responder) *fiber.App {
		app := fiber.New(fiber.Config{ErrorHandler: adapter.ErrorHandler(errs), BodyLimit: 1000})
		app.Use(fiberrecover.New(), compress.New(), adapter.Middleware(errs))
		return app
	},
	"streamed requests": func(errs *problem.Responder) *fiber.App {
		app := fiber.New(fiber.Config{ErrorHandler: adapter.ErrorHandler(errs), BodyLimit: 1000, StreamRequestBody: true})
		app.Use(adapter.Middleware(errs), fiberrecover.New())
		return app
	},
}

func serve(t *testing.T, errs problem.Responder, log io.Writer, routes func(*fiber.App), check func(t *testing.T, url string)) {
	errs.Languages = negotiate.New(lang.English, lang.Korean, lang.Dutch)
	errs.Log = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	for name, setup := range setups {
		t.Run(name, func(t *testing.T) {
			app := setup(&errs)
			routes(app)
			check(t, listen(t, app))
		})
	}
}

func listen(t *testing.T, app *fiber.App) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go app.Listener(listener, fiber.ListenConfig{DisableStartupMessage: true})
	t.Cleanup(func() { app.Shutdown() })
	return "http://" + listener.Addr().String()
}

func fetch(t *testing.T, method, url, body string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Language", "ko-KR")
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Errorf("%s: %v", url, err)
	}
	return resp, fmt.Sprint(resp.StatusCode, " ", string(content))
}

func ours(s httpstatus.Status) string {
	return fmt.Sprintf(`%d {"type":"about:blank","title":%q`, int(s), s.Title(lang.Korean))
}

// Every way in which a request can end.
func TestErrors(t *testing.T) {
	fails := func(err error) fiber.Handler { return func(fiber.Ctx) error { return err } }
	routes := func(app *fiber.App) {
		app.Get("/users/:id", fails(fmt.Errorf("user 8: %w", httpstatus.NotFound)))
		app.Get("/ok", func(c fiber.Ctx) error { return c.SendString("fine") })
		app.Get("/empty", func(c fiber.Ctx) error { return c.SendStatus(204) })
		app.Post("/fiber-error", fails(fiber.NewError(422, "disk on fire")))
		app.Post("/wrapped", fails(fmt.Errorf("%w: %w", httpstatus.BadGateway, fiber.ErrNotFound)))
		app.Post("/wrapping", fails(fmt.Errorf("x: %w", fiber.ErrTeapot)))
		app.Post("/joined", fails(errors.Join(errors.New("disk on fire"), fiber.ErrNotFound, httpstatus.Gone)))
		app.Post("/success", fails(fiber.NewError(200, "disk on fire")))
		app.Post("/details", fails(fmt.Errorf("x: %w", &problem.Details{Status: 403, Detail: "Your balance is 30."})))
		app.Post("/mapped", fails(sql.ErrNoRows))
		app.Post("/unknown", fails(errors.New("disk on fire")))
		app.Post("/status", func(c fiber.Ctx) error { return c.SendStatus(409) })
		app.Post("/status-alone", func(c fiber.Ctx) error { c.Status(409); return nil })
		app.Post("/status-head", func(c fiber.Ctx) error { c.Set("Retry-After", "7"); return c.SendStatus(503) })
		app.Post("/invalid", func(c fiber.Ctx) error { return c.Status(999).SendString("") })
		app.Post("/own", func(c fiber.Ctx) error { return c.Status(403).JSON(fiber.Map{"own": true}) })
		app.Post("/text", func(c fiber.Ctx) error { return c.Status(422).SendString("line 3: bad date") })
		app.Post("/part", func(c fiber.Ctx) error { c.SendString("part"); return errors.New("disk on fire") })
		app.Post("/stream", func(c fiber.Ctx) error {
			c.SendStreamWriter(func(w *bufio.Writer) { w.WriteString("part"); w.Flush() })
			return errors.New("disk on fire")
		})
		app.Post("/encoded", func(c fiber.Ctx) error {
			c.Set("Content-Encoding", "br")
			c.Set("ETag", `"1"`)
			c.Cookie(&fiber.Cookie{Name: "a", Value: "1"})
			c.Cookie(&fiber.Cookie{Name: "b", Value: "2"})
			c.Set("X-Own", "kept")
			return errors.New("disk on fire")
		})
		app.Post("/bind", func(c fiber.Ctx) error {
			var v struct{ N int }
			return c.Bind().WithAutoHandling().Body(&v)
		})
		app.Post("/auth", basicauth.New(basicauth.Config{Users: map[string]string{}}), fails(nil))
		app.Post("/panic", func(fiber.Ctx) error { panic("disk on fire") })
		app.Post("/body", func(c fiber.Ctx) error { return c.Send(c.Body()) })
		app.Get("/download", func(c fiber.Ctx) error { return c.SendFile("/nothing-of-this-name") })
	}
	errs := problem.Responder{Map: func(_ *http.Request, err error) error {
		if errors.Is(err, sql.ErrNoRows) {
			return httpstatus.NotFound
		}
		return nil
	}}
	serve(t, errs, io.Discard, routes, func(t *testing.T, url string) {
		for _, test := range []struct{ method, path, want string }{
			{"GET", "/users/8", ours(404)},
			{"GET", "/nothing", ours(404)},
			{"DELETE", "/ok", ours(405)},
			{"GET", "/ok", "200 fine"},
			{"GET", "/empty", "204 "},
			{"POST", "/fiber-error", ours(422)},
			{"POST", "/wrapped", ours(502)},
			{"POST", "/wrapping", ours(418)},
			{"POST", "/joined", ours(404)},
			{"POST", "/success", ours(500)},
			{"POST", "/details", ours(403) + `,"status":403,"detail":"Your balance is 30."`},
			{"POST", "/mapped", ours(404)},
			{"POST", "/unknown", ours(500)},
			{"POST", "/status", ours(409)},
			{"POST", "/status-alone", ours(409)},
			{"POST", "/invalid", "999 "},
			{"POST", "/own", `403 {"own":true}`},
			{"POST", "/text", "422 line 3: bad date"},
			{"POST", "/part", ours(500)},
			{"POST", "/stream", ours(500)},
			{"POST", "/encoded", ours(500)},
			{"POST", "/bind", ours(400)},
			{"POST", "/auth", ours(401)},
			{"POST", "/panic", ours(500)},
			{"GET", "/download", ours(404)},
		} {
			resp, got := fetch(t, test.method, url+test.path, `{"N":"x"}`)
			if !strings.HasPrefix(got, test.want) || strings.HasSuffix(test.want, " ") && got != test.want {
				t.Errorf("%s %s: %q, want %q", test.method, test.path, got, test.want)
			}
			if !strings.Contains(got, "about:blank") {
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
			if resp.Header.Get("Content-Type") != "application/problem+json" || len(resp.Header["Content-Type"]) != 1 {
				t.Errorf("%s %s: Content-Type %q", test.method, test.path, resp.Header["Content-Type"])
			}
			if strings.Contains(got, "disk on fire") {
				t.Errorf("%s %s: the text of the error is sent: %s", test.method, test.path, got)
			}
			if test.path == "/encoded" && (len(resp.Cookies()) != 2 || resp.Header.Get("X-Own") != "kept" || resp.Header.Get("ETag") != "") {
				t.Errorf("the header fields are %v", resp.Header)
			}
		}
	})
}

// HEAD gets the fields of GET.
func TestHead(t *testing.T) {
	routes := func(app *fiber.App) {
		app.Get("/error", func(fiber.Ctx) error { return httpstatus.NotFound })
		app.Get("/status", func(c fiber.Ctx) error { return c.SendStatus(404) })
	}
	serve(t, problem.Responder{}, io.Discard, routes, func(t *testing.T, url string) {
		if strings.Contains(t.Name(), "compress") {
			return // a HEAD has nothing to compress
		}
		for _, path := range []string{"/error", "/status", "/nothing"} {
			get, _ := fetch(t, "GET", url+path, "")
			head, content := fetch(t, "HEAD", url+path, "")
			if content != "404 " || get.ContentLength != head.ContentLength || get.Header.Get("Content-Type") != head.Header.Get("Content-Type") {
				t.Errorf("%s: GET %v, HEAD %v %q", path, get.Header, head.Header, content)
			}
		}
	})
}

// The formats, as package problem negotiates them.
func TestFormats(t *testing.T) {
	serve(t, problem.Responder{}, io.Discard, func(*fiber.App) {}, func(t *testing.T, url string) {
		for accept, want := range map[string]string{
			"text/html,application/xhtml+xml,*/*;q=0.8": "text/html; charset=utf-8",
			"text/plain":                    "text/plain; charset=utf-8",
			"application/json":              "application/problem+json",
			"text/html;q=0.1, text/plain":   "text/plain; charset=utf-8",
			"image/png":                     "application/problem+json",
			"text/plain;q=0, text/html;q=1": "text/html; charset=utf-8",
		} {
			req, err := http.NewRequestWithContext(t.Context(), "GET", url+"/nothing", nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Accept", accept)
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if got := resp.Header.Get("Content-Type"); got != want || (resp.Header.Get("Content-Security-Policy") != "") != strings.HasPrefix(want, "text/html") {
				t.Errorf("%s: %v, want %s", accept, resp.Header, want)
			}
		}
	})
}

// What arrives over one connection shares Fiber's buffers. A text that a hook keeps must
// not change when the next request comes.
func TestBuffers(t *testing.T) {
	var mutex sync.Mutex
	var kept []string
	errs := problem.Responder{Extend: func(r *http.Request, _ *problem.Details) {
		mutex.Lock()
		defer mutex.Unlock()
		kept = append(kept, r.Header.Get("Accept-Language"), r.URL.Path, r.Host, r.Method)
	}}
	serve(t, errs, io.Discard, func(*fiber.App) {}, func(t *testing.T, url string) {
		conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		r := bufio.NewReader(conn)
		var want []string
		kept = nil
		for _, l := range []string{"ko", "nl", "en", "ko", "xx"} {
			fmt.Fprintf(conn, "PUT /%s HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\nAccept-Language: %s\r\n\r\n", l, l, l)
			resp, err := http.ReadResponse(r, nil)
			if err != nil {
				t.Fatal(err)
			}
			io.Copy(io.Discard, resp.Body)
			if got := resp.Header.Get("Content-Language"); got != strings.Replace(l, "xx", "en", 1) {
				t.Errorf("%s: %s", l, got)
			}
			want = append(want, l, "/"+l, l, "PUT")
		}
		mutex.Lock()
		defer mutex.Unlock()
		if !slices.Equal(kept, want) {
			t.Errorf("kept %q, want %q", kept, want)
		}
	})
}

// Errors that Fiber finds before there is a handler.
func TestBeforeHandlers(t *testing.T) {
	routes := func(app *fiber.App) {
		app.Post("/body", func(c fiber.Ctx) error { return c.Send(c.Body()) })
	}
	serve(t, problem.Responder{}, io.Discard, routes, func(t *testing.T, url string) {
		for sent, want := range map[string]int{
			"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n" + strings.Repeat("x", 2000): 413,
			"GET /body HTTP/1.1\r\nHost: x\r\nA: " + strings.Repeat("x", 10000) + "\r\n\r\n":             431,
			"GET /a%zz HTTP/1.1\r\nHost: x\r\n\r\n":                                                      404,
			"nonsense\r\n\r\n":                                                                           400,
		} {
			conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(conn, sent)
			resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Errorf("%.20q: %v", sent, err)
				continue
			}
			content, err := io.ReadAll(resp.Body)
			if err != nil || resp.StatusCode != want || !strings.HasPrefix(string(content), `{"type":"about:blank"`) {
				if !strings.Contains(t.Name(), "streamed") || want != 413 {
					t.Errorf("%.20q: %d %s, %v; want %d", sent, resp.StatusCode, content, err, want)
				}
			}
			conn.Close()
		}
	})
}

// What the hooks see, and what goes to the log.
func TestHooks(t *testing.T) {
	var log lockedBuffer
	type key struct{}
	errs := problem.Responder{Extend: func(r *http.Request, d *problem.Details) {
		d.Extensions["request_id"] = requestid.FromContext(r.Context())
		d.Detail = fmt.Sprint(r.Method, " ", r.URL.Path, " ", r.URL.Query().Get("q"), " ", r.Host, " ", r.Header["X-Own"], " ", r.RemoteAddr != "", " ", r.Context().Value(key{}))
	}}
	routes := func(app *fiber.App) {
		app.Use(requestid.New(requestid.Config{Generator: func() string { return "id-7" }}))
		app.Post("/error", func(c fiber.Ctx) error {
			c.Locals(key{}, "local")
			return errors.New("disk on fire")
		})
	}
	serve(t, errs, &log, routes, func(t *testing.T, url string) {
		req, err := http.NewRequestWithContext(t.Context(), "POST", url+"/error?q=%C3%A4", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header["X-Own"] = []string{"1", "2"}
		req.Host = "example.com"
		log.take()
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		content, err := io.ReadAll(resp.Body)
		if want := `"detail":"POST /error ä example.com [1 2] true local","request_id":"id-7"}`; err != nil || !strings.Contains(string(content), want) {
			t.Errorf("%s, %v; want %s", content, err, want)
		}
		if got := log.take(); strings.Count(got, "disk on fire") != 1 || !strings.Contains(got, "path=/error") || !strings.Contains(got, "id-7") {
			t.Errorf("logged %q", got)
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
