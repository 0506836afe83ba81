package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"example.com/httpstatus/internal/golden"
)

func TestGolden(t *testing.T) {
	for name, args := range map[string][]string{
		"ko":   {"-lang", "ko", "401", "403", "503"},
		"en":   {"201", "302", "304", "404 Not Found", "421", "502", "299", "308", "499", "522", "600"},
		"list": {},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(args, &stdout, &stderr); code != 0 || stderr.Len() > 0 {
			t.Errorf("%s: exit code %d, %s", name, code, stderr.String())
		}
		golden.File(t, filepath.Join("testdata", name+".golden"), stdout.String())
	}
}

func TestBadInput(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"4o4"}, `"4o4"`},
		{[]string{"404", "99"}, `"99"`},
		{[]string{"404 Found"}, `"404 Not Found"`},
		{[]string{"-lang", "xx", "404"}, `"xx"`},
		{[]string{"-nonsense"}, "-nonsense"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(test.args, &stdout, &stderr); code != 2 || stdout.Len() > 0 || !strings.Contains(stderr.String(), test.want) {
			t.Errorf("%q: exit code %d, printed %q, error %q; want 2, nothing, and %s", test.args, code, stdout.String(), stderr.String(), test.want)
		}
	}
}
