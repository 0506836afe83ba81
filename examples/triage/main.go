// Triage reads the access log of a web server and tells a person on call which errors the log
// has, how often, on which paths, who can act, and whether the failed requests can be sent
// again.
//
//	go run ./examples/triage examples/triage/testdata/access.log
//	go run ./examples/triage -lang ko /var/log/nginx/access.log*
//	tail -f access.log | go run ./examples/triage
//
// It reads the named files, or standard input. The memory that it needs does not depend on the
// length of the log. It recognises the format of each line, and it decompresses gzip. -h lists
// the formats and the exit codes.
//
// An error is a status of 400 or above, or a number below 100. Servers log such a number if
// they sent no response. The packages httpstatus and nonstandard provide the facts and the
// texts, in the language of -lang. -json writes the same report for programs.
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

	"example.com/httpstatus/internal/quote"
	"example.com/httpstatus/lang"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

const usage = `usage: triage [-lang tag] [-json] [FILE... | -]

Triage reads access logs. It reports which errors they have, how often, on which paths,
who can act, and whether the failed requests can be sent again. Without a file, or if the
file is -, it reads standard input. An interrupt (Ctrl-C) ends the reading and prints the
report of what has arrived.

It recognises these formats, and it decompresses gzip:
  Common and Combined Log Format   nginx, Apache, lighttpd, Caddy, Traefik, HAProxy;
                                   there may be other columns between request and status;
                                   if the numbers in one of them all look like statuses,
                                   triage reads it as the status
  Envoy and Istio                  the default format
  AWS load balancers               Application and Classic
  W3C Extended Log File Format     Amazon CloudFront, IIS; needs the #Fields line
  HAProxy                          option httplog
  Squid                            its own format
  JSON, one object per line        Caddy, Traefik, Envoy, Google Cloud, nginx and others
                                   whose members have names such as status and method
  development servers              Django, Flask, uvicorn

Exit codes:
  0  the report covers the whole log
  1  something could not be read or written, or no line of a file has one of these formats
  2  the command line is wrong
  3  more than a tenth of the lines of a file could not be read, or more than one in a
     hundred of its statuses is unknown; standard error names the first such line

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
		fmt.Fprintf(stderr, "triage: -lang %s: no such language; want one of %s\n", quote.String(*tag), strings.Trim(fmt.Sprint(lang.All()), "[]"))
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
		return code // there is nothing to report
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
