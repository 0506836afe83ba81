package main

import (
	"fmt"
	"net/http"
	"slices"

	"example.com/httpstatus"
	"example.com/httpstatus/examples/internal/search"
	"example.com/httpstatus/internal/quote"
	"example.com/httpstatus/nonstandard"
)

// requested returns the status that the path names: a registered code or the code of a vendor.
func requested(r *http.Request) (httpstatus.Status, error) {
	for _, s := range search.Codes() {
		if code(s) == r.PathValue("code") {
			return s, nil
		}
	}
	return 0, fmt.Errorf("status %s: %w", quote.String(r.PathValue("code")), httpstatus.NotFound)
}

// A use is what one vendor uses a code for.
type use struct {
	nonstandard.Use
	Facts []fact
}

func uses(s httpstatus.Status, p page) []use {
	var all []use
	for _, u := range nonstandard.Uses(s) {
		all = append(all, use{u, useFacts(u, p)})
	}
	return all
}

func (s *site) status(w http.ResponseWriter, r *http.Request) error {
	status, err := requested(r)
	if err != nil {
		return err
	}
	p := s.page(r)
	like := nonstandard.Like(status) // has the texts and the retries
	codes := search.Codes()
	i := slices.Index(codes, status)
	samples, err := s.all(status, p.Language)
	if err != nil {
		return err
	}
	data := struct {
		page
		Status, Like     httpstatus.Status
		Code, Phrase     string
		Causes           []string
		Uses             []use
		Facts            []fact
		Methods          []string
		Rows             []row
		Samples          []sample
		Related, Vendors []httpstatus.Status
		Previous, Next   []httpstatus.Status // one or none
	}{
		page:     p,
		Status:   status,
		Like:     like,
		Code:     code(status),
		Phrase:   p.Entry(status).Phrase,
		Causes:   like.Causes(p.Language),
		Uses:     uses(status, p),
		Facts:    facts(status, p),
		Methods:  methods,
		Rows:     byMethod(like),
		Samples:  samples,
		Related:  related(status),
		Vendors:  vendors(status),
		Previous: codes[max(i-1, 0):i],
		Next:     codes[i+1 : min(i+2, len(codes))],
	}
	return render(w, p, "status.html", data)
}
