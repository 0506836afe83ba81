// Package qvalue reads the weights in Accept and similar fields (RFC 9110, 12.4.2).
//
// Clients send weights that the grammar does not allow. Two of them have a plain
// meaning and are read: too many decimals, and a comma in place of the point. Programs
// that format numbers for the user's locale send the comma. All others are not weights.
package qvalue

import "strings"

// Parse returns a weight in thousandths. ok is false if s is not a number from 0 to 1
// in plain decimal notation.
//
// Parse drops the decimals after the third. But it returns 1 and not 0 for a number that
// is just above 0, because 0 means "not acceptable". For the same reason, a zero with
// a decimal comma ("0,0") is not ok: a broken weight must never exclude anything.
func Parse(s string) (weight int, ok bool) {
	if s == "" || s[0] != '0' && s[0] != '1' {
		return 0, false
	}
	weight = int(s[0] - '0')
	point, decimals := byte('.'), ""
	if len(s) > 1 {
		if point, decimals = s[1], s[2:]; point != '.' && point != ',' {
			return 0, false
		}
	}
	rest := false // whether a decimal after the third is not zero
	for i := range max(3, len(decimals)) {
		digit := byte(0)
		if i < len(decimals) {
			digit = decimals[i] - '0'
		}
		switch {
		case digit > 9:
			return 0, false
		case i < 3:
			weight = weight*10 + int(digit)
		case digit > 0:
			rest = true
		}
	}
	if weight == 0 && rest {
		weight = 1
	}
	return weight, weight <= 1000 && (weight > 0 || point == '.')
}

// Cut cuts a list after its first element. comma is the index of the first comma that
// may end the element, or -1 if there is none. If that comma is the decimal comma of a
// weight, as in "de;q=0,8,en", Cut uses the next one. Otherwise, the weight would be the
// 0 before the comma.
func Cut(list string, comma int) (element, rest string) {
	if comma < 0 {
		return list, ""
	}
	if isDecimal(list, comma) {
		next := strings.IndexByte(list[comma+1:], ',')
		if next < 0 {
			return list, ""
		}
		comma += 1 + next
	}
	return list[:comma], list[comma+1:]
}

// Clip returns as many whole elements of a list as fit into limit bytes.
func Clip(list string, limit int) string {
	if len(list) <= limit {
		return list
	}
	comma := strings.LastIndexByte(list[:limit+1], ',')
	if comma >= 0 && isDecimal(list, comma) {
		comma = strings.LastIndexByte(list[:comma], ',')
	}
	return list[:max(0, comma)]
}

// isDecimal reports whether the comma at an index stands between a weight of 0 and a
// digit. No language range and no media range begins with a digit.
func isDecimal(list string, comma int) bool {
	after := comma + 1
	for after < len(list) && (list[after] == ' ' || list[after] == '\t') {
		after++
	}
	if after == len(list) || list[after] < '0' || list[after] > '9' {
		return false
	}
	parameter := list[strings.LastIndexAny(list[:comma], ",;")+1 : comma]
	name, value, _ := strings.Cut(parameter, "=")
	weight, ok := Parse(strings.Trim(value, " \t"))
	return ok && weight == 0 && strings.EqualFold(strings.Trim(name, " \t"), "q")
}
