// Command generate writes the generated files of this module. go generate runs it in the
// module's root. If the sources have a fault, it writes no file.
//
//	go run ./internal/gen/generate -check ko gl
//
// checks the files of these languages and writes nothing.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"

	"example.com/httpstatus/internal/gen"
)

func main() {
	check := flag.Bool("check", false, "check the languages with these tags, and write nothing")
	flag.Parse()
	var err error
	if *check {
		err = checkLanguages(os.DirFS("."), flag.Args())
	} else if root := flag.Arg(0); root != "" {
		err = run(root)
	} else {
		err = run(".")
	}
	if err != nil {
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

func checkLanguages(root fs.FS, tags []string) error {
	if len(tags) == 0 {
		return errors.New(`generate -check: no language; want at least one tag such as "ko"`)
	}
	var bad []error
	for _, tag := range tags {
		bad = append(bad, gen.CheckLanguage(root, tag))
	}
	return errors.Join(bad...)
}
