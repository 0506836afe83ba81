package main

import (
	"fmt"
	"slices"
)

// A series has one number a round.
type series []float64

func (s series) median() float64 {
	sorted := slices.Sorted(slices.Values(s))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// over divides round by round. The median of these ratios is what is reported: what
// slowed one round down slowed both of its numbers down.
func (s series) over(t series) series {
	var ratios series
	for i := range s {
		ratios = append(ratios, s[i]/t[i])
	}
	return ratios
}

// ratio writes the median, with the least and the greatest.
func (s series) ratio() string {
	return fmt.Sprintf("%s (%s to %s)", digits(s.median()), digits(slices.Min(s)), digits(slices.Max(s)))
}

// duration writes the median, with the least and the greatest; the numbers are
// nanoseconds.
func (s series) duration() string {
	unit, name := 1.0, "ns"
	switch m := s.median(); {
	case m >= 1e6:
		unit, name = 1e6, "ms"
	case m >= 1e4:
		unit, name = 1e3, "µs"
	}
	return fmt.Sprintf("%s %s (%s to %s)", digits(s.median()/unit), name, digits(slices.Min(s)/unit), digits(slices.Max(s)/unit))
}

// digits writes a number with as many digits as a noisy machine is good for.
func digits(x float64) string {
	switch {
	case x >= 100:
		return fmt.Sprintf("%.0f", x)
	case x >= 10:
		return fmt.Sprintf("%.1f", x)
	case x >= 0.1:
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.2g", x)
}
