// Package texts has a table with the texts of each language. The tables are generated from
// lang/texts. Package lang has a variable for each of them. A program links only the tables
// of the languages that it names.
package texts

// A Table holds the texts of one language. A lookup reads only the first three fields. They
// come first so that they share a cache line.
type Table struct {
	Text    string             // all texts, one after the other
	Offsets *[Count + 1]uint16 // text i begins at Offsets[i] and ends before Offsets[i+1]
	Own     *Own               // the texts of a program; nil in the generated tables

	Tag, Name, Direction string
}

// At returns text i.
func (t *Table) At(i int) string { return t.Text[t.Offsets[i]:t.Offsets[i+1]] }
