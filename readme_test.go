package httpstatus_test

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The program on the README's first screen prints what stands below it, and the
// command above it what stands there.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	program := regexp.MustCompile("(?s)```go\n(package main.*?)```\n\n```text\n(.*?)```").FindSubmatch(readme)
	if program == nil {
		t.Fatal("there is no program with its output")
	}
	out, err := exec.Command(build(t, string(program[1]))).CombinedOutput()
	if diff := cmp.Diff(string(program[2]), string(out)); err != nil || diff != "" {
		t.Errorf("the program prints something else: %v (-README +program)\n%s", err, diff)
	}
	command := regexp.MustCompile("(?s)```console\n\\$ go run (.*?)\n(.*?)```").FindSubmatch(readme)
	if command == nil {
		t.Fatal("there is no command with its output")
	}
	out, err = exec.Command("go", append([]string{"run"}, strings.Fields(string(command[1]))...)...).CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), string(command[2])) {
		t.Errorf("the command prints something else: %v\n%s", err, out)
	}
}
