package main

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
)

// A table has rows that begin with a count and its share of the total. A translated text has
// to be the last cell of its row: an East Asian character is two columns wide, so a cell after
// it would not be aligned.
type table struct {
	total uint64
	width int // of the counts
	text  bytes.Buffer
	cells *tabwriter.Writer
	notes []string // one below each row; "" if there is none
}

func newTable(total uint64, columns ...string) *table {
	t := &table{total: total, width: max(len("count"), len(strconv.FormatUint(total, 10)))}
	t.cells = tabwriter.NewWriter(&t.text, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t.cells, "%*s\t share\t%s\n", t.width, "count", strings.Join(columns, "\t"))
	return t
}

// row adds a row, and a note below it that is in no column.
func (t *table) row(note string, count uint64, cells ...string) {
	fmt.Fprintf(t.cells, "%*d\t%5.1f%%\t%s\n", t.width, count, 100*float64(count)/float64(t.total), strings.Join(cells, "\t"))
	t.notes = append(t.notes, note)
}

func (t *table) write(out io.Writer) {
	t.cells.Flush()
	lines := bytes.Lines(t.text.Bytes())
	i := -1 // the head has no note
	for line := range lines {
		out.Write(line)
		if i >= 0 && t.notes[i] != "" {
			fmt.Fprintf(out, "%*s%s\n", t.width+len("   share  "), "", t.notes[i])
		}
		i++
	}
}
