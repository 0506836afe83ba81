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

// A report is the result of a tally. The most frequent errors come first.
type report struct {
	Requests   uint64  `json:"requests"`
	Errors     uint64  `json:"errors"`
	ErrorShare float64 `json:"error_share"` // of the requests, 0 to 1
	BadLines   uint64  `json:"bad_lines"`
	Unknown    uint64  `json:"unknown_statuses"`  // requests with a status that is neither registered nor of a known vendor
	Partial    bool    `json:"partial,omitempty"` // the reading was interrupted
	Language   string  `json:"language"`
	Statuses   []entry `json:"statuses"`
	Actors     []group `json:"actors"`
	Repeats    []group `json:"repeats"` // all of repeats, in that order
}

// An entry is a status that is an error. If the status is not registered, the texts and facts
// are those of the registered status that it is like.
type entry struct {
	Status     httpstatus.Status `json:"status"`
	Count      uint64            `json:"count"`
	Registered bool              `json:"registered"`
	Like       httpstatus.Status `json:"like"`           // itself if registered
	Name       string            `json:"name,omitempty"` // the phrase of the vendor, and the vendors
	Title      string            `json:"title"`
	Advice     string            `json:"advice"`
	Remedy     string            `json:"remedy"`
	Actor      string            `json:"actor"`
	Retryable  bool              `json:"retryable"`
	Methods    []methodCount     `json:"methods"`
	Paths      []pathCount       `json:"paths"` // the most frequent
}

type methodCount struct {
	Method string `json:"method"`
	Count  uint64 `json:"count"`
	Repeat string `json:"repeat"` // one of repeats
}

// A group is the number of failed requests that have something in common, and their statuses.
type group struct {
	Name     string              `json:"name"`
	Count    uint64              `json:"count"`
	Statuses []httpstatus.Status `json:"statuses"`
}

// topPaths is the number of paths that are reported for each status.
const topPaths = 3

// When a failed request may be sent again.
const (
	unattended = "unattended"
	checked    = "checked"
	remedied   = "remedied"
	never      = "never"
)

var repeats = [...]struct{ name, meaning string }{
	{unattended, "the client can do it by itself, after a wait or on a new connection"},
	{checked, "after somebody has checked that the server did not apply the first request"},
	{remedied, "after somebody has signed in, paid or released a lock"},
	{never, "the same request would fail again; something else has to change first"},
}

// repeatOf returns the name of one of repeats.
func repeatOf(s httpstatus.Status, method string) string {
	switch {
	case s.Repeatable(method):
		return unattended
	case s.Repeatable("GET"): // only the method forbids it
		return checked
	case s.Retryable():
		return remedied
	}
	return never
}

// failed reports whether a status is an error. A number below 100 is one too: servers log it
// if they sent no response.
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

// likeness returns the registered status that s is like. If s is not registered, name says how
// vendors call it. known is false if s is neither registered nor used by a known vendor. If
// there are several uses, the first one in package nonstandard that a log can have decides.
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
	if uses == nil {
		return s.Recognized(), "", false
	}
	vendors := uses[0].Vendor
	if len(uses) > 1 {
		vendors += "; also " + list(uses[1:], 2, func(u nonstandard.Use) string { return u.Vendor })
	}
	return uses[0].Like, strings.TrimSpace(uses[0].Phrase + " (" + vendors + ")"), true
}

// methodsOf returns the methods of the requests with the status s, and the number of these
// requests.
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

// addTo adds n requests with the status s to the group of this name.
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
