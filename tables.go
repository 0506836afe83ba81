package httpstatus

// Each fact has its own array of bytes: classOf, remedyOf and so on. So a lookup is one
// load, without a shift or a mask, and a program links only the facts that it asks for. Each
// array has one element for each code from 100 to 599. Its last element is for every other
// number.
//
// For example, Status(404).row() is 304, and remedyOf[304] is RemedyLookElsewhere.

// row returns the index of s in these arrays.
func (s Status) row() uint { return min(uint(s-100), rows-1) }

// slot returns the index of s in the tables that have one element for each registered
// status. An unknown code has the slot of the status that it is treated as.
func (s Status) slot() uint8 { return slotOf[s.row()] }

// text returns the slot as the index of a text. The mask changes no slot, because each is
// below 128. It tells the compiler that the index is always within a language's table.
func (s Status) text() int { return int(slotOf[s.row()] & 127) }
