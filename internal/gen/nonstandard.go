package gen

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

const nonstandardFile = "internal/gen/nonstandard.csv"

// nonstandardColumns lists the columns of nonstandard.csv, in the order of the file.
var nonstandardColumns = []string{
	"code", "identifier", "vendor", "phrase", "meaning", "visibility", "like", "like_reason", "verified", "source",
}

// visibilities says where you can find a code: in a status line that a client receives, in
// the access log of a server, and whether it is still in use today.
var visibilities = map[string]struct {
	onWire, inLog, live bool
	text                string
}{
	"wire":       {true, true, true, "Clients receive the code."},
	"retired":    {true, true, false, "Clients received the code in the past."},
	"draft":      {true, true, false, "Only programs that still have the constant of the draft send the code."},
	"configured": {false, true, true, "The server sends the code only if it is configured to do so."},
	"log":        {false, true, true, "The code is only in logs, never in a response."},
	"body":       {false, false, true, "The code is in the content of responses, not in their status line."},
}

const noSource = "no primary source found"

// A use is one row of nonstandard.csv: a code and the meaning that one vendor gives it.
type use struct {
	code                             int
	identifier                       string // the name of the constant; "" for a registered code
	vendor, phrase, meaning          string
	visibility, like, reason, source string // like is an identifier of the catalogue
	likeLine                         string // "504 Gateway Timeout"
	verified                         bool
}

// A nonstandard is the whole table, ascending by code.
type nonstandard struct {
	uses     []use
	checksum uint32 // of the file's bytes
}

func readNonstandard(root fs.FS, c *catalog) (*nonstandard, error) {
	taken, err := declared(root, "nonstandard")
	if err != nil {
		return nil, err
	}
	rows, checksum, err := readTable(root, nonstandardFile, nonstandardColumns)
	if err != nil {
		return nil, err
	}
	n := &nonstandard{checksum: checksum}
	var bad faults
	for _, row := range rows {
		row := rowReader{file: nonstandardFile, place: row.place, cells: row.cells, bad: &bad, taken: taken}
		n.uses = append(n.uses, row.use(c))
	}
	n.checkWhole(&bad)
	return n, bad.err()
}

// rank orders the uses of one code. nonstandard.Like takes the first use. So a current use
// comes before a past one, and among equals a verified use comes before an unverified one.
func (u use) rank() (rank int) {
	if !visibilities[u.visibility].live {
		rank += 2
	}
	if !u.verified {
		rank++
	}
	return rank
}

// checkWhole checks what a single row cannot show.
func (n *nonstandard) checkWhole(bad *faults) {
	identifiers := map[string]bool{}
	for i, u := range n.uses {
		place := strconv.Itoa(u.code) + ", " + u.vendor
		if i > 0 && n.uses[i-1].code > u.code {
			bad.add(nonstandardFile, place, "comes after %d; want the codes in ascending order", n.uses[i-1].code)
		}
		if i > 0 && n.uses[i-1].code == u.code && n.uses[i-1].rank() > u.rank() {
			bad.add(nonstandardFile, place, "comes after the use of %s; want the current uses first, and among them the verified ones first", n.uses[i-1].vendor)
		}
		if identifiers[u.identifier] && u.identifier != "" {
			bad.add(nonstandardFile, place, "the identifier %q is there twice", u.identifier)
		}
		identifiers[u.identifier] = true
	}
}

// use reads a row of nonstandard.csv.
func (r *rowReader) use(c *catalog) use {
	r.place += " (" + r.cells["code"] + ")"
	for _, column := range nonstandardColumns {
		r.ascii(column)
	}
	u := use{
		code:   r.vendorCode(),
		vendor: r.cells["vendor"], phrase: r.cells["phrase"], meaning: r.cells["meaning"],
		visibility: r.cells["visibility"], reason: r.cells["like_reason"], source: r.cells["source"],
		verified: r.cells["verified"] == "yes",
	}
	if i, registered := c.find(u.code); registered {
		r.registeredUse(c.statuses[i])
	} else {
		u.identifier = r.identifier("identifier")
	}
	if i, ok := c.findText(r.cells["like"]); !ok || registrations[c.statuses[i].registration] != "Permanent" {
		r.fail("like", "%q is not a code whose registration is permanent", r.cells["like"])
	} else {
		u.like, u.likeLine = c.statuses[i].identifier, c.statuses[i].line()
	}
	if !strings.HasSuffix(u.meaning, ".") || strings.Contains(u.meaning, ";") {
		r.fail("meaning", "is %q; want whole sentences with a full stop after each, and no semicolon", u.meaning)
	}
	if _, ok := visibilities[u.visibility]; !ok {
		r.fail("visibility", `is %q; want "wire", "retired", "draft", "configured", "log" or "body"`, u.visibility)
	}
	if !strings.HasPrefix(u.reason, "because ") || strings.HasSuffix(u.reason, ".") || strings.Contains(u.reason, ";") {
		r.fail("like_reason", `is %q; want a text that begins with "because", has no full stop at its end and no semicolon`, u.reason)
	}
	if r.cells["verified"] != "yes" && r.cells["verified"] != "no" {
		r.fail("verified", `is %q; want "yes" or "no"`, r.cells["verified"])
	}
	if u.verified && u.source == noSource {
		r.fail("verified", `is "yes", but there is no source; want "no"`)
	}
	return u
}

