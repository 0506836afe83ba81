package statustest

import "strings"

// A challenge of WWW-Authenticate is a scheme with parameters, or with one piece of text
// that is called token68.
type challenge struct {
	scheme     string
	parameters []string // only the names
	other      bool     // it has a token68 instead of parameters
}

func (c challenge) has(name string) bool { return contains(c.parameters, name) }

// challenges reads a list of challenges (RFC 9110, 11.3). Commas separate challenges, and
// also the parameters of one challenge, so each element may be one or the other.
func challenges(list string) (all []challenge, ok bool) {
	for _, e := range elements(list) {
		if name, _, ok := parameter(e); ok {
			if len(all) == 0 || all[len(all)-1].other {
				return all, false
			}
			c := &all[len(all)-1]
			c.parameters = append(c.parameters, name)
			continue
		}
		scheme, rest, _ := strings.Cut(e, " ")
		if !isToken(scheme) {
			return all, false
		}
		c := challenge{scheme: scheme}
		if rest = strings.TrimLeft(rest, " "); rest != "" {
			if name, _, ok := parameter(rest); ok {
				c.parameters = []string{name}
			} else if c.other = isToken68(rest); !c.other {
				return all, false
			}
		}
		all = append(all, c)
	}
	return all, true
}

// isToken68 reports whether s is a token68 (RFC 9110, 11.2).
func isToken68(s string) bool {
	s = strings.TrimRight(s, "=")
	return s != "" && strings.IndexFunc(s, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("-._~+/", r))
	}) < 0
}
