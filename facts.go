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

// What redirectOf holds.
const (
	redirectNone      = iota // not to be followed
	redirectKeep             // with the same method
	redirectPostToGet        // with the same method, but POST becomes GET
	redirectGet              // with GET, or HEAD if it was HEAD
)

// What repeatableOf holds; it follows from remedy and effect.
const (
	repeatableNever      = iota
	repeatableIdempotent // if the method is idempotent
	repeatableAny        // whatever the method
)
