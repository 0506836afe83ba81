// Triage reads the access log of a web server and answers what a person on call asks:
// which errors, how often, on which paths, whose move it is, and what sending the
// failed requests again would do.
//
//	go run ./examples/triage examples/triage/testdata/nginx.log
//	go run ./examples/triage -lang ko /var/log/nginx/access.log*
//	tail -f access.log | go run ./examples/triage
//
// It reads the files named, or standard input, in constant memory however long the log
// is. It tells the format of each line by the line itself, and decompresses gzip. The
// text of -h lists the formats and the exit codes.
//
// An error is a status from 400 up, or a number below 100, which servers log where no
// response was sent. What the table says about each comes from the packages httpstatus
// and nonstandard, in the language of -lang. With -json the same report is for
// programs.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"example.com/httpstatus/lang"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

const usage = `usage: triage [-lang tag] [-json] [FILE... | -]

Triage reads access logs and says which errors they hold, how often, on which paths,
whose move it is, and what sending the failed requests again would do. Without a file,
and for the file -, it reads standard input. An interrupt (Ctrl-C) ends the reading
and prints the report of what has arrived.

It finds out the format by itself, and reads gzip:
  Common and Combined Log Format   nginx, Apache, lighttpd, Caddy, Traefik, HAProxy;
                                   other columns may be between request and status
  Envoy and Istio                  the default format
  AWS load balancers               Application and Classic
  W3C Extended Log File Format     Amazon CloudFront, IIS; needs the #Fields line
  HAProxy                          option httplog
  Squid                            its own format
  JSON, one object a line          Caddy, Traefik, Envoy, Google Cloud, nginx and others
                                   whose members have names such as status and method
  development servers              Django, Flask, uvicorn

Exit codes:
  0  the report covers the whole log
  1  something could not be read or written, or no line of a file is in these formats
  2  the command line is wrong
  3  more than a tenth of the lines of a file could not be read, or more than one in a
     hundred of its statuses is known to nobody; standard error says which line is the
     first

`

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
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
	names := flags.Args()
	if len(names) == 0 {
		names = []string{"-"}
	}

	reading := newReading()
	interrupted := reading.run(ctx, names, stdin)
	code := 0
	for _, err := range reading.failures() {
		fmt.Fprintln(stderr, "triage:", err)
		code = 1
	}
	for _, warning := range reading.warnings() {
		fmt.Fprintln(stderr, "triage:", warning)
		if code == 0 {
			code = 3
		}
	}
	if interrupted {
		fmt.Fprintln(stderr, "triage: interrupted; the report covers what had arrived")
	}

	r := newReport(reading.tally, language)
	r.Partial = interrupted
	if code != 0 && r.Requests+r.BadLines == 0 {
		return code // there is nothing to report on
	}
	out := bufio.NewWriter(stdout)
	if *asJSON {
		r.writeJSON(out)
	} else {
		r.writeText(out)
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(stderr, "triage:", err)
		return 1
	}
	return code
}
