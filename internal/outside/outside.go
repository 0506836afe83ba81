// Package outside builds and runs programs as a user of the module has them.
package outside

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Build compiles a program in a module of its own that requires this one, stripped,
// and returns the path of the binary. What is in env is added to the environment of
// the go command.
func Build(t testing.TB, source string, env ...string) string {
	t.Helper()
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "example.com/httpstatus").Output()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	module := "module user.test\n\ngo 1.26.0\n\nrequire example.com/httpstatus v0.0.0\n\nreplace example.com/httpstatus => " + strings.TrimSpace(string(root)) + "\n"
	for name, content := range map[string]string{"go.mod": module, "main.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command("go", "build", "-mod=mod", "-trimpath", "-ldflags=-s -w", "-o", "program", ".")
	command.Dir = dir
	command.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off")
	command.Env = append(command.Env, env...)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("the program does not compile: %v\n%s\n%s", err, out, source)
	}
	return filepath.Join(dir, "program")
}

// StartUp runs a program and returns what the runtime's trace says of this module's
// packages: a line for each that runs code before main.
func StartUp(t testing.TB, program string) (work []string) {
	t.Helper()
	command := exec.Command(program)
	command.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(string(out), "init runtime @") {
		t.Fatalf("there is no trace:\n%s", out)
	}
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, "init example.com/httpstatus") {
			work = append(work, line)
		}
	}
	return work
}
