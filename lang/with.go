package lang

import (
	"cmp"
	"maps"
)

// A wording is all titles and meanings of a Language made by With. Looking one up
// is no call, so that Title and Meaning are inlined.
type wording struct {
	places [limit + 1]uint16 // in texts, of each number below limit and of the rest
	texts  []Text
	own    map[int]Text // what With was given
}

const limit = 1000 // codes have three digits

func (w *wording) at(code int) *Text { return &w.texts[w.places[min(uint(code), limit)]] }

// and returns w, which may be nil, with more wording, for the language in t.
func (w *wording) and(more map[int]Text, t *table) *wording {
	own := make(map[int]Text)
	if w != nil {
		maps.Copy(own, w.own)
	}
	maps.Copy(own, more)
	next := &wording{own: own}
	for slot, code := range codes {
		title, meaning := t.at(titles+slot), t.at(meanings+slot)
		next.texts = append(next.texts, Text{cmp.Or(own[int(code)].Title, title), cmp.Or(own[int(code)].Meaning, meaning)})
	}
	for code := range next.places {
		slot := slotOf(code)
		next.places[code] = uint16(slot)
		if text, ok := own[code]; ok && code < limit && code != int(codes[slot]) {
			next.places[code] = uint16(len(next.texts))
			next.texts = append(next.texts, Text{cmp.Or(text.Title, next.texts[slot].Title), cmp.Or(text.Meaning, next.texts[slot].Meaning)})
		}
	}
	return next
}
