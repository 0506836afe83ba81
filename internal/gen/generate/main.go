// Command generate writes the generated files of this module. go generate runs it in the
// module's root. If the sources have a fault, it writes no file.
package main

import (
	"fmt"
	"os"

	"example.com/httpstatus/internal/gen"
)

func main() {
	root := "."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	if err := run(root); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(root string) error {
	files, err := gen.Generate(os.DirFS(root))
	if err != nil {
		return err
	}
	return gen.Write(root, files)
}
