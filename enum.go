package httpstatus

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"example.com/httpstatus/internal/quote"
)

// name returns names[v], or a text such as "Kind(99)" if v has no name.
func name[T ~uint8](kind string, names []string, v T) string {
	if int(v) < len(names) && names[v] != "" {
		return names[v]
	}
	return kind + "(" + strconv.Itoa(int(v)) + ")"
}

// parseName is the inverse of name.
func parseName[T ~uint8](kind string, names []string, text []byte, v *T) error {
	s := string(text)
	if i := slices.Index(names, s); i >= 0 && s != "" {
		*v = T(i)
		return nil
	}
	if digits, ok := strings.CutPrefix(s, kind+"("); ok {
		n, err := strconv.ParseUint(strings.TrimSuffix(digits, ")"), 10, 8)
		if err == nil && s == name(kind, names, T(n)) {
			*v = T(n)
			return nil
		}
	}
	known := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == "" })
	return errors.New("httpstatus: unmarshal " + kind + " " + quote.String(s) + ": no such name; want one of " + strings.Join(known, ", "))
}
