package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
	"golang.org/x/perf/benchunit"
)

// A measured is what a benchmark reports in one unit.
type measured struct{ benchmark, unit string }

// measurements have a value for each round.
type measurements map[measured][]float64

// add reads what the benchmarks print in one round. The least of the runs counts.
func (m measurements) add(round io.Reader) error {
	least := make(map[measured]float64)
	r := benchfmt.NewReader(round, "benchmarks")
	for r.Scan() {
		switch record := r.Result().(type) {
		case *benchfmt.SyntaxError:
			return record
		case *benchfmt.Result:
			for _, v := range record.Values {
				k := measured{strings.ReplaceAll(record.Name.String(), "_", " "), v.Unit}
				if old, ok := least[k]; !ok || v.Value < old {
					least[k] = v.Value
				}
			}
		}
	}
	for k, v := range least {
		m[k] = append(m[k], v)
	}
	return r.Err()
}

func summary(values []float64) benchmath.Summary {
	assumption := benchmath.Assumption(benchmath.AssumeNothing)
	if slices.Min(values) == slices.Max(values) { // a size, or a number of allocations
		assumption = benchmath.AssumeExact
	}
	return assumption.Summary(benchmath.NewSample(values, &benchmath.DefaultThresholds), 0.95)
}

// values returns what a promise is about, round by round. It divides within a round,
// because what slows a round down slows both of its numbers down.
func (m measurements) values(p promise) ([]float64, error) {
	all := slices.Clone(m[measured{p.benchmark, p.unit}])
	if all == nil {
		return nil, fmt.Errorf("no benchmark %q reports %s", p.benchmark, p.unit)
	}
	if p.peer == "" {
		return all, nil
	}
	peer := m[measured{p.peer, p.unit}]
	if len(peer) != len(all) {
		return nil, fmt.Errorf("%q was measured %d times, %q %d times", p.benchmark, len(all), p.peer, len(peer))
	}
	for i := range all {
		all[i] /= peer[i]
	}
	return all, nil
}

// verdict compares with the limit what the table shows, to three digits. Where the
// median is over the limit and the interval is not, the rounds cannot tell.
func (p promise) verdict(s benchmath.Summary) string {
	switch {
	case p.limit == none:
		return ""
	case s.Center <= p.limit*1.0005:
		return "kept"
	case s.Lo <= p.limit:
		return "**unclear**"
	}
	return "**missed**"
}

func (p promise) format(x float64) string {
	switch {
	case p.peer != "" || p.unit == "times":
		return strconv.FormatFloat(x, 'g', 3, 64)
	case p.unit == seconds:
		return benchunit.Scale(x, benchunit.Decimal) + "s"
	case p.unit == size:
		return fmt.Sprintf("%.1f KB", x/1000)
	}
	return fmt.Sprintf("%g %s", x, p.unit)
}

func (m measurements) markdown() (string, error) {
	var b strings.Builder
	b.WriteString("| | divided by | promised, at most | measured | |\n|---|---|---|---|---|\n")
	for _, p := range promises {
		values, err := m.values(p)
		if err != nil {
			return "", err
		}
		s := summary(values)
		limit, found := "", p.format(s.Center)
		if p.limit != none {
			limit = p.format(p.limit)
		}
		if s.Lo < s.Hi && !math.IsInf(s.Lo, -1) { // it is infinite when there are few rounds
			found += fmt.Sprintf(" (%s to %s)", p.format(s.Lo), p.format(s.Hi))
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", p.benchmark, p.peer, limit, found, p.verdict(s))
	}
	b.WriteString("\n| benchmark | median time | allocations |\n|---|---|---|\n")
	keys := slices.SortedFunc(maps.Keys(m), func(a, b measured) int { return strings.Compare(a.benchmark, b.benchmark) })
	for _, k := range keys {
		if k.unit != seconds {
			continue
		}
		allocs, err := m.values(promise{benchmark: k.benchmark, unit: allocations})
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "| %s | %ss | %.0f |\n", k.benchmark, benchunit.Scale(summary(m[k]).Center, benchunit.Decimal), summary(allocs).Center)
	}
	return b.String(), nil
}
