package buildtest_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/buildtest"
	"example.com/httpstatus/lang"
)

const negotiates = `package main

import (
	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
)

func main() {
	println(httpstatus.Gone.Title(negotiate.New(lang.English, lang.Korean).Header("ko")))
}
`

// A program that needs golang.org/x/text builds, although the module cache is empty and the
// go command cannot reach a checksum database. The modules come from the module cache of the
// machine, so this test needs no network.
func TestBuildWithEmptyModuleCache(t *testing.T) {
	buildtest.Go(t, "mod", "download", "golang.org/x/text")
	cache, _ := buildtest.Go(t, "env", "GOMODCACHE")
	t.Setenv("GOPROXY", "file://"+filepath.Join(strings.TrimSpace(string(cache)), "cache", "download"))
	t.Setenv("GOSUMDB", "none.test+0bfda117+Abrywx6OUnd8lUidLaU/C5hF5/1TZTZhZCb0iJuurXUQ http://localhost:1")
	t.Setenv("GOMODCACHE", t.TempDir())
	program := buildtest.Build(t, negotiates, "GOFLAGS=-modcacherw")
	out, err := exec.Command(program).CombinedOutput()
	if want := httpstatus.Gone.Title(lang.Korean) + "\n"; err != nil || string(out) != want {
		t.Errorf("the program prints %q, error %v; want %q", out, err, want)
	}
}
