// Package enum gives the values of small types their text: the name of a constant, or a text
// such as "Remedy(99)" for a number without a constant.
package enum

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"example.com/httpstatus/internal/quote"
)

// String returns names[v], or a text such as "Kind(99)" if v has no name.
func String[T ~uint8](kind string, names []string, v T) string {
	if int(v) < len(names) && names[v] != "" {
		return names[v]
	}
	return kind + "(" + strconv.Itoa(int(v)) + ")"
}

// Parse is the inverse of String. It leaves v as it is if it returns an error. The name of the
// package is for the error.
func Parse[T ~uint8](pkg, kind string, names []string, text []byte, v *T) error {
	s := string(text)
	if i := slices.Index(names, s); i >= 0 && s != "" {
		*v = T(i)
		return nil
	}
	if digits, ok := strings.CutPrefix(s, kind+"("); ok {
		n, err := strconv.ParseUint(strings.TrimSuffix(digits, ")"), 10, 8)
		if err == nil && s == String(kind, names, T(n)) {
			*v = T(n)
			return nil
		}
	}
	known := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == "" })
	return errors.New(pkg + ": unmarshal " + kind + " " + quote.String(s) + ": no such name; want one of " + strings.Join(known, ", "))
}
