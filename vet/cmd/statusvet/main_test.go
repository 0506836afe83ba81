package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
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

// TestCommand runs the command by itself and under go vet, on a module of its own.
func TestCommand(t *testing.T) {
	dir := t.TempDir()
	tool := filepath.Join(dir, "statusvet")
	if out, err := exec.Command("go", "build", "-o", tool, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	module := filepath.Join(dir, "module")
	for name, content := range map[string]string{"go.mod": "module example.org/server\n\ngo 1.26\n", "main.go": program} {
		if err := os.MkdirAll(module, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(module, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const (
		allow     = "main.go:7:3: 405 Method Not Allowed is sent without Allow"
		challenge = "main.go:10:2: 401 Unauthorized is sent without WWW-Authenticate"
		class     = "main.go:15:34: code / 100 == 4 computes the class of a status"
	)
	for _, test := range []struct {
		args []string
		want []string
	}{
		{[]string{tool, "./..."}, []string{allow, challenge}},
		{[]string{tool, "-challenge", "./..."}, []string{challenge}},
		{[]string{tool, "-class", "./..."}, []string{class}},
		{[]string{"go", "vet", "-vettool=" + tool, "./..."}, []string{allow, challenge}},
		{[]string{"go", "vet", "-vettool=" + tool, "-class", "./..."}, []string{class}},
	} {
		t.Run(strings.Join(test.args[:len(test.args)-1], " "), func(t *testing.T) {
			cmd := exec.Command(test.args[0], test.args[1:]...)
			cmd.Dir = module
			cmd.Env = append(os.Environ(), "GOWORK=off")
			out, err := cmd.CombinedOutput()
			if err == nil {
				t.Error("the command reports success")
			}
			for _, finding := range []string{allow, challenge, class} {
				wanted := false
				for _, want := range test.want {
					wanted = wanted || want == finding
				}
				if got := strings.Contains(string(out), finding); got != wanted {
					t.Errorf("%q is there: %v; want %v\n%s", finding, got, wanted, out)
				}
			}
		})
	}
}
