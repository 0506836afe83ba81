package frameworks_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v5"

	"example.com/httpstatus"
	"example.com/httpstatus/examples/frameworks"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

func responder() *problem.Responder {
	return &problem.Responder{
		Languages: negotiate.New(lang.English, lang.Korean),
		Log:       slog.New(slog.DiscardHandler),
	}
}

var errNoUser = fmt.Errorf("user 8: %w", httpstatus.NotFound)

func TestChi(t *testing.T) {
	errs := responder()
	r := frameworks.NewChi(errs)
	r.Method("GET", "/users/{id}", errs.Handle(func(http.ResponseWriter, *http.Request) error { return errNoUser }))
	r.Get("/ok", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "fine") })
	r.Get("/old", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "disk on fire", http.StatusServiceUnavailable)
	})
	check(t, r)
}

func TestGin(t *testing.T) {
	gin.SetMode(gin.ReleaseMode)
	e := frameworks.NewGin(responder())
	e.GET("/users/:id", func(c *gin.Context) { c.Error(errNoUser) })
	e.GET("/ok", func(c *gin.Context) { c.String(200, "fine") })
	e.GET("/old", func(c *gin.Context) { c.Error(fmt.Errorf("disk on fire: %w", httpstatus.ServiceUnavailable)) })
	check(t, e)
}

// The other ways in which gin's handlers end with an error.
func TestGinAborts(t *testing.T) {
	gin.SetMode(gin.ReleaseMode)
	e := frameworks.NewGin(responder())
	e.POST("/abort", func(c *gin.Context) { c.AbortWithStatus(http.StatusConflict) })
	e.POST("/error", func(c *gin.Context) { c.AbortWithError(http.StatusForbidden, errors.New("not Ada's")) })
	e.POST("/details", func(c *gin.Context) {
		c.AbortWithError(http.StatusForbidden, &problem.Details{Status: 403, Detail: "Your balance is 30."})
	})
	e.POST("/bind", func(c *gin.Context) {
		var v struct{ N int }
		c.BindJSON(&v)
	})
	e.POST("/status", func(c *gin.Context) { c.Status(http.StatusBadGateway); c.Error(errors.New("x")) })
	e.POST("/own", func(c *gin.Context) { c.AbortWithStatusJSON(http.StatusForbidden, gin.H{"own": true}) })
	e.POST("/empty", func(c *gin.Context) { c.Status(http.StatusNoContent) })
	server := httptest.NewServer(e)
	defer server.Close()
	for path, want := range map[string]string{
		"/abort": `409 {"type":"about:blank","title":"Conflict`, "/error": `403 {"type":"about:blank","title":"Access denied"`,
		"/details": `403 {"type":"about:blank","title":"Access denied","status":403,"detail":"Your balance is 30."`,
		"/bind":    `400 {"type":"about:blank"`, "/status": `502 {"type":"about:blank"`,
		"/own": `403 {"own":true}`, "/empty": "204 ",
	} {
		resp, err := http.Post(server.URL+path, "application/json", strings.NewReader("{"))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if got := fmt.Sprint(resp.StatusCode, " ", string(body)); err != nil || !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q %v, want %q", path, got, err, want)
		}
	}
}

func TestEcho(t *testing.T) {
	e := frameworks.NewEcho(responder())
	e.GET("/users/:id", func(c *echo.Context) error { return errNoUser })
	e.GET("/ok", func(c *echo.Context) error { return c.String(200, "fine") })
	e.GET("/old", func(c *echo.Context) error { return echo.NewHTTPError(http.StatusServiceUnavailable, "disk on fire") })
	check(t, e)
}

// A compressor sets its field before it knows that there will be an error. The gzip
// here does what gin-contrib/gzip does: it drops its field only if it sees a status of
// 400 or above.
func TestGinGzip(t *testing.T) {
	gin.SetMode(gin.ReleaseMode)
	e := frameworks.NewGin(responder())
	e.Use(func(c *gin.Context) {
		c.Header("Content-Encoding", "gzip")
		z := gzip.NewWriter(c.Writer)
		under := c.Writer
		c.Writer = &ginCompressor{under, z}
		c.Next()
		c.Writer = under
		if under.Status() < 400 && under.Written() {
			z.Close()
		}
	})
	e.GET("/error", func(c *gin.Context) { c.Error(errNoUser) })
	e.GET("/ok", func(c *gin.Context) { c.String(200, "fine") })
	server := httptest.NewServer(e)
	defer server.Close()
	for path, want := range map[string]string{"/error": `404 {"type":"about:blank"`, "/none": `404 {"type":"about:blank"`, "/ok": "200 fine"} {
		if got := get(t, server.URL+path); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

type ginCompressor struct {
	gin.ResponseWriter
	z *gzip.Writer
}

func (w *ginCompressor) Write(p []byte) (int, error) {
	w.ResponseWriter.WriteHeaderNow()
	return w.z.Write(p)
}
func (w *ginCompressor) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

// get returns the status and the content of a response, or "cut" if it is cut off.
func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if errors.Is(err, io.EOF) {
		return "cut"
	}
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return "cut"
	}
	if err != nil {
		t.Errorf("%s: %v", url, err)
	}
	return fmt.Sprint(resp.StatusCode, " ", string(body))
}

