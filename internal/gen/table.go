package gen

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
)

// A row is one line of a source table.
type row struct {
	place string            // "line 30"
	cells map[string]string // by column
}

// readTable returns the rows of a CSV file that has these columns, and the checksum of the
// file. The file may begin with a byte order mark, because spreadsheets write one.
func readTable(root fs.FS, file string, columns []string) (rows []row, checksum uint32, err error) {
	data, err := fs.ReadFile(root, file)
	if err != nil {
		return nil, 0, err
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord = len(columns)
	for first := true; ; first = false {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, 0, fmt.Errorf("%s: %w", file, err)
		}
		line, _ := r.FieldPos(0)
		cells := map[string]string{}
		for i, column := range columns {
			if first && record[i] != column {
				return nil, 0, fault{file, "line 1", fmt.Sprintf("column %d is %q; want %q", i+1, record[i], column)}
			}
			cells[column] = record[i]
		}
		if !first {
			rows = append(rows, row{fmt.Sprintf("line %d", line), cells})
		}
	}
	if len(rows) == 0 {
		return nil, 0, fault{file, "table", "has no rows"}
	}
	return rows, crc32.ChecksumIEEE(data), nil
}
