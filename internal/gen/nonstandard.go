package gen

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

const nonstandardFile = "internal/gen/nonstandard.csv"

// nonstandardColumns are those of nonstandard.csv, in its order.
var nonstandardColumns = []string{
	"code", "identifier", "vendor", "phrase", "meaning", "visibility", "like", "like_reason", "verified", "source",
}

// visibilities say where a code is met: whether a client may find it in a status
// line, whether the access log of a server may hold it, and whether it is met today.
var visibilities = map[string]struct {
	onWire, inLog, live bool
	text                string
}{
	"wire":       {true, true, true, "It is sent to clients."},
	"retired":    {true, true, false, "It was sent to clients once."},
	"draft":      {true, true, false, "It is sent by programs that still have the constant of the draft."},
	"configured": {false, true, true, "It is not sent unless the server is configured to send it."},
	"log":        {false, true, true, "It is in logs only, never in a response."},
	"body":       {false, false, true, "It is in the content of responses, not in their status line."},
}

const noSource = "no primary source found"

// A use is one row of nonstandard.csv: a code, and what one vendor means by it.
type use struct {
	code                             int
	identifier                       string // of the constant; "" for a registered code
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

// rank orders the uses of one code. The first of them answers for the code in
// nonstandard.Like, so a use of today comes before one of the past, and then a
// verified use before one that is only told of.
func (u use) rank() (rank int) {
	if !visibilities[u.visibility].live {
		rank += 2
	}
	if !u.verified {
		rank++
	}
	return rank
}

// checkWhole checks what no row shows by itself.
func (n *nonstandard) checkWhole(bad *faults) {
	identifiers := map[string]bool{}
	for i, u := range n.uses {
		place := strconv.Itoa(u.code) + ", " + u.vendor
		if i > 0 && n.uses[i-1].code > u.code {
			bad.add(nonstandardFile, place, "comes after %d; want ascending codes", n.uses[i-1].code)
		}
		if i > 0 && n.uses[i-1].code == u.code && n.uses[i-1].rank() > u.rank() {
			bad.add(nonstandardFile, place, "comes after the use of %s; want uses of today first, and among them the verified ones", n.uses[i-1].vendor)
		}
		if identifiers[u.identifier] && u.identifier != "" {
			bad.add(nonstandardFile, place, "identifier %q is there twice", u.identifier)
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
		r.fail("like", "%q is not the code of a permanent registration", r.cells["like"])
	} else {
		u.like, u.likeLine = c.statuses[i].identifier, c.statuses[i].line()
	}
	if !strings.HasSuffix(u.meaning, ".") || strings.Contains(u.meaning, ". ") {
		r.fail("meaning", "%q; want one whole sentence", u.meaning)
	}
	if _, ok := visibilities[u.visibility]; !ok {
		r.fail("visibility", `%q; want "wire", "retired", "draft", "configured", "log" or "body"`, u.visibility)
	}
	if !strings.HasPrefix(u.reason, "because ") || strings.HasSuffix(u.reason, ".") {
		r.fail("like_reason", `%q; want a clause that begins with "because" and has no end mark`, u.reason)
	}
	if r.cells["verified"] != "yes" && r.cells["verified"] != "no" {
		r.fail("verified", `%q; want "yes" or "no"`, r.cells["verified"])
	}
	if u.verified && u.source == noSource {
		r.fail("verified", `"yes" without a source`)
	}
	return u
}

// ascii reports a cell that cannot stand in a Go comment and a Go string as it is.
func (r *rowReader) ascii(column string) {
	cell := r.cells[column]
	if cell != strings.TrimSpace(cell) || strings.ContainsFunc(cell, func(c rune) bool { return c < ' ' || c > '~' }) {
		r.fail(column, "%q is untrimmed or has a character that is not printable ASCII", cell)
	}
	if cell == "" && column != "identifier" && column != "phrase" {
		r.fail(column, "is empty")
	}
}

// vendorCode also reads 0, which servers log where there was no response.
func (r *rowReader) vendorCode() int {
	code, err := strconv.Atoi(r.cells["code"])
	if err != nil || code != 0 && (code < 100 || code > 999) {
		r.fail("code", "%q is not 0 or a code from 100 to 999", r.cells["code"])
	}
	return code
}

// registeredUse checks what a use of a registered code has to say about it.
func (r *rowReader) registeredUse(s status) {
	if id := r.cells["identifier"]; id != "" {
		r.fail("identifier", "%q; want none, since the code is registered and package httpstatus has its constant", id)
	}
	if !strings.Contains(r.cells["meaning"], s.phrase) {
		r.fail("meaning", "does not say that the code is registered as %q", s.line())
	}
}

func (s status) line() string { return fmt.Sprintf("%d %s", s.code, s.phrase) }

// findText finds a code in its decimal digits.
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
	w.line("// uses is ascending by code, and the first use of a code answers for it in Like.\nvar uses = [%d]entry{", len(n.uses))
	for _, u := range n.uses {
		seen := visibilities[u.visibility]
		w.line("{%d, Use{%q, %q,\n%q,\nhttpstatus.%s, %t, %t, %t}},", u.code, u.vendor, u.phrase, u.meaning, u.like, seen.onWire, seen.inLog, u.verified)
	}
	w.line("}")
	return w.store(files, "nonstandard/nonstandard_gen.go")
}

// constant declares each by itself, as in catalog_gen.go.
func (n *nonstandard) constant(w *writer, u use) {
	phrase := ""
	if u.phrase != "" {
		phrase = fmt.Sprintf(", %q", u.phrase)
	}
	w.comment(fmt.Sprintf("%s is the %d of %s%s. %s %s", u.identifier, u.code, u.vendor, phrase, u.meaning, visibilities[u.visibility].text))
	w.line("//")
	w.comment(fmt.Sprintf("Like [httpstatus.%s] (%s), %s.", u.like, u.likeLine, u.reason))
	w.line("//")
	var others []string
	for _, other := range n.uses {
		if other.code == u.code && other.identifier != u.identifier {
			others = append(others, "["+other.identifier+"]")
		}
	}
	if others != nil {
		w.comment("The same code: " + strings.Join(others, ", ") + ".")
		w.line("//")
	}
	verified := "Source: " + u.source + "."
	if !u.verified {
		verified = "Unverified: " + u.source + "."
	}
	w.comment(verified)
	w.line("const %s httpstatus.Status = %d\n", u.identifier, u.code)
}
