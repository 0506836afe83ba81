package problem_test

import (
	"runtime"
	"strings"
	"testing"

	"example.com/httpstatus/internal/buildtest"
)

// A net/http server that chooses languages grows by less than 500 KB if it also responds with
// this package. In Go 1.27, encoding/json alone is larger than that. So the test also looks at
// what the package adds to a server that already uses encoding/json and log/slog.
func TestSize(t *testing.T) {
	const (
		chooses = `package main

import (
	"fmt"
	"net/http"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
)

func main() {
	languages := negotiate.New(lang.English, lang.Korean)
	fmt.Println(httpstatus.NotFound.Meaning(languages.Header("ko")), http.ListenAndServe("localhost:0", http.NotFoundHandler()))
}
`
		responds = `package main

import (
	"fmt"
	"net/http"

	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
	"example.com/httpstatus/problem"
)

func main() {
	errs := &problem.Responder{Languages: negotiate.New(lang.English, lang.Korean)}
	fmt.Println(http.ListenAndServe("localhost:0", errs.Middleware(errs.Handle(func(w http.ResponseWriter, r *http.Request) error { return http.ErrNoCookie }))))
}
`
	)
	const uses = `package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
)

func main() {
	languages := negotiate.New(lang.English, lang.Korean)
	var details map[string]any
	err := json.Unmarshal([]byte("{}"), &details)
	content, _ := json.Marshal(details)
	slog.Error("failed", "err", err, "content", content)
	fmt.Println(httpstatus.NotFound.Meaning(languages.Header("ko")), http.ListenAndServe("localhost:0", http.NotFoundHandler()))
}
`
	size := func(source string) int64 {
		n, err := buildtest.Size(buildtest.Build(t, source, "GOOS=linux", "GOARCH=amd64"))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	grows, own := size(responds)-size(chooses), size(responds)-size(uses)
	t.Logf("a server grows by %d bytes, and one that uses encoding/json and log/slog by %d bytes", grows, own)
	if own > 250e3 {
		t.Errorf("a server that uses encoding/json and log/slog grows by %d bytes", own)
	}
	if grows > 500e3 && strings.HasPrefix(runtime.Version(), "go1.26") {
		t.Errorf("a server grows by %d bytes", grows)
	}
	if grows < 100e3 {
		t.Errorf("a server grows by %d bytes only, so this test does not measure the package", grows)
	}
}
