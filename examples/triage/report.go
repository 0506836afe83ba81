package main

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/nonstandard"
)

// A report is what a tally says about errors, the most frequent first.
type report struct {
	Requests   uint64  `json:"requests"`
	Errors     uint64  `json:"errors"`
	ErrorShare float64 `json:"error_share"` // of the requests, 0 to 1
	BadLines   uint64  `json:"bad_lines"`
	Unknown    uint64  `json:"unknown_statuses"`  // requests with a status that nobody is known to use
	Partial    bool    `json:"partial,omitempty"` // the reading was interrupted
	Language   string  `json:"language"`
	Statuses   []entry `json:"statuses"`
	Actors     []group `json:"actors"`
	Repeats    []group `json:"repeats"` // every one of repeats, in that order
}

// An entry is a status that is an error. One that nobody registered answers as the
// registered one that it is like.
type entry struct {
	Status     httpstatus.Status `json:"status"`
	Count      uint64            `json:"count"`
	Registered bool              `json:"registered"`
	Like       httpstatus.Status `json:"like"`           // itself if registered
	Name       string            `json:"name,omitempty"` // as its vendor calls it, with the vendors
	Title      string            `json:"title"`
	Advice     string            `json:"advice"`
	Remedy     string            `json:"remedy"`
	Actor      string            `json:"actor"`
	Retryable  bool              `json:"retryable"`
	Methods    []methodCount     `json:"methods"`
	Paths      []pathCount       `json:"paths"` // the busiest
}

type methodCount struct {
	Method string `json:"method"`
	Count  uint64 `json:"count"`
	Repeat string `json:"repeat"` // one of repeats
}

// A group is the failed requests that have one answer in common.
type group struct {
	Name     string              `json:"name"`
	Count    uint64              `json:"count"`
	Statuses []httpstatus.Status `json:"statuses"`
}

// topPaths is how many paths of a status are reported.
const topPaths = 3

// When a failed request may be sent again.
const (
	unattended = "unattended"
	checked    = "checked"
	remedied   = "remedied"
	never      = "never"
)

var repeats = [...]struct{ name, meaning string }{
	{unattended, "by the client itself, after a wait or on a new connection"},
	{checked, "once somebody has made sure that it was not applied the first time"},
	{remedied, "once somebody has signed in, paid or released a lock"},
	{never, "as it is, it would fail again: something else has to change first"},
}

// repeatOf returns the name of one of repeats.
func repeatOf(s httpstatus.Status, method string) string {
	switch {
	case s.Repeatable(method):
		return unattended
	case s.Repeatable("GET"): // only the method is against it
		return checked
	case s.Retryable():
		return remedied
	}
	return never
}

// failed also takes the numbers below 100, which servers log where no response was
// sent.
func failed(s httpstatus.Status) bool { return s < 100 || s.Err() != nil }

func newReport(t *tally, l httpstatus.Language) *report {
	r := &report{BadLines: t.bad, Unknown: t.unknown, Language: l.String(), Statuses: []entry{}, Actors: []group{}}
	for _, repeat := range repeats {
		r.Repeats = append(r.Repeats, group{repeat.name, 0, []httpstatus.Status{}})
	}
	for s := range httpstatus.Status(len(counts{})) {
		methods, count := t.methodsOf(s)
		r.Requests += count
		if count == 0 || !failed(s) {
			continue
		}
		r.Errors += count
		like, name, _ := likeness(s)
		r.Statuses = append(r.Statuses, entry{
			Status:     s,
			Count:      count,
			Registered: like == s,
			Like:       like,
			Name:       name,
			Title:      like.Title(l),
			Advice:     like.Advice(l),
			Remedy:     like.Remedy().String(),
			Actor:      like.Actor().String(),
			Retryable:  like.Retryable(),
			Methods:    methods,
			Paths:      t.paths[s].top(topPaths),
		})
	}
	if r.Requests > 0 {
		r.ErrorShare = float64(r.Errors) / float64(r.Requests)
	}
	slices.SortStableFunc(r.Statuses, func(a, b entry) int { return cmp.Compare(b.Count, a.Count) })

	for _, e := range r.Statuses {
		r.Actors = addTo(r.Actors, e.Actor, e.Status, e.Count)
		for _, m := range e.Methods {
			r.Repeats = addTo(r.Repeats, m.Repeat, e.Status, m.Count)
		}
	}
	slices.SortStableFunc(r.Actors, func(a, b group) int { return cmp.Compare(b.Count, a.Count) })
	return r
}

// likeness returns the registered status that s is like, how vendors call s if it is
// not registered itself, and whether anybody is known to use it. The first use in
// package nonstandard that a log may hold decides.
func likeness(s httpstatus.Status) (like httpstatus.Status, name string, known bool) {
	if s.Registration() != httpstatus.RegistrationNone {
		return s, "", true
	}
	var uses []nonstandard.Use
	for _, use := range nonstandard.Uses(s) {
		if use.InLog {
			uses = append(uses, use)
		}
	}
	switch {
	case uses != nil:
		vendors := uses[0].Vendor
		if len(uses) > 1 {
			vendors += "; also " + list(uses[1:], 2, func(u nonstandard.Use) string { return u.Vendor })
		}
		return uses[0].Like, strings.TrimSpace(uses[0].Phrase + " (" + vendors + ")"), true
	case s.Class() == 0:
		return httpstatus.InternalServerError, "", false
	}
	return s / 100 * 100, "", false
}

// methodsOf returns the methods that were answered s, and how often together.
func (t *tally) methodsOf(s httpstatus.Status) (methods []methodCount, count uint64) {
	like, _, _ := likeness(s)
	for method, c := range t.methods {
		if n := c[s]; n > 0 {
			methods = append(methods, methodCount{method, n, repeatOf(like, method)})
			count += n
		}
	}
	slices.SortFunc(methods, func(a, b methodCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Method, b.Method))
	})
	return methods, count
}

// addTo counts n requests answered s in the group of this name.
func addTo(groups []group, name string, s httpstatus.Status, n uint64) []group {
	i := slices.IndexFunc(groups, func(g group) bool { return g.Name == name })
	if i < 0 {
		i = len(groups)
		groups = append(groups, group{Name: name})
	}
	g := &groups[i]
	g.Count += n
	if !slices.Contains(g.Statuses, s) {
		g.Statuses = append(g.Statuses, s)
	}
	return groups
}

func (r *report) writeJSON(w io.Writer) {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	e.Encode(r)
}
