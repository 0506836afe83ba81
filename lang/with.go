package lang

import (
	"cmp"
	"maps"
)

// A wording is all titles and meanings of a Language made by With. Its at is small
// enough to be inlined, and Title and Meaning with it.
type wording struct {
	places [limit + 1]uint16 // in texts, of each number below limit and of the rest
	texts  []Text
	own    map[int]Text // what With was given
}

const limit = 1000 // codes have three digits

func (w *wording) at(code int) *Text { return &w.texts[w.places[min(uint(code), limit)]] }

// extended returns w, which may be nil, with more wording, for the language in t.
func (w *wording) extended(more map[int]Text, t *table) *wording {
	own := make(map[int]Text)
	if w != nil {
		maps.Copy(own, w.own)
	}
	for code, text := range more {
		own[code] = text.or(own[code])
	}
	next := &wording{own: own}
	for slot, code := range codes {
		next.texts = append(next.texts, own[int(code)].or(Text{t.at(titles + slot), t.at(meanings + slot)}))
	}
	for code := range next.places {
		slot := slotOf(code)
		next.places[code] = uint16(slot)
		if text, ok := own[code]; ok && code < limit {
			next.places[code] = uint16(len(next.texts))
			next.texts = append(next.texts, text.or(next.texts[slot]))
		}
	}
	return next
}

// or returns t, with what it leaves empty from u.
func (t Text) or(u Text) Text {
	return Text{cmp.Or(t.Title, u.Title), cmp.Or(t.Meaning, u.Meaning)}
}
