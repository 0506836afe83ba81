package problem_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// streams returns what compressors make of a content, at all levels, with and without a
// flush before and after it, closed or not.
func streams(t testing.TB, coding, content string) (all []string) {
	for level := flate.HuffmanOnly; level <= flate.BestCompression; level++ {
		for flags := range 8 {
			var b bytes.Buffer
			var z interface {
				io.WriteCloser
				Flush() error
			}
			var err error
			switch coding {
			case "gzip":
				var g *gzip.Writer
				if g, err = gzip.NewWriterLevel(&b, level); err == nil && flags&4 != 0 {
					g.Name, g.Comment, g.Extra, g.ModTime = "name", "comment", []byte("extra"), time.Unix(1e9, 0)
				}
				z = g
			case "deflate":
				if z, err = flate.NewWriter(&b, level); flags&4 != 0 && err == nil {
					z, err = zlib.NewWriterLevel(&b, level)
				}
			}
			if err != nil {
				t.Fatal(err)
			}
			if flags&1 != 0 {
				z.Flush()
			}
			io.WriteString(z, content)
			if flags&2 != 0 {
				z.Flush()
			}
			z.Close()
			all = append(all, b.String())
		}
	}
	return all
}

// replaced reports whether Middleware takes an error response with this content for empty.
func replaced(t testing.TB, coding, content string) bool {
	h := newResponder().Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", coding)
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(404)
		io.WriteString(w, content)
	}))
	resp := serve(h, request("GET"))
	return resp.Header.Get("Content-Type") == "application/problem+json"
}

func TestEmpty(t *testing.T) {
	for _, coding := range []string{"gzip", "deflate"} {
		for _, content := range []string{"", "x", "P", "xyz", strings.Repeat("x", 1000), "<h1>Not found</h1>", "\x00", "\x00\x00\xff\xff"} {
			for _, stream := range streams(t, coding, content) {
				if got := replaced(t, coding, stream); got != (content == "") {
					t.Errorf("%s of %.10q, % x: replaced is %v", coding, content, stream, got)
				}
			}
		}
	}
	const trailer = "\x00\x00\x00\x00\x00\x00\x00\x00"
	for _, test := range []struct {
		coding, content string
		want            bool
	}{
		{"gzip", "", true},
		{"gzip", "\x1f", true},
		{"gzip", "\x1f\x8b\x08\x00", true},
		{"gzip", "\x1f\x8b\x07", false},
		{"gzip", "<h1>no gzip</h1>", false},
		{"gzip", "\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\xff\xff", true},
		{"gzip", "\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xffname", true},
		{"gzip", "\x1f\x8b\x08\x02\x00\x00\x00\x00\x00\xff\x01\x02\x03\x00", true},
		{"gzip", "\x1f\x8b\x08\x02\x00\x00\x00\x00\x00\xff\x01\x02\x03\x00" + trailer, true},
		{"gzip", "\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\xff\x01\x00x\x03\x00" + trailer, true},
		{"gzip", "\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xffname\x00\x03\x00" + trailer, true},
		{"gzip", "\x1f\x8b\x08\x1e\x00\x00\x00\x00\x00\xff\x02\x00xyname\x00comment\x00\x01\x02\x03\x00" + trailer, true},
		{"deflate", "\x0b\x00\x00", false}, // P
		{"deflate", "\x03\x00", true},
		{"deflate", "\x78\x9c\x03\x00\x00\x00\x00\x01", true},
		{"deflate", "\x00\x00\x00\xff\xff\x00\x00\x00\xff\xff\x03\x00", true},
		{"deflate", "\x00\x00\x00\xff\xff\x01\x01\x00\xfe\xffx", false},
		{"deflate", "\x01\x00\x00\x00\x00", false}, // broken
		{"deflate", "\x07\x00", false},             // broken
		{"deflate", "text", false},
	} {
		if got := replaced(t, test.coding, test.content); got != test.want {
			t.Errorf("%s % x: replaced is %v", test.coding, test.content, got)
		}
	}
}

// Nothing that is broken or hostile does harm, and content in which compress/flate sees
// something is never replaced.
func FuzzEmpty(f *testing.F) {
	for _, coding := range []string{"gzip", "deflate"} {
		for _, content := range []string{"", "x"} {
			for _, stream := range streams(f, coding, content) {
				f.Add(coding == "gzip", []byte(stream))
			}
		}
	}
	f.Fuzz(func(t *testing.T, inGzip bool, stream []byte) {
		coding := "deflate"
		var r io.Reader = flate.NewReader(bytes.NewReader(stream))
		if inGzip {
			coding = "gzip"
			z, err := gzip.NewReader(bytes.NewReader(stream))
			if err != nil {
				replaced(t, coding, string(stream))
				return
			}
			z.Multistream(false)
			r = z
		} else if len(stream) > 1 && stream[0]&0x0f == 8 && (int(stream[0])<<8|int(stream[1]))%31 == 0 {
			r = flate.NewReader(bytes.NewReader(stream[2:]))
		}
		n, _ := io.ReadFull(r, make([]byte, 1))
		if n == 1 && replaced(t, coding, string(stream)) {
			t.Errorf("%s % x is replaced", coding, stream)
		}
	})
}
