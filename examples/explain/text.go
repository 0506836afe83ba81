package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/nonstandard"
)

// printText prints a line or a paragraph for each status, for people.
func printText(w io.Writer, found []result, l httpstatus.Language) {
	for i, r := range found {
		if r.brief {
			printLine(w, r.status, l)
			continue
		}
		if i > 0 {
			fmt.Fprintln(w)
		}
		printAll(w, r.status, l)
		if i+1 < len(found) && found[i+1].brief {
			fmt.Fprintln(w)
		}
	}
}

// printLine prints one line. The title comes last, because terminals disagree about the width
// of some characters.
func printLine(w io.Writer, s httpstatus.Status, l httpstatus.Language) {
	vendor := ""
	if uses := nonstandard.Uses(s); uses != nil && s.Registration() == httpstatus.RegistrationNone {
		vendor = fmt.Sprintf("%s, like %v: ", uses[0].Vendor, uses[0].Like)
	}
	fmt.Fprintf(w, "%-35s  %s%s\n", name(s), vendor, nonstandard.Like(s).Title(l))
}

// name returns the code with its registered phrase, or with the phrase of the vendor that uses
// it.
func name(s httpstatus.Status) string {
	if s.Registration() != httpstatus.RegistrationNone {
		return s.String()
	}
	phrase := ""
	if uses := nonstandard.Uses(s); uses != nil {
		phrase = uses[0].Phrase
	}
	return strings.TrimSpace(fmt.Sprintf("%03d %s", int(s), phrase))
}

// printAll prints everything about one status. For a code that vendors use, the texts and the
// retries are those of the registered status that the first use is like.
func printAll(w io.Writer, s httpstatus.Status, l httpstatus.Language) {
	fact := func(name, format string, args ...any) {
		fmt.Fprintf(w, "  %-14s %s\n", name, fmt.Sprintf(format, args...))
	}
	like := nonstandard.Like(s)
	fmt.Fprintf(w, "%s: %s\n\n", name(s), like.Title(l))
	for _, text := range []string{like.Meaning(l), like.Advice(l)} {
		if text != "" {
			fmt.Fprintf(w, "  %s\n", text)
		}
	}
	for _, cause := range like.Causes(l) {
		fmt.Fprintf(w, "  - %s\n", cause)
	}
	fmt.Fprintln(w)

	if s.Registration() == httpstatus.RegistrationNone {
		fact("registered", "no; a client that does not know it treats it as %v", s.Recognized())
		if like != s {
			fact("like", "%v; the texts above and the retries below are from it", like)
		}
	}
	if s.Class() == 0 {
		fact("class", "none: the number is not from 100 to 599")
	} else {
		fact("class", "%v. %s", s.Class(), s.Class().Meaning(l))
	}
	if like.Remedy() == httpstatus.RemedyNone {
		fact("remedy", "None. Nothing failed")
	} else {
		fact("remedy", "%v. Who can act: %v", like.Remedy(), like.Actor())
	}
	fact("applied", "%s", map[httpstatus.Effect]string{
		httpstatus.EffectUnknown:    "the status does not tell",
		httpstatus.EffectNotApplied: "no, the server did not do what the request asks for",
		httpstatus.EffectApplied:    "yes, the server did what the request asks for",
	}[effect(s)])
	printMethods(fact, w, like)
	fmt.Fprintln(w)

	fact("must have", "%s", cmp.Or(strings.Join(s.RequiredFields(), ", "), "-"))
	fact("may need", "%s", cmp.Or(strings.Join(s.ExpectedFields(), ", "), "-"))
	fact("content", "%s", map[bool]string{true: "allowed", false: "none"}[s.AllowsContent()])
	fact("caching", "%s", map[httpstatus.Caching]string{
		httpstatus.CachingExplicit:  "a cache may store it only if a field allows it",
		httpstatus.CachingHeuristic: "a cache may store it even if no field allows it",
		httpstatus.CachingForbidden: "a cache must not store it",
	}[s.Caching()])
	fact("search engines", "%s", map[httpstatus.Indexing]string{
		httpstatus.IndexingUnknown:  "nothing is known",
		httpstatus.IndexingKept:     "keep the URL",
		httpstatus.IndexingFollowed: "follow Location",
		httpstatus.IndexingDropped:  "drop the URL",
		httpstatus.IndexingDeferred: fmt.Sprintf("come back later, and keep the URL for up to %d days", days(s)),
	}[s.Indexing()])
	if s.Registration() != httpstatus.RegistrationNone {
		fact("defined", "%v (%v)  %s", s.Spec(), s.Registration(), s.Spec().URL())
	}

	for _, use := range nonstandard.Uses(s) {
		fmt.Fprintf(w, "\n  %s: %s\n", strings.TrimSpace(use.Vendor+" "+use.Phrase), use.Meaning)
		fact("like", "%v: %s", use.Like, use.Like.Title(l))
		fact("retry can help", "%s", yes(use.Like.Retryable()))
		fact("by software", "%s", bySoftware(use.Like))
		fact("seen", "%s%s", map[bool]string{true: "in responses", false: "usually not as the status of a response"}[use.OnWire], map[bool]string{false: "; no primary source confirms this use"}[use.Verified])
	}
}

// printMethods prints what depends on the method. GET stands for the safe methods, PUT for the
// other idempotent ones, and POST for the rest.
func printMethods(fact func(name, format string, args ...any), w io.Writer, s httpstatus.Status) {
	row := func(name string, cell func(method string) string) {
		fact(name, "%-5s %-5s %s", cell("GET"), cell("PUT"), cell("POST"))
	}
	_, redirect := s.RedirectMethod("GET")
	if !redirect && s.Remedy() == httpstatus.RemedyNone {
		return
	}
	fmt.Fprintln(w)
	row("", func(method string) string { return method })
	if redirect {
		row("follow with", func(method string) string { next, _ := s.RedirectMethod(method); return next })
		return
	}
	row("retry can help", func(string) string { return yes(s.Retryable()) })
	row("by software", func(method string) string { return yes(s.Repeatable(method)) })
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

// effect returns whether the server applied the request. It is unknown for a code of a vendor:
// package httpstatus knows only the class, and [nonstandard.Use] makes no promise about it.
func effect(s httpstatus.Status) httpstatus.Effect {
	if nonstandard.Like(s) != s {
		return httpstatus.EffectUnknown
	}
	return s.Effect()
}

// days returns for how long search engines keep a URL that they come back to.
func days(s httpstatus.Status) int { return int(s.Indexing().Limit().Hours()) / 24 }

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
