// Package qvalue reads the weights that Accept and its kin have.
package qvalue

import "strings"

// Parse reads a weight (RFC 9110, 12.4.2) in thousandths. It is not ok if it is not
// a number from 0 to 1 with at most three decimals.
func Parse(s string) (weight int, ok bool) {
	whole, decimals, _ := strings.Cut(s, ".")
	if whole != "0" && whole != "1" || len(decimals) > 3 {
		return 0, false
	}
	weight = int(whole[0] - '0')
	for i := range 3 {
		weight *= 10
		if i < len(decimals) {
			digit := decimals[i] - '0'
			if digit > 9 {
				return 0, false
			}
			weight += int(digit)
		}
	}
	return weight, weight <= 1000
}
