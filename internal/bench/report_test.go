package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each benchmark runs, and each promise names benchmarks that there are.
func TestPromises(t *testing.T) {
	out, err := output(os.Args[0], "-test.run=^$", "-test.bench=.", "-test.benchmem", "-test.benchtime=1x", "-test.cpu=1")
	if err != nil {
		t.Fatal(err)
	}
	m := make(measurements)
	if err := m.add(bytes.NewReader(out)); err != nil {
		t.Fatal(err)
	}
	tables, err := m.markdown()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(tables) {
		if strings.Contains(line, "NaN") || strings.Contains(line, "Inf") {
			t.Errorf("no number: %s", line)
		}
	}
}

// Ratios are those of a round, each benchmark's quickest run counts, and the table shows
// their median.
func TestMeasurements(t *testing.T) {
	m := make(measurements)
	for _, round := range []string{
		"BenchmarkA/an_array 10 4 ns/op\nBenchmarkB 10 2 ns/op\nBenchmarkA/an_array 10 40 ns/op\nBenchmarkB 10 200 ns/op\n",
		"BenchmarkA/an_array 10 9 ns/op\nBenchmarkB 10 3 ns/op\n",
		"BenchmarkA/an_array 10 8 ns/op\nBenchmarkB 10 1 ns/op\n",
	} {
		if err := m.add(strings.NewReader(round)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		limit float64
		want  string
	}{{3.1, "kept"}, {3, "kept"}, {2.9, "**unclear**"}, {none, ""}} {
		p := promise{"A/an array", "B", seconds, c.limit}
		values, err := m.values(p)
		if err != nil {
			t.Fatal(err)
		}
		s := summary(values)
		if s.Center != 3 || p.verdict(s) != c.want {
			t.Errorf("limit %v: %v %s, want 3 %s", c.limit, s.Center, p.verdict(s), c.want)
		}
	}
	for _, p := range []promise{{"A", "B", seconds, 1}, {"B", "A", seconds, 1}, {"B", "", size, 1}} {
		if values, err := m.values(p); err == nil {
			t.Errorf("%v: %v, want an error", p, values)
		}
	}
}

func TestVerdictOfAFixedNumber(t *testing.T) {
	for value, want := range map[float64]string{7.9: "kept", 8: "kept", 8.1: "**missed**"} {
		if got := (promise{limit: 8}).verdict(summary([]float64{value})); got != want {
			t.Errorf("%v: %s, want %s", value, got, want)
		}
	}
}

func TestUpdateFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "README.md")
	if err := os.WriteFile(name, []byte("text\n"+marker+"old\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := updateFile(name, "new\n"); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(name); string(got) != "text\n"+marker+"\nnew\n" {
		t.Errorf("the file has %q", got)
	}
	if err := os.WriteFile(name, []byte("text\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := updateFile(name, "new\n"); err == nil {
		t.Error("a file without the marker gives no error")
	}
}
