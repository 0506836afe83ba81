package httpstatus_test

import (
	"net"
	"net/http"
	"net/http/httputil"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/httpstatus/internal/outside"
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
	out, err := exec.Command(outside.Build(t, string(program[1]))).CombinedOutput()
	if diff := cmp.Diff(string(program[2]), string(out)); err != nil || diff != "" {
		t.Errorf("the program prints something else: %v (-README +program)\n%s", err, diff)
	}
	command := regexp.MustCompile("(?s)```console\n\\$ go run (.*?)\n(.*?)```").FindSubmatch(readme)
	if command == nil {
		t.Fatal("there is no command with its output")
	}
	out, err = exec.Command("go", append([]string{"run"}, strings.Fields(string(command[1]))...)...).CombinedOutput()
	if begins, cut := strings.CutSuffix(string(command[2]), "  ...\n"); err != nil || !cut || !strings.HasPrefix(string(out), begins) {
		t.Errorf("the command prints something else: %v\n%s", err, out)
	}
}

// The server below it, pasted into a module of its own, answers curl as printed.
func TestReadmeServer(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	match := regexp.MustCompile("(?s)```go\n(package main[^`]*ListenAndServe.*?)```\n\n```console\n\\$ curl -i -H 'Accept-Language: ko' localhost:8080(/.*?)\n(.*?)```").FindSubmatch(readme)
	if match == nil {
		t.Fatal("there is no server with its answer")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0") // to find a port that is free
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	server := exec.Command(outside.Build(t, strings.Replace(string(match[1]), "localhost:8080", address, 1)))
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer server.Wait()
	defer server.Process.Kill()

	request, err := http.NewRequest("GET", "http://"+address+string(match[2]), nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Language", "ko")
	request.Header.Set("Accept", "*/*") // as curl has it
	var resp *http.Response
	for range 100 {
		if resp, err = http.DefaultClient.Do(request); err == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	got, err := httputil.DumpResponse(resp, true)
	if err != nil {
		t.Fatal(err)
	}
	lines := func(dump string) []string {
		dump = regexp.MustCompile(`Date: .*`).ReplaceAllString(strings.ReplaceAll(dump, "\r", ""), "Date: ")
		head, content, _ := strings.Cut(dump, "\n\n")
		fields := strings.Split(head, "\n")
		slices.Sort(fields[1:]) // their order means nothing
		return append(fields, content)
	}
	if diff := cmp.Diff(lines(string(match[3])), lines(string(got))); diff != "" {
		t.Errorf("the server answers something else (-README +server):\n%s", diff)
	}
}
