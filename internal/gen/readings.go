package gen

import (
	"fmt"
	"io/fs"
	"strings"
	"time"
)

// A reading is the result of a blind reading. A reader saw only the shuffled texts and named
// the code or the remedy of each.
type reading struct {
	Right int    `json:"right"`
	Of    int    `json:"of"`
	Date  string `json:"date"`
}

// checkedPercent is the percentage of texts that the reader must name correctly. With less,
// the review of a language is "draft".
const checkedPercent = 98

func (r reading) String() string { return fmt.Sprintf("%d of %d", r.Right, r.Of) }

// sound reports whether a reading can be true. It needs at least one text and a day, and no
// more right texts than texts.
func (r reading) sound() bool {
	_, err := time.Parse(time.DateOnly, r.Date)
	return err == nil && 0 <= r.Right && r.Right <= r.Of && r.Of > 0
}

// readingsFile has the readings of some texts in all languages. The reading of a whole
// language is in the file of the language.
const readingsFile = "internal/gen/readings.json"

// A partReading is one reading in that file.
type partReading struct {
	Texts   string   `json:"texts"`   // which texts were read
	Note    string   `json:"note"`    // whole sentences, or ""
	Reading *reading `json:"reading"` // null if nobody has read them yet
}

func readReadings(root fs.FS) (parts []partReading, err error) {
	if _, err := decode(root, readingsFile, &parts); err != nil {
		return nil, err
	}
	var bad faults
	for i, p := range parts {
		place := fmt.Sprintf("%d", i+1)
		if p.Texts == "" || strings.ContainsAny(p.Texts+p.Note, "|\n") {
			bad.add(readingsFile, place, "%q, %q: \"texts\" must not be empty, and neither text may have a line break or |, because these break the table", p.Texts, p.Note)
		}
		if r := p.Reading; r != nil && !r.sound() {
			bad.add(readingsFile, place, "is %v on %q; want null, or \"right\" of \"of\" and a \"date\" such as \"2026-11-22\"", r, r.Date)
		}
	}
	return parts, bad.err()
}
