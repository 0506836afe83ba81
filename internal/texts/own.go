package texts

// Own holds all texts of a language that a program made with With or NewLanguage. They
// replace the texts of the table.
type Own struct {
	Places   [Limit + 1]uint16 // the index in Entries for each code below Limit; the last is for every other number
	Entries  []Entry
	Remedies [NumRemedies + 1]string // by the number of the Remedy
	Classes  [NumClasses + 1]string  // by the number of the Class
	Labels   [NumLabels + 1]string   // by the number of the Label
	Layers   []Layer                 // what the program passed, the newest first
}

// Limit is the smallest number with four digits. Every status code is smaller.
const Limit = 1000

// At returns the texts for a code. The compiler can inline it and the methods of Status that
// call it, because they are small.
func (o *Own) At(code int) *Entry { return &o.Entries[o.Places[min(uint(code), Limit)]] }

// An Entry holds the texts of a language for one code.
type Entry struct {
	Title, Meaning, Advice string
	Causes                 []string
}

// A Layer holds the texts that a program passed in one call. "" and nil mean that the
// program passed none.
type Layer struct {
	Entries  map[int]Entry
	Remedies [NumRemedies + 1]string
	Classes  [NumClasses + 1]string
	Labels   [NumLabels + 1]string
}
