package pages_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"example.com/httpstatus/lang"
	"example.com/httpstatus/pages"
)

// BenchmarkBuild writes all pages of all languages in all formats.
func BenchmarkBuild(b *testing.B) {
	for name, o := range map[string]pages.Options{
		"plain": {Languages: lang.All()},
		"gzip":  {Languages: lang.All(), Gzip: true},
	} {
		b.Run(name, func(b *testing.B) {
			files, size := 0, 0
			for b.Loop() {
				dir := filepath.Join(b.TempDir(), "pages")
				if err := pages.Build(dir, o); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				files, size = 0, 0
				for _, content := range tree(b, dir) {
					files++
					size += len(content)
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(files), "files")
			b.ReportMetric(float64(size)/1e6, "MB")
		})
	}
}

// BenchmarkBackend compares the backend with a bare handler that writes the same bytes and
// fields, over connections on loopback. They take turns, so that other work on the machine
// slows both. of-bare is the backend's requests a second divided by the bare handler's.
func BenchmarkBackend(b *testing.B) {
	for name, template := range map[string]pages.Template{"plain": nil, "branded": full, "minimal": pages.Minimal{}} {
		b.Run(name, func(b *testing.B) {
			backend := handler(b, pages.Options{Languages: lang.All(), Template: template})
			fields := []string{"X-Code: 503", "X-Format: text/html", "Accept-Language: ko-KR,ko;q=0.9", browser}
			sample := ask(b, backend, "GET", "/shop/cart", fields...)
			content := []byte(body(b, sample))
			bare := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				for name, values := range sample.Header {
					w.Header().Set(name, values[0])
				}
				w.WriteHeader(sample.StatusCode)
				w.Write(content)
			})
			request := "GET /shop/cart HTTP/1.1\r\nHost: localhost\r\n"
			for _, f := range fields {
				request += f + "\r\n"
			}
			one, other := dial(b, backend, request), dial(b, bare, request)
			const turn = 200
			var backendTime, bareTime time.Duration
			for b.Loop() {
				backendTime += one(b, turn)
				bareTime += other(b, turn)
			}
			b.ReportMetric(float64(bareTime)/float64(backendTime), "of-bare")
			b.ReportMetric(float64(b.N*turn)/backendTime.Seconds(), "req/s")
			b.ReportMetric(float64(len(content)), "B/page")
		})
	}
}

// dial starts a server and returns a function that sends it a request n times over one
// connection and returns how long that took. The client does as little as possible.
func dial(b *testing.B, h http.Handler, request string) func(b *testing.B, n int) time.Duration {
	s := httptest.NewServer(h)
	b.Cleanup(s.Close)
	conn, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { conn.Close() })
	in := bufio.NewReader(conn)
	message := []byte(request + "\r\n")
	return func(b *testing.B, n int) time.Duration {
		begin := time.Now()
		for range n {
			if _, err := conn.Write(message); err != nil {
				b.Fatal(err)
			}
			if err := skipResponse(in); err != nil {
				b.Fatal(err)
			}
		}
		return time.Since(begin)
	}
}

// skipResponse reads a response with a Content-Length.
func skipResponse(in *bufio.Reader) error {
	const name = "Content-Length: "
	length := -1
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		if len(line) == 2 {
			break
		}
		if len(line) > len(name) && string(line[:len(name)]) == name {
			if length, err = strconv.Atoi(string(line[len(name) : len(line)-2])); err != nil {
				return err
			}
		}
	}
	if length < 0 {
		return fmt.Errorf("no Content-Length: %w", io.ErrUnexpectedEOF)
	}
	_, err := in.Discard(length)
	return err
}
