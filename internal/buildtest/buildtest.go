// Package buildtest builds and runs programs for tests. Each program is in a module of its
// own, like the program of a user.
package buildtest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// Go runs the go command in the folder of the test and returns its output. If the command
// fails or is missing, the test fails. A test that was compiled to WebAssembly cannot start
// another program, so Go skips it.
func Go(t testing.TB, args ...string) (stdout, stderr []byte) {
	t.Helper()
	return run(t, exec.Command("go", args...))
}

func run(t testing.TB, command *exec.Cmd) (stdout, stderr []byte) {
	t.Helper()
	if runtime.GOARCH == "wasm" {
		t.Skip("skipped: this test needs the go command, and WebAssembly cannot start another program")
	}
	var out, complaints bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaints
	if err := command.Run(); err != nil {
		t.Fatalf("%v: %v\n%s%s", command, err, &complaints, &out)
	}
	return out.Bytes(), complaints.Bytes()
}

// Module writes a program into a module of its own that requires this one, and returns
// the folder.
//
// The module has the requirements and the checksums of this one, so the go command
// does not have to look anything up. It downloads what the module cache lacks.
func Module(t testing.TB, source string) (dir string) {
	t.Helper()
	out, _ := Go(t, "list", "-m", "-f", "{{.Dir}}", "example.com/httpstatus")
	root := strings.TrimSpace(string(out))
	read := func(name string) string {
		content, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	module := strings.Replace(read("go.mod"), "module example.com/httpstatus\n", "module user.test\n", 1) +
		"\nrequire example.com/httpstatus v0.0.0\n\nreplace example.com/httpstatus => " + strconv.Quote(root) + "\n"
	dir = t.TempDir()
	for name, content := range map[string]string{"go.mod": module, "go.sum": read("go.sum"), "main.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Build compiles a program in a [Module], stripped, and returns the path of the binary.
// It adds env to the environment of the go command.
func Build(t testing.TB, source string, env ...string) string {
	t.Helper()
	dir := Module(t, source)
	program := filepath.Join(dir, "program.exe") // Windows runs nothing without this ending
	command := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, ".")
	command.Dir = dir
	command.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	command.Env = append(command.Env, env...)
	run(t, command)
	return program
}

// StartUp runs a program and returns the packages of this module that run code before main.
// Each has one line, from the trace of the Go runtime.
func StartUp(t testing.TB, program string) (work []string) {
	t.Helper()
	command := exec.Command(program)
	command.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	_, trace := run(t, command)
	if !strings.Contains(string(trace), "init runtime @") {
		t.Fatalf("there is no trace:\n%s", trace)
	}
	for line := range strings.Lines(string(trace)) {
		if strings.HasPrefix(line, "init example.com/httpstatus") {
			work = append(work, line)
		}
	}
	return work
}
