// Explain prints what package httpstatus knows about a status:
//
//	go run ./examples/explain -lang ko 401 403 503
//
// For each code it prints the title, meaning, advice and causes in the language. Then it
// prints the facts: the class, whether a retry helps, who can act, which fields the response
// must have, and which document defines the status. Without a code, it lists all codes.
package main

import (
	"bufio"
	"cmp"
	"errors"
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

// run returns the exit code: 0, or 1 if it cannot write the output, or 2 if the arguments
// are wrong.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("explain", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: explain [-lang TAG] [CODE ...]")
		flags.PrintDefaults()
	}
	tag := flags.String("lang", "en", "the `TAG` of the language, one of "+tags())
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
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

// list prints a line for each registered code. The translated title comes last, because
// terminals disagree about the width of some characters.
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
	class := "none: the number is not from 100 to 599, so clients treat it as 500"
	if s.Class() != 0 {
		class = s.Class().String() + ". " + s.Class().Meaning(l)
	}
	fact("class", "%s", class)
	fact("remedy", "%s", remedy(s))
	fact("applied", "%s", map[httpstatus.Effect]string{
		httpstatus.EffectUnknown:    "the status does not tell",
		httpstatus.EffectNotApplied: "no, the server did not do what the request asks for",
		httpstatus.EffectApplied:    "yes, the server did what the request asks for",
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
		methods("retry can help", func(string) string { return yes(s.Retryable()) })
		methods("by software", func(method string) string { return yes(s.Repeatable(method)) })
	}
	fmt.Fprintln(w)
	fact("must have", "%s", fields(s.RequiredFields()))
	fact("may need", "%s", fields(s.ExpectedFields()))
	fact("content", "%s", map[bool]string{true: "allowed", false: "none"}[s.AllowsContent()])
	fact("caching", "%s", map[httpstatus.Caching]string{
		httpstatus.CachingExplicit:  "a cache may store it only if a field allows it",
		httpstatus.CachingHeuristic: "a cache may store it even if no field allows it",
		httpstatus.CachingForbidden: "a cache must not store it",
	}[s.Caching()])
	indexing := s.Indexing().String()
	if limit := s.Indexing().Limit(); limit > 0 {
		indexing += fmt.Sprintf(", for up to %d days", int(limit.Hours())/24)
	}
	fact("search engines", "%s", indexing)
	if s.Registration() == httpstatus.RegistrationNone {
		fact("defined", "nowhere: it is not registered, so clients treat it as %s", as(s))
	} else {
		fact("defined", "%v (%v)  %s", s.Spec(), s.Registration(), s.Spec().URL())
	}
	for _, use := range nonstandard.Uses(s) {
		fmt.Fprintf(w, "\n  %s: %s\n", strings.TrimSpace(use.Vendor+" "+use.Phrase), use.Meaning)
		fact("like", "%v. Retry can help: %s. By software: %s", use.Like, yes(use.Like.Retryable()), bySoftware(use.Like))
		fact("seen", "%s%s", map[bool]string{true: "in responses", false: "usually not as the status of a response"}[use.OnWire], map[bool]string{false: "; unverified"}[use.Verified])
	}
}

// bySoftware returns the methods with which a program may send the request again by itself.
func bySoftware(s httpstatus.Status) string {
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

// as returns the status that clients treat an unregistered code as.
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
