package main

import (
	"fmt"
	"strings"
	"testing"

	"example.com/httpstatus/internal/buildtest"
	"example.com/httpstatus/lang"
)

// program returns the source of a program with this body of main.
func program(body string) string {
	var imports strings.Builder
	for name, path := range map[string]string{
		"fmt": "fmt", "http": "net/http", "httpstatus": "example.com/httpstatus", "nonstandard": "example.com/httpstatus/nonstandard",
		"lang": "example.com/httpstatus/lang", "negotiate": "example.com/httpstatus/lang/negotiate", "problem": "example.com/httpstatus/problem",
	} {
		if strings.Contains(body, name+".") {
			fmt.Fprintf(&imports, "import %q\n", path)
		}
	}
	return "package main\n\n" + imports.String() + "\nfunc main() {\n\t" + body + "\n}\n"
}

const (
	hello     = `fmt.Println(404)`
	facts     = `for _, code := range []httpstatus.Status{404} { ` + buildtest.AllFacts + ` }`
	english   = `for _, l := range []httpstatus.Language{lang.English} { fmt.Println(httpstatus.NotFound.Meaning(l), httpstatus.NotFound.Advice(l)) }`
	korean    = `for _, l := range []httpstatus.Language{lang.English, lang.Korean} { fmt.Println(httpstatus.NotFound.Meaning(l), httpstatus.NotFound.Advice(l)) }`
	server    = `fmt.Println(http.ListenAndServe("localhost:0", http.NotFoundHandler()))`
	chooses   = server + `; fmt.Println(httpstatus.NotFound.Meaning(negotiate.New(lang.English, lang.Korean).Header("ko")))`
	responds  = `errs := problem.Responder{Languages: negotiate.New(lang.English, lang.Korean)}; fmt.Println(http.ListenAndServe("localhost:0", errs.Middleware(http.NotFoundHandler())))`
	allOfRoot = `for _, l := range lang.All() { fmt.Println(httpstatus.NotFound.Meaning(l), nonstandard.Uses(499)) }`
)

// BenchmarkSize reports by how much stripped programs grow.
func BenchmarkSize(b *testing.B) {
	size := func(b *testing.B, body string) float64 {
		n, err := buildtest.Size(buildtest.Build(b, program(body), "GOOS=linux", "GOARCH=amd64"))
		if err != nil {
			b.Fatal(err)
		}
		return float64(n)
	}
	for _, c := range []struct {
		name, with, without, unit string
		unitBytes                 float64
	}{
		{"facts", facts, hello, "bytes", 1},
		{"Korean, over its text", korean, english, "times", float64(buildtest.TextSize(lang.Korean))},
		{"negotiate, over net http", chooses, server, "bytes", 1},
		{"problem, over negotiate", responds, chooses, "bytes", 1},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportMetric(0, "ns/op") // this leaves the time out
			b.ReportMetric((size(b, c.with)-size(b, c.without))/c.unitBytes, c.unit)
		})
	}
}

// BenchmarkStartUp reports how many packages of the library run code before main.
func BenchmarkStartUp(b *testing.B) {
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(len(buildtest.StartUp(b, buildtest.Build(b, program(allOfRoot))))), "packages")
}
