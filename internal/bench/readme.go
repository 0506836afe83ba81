package main

import (
	"fmt"
	"os"
	"strings"
)

const (
	tableBegins = "<!-- What follows is printed by: go run . -update -->\n"
	tableEnds   = "<!-- The end of what is printed. -->\n"
)

// write puts the report between the markers in README.md and draws the plots.
func (f *found) write(report string) error {
	content, err := os.ReadFile("README.md")
	if err != nil {
		return err
	}
	before, rest, ok := strings.Cut(string(content), tableBegins)
	_, after, ok2 := strings.Cut(rest, tableEnds)
	if !ok || !ok2 {
		return fmt.Errorf("README.md has no markers %q and %q", tableBegins, tableEnds)
	}
	if err := os.WriteFile("README.md", []byte(before+tableBegins+"\n"+report+"\n"+tableEnds+after), 0o666); err != nil {
		return err
	}
	return f.draw()
}
