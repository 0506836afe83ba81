package nonstandard_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// build compiles a program that uses this package.
func build(t *testing.T, source string) string {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	module := "module user.test\n\ngo 1.26.0\n\nrequire example.com/httpstatus v0.0.0\n\nreplace example.com/httpstatus => " + root + "\n"
	for name, content := range map[string]string{"go.mod": module, "main.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command("go", "build", "-mod=mod", "-trimpath", "-ldflags=-s -w", "-o", "program", ".")
	command.Dir = dir
	command.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("the program does not compile: %v\n%s", err, out)
	}
	return filepath.Join(dir, "program")
}

// The whole table costs nothing before main, and brings none of the packages that
// this one is not to import.
func TestNoStartUpWork(t *testing.T) {
	program := build(t, `package main

import "example.com/httpstatus/nonstandard"

func main() {
	for use := range nonstandard.Uses(499) {
		println(use.Meaning, use.Like.String())
	}
}
`)
	command := exec.Command(program)
	command.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !bytes.Contains(out, []byte("init runtime @")) {
		t.Fatalf("there is no trace:\n%s", out)
	}
	if bytes.Contains(out, []byte("init example.com/httpstatus")) {
		t.Errorf("start-up work:\n%s", out)
	}
	binary, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"net/http.", "golang.org/x/text", "fmt.Fprintf"} {
		if bytes.Contains(binary, []byte(text)) {
			t.Errorf("%q is in the program", text)
		}
	}
}

// A program that names constants alone does not carry the table.
func TestConstantsAreFree(t *testing.T) {
	binary, err := os.ReadFile(build(t, `package main

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
