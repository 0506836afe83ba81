package gen

import (
	"io/fs"
	"strings"
	"time"
)

const (
	sourcesFile = "internal/gen/sources.csv"
	registry    = "IANA HTTP Status Code Registry"
)

// A source is a row of sources.csv. Facts that are not in an RFC or a draft come from such a
// source. Only the registry must have dates. A date that is not known is zero.
type source struct {
	name, address     string
	updated, compared time.Time // the last change of the source, and the day on which the table was compared with it
}

func readSources(root fs.FS) (map[string]source, error) {
	rows, _, err := readTable(root, sourcesFile, []string{"name", "address", "updated", "compared"})
	if err != nil {
		return nil, err
	}
	var bad faults
	sources := map[string]source{}
	for _, row := range rows {
		s := source{name: row.cells["name"], address: row.cells["address"]}
		fail := func(column, format string, args ...any) {
			bad.add(sourcesFile, row.place+", "+column, format, args...)
		}
		date := func(column string) (day time.Time) {
			cell := row.cells[column]
			if cell == "" && s.name != registry {
				return day
			}
			day, err := time.Parse(time.DateOnly, cell)
			if err != nil {
				fail(column, "is %q; want a day such as 2026-10-09, or nothing if this is not the IANA registry", cell)
			}
			return day
		}
		s.updated, s.compared = date("updated"), date("compared")
		switch {
		case s.name == "" || strings.TrimSpace(s.name) != s.name || strings.Contains(s.name, ";"):
			fail("name", `is %q; want a name that has no ";" and no space at an end`, s.name)
		case sources[s.name] != source{}:
			fail("name", "the name %q is there twice", s.name)
		}
		if !strings.HasPrefix(s.address, "https://") {
			fail("address", `%q does not begin with "https://"`, s.address)
		}
		if !s.compared.IsZero() && s.compared.Before(s.updated) {
			fail("compared", "is %s; want a day that is not before %s, the last change of the source", row.cells["compared"], row.cells["updated"])
		}
		sources[s.name] = s
	}
	if _, ok := sources[registry]; !ok {
		bad.add(sourcesFile, "table", "has no row named %q", registry)
	}
	return sources, bad.err()
}
