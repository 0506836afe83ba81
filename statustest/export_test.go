package statustest

// Rules lists the rules for the tests, as the README has them.
func Rules() []Breach {
	var list []Breach
	for _, group := range allRules() {
		for _, r := range group {
			b := Breach{Rule: r.name, Force: r.force, Text: r.text}
			b.Spec.Document, b.Spec.Section = r.document, r.section
			list = append(list, b)
		}
	}
	return list
}
