package statustest_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/httpstatus/statustest"
	"github.com/google/go-cmp/cmp"
)

// A request can be used again and does not change. Its content may come from any reader.
func TestHandlerTwice(t *testing.T) {
	file := filepath.Join(t.TempDir(), "content")
	if err := os.WriteFile(file, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	opened, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	client, err := http.NewRequest("POST", "/a", strings.NewReader("hello"))
	if err != nil {
		t.Fatal(err)
	}
	closed := &closing{Reader: strings.NewReader("hello")}
	for name, request := range map[string]*http.Request{
		"none":         httptest.NewRequest("POST", "/a", nil),
		"NoBody":       httptest.NewRequest("POST", "/a", http.NoBody),
		"strings":      httptest.NewRequest("POST", "/a", strings.NewReader("hello")),
		"bytes":        httptest.NewRequest("POST", "/a", bytes.NewBufferString("hello")),
		"no length":    httptest.NewRequest("POST", "/a", io.MultiReader(strings.NewReader("hel"), strings.NewReader("lo"))),
		"file":         httptest.NewRequest("POST", "/a", opened),
		"GetBody":      client,
		"to be closed": httptest.NewRequest("POST", "/a", closed),
	} {
		want := "hello"
		if name == "none" || name == "NoBody" {
			want = ""
		}
		before := *request
		header := request.Header.Clone()
		for range 3 {
			var got []byte
			err := statustest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				got, _ = io.ReadAll(r.Body)
				w.WriteHeader(http.StatusNoContent)
			}), request)
			if err != nil || string(got) != want {
				t.Errorf("%s: the handler got %q, %v", name, got, err)
			}
		}
		if request.Method != before.Method || request.Host != before.Host || request.URL != before.URL || request.Proto != before.Proto ||
			request.ContentLength != before.ContentLength || request.RequestURI != before.RequestURI || request.RemoteAddr != before.RemoteAddr ||
			request.TLS != before.TLS || request.Close != before.Close || (request.GetBody == nil) != (before.GetBody == nil) || !cmp.Equal(request.Header, header) {
			t.Errorf("%s: the request is %+v, and was %+v", name, request, before)
		}
		if request.GetBody != nil && request.Body != before.Body {
			t.Errorf("%s: the request has another Body", name)
		}
		if request.Body != nil {
			if left, err := io.ReadAll(request.Body); string(left) != want || err != nil {
				t.Errorf("%s: %q is left, %v", name, left, err)
			}
		}
	}
	if closed.closed {
		t.Error("a body that was put back is closed")
	}
}

type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error {
	c.closed = true
	return nil
}

// Content that the handler does not read stays in the request.
func TestHandlerLeavesContent(t *testing.T) {
	request := httptest.NewRequest("POST", "/", io.MultiReader(bytes.NewReader(bytes.Repeat([]byte("x"), 8<<20)), strings.NewReader("end")))
	if err := statustest.Handler(reply(413, "too much"), request); err != nil {
		t.Error(err)
	}
	var size int
	err := statustest.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, _ := io.ReadAll(r.Body)
		size = len(content)
		w.WriteHeader(http.StatusNoContent)
	}), request)
	if want := 8<<20 + len("end"); err != nil || size != want {
		t.Errorf("%d bytes of %d, %v", size, want, err)
	}
}
