package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/examples/internal/search"
	"example.com/httpstatus/internal/quote"
	"example.com/httpstatus/nonstandard"
)

// A result is one status that the arguments ask for.
type result struct {
	status httpstatus.Status
	brief  bool // it is one of a list, so a line is enough
}

// lookup returns the statuses that the arguments ask for, in the order of the arguments. No
// status is there twice. Words beside each other are one search, and a comma ends a search:
// "rate limit" finds the statuses that match both words, "rate,limit" those that match one of
// them. The searches that find nothing are in missing.
func lookup(args []string, l httpstatus.Language) (found []result, missing []string, err error) {
	add := func(statuses ...httpstatus.Status) {
		for _, s := range statuses {
			if i := slices.IndexFunc(found, func(r result) bool { return r.status == s }); i < 0 {
				found = append(found, result{s, len(statuses) > 1})
			} else if len(statuses) == 1 {
				found[i].brief = false
			}
		}
	}
	var words []string // of the search that has begun
	finish := func() {
		if len(words) == 0 {
			return
		}
		query := strings.Join(words, " ")
		statuses := names(words)
		for _, s := range statuses {
			add(s)
		}
		if len(statuses) == 0 {
			statuses = search.Find(query, l)
			add(statuses...)
		}
		if len(statuses) == 0 {
			missing = append(missing, query)
		}
		words = nil
	}
	for _, arg := range args {
		for i, part := range strings.Split(arg, ",") {
			if i > 0 {
				finish()
			}
			fields := strings.Fields(part)
			if len(fields) > 1 && isCode(fields[0]) && !isNumber(fields[1]) { // "404 Not Found"
				s, err := httpstatus.Parse(strings.Join(fields, " "))
				if err != nil {
					return nil, nil, err
				}
				finish()
				add(s)
				continue
			}
			for _, word := range fields {
				if !isNumber(word) {
					words = append(words, word)
					continue
				}
				finish()
				statuses, err := number(word)
				if err != nil {
					return nil, nil, err
				}
				add(statuses...)
			}
		}
	}
	finish()
	if found == nil && missing == nil {
		return nil, nil, fmt.Errorf("%s: this is empty; want a code, a class, a name or words", quote.String(strings.Join(args, " ")))
	}
	return found, missing, nil
}

// longestName is more than the number of words in any phrase.
const longestName = 8

// names returns the statuses if all words are names, such as "NotFound Conflict", and nil if not.
// A name may have several words.
func names(words []string) []httpstatus.Status {
	var statuses []httpstatus.Status
next:
	for len(words) > 0 {
		for n := min(len(words), longestName); n > 0; n-- {
			if s, ok := search.Named(strings.Join(words[:n], " ")); ok {
				statuses, words = append(statuses, s), words[n:]
				continue next
			}
		}
		return nil
	}
	return statuses
}

func isCode(word string) bool {
	_, err := httpstatus.Parse(word)
	return err == nil
}

// isNumber reports whether the word has to be a code or a class.
func isNumber(word string) bool { return word[0] >= '0' && word[0] <= '9' }

// number returns the statuses for a code, or for a class such as "4xx".
func number(word string) ([]httpstatus.Status, error) {
	if digit, isClass := strings.CutSuffix(strings.ToLower(word), "xx"); isClass {
		var class []httpstatus.Status
		for _, s := range httpstatus.All() {
			if digit == strconv.Itoa(int(s.Class())) {
				class = append(class, s)
			}
		}
		if class != nil {
			return class, nil
		}
	}
	if s, err := httpstatus.Parse(word); err == nil {
		return []httpstatus.Status{s}, nil
	}
	if (word == "0" || word == "000") && nonstandard.Uses(0) != nil { // logs have it if there was no response
		return []httpstatus.Status{0}, nil
	}
	return nil, fmt.Errorf("%s: not a status code; want three digits from 100 to 999, a class such as 4xx, a name such as NotFound, or words to search for", quote.String(word))
}
