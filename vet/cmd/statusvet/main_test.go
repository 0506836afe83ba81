package main_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const program = `package main

import "net/http"

func handle(w http.ResponseWriter, r *http.Request) {
	if r.Method != "GET" {
		http.Error(w, "GET only", http.StatusMethodNotAllowed)
		return
	}
	fail(w, 401)
}

func fail(w http.ResponseWriter, code int) { w.WriteHeader(code) }

func bad(code int) bool { return code/100 == 4 }

func main() { http.HandleFunc("/", handle) }
`

const (
	allow     = "main.go:7:3: 405 Method Not Allowed is sent without Allow"
	challenge = "main.go:10:2: 401 Unauthorized is sent without WWW-Authenticate"
	class     = "main.go:15:34: code / 100 == 4 computes the class of a status"
)

// TestCommand runs the command by itself and under go vet, on a module of its own. Most of
// the time goes to net/http and what it imports, so class is the analyzer that runs alone:
// it does not look at them.
func TestCommand(t *testing.T) {
	dir := t.TempDir()
	tool := filepath.Join(dir, "statusvet")
	if out, err := command(t, ".", "go", "build", "-o", tool, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	module := filepath.Join(dir, "module")
	if err := os.Mkdir(module, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"go.mod": "module example.org/server\n\ngo 1.26\n", "main.go": program} {
		if err := os.WriteFile(filepath.Join(module, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		name string
		args []string
		want []string
	}{
		{"by itself", []string{tool, "./..."}, []string{allow, challenge}},
		{"by itself, one named", []string{tool, "-class", "./..."}, []string{class}},
		{"by itself, another one off", []string{tool, "-class=false", "./..."}, []string{allow, challenge}},
		{"under go vet", []string{"go", "vet", "-vettool=" + tool, "./..."}, []string{allow, challenge}},
		{"under go vet, one named", []string{"go", "vet", "-vettool=" + tool, "-class", "./..."}, []string{class}},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, err := command(t, module, test.args...).CombinedOutput()
			if err == nil {
				t.Error("the command reports success")
			}
			for _, finding := range []string{allow, challenge, class} {
				wanted := slices.Contains(test.want, finding)
				if got := strings.Contains(string(out), finding); got != wanted {
					t.Errorf("%q is there: %v; want %v\n%s", finding, got, wanted, out)
				}
			}
		})
	}
}

// TestHelp reads what the command says about itself.
func TestHelp(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"help"}, "class, leak, retry and success run only if you name them"},
		{[]string{"help", "headerorder"}, "A field that is set later is lost"},
		{[]string{"help", "leak"}, "It runs only if you name it"},
	} {
		out, err := command(t, ".", append([]string{"go", "run", "."}, test.args...)...).CombinedOutput()
		if err != nil || !strings.Contains(string(out), test.want) {
			t.Errorf("%q: %v\n%s", test.args, err, out)
		}
	}
}

// command returns a command that runs in dir. It is ended before the time of the whole
// test run is up, so that the test says which command hangs.
func command(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	ctx := t.Context()
	if deadline, ok := t.Deadline(); ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, deadline.Add(-10*time.Second))
		t.Cleanup(cancel)
	}
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	cmd.WaitDelay = time.Second
	return cmd
}
