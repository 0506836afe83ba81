package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"example.com/httpstatus"
)

// writeText writes a table of the errors, one of whose move it is, and one of when
// a failed request may be sent again. What is translated stands last in its row:
// an East Asian character is two columns wide, and nothing after it would be
// aligned.
func (r *report) writeText(out io.Writer) {
	fmt.Fprintf(out, "requests %d, errors %d (%.1f%%), bad lines skipped %d\n", r.Requests, r.Errors, 100*r.ErrorShare, r.BadLines)
	if r.Errors == 0 {
		return
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	defer w.Flush()
	width := max(len("count"), len(strconv.FormatUint(r.Errors, 10)))
	head := func(cells ...string) {
		fmt.Fprintf(w, "\n%*s\t share\t%s\n", width, "count", strings.Join(cells, "\t"))
	}
	row := func(count uint64, cells ...string) {
		fmt.Fprintf(w, "%*d\t%5.1f%%\t%s\n", width, count, 100*float64(count)/float64(r.Errors), strings.Join(cells, "\t"))
	}

	head("status", "whose move", "send again", "methods", "title and advice")
	unregistered := false
	for _, e := range r.Statuses {
		code := fmt.Sprintf("%03d", e.Status)
		if !e.Registered {
			code += "*"
			unregistered = true
		}
		row(e.Count, code, e.Actor, e.sendAgain(), e.methods(), e.text())
	}
	if unregistered {
		fmt.Fprint(w, "* not registered: answers as the registered status that it is like, named here; a code of which nothing is known as the x00 of its class\n")
	}

	head("whose move", "statuses")
	for _, g := range r.Actors {
		row(g.Count, g.Name, g.statuses())
	}

	head("send again", "when", "statuses")
	for i, g := range r.Repeats {
		row(g.Count, g.Name, repeats[i].meaning, g.statuses())
	}
}

// sendAgain returns the one answer of all methods, or each with its count.
func (e entry) sendAgain() string {
	var answers []group
	for _, m := range e.Methods {
		answers = addTo(answers, m.Repeat, e.Status, m.Count)
	}
	if len(answers) == 1 {
		return answers[0].Name
	}
	var words []string
	for _, g := range answers {
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

func (g group) statuses() string {
	return list(g.Statuses, 12, func(s httpstatus.Status) string { return fmt.Sprintf("%03d", s) })
}

// list joins the first n and says how many more there are.
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
