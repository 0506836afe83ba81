// Triage reads the access log of a web server and answers what somebody on call
// asks: which errors, how often, whose move it is, and what sending the failed
// requests again would do.
//
//	go run ./examples/triage examples/triage/testdata/access.log
//	zcat /var/log/nginx/access.log.*.gz | go run ./examples/triage -lang ko
//
// It takes the Common and the Combined Log Format, as nginx and Apache write
// them, from the files named or else from standard input, in constant memory
// however long the log is. A line that is in neither format, or longer than
// 64 KiB, is counted and skipped.
//
// An error is a status from 400 up, or a number below 100, which servers log
// where no response was sent. What the table says about each comes from package
// httpstatus, in the language of -lang. With -json the same report is for programs.
//
// The exit code is 0 when everything was read, 1 when something could not be read
// or written or no line is in these formats, and 2 when the command line is wrong.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"example.com/httpstatus/lang"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

const usage = `usage: triage [-lang tag] [-json] [file ...]

Triage reads access logs in the Common or Combined Log Format, from standard
input if no file is named, and says which errors they hold, how often, whose
move it is, and what sending the failed requests again would do.

`

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("triage", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		io.WriteString(stderr, usage)
		flags.PrintDefaults()
	}
	tag := flags.String("lang", "en", "write titles and advice in the language with this BCP 47 `tag`")
	asJSON := flags.Bool("json", false, "write the report as JSON")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	language, ok := lang.Lookup(*tag)
	if !ok {
		fmt.Fprintf(stderr, "triage: -lang %q: no such language; want one of %s\n", *tag, strings.Trim(fmt.Sprint(lang.All()), "[]"))
		return 2
	}

	code := 0
	check := func(err error) {
		if err != nil {
			fmt.Fprintln(stderr, "triage:", err)
			code = 1
		}
	}
	t := newTally()
	if flags.NArg() == 0 {
		check(t.read(stdin))
	}
	for _, name := range flags.Args() {
		check(t.readFile(name))
	}

	r := newReport(t, language)
	if code != 0 && r.Requests+r.BadLines == 0 {
		return code // there is nothing to report on
	}
	if r.Requests == 0 && r.BadLines > 0 {
		check(errors.New("no line is in Common or Combined Log Format"))
	}
	out := bufio.NewWriter(stdout)
	if *asJSON {
		r.writeJSON(out)
	} else {
		r.writeText(out)
	}
	check(out.Flush())
	return code
}
