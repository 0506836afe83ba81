// Client sends a request and repeats it where that is right:
//
//	go run ./examples/client -method PUT -data hello https://example.com/greeting
//
// Each attempt goes to standard error, the final status and its meaning to standard
// output. What is repeated, how and why is in client.go; the README has a table.
package main

import (
	"context"
	"encoding/base64"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run returns the exit code: 0, 1 when the request failed, or 2 for bad arguments.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	repeater := NewRepeater()
	flags := flag.NewFlagSet("client", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: client [flags] URL")
		flags.PrintDefaults()
	}
	method := flags.String("method", "GET", "the request's `METHOD`")
	data := flags.String("data", "", "the request's `CONTENT`")
	user := flags.String("user", "", "`NAME:PASSWORD` to give when asked by the server of the URL")
	retries := flags.Int("retries", repeater.Attempts-1, "how often to repeat at most")
	flags.DurationVar(&repeater.MaxTime, "max-time", repeater.MaxTime, "how long to go on repeating")
	if err := flags.Parse(args); err == flag.ErrHelp {
		return 0
	} else if err != nil {
		return 2
	}
	var body io.Reader
	if *data != "" {
		body = strings.NewReader(*data) // for which NewRequest sets GetBody
	}
	req, err := http.NewRequestWithContext(ctx, *method, flags.Arg(0), body)
	if err == nil && (flags.NArg() != 1 || req.URL.Host == "") {
		err = fmt.Errorf("%q: want one absolute address, such as https://example.com/", flags.Args())
	}
	if err != nil {
		fmt.Fprintln(stderr, "client:", err)
		flags.Usage()
		return 2
	}

	repeater.Attempts = 1 + *retries
	repeater.Credentials = func(resp *http.Response) (string, bool) {
		if from := resp.Request.URL; *user == "" || from.Host != req.URL.Host || from.Scheme != req.URL.Scheme {
			return "", false
		}
		return "Basic " + base64.StdEncoding.EncodeToString([]byte(*user)), true
	}
	repeater.Trace = func(attempt int, resp *http.Response, then string) {
		if then != "" {
			then = "; again " + then
		}
		fmt.Fprintf(stderr, "%d. %s %s: %v%s\n", attempt, resp.Request.Method, resp.Request.URL.Redacted(), httpstatus.Status(resp.StatusCode), then)
	}
	client := http.Client{Transport: repeater, CheckRedirect: Redirect}
	resp, err := client.Do(req)
	if err != nil {
		fmt.Fprintln(stderr, "client:", err)
		return 1
	}
	defer resp.Body.Close()
	s := httpstatus.Status(resp.StatusCode)
	fmt.Fprintln(stdout, s)
	fmt.Fprintln(stdout, s.Meaning(lang.English))
	if s.Err() != nil {
		return 1
	}
	return 0
}