// ascii reports a cell that cannot be put unchanged into a Go comment or a Go string.
func (r *rowReader) ascii(column string) {
	cell := r.cells[column]
	if cell != strings.TrimSpace(cell) || strings.ContainsFunc(cell, func(c rune) bool { return c < ' ' || c > '~' }) {
		r.fail(column, "%q has a space at an end or a character that is not printable ASCII", cell)
	}
	if cell == "" && column != "identifier" && column != "phrase" {
		r.fail(column, "is empty")
	}
}

// vendorCode also accepts 0, because servers log it if there was no response.
func (r *rowReader) vendorCode() int {
	code, err := strconv.Atoi(r.cells["code"])
	if err != nil || code != 0 && (code < 100 || code > 999) {
		r.fail("code", "%q is not 0 or a code from 100 to 999", r.cells["code"])
	}
	return code
}

// registeredUse checks a use of a registered code.
func (r *rowReader) registeredUse(s status) {
	if id := r.cells["identifier"]; id != "" {
		r.fail("identifier", "is %q; want none, because the code is registered and package httpstatus has its constant", id)
	}
	if !strings.Contains(r.cells["meaning"], s.phrase) {
		r.fail("meaning", "does not say that the code is registered as %q", s.line())
	}
}

func (s status) line() string { return fmt.Sprintf("%d %s", s.code, s.phrase) }

// findText finds a code that is written in digits.
func (c *catalog) findText(digits string) (int, bool) {
	code, err := strconv.Atoi(digits)
	if err != nil {
		return 0, false
	}
	return c.find(code)
}

// emitNonstandard writes nonstandard/nonstandard_gen.go.
func emitNonstandard(files map[string][]byte, n *nonstandard) error {
	texts := 0
	for _, u := range n.uses {
		texts += len(u.vendor) + len(u.phrase) + len(u.meaning)
	}
	w := &writer{}
	w.line("// Code generated by internal/gen from internal/gen/nonstandard.csv; DO NOT EDIT.")
	w.line("// To change a use, edit the table and run go generate ./... in the module's root.")
	w.line("// Size: %d uses with %d bytes of text. Checksum of the table (CRC-32): %08x.", len(n.uses), texts, n.checksum)
	w.line("\npackage nonstandard\n\nimport \"example.com/httpstatus\"\n")
	for _, u := range n.uses {
		if u.identifier != "" {
			n.constant(w, u)
		}
	}
	w.line("// uses is in ascending order of the codes. Like takes the first use of a code.\nvar uses = [%d]entry{", len(n.uses))
	for _, u := range n.uses {
		seen := visibilities[u.visibility]
		w.line("{%d, Use{%q, %q,\n%q,\nhttpstatus.%s, %t, %t, %t}},", u.code, u.vendor, u.phrase, u.meaning, u.like, seen.onWire, seen.inLog, u.verified)
	}
	w.line("}")
	return w.store(files, "nonstandard/nonstandard_gen.go")
}

// constant declares one constant by itself, as in catalog_gen.go.
func (n *nonstandard) constant(w *writer, u use) {
	phrase := ""
	if u.phrase != "" {
		phrase = fmt.Sprintf(", %q", u.phrase)
	}
	w.comment(fmt.Sprintf("%s is the %d of %s%s. %s %s", u.identifier, u.code, u.vendor, phrase, u.meaning, visibilities[u.visibility].text))
	w.line("//")
	w.comment(fmt.Sprintf("It is most like [httpstatus.%s] (%s), %s.", u.like, u.likeLine, u.reason))
	w.line("//")
	var others []string
	for _, other := range n.uses {
		if other.code == u.code && other.identifier != u.identifier {
			others = append(others, "["+other.identifier+"]")
		}
	}
	if others != nil {
		w.comment("Other uses of this code: " + strings.Join(others, ", ") + ".")
		w.line("//")
	}
	verified := "Source: " + u.source + "."
	if !u.verified {
		verified = "Unverified: " + u.source + "."
	}
	w.comment(verified)
	w.line("const %s httpstatus.Status = %d\n", u.identifier, u.code)
}
