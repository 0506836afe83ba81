// Package texts holds the texts of every language as tables. The tables are
// generated from lang/texts; package lang gives them names. A program links only the
// tables that it names.
package texts

// A Table holds the texts of one language. A lookup reads the first three fields,
// so they share a cache line.
type Table struct {
	Text    string             // all texts, one after the other
	Offsets *[Count + 1]uint16 // text i begins at Offsets[i] and ends at Offsets[i+1]
	Own     *Own               // texts that a program gave; nil in the generated tables

	Tag, Name, Direction string
}

// At returns text i.
func (t *Table) At(i int) string { return t.Text[t.Offsets[i]:t.Offsets[i+1]] }
