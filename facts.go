package httpstatus

// A fact is one row of the generated table, packed into 32 bits from the lowest
// up. None is free: for more, make it a uint64.
//
//	slot          7  the place of the status, or of the x00 that it answers as, in the tables by status
//	class         3  [Class]
//	registration  3  [Registration]
//	remedy        4  [Remedy]
//	actor         3  [Actor]
//	effect        2  [Effect]
//	caching       2  [Caching]
//	content       1  whether content is allowed
//	redirect      2  how the method changes, one of the constants below
//	indexing      3  [Indexing]
//	repeatable    2  for which methods, one of the constants below; it follows from remedy and effect
type fact uint32

const (
	redirectNone      = iota // not to be followed
	redirectKeep             // with the same method
	redirectPostToGet        // with the same method, but POST becomes GET
	redirectGet              // with GET, or HEAD if it was HEAD
)

const (
	repeatableNever      = iota
	repeatableIdempotent // if the method is idempotent
	repeatableAny        // whatever the method
)

// facts has a row for each number below 600 and a last one for every other, so
// that a lookup has nothing to subtract and no branch.
func (s Status) facts() fact { return facts[min(uint(s), uint(len(facts)-1))] }

func (f fact) slot() int { return int(f & slotMask) }
func (f fact) registration() Registration {
	return Registration(f >> registrationShift & registrationMask)
}
func (f fact) remedy() Remedy { return Remedy(f >> remedyShift & remedyMask) }
func (f fact) redirect() int  { return int(f >> redirectShift & redirectMask) }
