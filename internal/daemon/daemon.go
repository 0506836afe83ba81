// Package daemon runs the servers of Debian packages for tests.
package daemon

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A Daemon is a server and the way to start it.
type Daemon struct {
	Program, Package string
	Arguments        []string                    // {config}, {dir} and {address} are replaced
	Configure        func(address string) string // returns the configuration
	Ready            func(address string) bool   // whether this server, and not another one, listens
}

// Start runs the server until the test ends. The directory is for its files; a server that
// writes a log writes error.log. Somebody else may take the port before the server does. Then
// Start tries again with another one.
func (d Daemon) Start(t *testing.T, dir string) (address string) {
	t.Helper()
	program := Find(t, d.Program, d.Package)
	for range 10 {
		address := FreeAddress(t)
		said, ok := d.run(t, program, dir, address)
		if ok {
			return address
		}
		if !strings.Contains(strings.ToLower(said), "address already in use") {
			t.Fatalf("%s does not listen on %s:\n%.8000s", program, address, said)
		}
		t.Logf("%s: the port of %s was taken", program, address)
	}
	t.Fatalf("%s: ten ports were taken, one after the other", program)
	return ""
}

// run starts the server and waits until it is ready. If it ends instead, run returns what it
// said.
func (d Daemon) run(t *testing.T, program, dir, address string) (said string, ok bool) {
	t.Helper()
	config := filepath.Join(dir, "config")
	WriteFiles(t, dir, map[string]string{"config": d.Configure(address)})
	log := filepath.Join(dir, "error.log")
	os.Remove(log) // of the run before
	var arguments []string
	for _, a := range d.Arguments {
		arguments = append(arguments, strings.NewReplacer("{config}", config, "{dir}", dir, "{address}", address).Replace(a))
	}
	var output bytes.Buffer
	command := exec.Command(program, arguments...)
	command.Stdout, command.Stderr = &output, &output
	command.Env = append(os.Environ(), "HOME="+dir)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	over := make(chan struct{})
	go func() {
		command.Wait()
		close(over)
	}()
	everything := func() string {
		logged, _ := os.ReadFile(log)
		return output.String() + string(logged)
	}
	t.Cleanup(func() {
		command.Process.Signal(syscall.SIGTERM)
		select {
		case <-over:
		case <-time.After(10 * time.Second):
			command.Process.Kill()
			<-over
		}
		if t.Failed() {
			t.Logf("%s said:\n%.8000s", program, everything())
		}
	})
	for range 12000 { // ten minutes, for a loaded machine
		select {
		case <-over:
			return everything(), false
		case <-time.After(50 * time.Millisecond):
		}
		if d.Ready(address) {
			return "", true
		}
	}
	return "it neither listens nor ends", false
}

// Find returns the path of a program. If the program is missing, the test fails and names
// the package.
func Find(t *testing.T, program, pack string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		path, err = exec.LookPath("/usr/sbin/" + program) // not in every user's PATH
	}
	if err != nil {
		t.Fatalf("%s is missing: apt-get install %s", program, pack)
	}
	return path
}

// FreeAddress returns an address on loopback on which nobody listens at the moment.
func FreeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// WriteFiles writes files below dir that every user may read. The servers change their user.
func WriteFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Send sends a text over a connection of its own and returns everything that comes back.
func Send(t *testing.T, address, text string) []byte {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(10 * time.Minute)) // a loaded machine is slow
	go io.WriteString(conn, text)                      // some servers respond before they have read it all
	response, err := io.ReadAll(conn)
	if err != nil && !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("%.40q: %v", text, err)
	}
	return response
}
