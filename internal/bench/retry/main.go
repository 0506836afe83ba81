// Retry plays the same bad servers to several clients that repeat requests, and writes
// what they did into retry/README.md, between its comparison marks:
//
//	cd internal/bench/retry && go run .
//
// The clients are set up as their documentation shows it, with 4 attempts, waits from
// 50 ms and at most 3 s.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"
)

const readme = "../../../retry/README.md"

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	if err := write(readme, "comparison", table(ctx, os.Stderr)); err != nil {
		fmt.Fprintln(os.Stderr, "retry:", err)
		os.Exit(1)
	}
}

// write replaces what stands in a file between the lines <!-- name --> and
// <!-- /name -->.
func write(path, name, text string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	begin, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->\n"
	before, rest, begun := strings.Cut(string(content), begin)
	_, after, ended := strings.Cut(rest, end)
	if !begun || !ended {
		return fmt.Errorf("%s has no %s%s", path, begin, end)
	}
	return os.WriteFile(path, []byte(before+begin+text+end+after), 0o666)
}
