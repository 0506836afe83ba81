package httpstatus

import (
	"slices"

	"example.com/httpstatus/internal/texts"
)

// Title returns a heading of a few words for the user. It has no full stop at the end. It
// may differ from the registered phrase.
func (s Status) Title(l Language) string {
	t := l.get()
	if t.Own != nil {
		return t.Own.At(int(s)).Title
	}
	return t.At(texts.Titles + s.text())
}

// Meaning returns one or two sentences that say what happened. You can show them to every
// user. They are true for a browser and for an API. They tell the user no more about the
// server than the status itself does. For example, they do not say why the server refused
// access.
func (s Status) Meaning(l Language) string {
	t := l.get()
	if t.Own != nil {
		return t.Own.At(int(s)).Meaning
	}
	return t.At(texts.Meanings + s.text())
}

// Advice returns what the user can do. Usually this is the text of the status's [Remedy]. A
// status has its own advice if that text would be wrong for it. The advice never contradicts
// [Status.Retryable]. It is "" if nothing failed.
func (s Status) Advice(l Language) string {
	t := l.get()
	if t.Own != nil {
		return t.Own.At(int(s)).Advice
	}
	return t.At(int(texts.AdviceAt[s.slot()]))
}

// Causes returns typical causes, for a support page or a developer. Most of them are short
// phrases without a full stop. It returns nil for a status that has no causes in the table.
// The caller may change the slice.
func (s Status) Causes(l Language) []string {
	t, slot := l.get(), s.slot()
	if t.Own != nil {
		return slices.Clone(t.Own.At(int(s)).Causes)
	}
	var causes []string
	for i := texts.CauseStart[slot]; i < texts.CauseStart[slot+1]; i++ {
		causes = append(causes, t.At(texts.Causes+int(i)))
	}
	return causes
}

// Text is your own title and meaning for one status. If a field is "", the language keeps
// its own text. See [Language.With] and [Texts].
type Text struct {
	Title   string `json:"title"`
	Meaning string `json:"meaning"`
}
