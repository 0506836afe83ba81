package httpstatus

import (
	"cmp"

	"example.com/httpstatus/internal/texts"
)

// extended returns the texts of t with one more layer. A text in the new layer takes the
// place of a text in the layers below it.
func extended(t *texts.Table, layer texts.Layer) *texts.Own {
	own := &texts.Own{Layers: []texts.Layer{layer}}
	if t.Own != nil {
		own.Layers = append(own.Layers, t.Own.Layers...)
	}
	generated := *t
	generated.Own = nil
	base := Language{&generated}

	for i := range own.Remedies {
		own.Remedies[i] = Remedy(i).Meaning(base)
	}
	for i := range own.Classes {
		own.Classes[i] = Class(i).Meaning(base)
	}
	for i := range own.Labels {
		own.Labels[i] = Label(i).Text(base)
	}
	for i := len(own.Layers) - 1; i >= 0; i-- { // the newest comes last, so that its texts win
		replace(own.Remedies[:], own.Layers[i].Remedies[:])
		replace(own.Classes[:], own.Layers[i].Classes[:])
		replace(own.Labels[:], own.Layers[i].Labels[:])
	}

	places := map[Status]uint16{}
	add := func(s Status) {
		places[s] = uint16(len(own.Entries))
		own.Entries = append(own.Entries, worded(own.Layers, base, s))
	}
	for _, s := range All() {
		add(s)
	}
	for code := range own.Places {
		s := Status(code)
		if _, ok := places[s]; !ok && code < texts.Limit && mentions(own.Layers, code) {
			add(s)
		}
		i, ok := places[s]
		if !ok {
			i = places[s.Recognized()]
		}
		own.Places[code] = i
	}
	return own
}

// replace copies every text that is not empty.
func replace(to, from []string) {
	for i, text := range from {
		if text != "" {
			to[i] = text
		}
	}
}

// mentions reports whether a layer has a text for a code.
func mentions(layers []texts.Layer, code int) bool {
	for _, layer := range layers {
		if _, ok := layer.Entries[code]; ok {
			return true
		}
	}
	return false
}

// worded returns the texts for s. Each text comes from the first of these that has it: the
// newest layer with a text for s, the newest layer with a text for the status that s is
// treated as, and base. The advice is different: each layer, from the newest to the oldest,
// may have it for s, for the status that s is treated as, or for the Remedy.
func worded(layers []texts.Layer, base Language, s Status) texts.Entry {
	e := texts.Entry{Title: s.Title(base), Meaning: s.Meaning(base), Advice: s.Advice(base), Causes: s.Causes(base)}
	for _, code := range []int{int(s.Recognized()), int(s)} {
		for i := len(layers) - 1; i >= 0; i-- {
			own := layers[i].Entries[code]
			e.Title = cmp.Or(own.Title, e.Title)
			e.Meaning = cmp.Or(own.Meaning, e.Meaning)
			if own.Causes != nil {
				e.Causes = own.Causes
			}
		}
	}
	for i := len(layers) - 1; i >= 0; i-- {
		layer := layers[i]
		e.Advice = cmp.Or(layer.Entries[int(s)].Advice, layer.Entries[int(s.Recognized())].Advice, layer.Remedies[s.Remedy()], e.Advice)
	}
	return e
}
