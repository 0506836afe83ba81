package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"example.com/httpstatus"
	"example.com/httpstatus/nonstandard"
)

// writeText writes three tables: the errors, who can act, and when a failed request can be sent
// again.
func (r *report) writeText(out io.Writer) {
	fmt.Fprintf(out, "requests %d, errors %d (%.1f%%), bad lines skipped %d", r.Requests, r.Errors, 100*r.ErrorShare, r.BadLines)
	if r.Unknown > 0 {
		fmt.Fprintf(out, ", unknown statuses %d", r.Unknown)
	}
	fmt.Fprintln(out)
	if r.Errors == 0 {
		return
	}

	fmt.Fprintln(out)
	t := newTable(r.Errors, "status", "who can act", "send again", "methods", "title and advice")
	unregistered, noResponse := false, false
	for _, e := range r.Statuses {
		code := fmt.Sprintf("%03d", e.Status)
		if !e.Registered {
			code += "*"
			unregistered = true
		}
		t.row(e.paths(), e.Count, code, e.Actor, e.sendAgain(), e.methods(), e.text())
		noResponse = noResponse || clientLeft(e.Status)
	}
	t.write(out)
	if unregistered {
		fmt.Fprint(out, "* not registered: the row is about the registered status that it names, or about the x00 of the class if no vendor is known to use the code\n")
	}
	if noResponse {
		fmt.Fprint(out, "000, 460, 499: the client closed the connection before there was a response, usually because it had waited too long; so the operator of the server behind can act\n")
	}

	fmt.Fprintln(out)
	t = newTable(r.Errors, "who can act", "statuses")
	for _, g := range r.Actors {
		t.row("", g.Count, g.Name, g.statuses())
	}
	t.write(out)

	fmt.Fprintln(out)
	t = newTable(r.Errors, "send again", "when", "statuses")
	for i, g := range r.Repeats {
		t.row("", g.Count, g.Name, repeats[i].meaning, g.statuses())
	}
	t.write(out)
}

// clientLeft reports whether servers log s if the client closed the connection.
func clientLeft(s httpstatus.Status) bool {
	return s == 0 || s == nonstandard.AWSClientClosedConnection || s == nonstandard.NginxClientClosedRequest
}

// sendAgain says when the requests can be sent again: one word if it is the same for all methods,
// or else each word with its count.
func (e entry) sendAgain() string {
	var groups []group
	for _, m := range e.Methods {
		groups = addTo(groups, m.Repeat, e.Status, m.Count)
	}
	if len(groups) == 1 {
		return groups[0].Name
	}
	var words []string
	for _, g := range groups {
		words = append(words, fmt.Sprint(g.Name, " ", g.Count))
	}
	return strings.Join(words, ", ")
}

func (e entry) text() string {
	text := e.Title + " – " + e.Advice
	if e.Like == e.Status {
		return text
	}
	if e.Name == "" {
		return fmt.Sprintf("like %d: %s", int(e.Like), text)
	}
	return fmt.Sprintf("%s, like %d: %s", e.Name, int(e.Like), text)
}

func (e entry) methods() string {
	return list(e.Methods, 3, func(m methodCount) string { return fmt.Sprint(m.Method, " ", m.Count) })
}

// paths returns the most frequent paths with their counts. A + means that the count may be
// higher.
func (e entry) paths() string {
	var words []string
	for _, p := range e.Paths {
		more := ""
		if p.More {
			more = "+"
		}
		words = append(words, fmt.Sprint(printable(p.Path), " ", p.Count, more))
	}
	return strings.Join(words, ", ")
}

// printable escapes what could harm a terminal.
func printable(text string) string {
	for _, r := range text {
		if r == utf8.RuneError || !strconv.IsPrint(r) {
			quoted := strconv.Quote(text)
			return quoted[1 : len(quoted)-1]
		}
	}
	return text
}

func (g group) statuses() string {
	return list(g.Statuses, 12, func(s httpstatus.Status) string { return fmt.Sprintf("%03d", s) })
}

// list joins the first n words and adds the number of the others.
func list[T any](all []T, n int, word func(T) string) string {
	var words []string
	for _, v := range all[:min(n, len(all))] {
		words = append(words, word(v))
	}
	if more := len(all) - len(words); more > 0 {
		words = append(words, fmt.Sprint(more, " more"))
	}
	return strings.Join(words, ", ")
}
