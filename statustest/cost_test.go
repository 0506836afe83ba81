package statustest_test

import (
	"testing"

	"example.com/httpstatus/internal/buildtest"
)

// A program that imports the package runs none of its code before main.
func TestNoStartUpWork(t *testing.T) {
	const program = `package main

import (
	"net/http"
	"net/http/httptest"

	"example.com/httpstatus/statustest"
)

func main() {
	err := statustest.Handler(http.NotFoundHandler(), httptest.NewRequest("GET", "/", nil))
	if statustest.Except(statustest.Musts(err), "date") != nil {
		panic(err)
	}
}
`
	if work := buildtest.StartUp(t, buildtest.Build(t, program)); work != nil {
		t.Errorf("start-up work: %q", work)
	}
}
