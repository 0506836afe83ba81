package problem_test

import (
	"testing"

	"example.com/httpstatus/internal/buildtest"
)

// A net/http server that chooses languages grows by less than 500 KB if it also responds
// with this package.
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
	size := func(source string) int64 {
		n, err := buildtest.Size(buildtest.Build(t, source, "GOOS=linux", "GOARCH=amd64"))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	grows := size(responds) - size(chooses)
	t.Logf("a server grows by %d bytes", grows)
	if grows > 500e3 {
		t.Errorf("a server grows by %d bytes", grows)
	}
	if grows < 100e3 {
		t.Errorf("a server grows by %d bytes only, so this test does not measure the package", grows)
	}
}
