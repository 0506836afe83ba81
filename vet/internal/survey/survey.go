// Survey runs statusvet over real modules and prints what it finds, for a person to
// read. The modules are those of a sample, or those named by the arguments. It downloads
// them, and it is not a test. It gives up on a module after ten minutes.
//
//	go run ./internal/survey -sample first
//	go run ./internal/survey github.com/gin-gonic/gin@v1.12.0
//
// The analyzers were sharpened on the first and the second sample. Nothing was changed because
// of the third, so its figures are those that a new program can expect.
package main

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

//go:embed samples
var samples embed.FS

func main() {
	sample := flag.String("sample", "first", "which modules to check if none is named: first, second or third")
	flag.Parse()
	list := flag.Args()
	if len(list) == 0 {
		modules, err := samples.ReadFile("samples/" + *sample + ".txt")
		if err != nil {
			fmt.Fprintln(os.Stderr, "survey:", err)
			os.Exit(2)
		}
		list = strings.Fields(string(modules))
	}
	if err := survey(list); err != nil {
		fmt.Fprintln(os.Stderr, "survey:", err)
		os.Exit(1)
	}
}

func survey(list []string) error {
	work, err := os.MkdirTemp("", "survey")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	tool := filepath.Join(work, "statusvet")
	if out, err := exec.Command("go", "build", "-o", tool, "example.com/httpstatus/vet/cmd/statusvet").CombinedOutput(); err != nil {
		return fmt.Errorf("build statusvet: %w\n%s", err, out)
	}
	for _, module := range list {
		fmt.Printf("## %s\n", module)
		if err := one(tool, work, module); err != nil {
			fmt.Printf("not checked: %v\n", err)
		}
	}
	return nil
}

// analyzers are all except class, which is about style.
var analyzers = []string{
	"-allow", "-authloop", "-cache", "-challenge", "-contentrange", "-headerorder", "-leak",
	"-location", "-nocontent", "-retry", "-success", "-upgrade",
}

// one checks a copy of a module, since the module cache is read-only.
func one(tool, work, module string) error {
	download := exec.Command("go", "mod", "download", "-json", module)
	download.Dir = work
	out, _ := download.Output()
	var downloaded struct{ Dir, Error string }
	if err := json.Unmarshal(out, &downloaded); err != nil {
		return fmt.Errorf("download: %w", err)
	}
	if downloaded.Error != "" {
		return fmt.Errorf("download: %s", downloaded.Error)
	}
	dir := filepath.Join(work, "module")
	if err := os.CopyFS(dir, os.DirFS(downloaded.Dir)); err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := writable(dir); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool, append(append([]string{"-json", "-test=false"}, analyzers...), "./...")...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if stdout.Len() == 0 {
		return fmt.Errorf("run: %v: %.500s", err, stderr.String())
	}
	return print(dir, &stdout)
}

func writable(dir string) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		mode := fs.FileMode(0o666)
		if entry.IsDir() {
			mode = 0o777
		}
		return os.Chmod(path, mode)
	})
}

// print writes the findings, each once.
func print(dir string, out *bytes.Buffer) error {
	var tree map[string]map[string]json.RawMessage
	if err := json.Unmarshal(out.Bytes(), &tree); err != nil {
		return fmt.Errorf("decode the findings: %w", err)
	}
	var lines, broken []string
	for pkg, byAnalyzer := range tree {
		for analyzer, raw := range byAnalyzer {
			var findings []struct{ Posn, Message string }
			if json.Unmarshal(raw, &findings) != nil {
				broken = append(broken, pkg) // it does not build here
				continue
			}
			for _, f := range findings {
				lines = append(lines, fmt.Sprintf("%s\t%s\t%s", analyzer, strings.TrimPrefix(f.Posn, dir+"/"), f.Message))
			}
		}
	}
	slices.Sort(lines)
	for _, line := range slices.Compact(lines) {
		fmt.Println(line)
	}
	slices.Sort(broken)
	if broken = slices.Compact(broken); len(broken) > 0 {
		fmt.Printf("packages that do not build here: %s\n", strings.Join(broken, " "))
	}
	return nil
}
