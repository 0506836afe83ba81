package httpstatus_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httputil"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/buildtest"
	"github.com/google/go-cmp/cmp"
)

// The program on the first screen of the README prints the output that the README shows. The
// same holds for the command above it.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	program := regexp.MustCompile("(?s)```go\n(package main.*?)```\n\n```text\n(.*?)```").FindSubmatch(readme)
	if program == nil {
		t.Fatal("there is no program with its output")
	}
	out, err := exec.Command(buildtest.Build(t, string(program[1]))).CombinedOutput()
	if diff := cmp.Diff(string(program[2]), string(out)); err != nil || diff != "" {
		t.Errorf("the program prints something else: %v (-README +program)\n%s", err, diff)
	}
	command := regexp.MustCompile("(?s)```console\n\\$ go run (.*?)\n(.*?)```").FindSubmatch(readme)
	if command == nil {
		t.Fatal("there is no command with its output")
	}
	out, _ = buildtest.Go(t, append([]string{"run"}, strings.Fields(string(command[1]))...)...)
	if begins, cut := strings.CutSuffix(string(command[2]), "  ...\n"); !cut || !strings.HasPrefix(string(out), begins) {
		t.Errorf("the command prints something else:\n%s", out)
	}
}

// The README counts the languages as lang/texts has them.
func TestReadmeCounts(t *testing.T) {
	files, err := filepath.Glob("lang/texts/*.json")
	if err != nil {
		t.Fatal(err)
	}
	reviews := map[string]int{}
	for _, file := range files {
		var l struct{ Review string }
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &l); err != nil {
			t.Fatal(err)
		}
		reviews[l.Review]++
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		fmt.Sprintf("There are %d, among them every language", len(files)),
		fmt.Sprintf("%d are `checked` and %d are drafts", reviews["checked"], reviews["draft"]),
		fmt.Sprintf("all %d\nregistered codes", len(httpstatus.All())),
	} {
		if !bytes.Contains(readme, []byte(want)) {
			t.Errorf("README.md does not say %q", want)
		}
	}
}

// listen replaces the README's call of http.ListenAndServe. It takes a free port and
// prints the address, so that the test never has to guess a port or wait for one.
const listen = `
func listen(handler http.Handler) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	return http.Serve(listener, handler)
}
`

// The server in the README, in a module of its own, sends curl the response that the README
// shows.
func TestReadmeServer(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	match := regexp.MustCompile("(?s)```go\n(package main[^`]*http\\.ListenAndServe\\(\"localhost:8080\", .*?)```\n\n```console\n\\$ curl -i -H 'Accept-Language: ko' localhost:8080(/.*?)\n(.*?)```").FindSubmatch(readme)
	if match == nil {
		t.Fatal("there is no server with its response")
	}
	source := strings.NewReplacer(`http.ListenAndServe("localhost:8080", `, "listen(", `"net/http"`, "\"net\"\n\t\"net/http\"").Replace(string(match[1])) + listen
	server := exec.Command(buildtest.Build(t, source))
	stdout, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer server.Wait()
	defer server.Process.Kill()
	address, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("the server does not print its address: %v", err)
	}

	request, err := http.NewRequest("GET", "http://"+strings.TrimSpace(address)+string(match[2]), nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Language", "ko")
	request.Header.Set("Accept", "*/*") // curl sends this
	resp, err := http.DefaultClient.Do(request)
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
		slices.Sort(fields[1:]) // their order has no meaning
		return append(fields, content)
	}
	if diff := cmp.Diff(lines(string(match[3])), lines(string(got))); diff != "" {
		t.Errorf("the server responds with something else (-README +server):\n%s", diff)
	}
}
