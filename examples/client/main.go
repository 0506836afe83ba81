// Client fetches a URL with package retry and says what it did and why:
//
//	go run ./examples/client -v -method PUT -data hello https://example.com/greeting
//
// The final status and its meaning go to standard output, with -v each attempt to
// standard error. What is repeated, and when, package retry decides.
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
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/quote"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/retry"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run returns the exit code: 0, 1 when the request failed, or 2 for bad arguments.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	transport := &retry.Transport{}
	flags := flag.NewFlagSet("client", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: client [flags] URL")
		flags.PrintDefaults()
	}
	method := flags.String("method", "GET", "the request's `METHOD`")
	data := flags.String("data", "", "the request's `CONTENT`")
	user := flags.String("user", "", "`NAME:PASSWORD` to give when the server of the URL asks")
	key := flags.Bool("key", false, "send an Idempotency-Key, so that a POST may be repeated")
	verbose := flags.Bool("v", false, "tell of each attempt")
	maxTime := flags.Duration("max-time", time.Minute, "how long all attempts may take together")
	flags.IntVar(&transport.Attempts, "attempts", 4, "how often to send the request at most")
	flags.DurationVar(&transport.Backoff, "backoff", 500*time.Millisecond, "the longest random wait before the second attempt")
	flags.DurationVar(&transport.MaxWait, "max-wait", 30*time.Second, "the longest single wait")
	if err := flags.Parse(args); err == flag.ErrHelp {
		return 0
	} else if err != nil {
		return 2
	}
	ctx, cancel := context.WithTimeout(ctx, *maxTime)
	defer cancel()
	req, err := request(ctx, *method, flags.Args(), *data)
	if err != nil {
		fmt.Fprintln(stderr, "client:", err)
		flags.Usage()
		return 2
	}
	if *key {
		req = retry.WithKey(req)
	}
	if *user != "" {
		transport.Authorize = func(*http.Response) (string, bool) {
			return "Basic " + base64.StdEncoding.EncodeToString([]byte(*user)), true
		}
	}
	if *verbose {
		transport.Observe = func(a retry.Attempt, d retry.Decision) { fmt.Fprintln(stderr, line(a, d)) }
	}

	client := http.Client{Transport: transport, CheckRedirect: retry.Redirect}
	resp, err := client.Do(req)
	if err != nil {
		fmt.Fprintln(stderr, "client:", err)
		return 1
	}
	defer resp.Body.Close()
	s := httpstatus.Status(resp.StatusCode)
	fmt.Fprintln(stdout, s)
	fmt.Fprintln(stdout, s.Meaning(lang.English))
	if retry.MaybeApplied(resp) {
		fmt.Fprintln(stdout, "An earlier attempt may have been carried out.")
	}
	if s.Err() != nil {
		return 1
	}
	return 0
}

// request returns the request that the arguments ask for.
func request(ctx context.Context, method string, urls []string, data string) (*http.Request, error) {
	var body io.Reader
	if data != "" {
		body = strings.NewReader(data) // for which NewRequest sets GetBody
	}
	if len(urls) != 1 {
		return nil, fmt.Errorf("%d arguments: want one absolute address, such as https://example.com/", len(urls))
	}
	req, err := http.NewRequestWithContext(ctx, method, urls[0], body)
	if err == nil && req.URL.Host == "" {
		err = fmt.Errorf("%s: want an absolute address, such as https://example.com/", quote.String(urls[0]))
	}
	return req, err
}

// line says what an attempt led to and what follows.
func line(a retry.Attempt, d retry.Decision) string {
	outcome := "no response"
	if a.Err != nil {
		outcome = a.Err.Error()
	} else if a.Response != nil {
		outcome = httpstatus.Status(a.Response.StatusCode).String()
	}
	line := fmt.Sprintf("%d. %s %s: %s", a.Number, a.Request.Method, a.Request.URL.Redacted(), outcome)
	switch {
	case d.Again && d.NewConnection:
		line += "; again on a new connection"
	case d.Again:
		line += "; again"
	case a.Err == nil && a.Response != nil && httpstatus.Status(a.Response.StatusCode).Err() == nil:
		return line
	}
	if d.Again && d.Wait > 0 {
		line += fmt.Sprintf(" after %v", d.Wait.Round(time.Millisecond))
	}
	return line + " (" + d.Reason + ")"
}
