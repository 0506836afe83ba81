package main

import (
	"fmt"
	"os/exec"
	"strings"
)

// A grown is what so many languages cost.
type grown struct {
	languages int
	bytes     int64  // of a program that names them
	time      series // of a lookup in one after the other
	load      series // of the bare load that it cannot do without
}

// growth measures programs that name more and more languages.
func (w workshop) growth(rounds int) ([]grown, error) {
	out, err := exec.Command(w.binary(growing), fmt.Sprint(rounds), fmt.Sprint(tries)).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	var all []grown
	for _, n := range counts() {
		all = append(all, grown{languages: n, bytes: w.size(languagesName(n))})
	}
	for line := range strings.Lines(string(out)) {
		var i int
		var time, load float64
		if _, err := fmt.Sscan(line, &i, &time, &load); err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
		all[i].time = append(all[i].time, time)
		all[i].load = append(all[i].load, load)
	}
	return all, nil
}

// growthSource is a program of its own, since the hundred languages are a package
// that is only made for it. The loop takes another language and code each time, in
// an array of the same length whatever the number of languages. Beside it runs the
// bare load, of the two offsets that any such lookup reads, from as many tables.
func growthSource(imported string, names []string) string {
	var lists strings.Builder
	for _, n := range counts() {
		fmt.Fprintf(&lists, "\t{lang.%s},\n", strings.Join(names[:n], ", lang."))
	}
	var numbers []string
	for _, s := range codes {
		numbers = append(numbers, fmt.Sprint(int(s)))
	}
	return strings.NewReplacer("LANG", imported, "LISTS", lists.String(), "CODES", strings.Join(numbers, ", ")).Replace(growthProgram)
}

const growthProgram = `package main

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"LANG"
)

var lists = [...][]httpstatus.Language{
LISTS}

var codes = [...]int{CODES}

type question struct {
	language httpstatus.Language
	code     int
	table    *[256]uint16
}

var (
	questions [len(lists)][6400]question
	tables    [100][256]uint16
	sink      int
)

func best(tries int, loop func() int) float64 {
	const times = 60
	best := time.Duration(1 << 62)
	for range tries {
		began := time.Now()
		for range times {
			sink += loop()
		}
		best = min(best, time.Since(began))
	}
	return float64(best) / float64(times*len(questions[0]))
}

func main() {
	rounds, _ := strconv.Atoi(os.Args[1])
	tries, _ := strconv.Atoi(os.Args[2])
	for i, list := range lists {
		for j := range questions[i] {
			questions[i][j] = question{list[j%len(list)], codes[j*7%len(codes)], &tables[j%len(list)]}
		}
	}
	for range rounds {
		for i := range questions {
			all := questions[i][:]
			lookup := best(tries, func() (n int) {
				for j := range all {
					n += len(all[j].language.Meaning(all[j].code))
				}
				return n
			})
			load := best(tries, func() (n int) {
				for j := range all {
					slot := uint8(all[j].code)
					n += int(all[j].table[slot]) - int(all[j].table[slot|1])
				}
				return n
			})
			fmt.Println(i, lookup, load)
		}
	}
}
`
