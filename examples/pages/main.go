// Pages makes error pages for web servers and proxies, in the language of the reader:
//
//	go run ./examples/pages -out /srv/pages -server nginx
//	go run ./examples/pages -listen 127.0.0.1:8080
//	go run ./examples/pages -preview ../preview
//
// With -out it writes static pages and configuration, and ends. With -listen it is an error
// backend. With -preview it writes the pages of every template, each with a preview.html that
// shows them all. The README of package pages says how a server uses the result. The text of
// -h lists the options and the exit codes.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"html/template"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/quote"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/pages"
	"example.com/httpstatus/problem"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

const usage = `usage: pages -out DIR [option ...]
       pages -listen HOST:PORT [option ...]
       pages -preview DIR [option ...]

Pages makes error pages for web servers and proxies, in the language of the reader.

Exit codes:
  0  the pages are written, or the backend was stopped
  1  the pages cannot be written, or the backend cannot listen
  2  the command line is wrong

`

// A config is what the command line says.
type config struct {
	out, listen, preview string
	options              pages.Options
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	c, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "pages: %v\n", err)
		return 2
	case c.out != "":
		err = build(c, stdout)
	case c.preview != "":
		err = preview(c, stdout)
	default:
		err = serve(ctx, c, stdout)
	}
	if err != nil {
		fmt.Fprintf(stderr, "pages: %s\n", message(err))
		return 1
	}
	return 0
}

// message returns an error without the name of package pages, which the caller prints.
func message(err error) string { return strings.TrimPrefix(err.Error(), "pages: ") }

func parse(args []string, stderr io.Writer) (*config, error) {
	var c config
	var brand pages.Branded
	var languages, statuses, servers, texts, template string
	flags := flag.NewFlagSet("pages", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run prints the error
	flags.Usage = func() {}
	flags.StringVar(&c.out, "out", "", "write the pages into `DIR`, which must be new, empty, or from an earlier run")
	flags.StringVar(&c.listen, "listen", "", "run an error backend at `HOST:PORT`; port 0 picks a free port")
	flags.StringVar(&c.preview, "preview", "", "write the pages of every template into `DIR`, each with a preview.html")
	flags.StringVar(&languages, "lang", "", "the `TAGS` of the languages, such as en,ko,ar; the first one is for readers who want none of them (default all, English first)")
	flags.StringVar(&texts, "texts", "", "read your own texts from `FILE` (JSON, as in lang/texts); they replace the language with the same tag")
	flags.StringVar(&statuses, "status", "", "with -out or -preview, the `CODES` of the errors to write pages for, such as 404,503 (default all registered)")
	flags.StringVar(&template, "template", "plain", "the `TEMPLATE`: plain, branded, minimal, or the name of a file for html/template")
	flags.StringVar(&brand.Name, "name", "", "with -template branded, the `NAME` of the site")
	flags.StringVar(&brand.Color, "color", "", "with -template branded, the `COLOUR` of the site, such as #0a7")
	flags.StringVar(&brand.Home, "home", "/", "with -template branded, the `URL` of the start page")
	flags.StringVar(&brand.Support, "support", "", "with -template branded, the `URL` of the support")
	flags.StringVar(&servers, "server", "", "with -out, write configuration for the `SERVERS`: nginx, apache, lighttpd, haproxy, varnish, caddy")
	flags.StringVar(&c.options.Path, "path", "", "with -server, the `PATH` of the pages on the machine of the server (default that of DIR)")
	flags.BoolVar(&c.options.Gzip, "gzip", false, "with -out, write a compressed copy beside each page")
	flags.BoolVar(&c.options.RequestID, "request-id", false, "with -listen, show the identifier that the proxy sends in X-Request-ID")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			io.WriteString(stderr, usage)
			flags.SetOutput(stderr)
			flags.PrintDefaults()
		}
		return nil, err
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("the argument %s is not an option", quote.String(flags.Arg(0)))
	}
	modes := 0
	for _, mode := range []string{c.out, c.listen, c.preview} {
		if mode != "" {
			modes++
		}
	}
	if modes != 1 {
		return nil, errors.New("want one of -out DIR, -listen HOST:PORT and -preview DIR; -h lists the options")
	}

	err := c.unused(flags, template, servers)
	if err != nil {
		return nil, err
	}
	if c.options.Languages, err = readLanguages(languages, texts); err != nil {
		return nil, err
	}
	for code := range list(statuses) {
		s, err := httpstatus.Parse(code)
		if err != nil || s < 400 || s > 599 {
			return nil, fmt.Errorf("-status: %s is not the status of an error; want 400 to 599", quote.String(code))
		}
		c.options.Statuses = append(c.options.Statuses, s)
	}
	for name := range list(servers) {
		var s pages.Server
		if err := s.UnmarshalText([]byte(name)); err != nil {
			return nil, fmt.Errorf("-server: %s", message(err))
		}
		c.options.Servers = append(c.options.Servers, s)
	}
	if c.options.Template, err = readTemplate(template, brand); err != nil {
		return nil, err
	}
	return &c, nil
}

