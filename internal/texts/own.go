package texts

// Own holds the texts of a language that a program made. They take the place of the
// table's.
type Own struct {
	Places   [Limit + 1]uint16 // the entry of each code below Limit, then of every other number
	Entries  []Entry
	Remedies [NumRemedies + 1]string // by the number of the Remedy
	Classes  [NumClasses + 1]string  // by the number of the Class
	Layers   []Layer                 // what the program gave, the newest first
}

// Limit is the first number of four digits. No status code is as large.
const Limit = 1000

// At returns the texts for a code. It is small enough to be inlined, and so is each
// method of Status that calls it.
func (o *Own) At(code int) *Entry { return &o.Entries[o.Places[min(uint(code), Limit)]] }

// An Entry holds what a language says about one code.
type Entry struct {
	Title, Meaning, Advice string
	Causes                 []string
}

// A Layer holds what a program gave in one call. "" and nil stand for what it left out.
type Layer struct {
	Entries  map[int]Entry
	Remedies [NumRemedies + 1]string
	Classes  [NumClasses + 1]string
}
