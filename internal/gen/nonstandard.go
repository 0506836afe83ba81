package gen

import (
	"fmt"
	"go/token"
	"io/fs"
	"strconv"
	"strings"
)

const nonstandardFile = "internal/gen/nonstandard.csv"

// nonstandardColumns are those of nonstandard.csv, in its order.
var nonstandardColumns = []string{
	"code", "identifier", "vendor", "phrase", "meaning", "visibility", "like", "like_reason", "verified", "source",
}

// visibilities say where a code is met. Those on the wire are what a client may
// find in a status line.
var visibilities = map[string]struct {
	onWire bool
	text   string
}{
	"wire":       {true, "It is sent to clients."},
	"retired":    {true, "It was sent to clients once."},
	"draft":      {true, "It is sent by programs that still have the constant of the draft."},
	"configured": {false, "It is not sent unless the server is configured to."},
	"log":        {false, "It is in logs only, never in a response."},
	"body":       {false, "It is in the content of responses, not in their status line."},
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
		n.uses = append(n.uses, readUse(&bad, c, taken, row))
	}
	n.checkWhole(&bad)
	return n, bad.err()
}

// checkWhole checks what no row shows by itself.
func (n *nonstandard) checkWhole(bad *faults) {
	identifiers := map[string]bool{}
	for i, u := range n.uses {
		place := strconv.Itoa(u.code) + ", " + u.vendor
		if i > 0 && n.uses[i-1].code > u.code {
			bad.add(nonstandardFile, place, "comes after %d; want ascending codes", n.uses[i-1].code)
		}
		if identifiers[u.identifier] && u.identifier != "" {
			bad.add(nonstandardFile, place, "identifier %q is there twice", u.identifier)
		}
		identifiers[u.identifier] = true
	}
}

func readUse(bad *faults, c *catalog, taken map[string]bool, row row) use {
	cells := row.cells
	fail := func(column, format string, args ...any) {
		bad.add(nonstandardFile, fmt.Sprintf("%s (%s), %s", row.place, cells["code"], column), format, args...)
	}
	u := use{
		identifier: cells["identifier"], vendor: cells["vendor"], phrase: cells["phrase"], meaning: cells["meaning"],
		visibility: cells["visibility"], reason: cells["like_reason"], source: cells["source"], verified: cells["verified"] == "yes",
	}
	for _, column := range nonstandardColumns {
		cell := cells[column]
		if cell != strings.TrimSpace(cell) || strings.ContainsFunc(cell, func(r rune) bool { return r < ' ' || r > '~' }) {
			fail(column, "%q is untrimmed or has a character that is not printable ASCII", cell)
		}
		if cell == "" && column != "identifier" && column != "phrase" {
			fail(column, "is empty")
		}
	}

	var err error
	if u.code, err = strconv.Atoi(cells["code"]); err != nil || u.code < 100 || u.code > 999 {
		fail("code", "%q is not a code from 100 to 999", cells["code"])
	}
	if i, registered := c.find(u.code); registered {
		line := fmt.Sprintf("%d %s", u.code, c.statuses[i].phrase)
		if u.identifier != "" {
			fail("identifier", "%q; want none, since the code is registered and package httpstatus has its constant", u.identifier)
		}
		if phrase := c.statuses[i].phrase; !strings.Contains(u.meaning, phrase) {
			fail("meaning", "does not say that the code is registered as %q", line)
		}
	} else if !token.IsIdentifier(u.identifier) || !token.IsExported(u.identifier) {
		fail("identifier", "%q is not an exported Go identifier", u.identifier)
	} else if taken[u.identifier] {
		fail("identifier", "%q is the name of something else in the package", u.identifier)
	}
	if !strings.HasSuffix(u.meaning, ".") || strings.Contains(u.meaning, ". ") {
		fail("meaning", "%q; want one whole sentence", u.meaning)
	}
	if _, ok := visibilities[u.visibility]; !ok {
		fail("visibility", `%q; want "wire", "retired", "draft", "configured", "log" or "body"`, u.visibility)
	}

	like, _ := strconv.Atoi(cells["like"])
	if i, ok := c.find(like); !ok || registrations[c.statuses[i].registration] != "Permanent" {
		fail("like", "%q is not the code of a permanent registration", cells["like"])
	} else {
		u.like, u.likeLine = c.statuses[i].identifier, fmt.Sprintf("%d %s", like, c.statuses[i].phrase)
	}
	if !strings.HasPrefix(u.reason, "because ") || strings.HasSuffix(u.reason, ".") {
		fail("like_reason", `%q; want a clause that begins with "because" and has no end mark`, u.reason)
	}
	if !u.verified && cells["verified"] != "no" {
		fail("verified", `%q; want "yes" or "no"`, cells["verified"])
	}
	if u.verified && u.source == noSource {
		fail("verified", `"yes" without a source`)
	}
	return u
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
	w.line("// uses is ascending by code.\nvar uses = [%d]entry{", len(n.uses))
	for _, u := range n.uses {
		w.line("{%d, Use{%q, %q,\n%q,\nhttpstatus.%s, %t, %t}},", u.code, u.vendor, u.phrase, u.meaning, u.like, visibilities[u.visibility].onWire, u.verified)
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
