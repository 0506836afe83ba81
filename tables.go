package httpstatus

// Each fact has an array of bytes of its own, classOf, remedyOf and so on, so that
// a lookup is one load with nothing to shift or mask, and a program links the facts
// it asks for. The arrays have an element for each code from 100 to 599 and a last
// one for every other number.

// row returns the index of s in those arrays.
func (s Status) row() uint { return min(uint(s-100), rows-1) }

// slot returns the index of s, or of the x00 that it answers as, in the tables
// that have one element for each registered status.
func (s Status) slot() uint8 { return slotOf[s.row()] }

// name returns names[v], and "" if there is none.
func name[T ~uint8](names []string, v T) string {
	if int(v) < len(names) {
		return names[v]
	}
	return ""
}
