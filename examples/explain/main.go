// Explain prints what this library knows about HTTP statuses:
//
//	go run ./examples/explain 404                     all about one status
//	go run ./examples/explain -lang ko 401,403 503    about several, in Korean
//	go run ./examples/explain 522                     a code that vendors use
//	go run ./examples/explain NotFound                the name of a constant
//	go run ./examples/explain 4xx                     all statuses of a class
//	go run ./examples/explain rate limit              a search
//	go run ./examples/explain -json 404               as JSON, for other programs
//
// README.md describes the JSON.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"example.com/httpstatus/internal/quote"
)

const usage = `Explain prints what is known about HTTP statuses.

usage: explain [-lang TAG] [-json] WHAT ...

  explain 404                     all about one status
  explain -lang ko 401,403 503    about several, in Korean
  explain 522                     a code that vendors use
  explain NotFound                the name of a constant
  explain 4xx                     all statuses of a class
  explain rate limit              a search; commas separate several searches
  explain -json 404               as JSON, for other programs

  -lang TAG  the language: a tag such as ko, pt-BR or zh-HK (default en)
  -json      print JSON; examples/explain/README.md describes it
  -h         print this

The exit code is 1 if a search finds nothing, and 2 if an argument is wrong.
`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run returns the exit code: 0, 1 if a search finds nothing, or 2 if an argument is wrong or the
// output cannot be written.
func run(args []string, stdout, stderr io.Writer) int {
	fail := func(err error) int {
		fmt.Fprintf(stderr, "explain: %v\n", err)
		return 2
	}
	flags := flag.NewFlagSet("explain", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	tag := flags.String("lang", "en", "")
	asJSON := flags.Bool("json", false, "")
	what, err := parse(flags, args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return 0
	} else if err != nil {
		const longest = 200 // the error has the whole argument
		return fail(fmt.Errorf("%.*s; explain -h shows the usage", longest, err))
	}
	if len(what) == 0 {
		fmt.Fprint(stderr, usage)
		return 2
	}
	l, exact, err := language(*tag)
	if err != nil {
		return fail(err)
	}
	found, missing, err := lookup(what, l)
	if err != nil {
		return fail(err)
	}
	if !exact {
		fmt.Fprintf(stderr, "explain: the nearest language to %s is %v (%s)\n", quote.String(*tag), l, l.Name())
	}
	w := bufio.NewWriter(stdout)
	if *asJSON {
		printJSON(w, found, l)
	} else {
		printText(w, found, l)
	}
	if err := w.Flush(); err != nil {
		return fail(err)
	}
	for _, query := range missing {
		fmt.Fprintf(stderr, "explain: no status matches %s; try other words, or a list such as 4xx\n", quote.String(query))
	}
	if missing != nil {
		return 1
	}
	return 0
}

// parse parses flags before, between and after the other arguments, and returns the others.
// After "--", no argument is a flag.
func parse(flags *flag.FlagSet, args []string) ([]string, error) {
	var others []string
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		rest := flags.Args()
		if len(rest) == 0 {
			return others, nil
		}
		if n := len(args) - len(rest); n > 0 && args[n-1] == "--" {
			return slices.Concat(others, rest), nil
		}
		others, args = append(others, rest[0]), rest[1:]
	}
}
