// Command blind prepares the blind reading of a language, and counts its result.
//
//	go run ./internal/gen/blind ko DIR
//
// writes the texts of Korean, shuffled and without keys, to DIR/ko.sheet.txt. Some statuses
// are missing and some texts are there twice, so that the reader cannot guess the last ones.
// The reader writes one line for each text to DIR/ko.answers.txt: its number, a space, and
// the answer. Then
//
//	go run ./internal/gen/blind -score ko DIR
//
// compares the answers with DIR/ko.key.json, and prints the score and each wrong answer.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

func main() {
	score := flag.Bool("score", false, "compare the answers with the key")
	flag.Parse()
	if err := run(os.Stdout, *score, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "blind:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, score bool, args []string) error {
	if len(args) != 2 {
		return fmt.Errorf(`want a tag and a folder, for example "ko readings"`)
	}
	tag, dir := args[0], args[1]
	if score {
		return count(out, filepath.Join(dir, tag))
	}
	l, ok := lang.Lookup(tag)
	if !ok {
		return fmt.Errorf("no language %q; want a tag such as %q", tag, "ko")
	}
	seed := rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64()))
	return write(filepath.Join(dir, tag), shuffled(l, seed))
}

// A row is one text of a sheet and its right answer.
type row struct {
	Kind   string `json:"kind"`
	Text   string `json:"text"`
	Answer string `json:"answer"`
}

// kinds says what the reader has to name, in the order of the sheet.
var kinds = []struct{ kind, answer string }{
	{"title", "the code of the status: 404"},
	{"meaning", "the code of the status: 404"},
	{"advice", "the Remedy: Wait, Reconnect, Authenticate, Pay, Amend, Follow, AskOwner, AskOperator, LookElsewhere or Abandon"},
	{"class", "the first digit: 4"},
	{"cause", "the code of the status that this can cause: 404"},
}

const (
	leftOut  = 6 // statuses
	repeated = 4 // texts of each kind
)

// shuffled returns the rows of a sheet. Every kind is shuffled by itself.
func shuffled(l httpstatus.Language, r *rand.Rand) (rows []row) {
	byKind := map[string][]row{}
	add := func(kind, text, answer string) {
		if r := (row{kind, text, answer}); !slices.Contains(byKind[kind], r) { // two statuses can have the same advice
			byKind[kind] = append(byKind[kind], r)
		}
	}
	statuses := httpstatus.All()
	r.Shuffle(len(statuses), func(i, j int) { statuses[i], statuses[j] = statuses[j], statuses[i] })
	for _, s := range statuses[leftOut:] {
		code := fmt.Sprint(int(s))
		add("title", s.Title(l), code)
		add("meaning", s.Meaning(l), code)
		if own := s.Advice(l); own != s.Remedy().Meaning(l) {
			add("advice", own, s.Remedy().String())
		}
		for _, cause := range s.Causes(l) {
			add("cause", cause, code)
		}
	}
	for remedy := httpstatus.RemedyWait; remedy <= httpstatus.RemedyAbandon; remedy++ {
		add("advice", remedy.Meaning(l), remedy.String())
	}
	for class := httpstatus.Informational; class <= httpstatus.ServerError; class++ {
		add("class", class.Meaning(l), fmt.Sprint(int(class)))
	}
	for _, k := range kinds {
		of := byKind[k.kind]
		r.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
		of = append(of, of[:min(repeated, len(of))]...)
		r.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
		rows = append(rows, of...)
	}
	return rows
}

// write writes the sheet and its key.
func write(base string, rows []row) error {
	var sheet strings.Builder
	for _, k := range kinds {
		fmt.Fprintf(&sheet, "\n%s: name %s\n", strings.ToUpper(k.kind), k.answer)
		for i, r := range rows {
			if r.Kind == k.kind {
				fmt.Fprintf(&sheet, "%d\t%s\n", i+1, r.Text)
			}
		}
	}
	key, err := json.MarshalIndent(rows, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(base+".key.json", key, 0o666); err != nil {
		return err
	}
	return os.WriteFile(base+".sheet.txt", []byte(sheet.String()), 0o666)
}

// count prints the score. A text without an answer is wrong.
func count(out io.Writer, base string) error {
	key, err := os.ReadFile(base + ".key.json")
	if err != nil {
		return err
	}
	var rows []row
	if err := json.Unmarshal(key, &rows); err != nil {
		return err
	}
	answers, err := os.ReadFile(base + ".answers.txt")
	if err != nil {
		return err
	}
	given := make([]string, len(rows))
	for line := range strings.Lines(string(answers)) {
		var n int
		var answer string
		if _, err := fmt.Sscan(line, &n, &answer); err != nil || n < 1 || n > len(rows) || given[n-1] != "" {
			return fmt.Errorf("answer %q: want a number from 1 to %d, once, and the answer", strings.TrimSpace(line), len(rows))
		}
		given[n-1] = answer
	}
	right, of := map[string]int{}, map[string]int{}
	for i, r := range rows {
		of[r.Kind]++
		if given[i] == r.Answer {
			right[r.Kind]++
			continue
		}
		fmt.Fprintf(out, "%d: %q for %s of %s: %s\n", i+1, given[i], r.Kind, r.Answer, r.Text)
	}
	total := 0
	for _, k := range kinds {
		total += right[k.kind]
		fmt.Fprintf(out, "%s: %d of %d\n", k.kind, right[k.kind], of[k.kind])
	}
	fmt.Fprintf(out, "all: %d of %d\n", total, len(rows))
	return nil
}