// unused returns an error if the command line has an option that would have no effect.
func (c *config) unused(flags *flag.FlagSet, template, servers string) (err error) {
	flags.Visit(func(f *flag.Flag) {
		ok, needs := true, ""
		switch f.Name {
		case "name", "color", "home", "support":
			ok, needs = template == "branded", "-template branded"
		case "status":
			ok, needs = c.listen == "", "-out or -preview"
		case "server", "gzip":
			ok, needs = c.out != "", "-out"
		case "path":
			ok, needs = servers != "", "-server"
		case "request-id":
			ok, needs = c.listen != "", "-listen"
		}
		if !ok && err == nil {
			err = fmt.Errorf("-%s needs %s", f.Name, needs)
		}
	})
	return err
}

// list returns the elements of a list with commas.
func list(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for element := range strings.SplitSeq(text, ",") {
			if element = strings.TrimSpace(element); element != "" && !yield(element) {
				return
			}
		}
	}
}

func readLanguages(tags, texts string) ([]httpstatus.Language, error) {
	var languages []httpstatus.Language
	for tag := range list(tags) {
		l, ok := lang.Lookup(tag)
		if !ok {
			return nil, fmt.Errorf("-lang: no language has the tag %s; want some of %s", quote.String(tag), known())
		}
		languages = append(languages, l)
	}
	if tags == "" {
		languages = append([]httpstatus.Language{lang.English}, lang.All()...)
	}
	if texts == "" {
		return languages, nil
	}
	content, err := os.ReadFile(texts)
	if err != nil {
		return nil, fmt.Errorf("-texts: %w", err)
	}
	var t httpstatus.Texts
	if err := json.Unmarshal(content, &t); err != nil {
		return nil, fmt.Errorf("-texts: %s: %w", texts, err)
	}
	base, _ := lang.Lookup(t.Tag) // English if there is no such language
	own, err := httpstatus.NewLanguage(t, base)
	if err != nil {
		return nil, fmt.Errorf("-texts: %s: %w", texts, err)
	}
	for i, l := range languages {
		if l.String() == own.String() {
			languages[i] = own
			return languages, nil
		}
	}
	return append(languages, own), nil
}

func known() string {
	var tags []string
	for _, l := range lang.All() {
		tags = append(tags, l.String())
	}
	return strings.Join(tags, " ")
}

func readTemplate(name string, brand pages.Branded) (pages.Template, error) {
	switch name {
	case "plain":
		return nil, nil
	case "branded":
		for _, option := range []struct {
			name  string
			alone pages.Branded
		}{
			{"-color", pages.Branded{Color: brand.Color}},
			{"-home", pages.Branded{Home: brand.Home}},
			{"-support", pages.Branded{Support: brand.Support}},
		} {
			if err := option.alone.Execute(io.Discard, problem.Page{}); err != nil {
				return nil, fmt.Errorf("%s: %s", option.name, message(err))
			}
		}
		return brand, nil
	case "minimal":
		return pages.Minimal{}, nil
	}
	t, err := template.ParseFiles(name)
	if err != nil {
		return nil, fmt.Errorf("-template: want plain, branded, minimal or a file: %w", err)
	}
	return t, nil
}

func build(c *config, stdout io.Writer) error {
	if err := pages.Build(c.out, c.options); err != nil {
		return err
	}
	_, err := fmt.Fprintf(stdout, "The pages are in %s\n", c.out)
	return err
}

// preview writes the pages of each template of package pages, and of the one that the command
// line names if that is another.
func preview(c *config, stdout io.Writer) error {
	brand, ok := c.options.Template.(pages.Branded)
	if !ok {
		brand = pages.Branded{Name: "Example", Color: "#0a7d5a", Home: "/", Support: "mailto:help@example.com"}
	}
	templates := []struct {
		name     string
		template pages.Template
	}{{"plain", nil}, {"branded", brand}, {"minimal", pages.Minimal{}}}
	if own, ok := c.options.Template.(*template.Template); ok {
		templates = append(templates, struct {
			name     string
			template pages.Template
		}{"own", own})
	}
	for _, t := range templates {
		o := c.options
		o.Template, o.Preview = t.template, true
		dir := filepath.Join(c.preview, t.name)
		if err := pages.Build(dir, o); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(stdout, filepath.Join(dir, "preview.html")); err != nil {
			return err
		}
	}
	return nil
}

// serve is an error backend until ctx is done.
func serve(ctx context.Context, c *config, stdout io.Writer) error {
	handler, err := pages.Handler(c.options)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.listen)
	if err != nil {
		return fmt.Errorf("-listen: %w", err)
	}
	fmt.Fprintf(stdout, "http://%s/\n", listener.Addr())
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		IdleTimeout:       2 * time.Minute,
	}
	over := make(chan error, 1)
	context.AfterFunc(ctx, func() {
		patience, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		over <- server.Shutdown(patience)
	})
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-over
}
