package nonstandard_test

import (
	"bytes"
	"os"
	"testing"

	"example.com/httpstatus/internal/buildtest"
)

// The whole table links none of the packages that package nonstandard must not import.
func TestWhatIsLinked(t *testing.T) {
	binary, err := os.ReadFile(buildtest.Build(t, `package main

import "example.com/httpstatus/nonstandard"

func main() {
	for _, use := range nonstandard.Uses(499) {
		println(use.Meaning, use.Like.String())
	}
}
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"net/http.", "golang.org/x/text", "fmt.Fprintf"} {
		if bytes.Contains(binary, []byte(text)) {
			t.Errorf("%q is in the program", text)
		}
	}
}

// A program that uses only constants does not link the table.
func TestConstantsAreFree(t *testing.T) {
	binary, err := os.ReadFile(buildtest.Build(t, `package main

import "example.com/httpstatus/nonstandard"

func main() { println(nonstandard.NginxClientClosedRequest) }
`))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(binary, []byte("Client Closed Request")) {
		t.Error("the table is in the program")
	}
}
