package pages_test

import (
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"path/filepath"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/pages"
)

// Build writes the pages, and the configuration for nginx.
func ExampleBuild() {
	base, err := os.MkdirTemp("", "pages")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(base)
	dir := filepath.Join(base, "errors")

	err = pages.Build(dir, pages.Options{
		Languages: []httpstatus.Language{lang.English, lang.Korean},
		Statuses:  []httpstatus.Status{httpstatus.NotFound},
		Template:  pages.Branded{Name: "Example", Color: "#0a7d5a", Home: "/"},
		Servers:   []pages.Server{pages.Nginx},
		Path:      "/srv/errors",
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, pattern := range []string{"*.conf", "*/*"} {
		files, _ := filepath.Glob(filepath.Join(dir, pattern))
		for _, file := range files {
			name, _ := filepath.Rel(dir, file)
			fmt.Println(filepath.ToSlash(name))
		}
	}
	// Output:
	// nginx-http.conf
	// nginx-server.conf
	// en/404.html
	// en/404.json
	// en/404.txt
	// ko/404.html
	// ko/404.json
	// ko/404.txt
}

// A proxy asks the backend for the page of an error.
func ExampleHandler() {
	backend, err := pages.Handler(pages.Options{Languages: []httpstatus.Language{lang.English, lang.Korean}})
	if err != nil {
		log.Fatal(err)
	}
	r := httptest.NewRequest("GET", "/cart", nil)
	r.Header.Set("X-Code", "503")
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Accept-Language", "ko-KR,ko;q=0.9")
	w := httptest.NewRecorder()
	backend.ServeHTTP(w, r)
	fmt.Println(w.Code, w.Header().Get("Content-Language"), w.Header().Get("Content-Type"))
	// Output: 503 ko text/html; charset=utf-8
}
