// Explain prints what httpstatus knows about statuses:
//
//	go run ./examples/explain -lang ko 401 403 503
//
// For each code it prints the title, meaning, advice and causes in the language,
// then the facts: class, whether and how to retry, who can act, what the response
// must carry, and where all that is defined. Without a code it lists every one.
package main

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/nonstandard"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run returns the exit code: 0, 1 when it cannot write, or 2 for input that makes
// no sense.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("explain", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: explain [-lang TAG] [CODE ...]")
		flags.PrintDefaults()
	}
	tag := flags.String("lang", "en", "the language's `TAG`: "+tags())
	if err := flags.Parse(args); err == flag.ErrHelp {
		return 0
	} else if err != nil {
		return 2
	}
	l, ok := lang.Lookup(*tag)
	if !ok {
		fmt.Fprintf(stderr, "explain: no language has the tag %q; want one of %s\n", *tag, tags())
		return 2
	}
	var statuses []httpstatus.Status
	for _, arg := range flags.Args() {
		s, err := httpstatus.Parse(arg)
		if err != nil {
			fmt.Fprintf(stderr, "explain: %v\n", err)
			return 2
		}
		statuses = append(statuses, s)
	}
	w := bufio.NewWriter(stdout)
	if len(statuses) == 0 {
		list(w, l)
	}
	for i, s := range statuses {
		if i > 0 {
			fmt.Fprintln(w)
		}
		explain(w, s, l)
	}
	if err := w.Flush(); err != nil {
		fmt.Fprintln(stderr, "explain:", err)
		return 1
	}
	return 0
}

func tags() string {
	var tags []string
	for _, l := range lang.All() {
		tags = append(tags, l.String())
	}
	return strings.Join(tags, " ")
}

// list prints a line for each registered code. What is translated comes last,
// since no terminal agrees with another on how wide it is.
func list(w io.Writer, l httpstatus.Language) {
	for _, s := range httpstatus.All() {
		fmt.Fprintf(w, "%-35v  %s\n", s, s.Title(l))
	}
}

func explain(w io.Writer, s httpstatus.Status, l httpstatus.Language) {
	fmt.Fprintf(w, "%v: %s\n\n", s, s.Title(l))
	fmt.Fprintf(w, "  %s\n", s.Meaning(l))
	if advice := s.Advice(l); advice != "" {
		fmt.Fprintf(w, "  %s\n", advice)
	}
	for _, cause := range s.Causes(l) {
		fmt.Fprintf(w, "  - %s\n", cause)
	}
	fmt.Fprintln(w)

	fact := func(name, format string, args ...any) {
		fmt.Fprintf(w, "  %-14s %s\n", name, fmt.Sprintf(format, args...))
	}
	class := "none: not from 100 to 599, so to be taken for a 500"
	if s.Class() != 0 {
		class = s.Class().String() + ". " + s.Class().Meaning(l)
	}
	fact("class", "%s", class)
	fact("remedy", "%s", remedy(s))
	fact("applied", "%s", map[httpstatus.Effect]string{
		httpstatus.EffectUnknown:    "the status does not tell",
		httpstatus.EffectNotApplied: "no, the request had no effect",
		httpstatus.EffectApplied:    "yes, the server did what was asked",
	}[s.Effect()])
	methods := func(name string, cell func(method string) string) {
		fact(name, "%-5s %-5s %s", cell("GET"), cell("PUT"), cell("POST"))
	}
	if _, redirected := s.RedirectMethod("GET"); redirected {
		fmt.Fprintln(w)
		methods("", func(method string) string { return method })
		methods("follow with", func(method string) string { next, _ := s.RedirectMethod(method); return next })
	} else if s.Remedy() != httpstatus.RemedyNone {
		fmt.Fprintln(w)
		methods("", func(method string) string { return method })
		methods("retry helps", func(string) string { return yes(s.Retryable()) })
		methods("unattended", func(method string) string { return yes(s.Repeatable(method)) })
	}
	fmt.Fprintln(w)
	fact("must carry", "%s", fields(s.RequiredFields()))
	fact("should carry", "%s", fields(s.ExpectedFields()))
	fact("content", "%s", map[bool]string{true: "allowed", false: "none"}[s.AllowsContent()])
	fact("caching", "%s", map[httpstatus.Caching]string{
		httpstatus.CachingExplicit:  "only when the response says so",
		httpstatus.CachingHeuristic: "even when the response does not say so",
		httpstatus.CachingForbidden: "never",
	}[s.Caching()])
	indexing := s.Indexing().String()
	if limit := s.Indexing().Limit(); limit > 0 {
		indexing += fmt.Sprintf(", for up to %d days", int(limit.Hours())/24)
	}
	fact("search engines", "%s", indexing)
	if s.Registration() == httpstatus.RegistrationNone {
		fact("defined", "nowhere: not registered, so it answers as %s", as(s))
	} else {
		fact("defined", "%v (%v)  %s", s.Spec(), s.Registration(), s.Spec().URL())
	}
	for _, use := range nonstandard.Uses(s) {
		fmt.Fprintf(w, "\n  %s: %s\n", strings.TrimSpace(use.Vendor+" "+use.Phrase), use.Meaning)
		fact("like", "%v. Retry helps: %s. Unattended: %s", use.Like, yes(use.Like.Retryable()), unattended(use.Like))
		fact("seen", "%s%s", map[bool]string{true: "in responses", false: "not as the status of a response, as a rule"}[use.OnWire], map[bool]string{false: "; unverified"}[use.Verified])
	}
}

// unattended says after which requests a program may send them again by itself.
func unattended(s httpstatus.Status) string {
	switch {
	case s.Repeatable("POST"):
		return "any method"
	case s.Repeatable("GET"):
		return "idempotent methods"
	}
	return "never"
}

func remedy(s httpstatus.Status) string {
	if s.Remedy() == httpstatus.RemedyNone {
		return "None. Nothing failed"
	}
	return fmt.Sprintf("%v. Who can act: %v", s.Remedy(), s.Actor())
}

// as names the code that an unregistered one answers as.
func as(s httpstatus.Status) httpstatus.Status {
	if s.Class() == 0 {
		return httpstatus.InternalServerError
	}
	return s / 100 * 100
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func fields(names []string) string { return cmp.Or(strings.Join(names, ", "), "-") }
