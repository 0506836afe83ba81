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

// text returns the slot as the index of a text. The mask changes nothing: it shows the
// compiler that every slot has an offset in a language's table.
func (s Status) text() int { return int(slotOf[s.row()] & 127) }

// recognized returns s, or the status that an unregistered number answers as.
func (s Status) recognized() Status { return registered[s.slot()] }