// The status of a WebSocket handshake is sent at once, as coder/websocket wants it.
func TestGinUpgrade(t *testing.T) {
	gin.SetMode(gin.ReleaseMode)
	e := frameworks.NewGin(responder())
	e.GET("/", func(c *gin.Context) {
		c.Writer.WriteHeader(http.StatusSwitchingProtocols)
		c.Writer.WriteHeaderNow()
		conn, _, err := c.Writer.Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		io.WriteString(conn, "hello")
	})
	server := httptest.NewServer(e)
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
	got, err := io.ReadAll(conn)
	if err != nil || !strings.HasPrefix(string(got), "HTTP/1.1 101 ") || !strings.HasSuffix(string(got), "\r\n\r\nhello") {
		t.Errorf("%q, %v", got, err)
	}
}

// An error that comes too late is logged. It cuts off a part of a success, and leaves an
// error response as it is.
func TestTooLate(t *testing.T) {
	gin.SetMode(gin.ReleaseMode)
	for name, engine := range map[string]func(errs *problem.Responder) http.Handler{
		"gin": func(errs *problem.Responder) http.Handler {
			e := frameworks.NewGin(errs)
			e.GET("/part", func(c *gin.Context) { c.String(200, "part"); c.Error(errors.New("disk on fire")) })
			e.GET("/error", func(c *gin.Context) { c.String(500, "sorry"); c.Error(errors.New("disk on fire")) })
			return e
		},
		"echo": func(errs *problem.Responder) http.Handler {
			e := frameworks.NewEcho(errs)
			e.GET("/part", func(c *echo.Context) error { c.String(200, "part"); return errors.New("disk on fire") })
			e.GET("/error", func(c *echo.Context) error { c.String(500, "sorry"); return errors.New("disk on fire") })
			return e
		},
	} {
		for path, want := range map[string]string{"/part": "cut", "/error": "500 sorry"} {
			var b bytes.Buffer
			server := httptest.NewServer(engine(&problem.Responder{Log: slog.New(slog.NewTextHandler(&b, nil))}))
			got := get(t, server.URL+path)
			server.Close()
			if got != want || !strings.Contains(b.String(), "disk on fire") {
				t.Errorf("%s %s: %q, logged %q", name, path, got, b.String())
			}
		}
	}
}

// check asks a server on loopback for what each router has errors of its own
// for, and wants ours.
func check(t *testing.T, handler http.Handler) {
	server := httptest.NewServer(handler)
	defer server.Close()
	for _, test := range []struct {
		method, path string
		want         httpstatus.Status
	}{
		{"GET", "/users/8", httpstatus.NotFound},
		{"GET", "/nothing", httpstatus.NotFound},
		{"DELETE", "/ok", httpstatus.MethodNotAllowed},
		{"GET", "/old", httpstatus.ServiceUnavailable},
		{"GET", "/ok", httpstatus.OK},
	} {
		r, err := http.NewRequest(test.method, server.URL+test.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Language", "ko-KR")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		err = problem.Read(resp)
		resp.Body.Close()
		if resp.StatusCode != int(test.want) {
			t.Errorf("%s %s: %s, want %v", test.method, test.path, resp.Status, test.want)
		}
		if test.want == httpstatus.OK {
			continue
		}
		l := lang.Korean
		want := fmt.Sprintf("%v: %s: %s %s", test.want, test.want.Title(l), test.want.Meaning(l), test.want.Advice(l))
		if err == nil || err.Error() != want {
			t.Errorf("%s %s: %v, want %s", test.method, test.path, err, want)
		}
		for _, name := range test.want.RequiredFields() {
			if resp.Header.Get(name) == "" {
				t.Errorf("%s %s: no %s", test.method, test.path, name)
			}
		}
	}
}
