package gen

import (
	"fmt"
	"io/fs"
	"strings"
	"time"
)

// A reading is the result of a blind reading: a reader saw texts alone, shuffled,
// and told the code or remedy of each.
type reading struct {
	Right int    `json:"right"`
	Of    int    `json:"of"`
	Date  string `json:"date"`
}

// checkedPercent is how much of a language has to be told right before its review
// is more than a draft.
const checkedPercent = 98

func (r reading) String() string { return fmt.Sprintf("%d of %d", r.Right, r.Of) }

// sound reports whether a reading can be true: some texts, no more of them right
// than there were, and a day.
func (r reading) sound() bool {
	_, err := time.Parse(time.DateOnly, r.Date)
	return err == nil && 0 <= r.Right && r.Right <= r.Of && r.Of > 0
}

// readingsFile holds the readings of some texts in all languages. A language's own
// file has the reading of the whole language.
const readingsFile = "internal/gen/readings.json"

// A partReading is one of them.
type partReading struct {
	Texts   string   `json:"texts"`   // which texts were read
	Note    string   `json:"note"`    // a whole sentence, or ""
	Reading *reading `json:"reading"` // null until somebody has read them
}

func readReadings(root fs.FS) (parts []partReading, err error) {
	if _, err := decode(root, readingsFile, &parts); err != nil {
		return nil, err
	}
	var bad faults
	for i, p := range parts {
		place := fmt.Sprintf("%d", i+1)
		if p.Texts == "" || strings.ContainsAny(p.Texts+p.Note, "|\n") {
			bad.add(readingsFile, place, "%q, %q: \"texts\" must not be empty, and neither text may have a line break or |, which ends a table's cell", p.Texts, p.Note)
		}
		if r := p.Reading; r != nil && !r.sound() {
			bad.add(readingsFile, place, "%v on %q; want null, or \"right\" of \"of\" and a \"date\" such as \"2026-11-22\"", r, r.Date)
		}
	}
	return parts, bad.err()
}
