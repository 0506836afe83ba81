package gen

import (
	"go/token"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const catalogFile = "internal/gen/catalog.csv"

// The allowed words of each column. Their order is that of the constants in package
// httpstatus that they stand for.
var (
	labels        = []string{"Home", "Retry", "RequestID", "Support"}
	classes       = []string{"", "Informational", "Successful", "Redirection", "ClientError", "ServerError"}
	registrations = []string{"None", "Permanent", "Temporary", "Unused", "Obsoleted"}
	remedies      = []string{"None", "Wait", "Reconnect", "Authenticate", "Pay", "Amend", "Follow", "AskOwner", "AskOperator", "LookElsewhere", "Abandon"}
	actors        = []string{"Nobody", "Client", "User", "Owner", "Operator", "Upstream"}
	effects       = []string{"Unknown", "NotApplied", "Applied"}
	cachings      = []string{"Explicit", "Heuristic", "Forbidden"}
	contents      = []string{"no", "yes"}
	redirects     = []string{"None", "Keep", "PostToGet", "Get"}
	indexings     = []string{"Unknown", "Kept", "Followed", "Dropped", "Deferred"}
	repeatables   = []string{"never", "idempotent methods", "any method"} // computed, not a column
)

// columns lists the columns of catalog.csv, in the order of the file.
var columns = []string{
	"code", "identifier", "phrase", "older_phrases", "nethttp", "registration", "document", "section",
	"remedy", "actor", "remedy_source", "effect", "effect_source", "caching", "caching_source",
	"content", "content_source", "required", "expected", "fields_source",
	"redirect", "redirect_source", "indexing", "indexing_limit", "indexing_source", "remark",
}

// A status is one row of catalog.csv. A fact is the value of the constant.
type status struct {
	code              int
	identifier        string
	phrase            string
	older             []string
	nethttp           string // the name in net/http, if it differs
	document, section string
	registration      int
	remedy            int
	actor             int
	effect            int
	caching           int
	content           int
	redirect          int
	indexing          int
	indexingHours     int // how long a crawler tolerates it; 0: no limit
	required          []string
	expected          []string
	remark            string
}

func (s status) class() int { return s.code / 100 }

// repeatable says for which methods software may send the request again. It may do so
// only if the remedy is to wait or to reconnect, and no person has to act. Then it is
// every method if the request was not applied, and the idempotent methods otherwise.
func (s status) repeatable() int {
	switch remedies[s.remedy] {
	case "Wait", "Reconnect":
		switch actors[s.actor] {
		case "Client", "Operator", "Upstream":
			if effects[s.effect] == "NotApplied" {
				return 2
			}
			return 1
		}
	}
	return 0
}

// A catalog is the whole table, ascending by code.
type catalog struct {
	statuses []status
	registry source // the table was compared with it
	checksum uint32 // of the file's bytes
}

// deferredHours is how long a crawler tolerates a status whose Indexing is Deferred.
func (c *catalog) deferredHours() int {
	for _, s := range c.statuses {
		if s.indexingHours > 0 {
			return s.indexingHours
		}
	}
	return 0
}

// slot returns the index in statuses of a code. An unregistered code has the index of
// the x00 of its class, and a number outside 100 to 599 has that of 500.
func (c *catalog) slot(code int) int {
	for _, try := range []int{code, code / 100 * 100} {
		if i, ok := c.find(try); ok {
			return i
		}
	}
	i, _ := c.find(500)
	return i
}

func (c *catalog) find(code int) (int, bool) {
	return slices.BinarySearchFunc(c.statuses, code, func(s status, code int) int { return s.code - code })
}

var (
	documentForm = regexp.MustCompile(`^(RFC [1-9][0-9]*|draft-[a-z0-9-]+)$`)
	sectionForm  = regexp.MustCompile(`^[0-9]+(\.[0-9]+)*$`)
	sourceForm   = regexp.MustCompile(`^(RFC [1-9][0-9]*|draft-[a-z0-9-]+), ([0-9]+|[A-Z])(\.[0-9]+)*$`)
	hoursForm    = regexp.MustCompile(`^([1-9][0-9]{0,2})h$`)
	fieldForm    = regexp.MustCompile(`^[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)*$`)
)

func readCatalog(root fs.FS) (*catalog, error) {
	taken, err := declared(root, ".")
	if err != nil {
		return nil, err
	}
	sources, err := readSources(root)
	if err != nil {
		return nil, err
	}
	rows, checksum, err := readTable(root, catalogFile, columns)
	if err != nil {
		return nil, err
	}
	c := &catalog{checksum: checksum, registry: sources[registry]}
	var bad faults
	for _, row := range rows {
		row := rowReader{file: catalogFile, place: row.place, cells: row.cells, bad: &bad, taken: taken, sources: sources}
		if s, ok := row.status(); ok {
			c.statuses = append(c.statuses, s)
		}
	}
	c.checkWhole(&bad)
	return c, bad.err()
}

// checkWhole checks what a single row cannot show.
func (c *catalog) checkWhole(bad *faults) {
	identifiers, phrases := map[string]int{}, map[string]int{}
	for i, s := range c.statuses {
		place := strconv.Itoa(s.code)
		if i > 0 && c.statuses[i-1].code >= s.code {
			bad.add(catalogFile, place, "comes after %d; want the codes in ascending order", c.statuses[i-1].code)
		}
		for _, id := range []string{s.identifier, s.nethttp} {
			if other, ok := identifiers[id]; ok && id != "" {
				bad.add(catalogFile, place, "the identifier %q is also that of %d", id, other)
			}
			identifiers[id] = s.code
		}
		if want := c.deferredHours(); s.indexingHours > 0 && s.indexingHours != want {
			bad.add(catalogFile, place, "indexing_limit is %dh, but %dh in a row before; want the same in all rows", s.indexingHours, want)
		}
		for _, phrase := range append([]string{s.phrase}, s.older...) {
			key := strings.ToLower(phrase) // Parse ignores case
			if other, ok := phrases[key]; ok && phrase != "(Unused)" {
				bad.add(catalogFile, place, "the phrase %q is also that of %d", phrase, other)
			}
			phrases[key] = s.code
		}
	}
	for class := 1; class <= 5; class++ {
		if _, ok := c.find(class * 100); !ok {
			bad.add(catalogFile, strconv.Itoa(class*100), "is missing; the unregistered codes of its class take their facts from it")
		}
	}
	if len(c.statuses) > 1<<7 {
		bad.add(catalogFile, "table", "has %d statuses; want at most %d, because the tables have no room for more", len(c.statuses), 1<<7)
	}
}

// A rowReader reads the cells of one row: of catalog.csv into a status, of
// nonstandard.csv into a use.
type rowReader struct {
	file    string
	place   string
	cells   map[string]string
	bad     *faults
	taken   map[string]bool   // names that the package declares already
	sources map[string]source // the sources that are not RFCs or drafts
}

func (r *rowReader) fail(column, format string, args ...any) {
	r.bad.add(r.file, r.place+", "+column, format, args...)
}

// status returns the row as a status. ok is false if the code is broken: then nothing
// else in the row can be checked.
func (r *rowReader) status() (s status, ok bool) {
	code, err := strconv.Atoi(r.cells["code"])
	if err != nil || code < 100 || code > 599 {
		r.fail("code", "%q is not a code from 100 to 599", r.cells["code"])
		return s, false
	}
	r.place += " (" + r.cells["code"] + ")"
	for _, column := range columns {
		if cell := r.cells[column]; cell != strings.TrimSpace(cell) || strings.ContainsAny(cell, "\n\r\t") {
			r.fail(column, "%q has a space at an end, a line break or a tab", cell)
		}
	}
	s = status{
		code:         code,
		identifier:   r.identifier("identifier"),
		phrase:       r.phrase(r.cells["phrase"], "phrase"),
		older:        r.list("older_phrases"),
		registration: r.word("registration", registrations),
		document:     r.form("document", documentForm, `such as "RFC 9110" or "draft-ietf-httpbis-x"`),
		section:      r.form("section", sectionForm, `such as "15.5.5"`),
		remedy:       r.word("remedy", remedies),
		actor:        r.word("actor", actors),
		effect:       r.word("effect", effects),
		caching:      r.word("caching", cachings),
		content:      r.word("content", contents),
		redirect:     r.word("redirect", redirects),
		indexing:     r.word("indexing", indexings),
		required:     r.fields("required"),
		expected:     r.fields("expected"),
		remark:       r.cells["remark"],
	}
	if r.cells["nethttp"] != "" {
		s.nethttp = r.identifier("nethttp")
	}
	for _, phrase := range s.older {
		r.phrase(phrase, "older_phrases")
	}
	for _, column := range []string{"remedy_source", "effect_source", "caching_source", "content_source", "fields_source", "redirect_source", "indexing_source"} {
		r.source(column)
	}
	if want := identifierOf(s); s.identifier != want {
		r.fail("identifier", "is %q; want %q, the phrase in CamelCase", s.identifier, want)
	}
	limit := r.cells["indexing_limit"]
	if match := hoursForm.FindStringSubmatch(limit); match != nil {
		s.indexingHours, _ = strconv.Atoi(match[1])
	} else if limit != "" {
		r.fail("indexing_limit", `is %q; want a number of hours such as "48h", or nothing`, limit)
	}
	if (indexings[max(0, s.indexing)] == "Deferred") != (limit != "") {
		r.fail("indexing_limit", "is %q; want a limit if indexing is Deferred, and no limit otherwise", limit)
	}
	if (s.remedy == 0) != (s.class() <= 2 || code == 304) {
		r.fail("remedy", "is %q; want None for 1xx, 2xx and 304, and another word for all other codes", r.cells["remedy"])
	}
	if s.registration == 0 {
		r.fail("registration", `is "None"; want another word, because None is for the codes that are not in the table`)
	}
	if silent := r.cells["fields_source"] == "silent"; silent && len(s.required)+len(s.expected) > 0 {
		r.fail("fields_source", `is "silent", but the row has fields; want the source of the fields`)
	}
	for _, field := range s.required {
		if slices.Contains(s.expected, field) {
			r.fail("expected", "%q is also a required field; want it in one of the two lists", field)
		}
	}
	if s.redirect != 0 && s.class() != 3 {
		r.fail("redirect", "is %q, but the code is not 3xx; want None", r.cells["redirect"])
	}
	if len(s.remark) < 20 || !strings.HasSuffix(s.remark, ".") {
		r.fail("remark", "is %q; want whole sentences that name the usual mistake and the status to use instead", s.remark)
	}
	return s, true
}

// identifierOf returns the identifier that a constant must have: the phrase in CamelCase.
// The phrase of 306 and 418 is "(Unused)", so they keep the names under which people know
// them.
func identifierOf(s status) string {
	switch s.code {
	case 306:
		return "SwitchProxy"
	case 418:
		return "Teapot"
	}
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(s.phrase, func(c rune) bool { return c == ' ' || c == '-' }) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

func (r *rowReader) identifier(column string) string {
	id := r.cells[column]
	if !token.IsIdentifier(id) || !token.IsExported(id) {
		r.fail(column, "%q is not an exported Go identifier", id)
	}
	if r.taken[id] {
		r.fail(column, "the package already declares %q as something else", id)
	}
	return id
}

func (r *rowReader) phrase(phrase, column string) string {
	for _, c := range phrase {
		if c < ' ' || c > '~' {
			r.fail(column, "%q has a character that is not printable ASCII", phrase)
		}
	}
	if phrase == "" {
		r.fail(column, "is empty")
	}
	return phrase
}

func (r *rowReader) word(column string, words []string) int {
	i := slices.Index(words, r.cells[column])
	if i < 0 {
		r.fail(column, "is %q; want one of %s", r.cells[column], quoted(words))
	}
	return i
}

func (r *rowReader) form(column string, form *regexp.Regexp, want string) string {
	if !form.MatchString(r.cells[column]) {
		r.fail(column, "is %q; want one %s", r.cells[column], want)
	}
	return r.cells[column]
}

func (r *rowReader) source(column string) {
	if r.cells[column] == "silent" {
		return
	}
	for source := range strings.SplitSeq(r.cells[column], "; ") {
		if _, listed := r.sources[source]; !listed && !sourceForm.MatchString(source) {
			r.fail(column, `is %q; want a document and section such as "RFC 9110, 15.5.5", or a name from %s, or several of these with "; " between them, or "silent"`, source, sourcesFile)
		}
	}
}

func (r *rowReader) list(column string) []string {
	if r.cells[column] == "" {
		return nil
	}
	return strings.Split(r.cells[column], "; ")
}

func (r *rowReader) fields(column string) []string {
	fields := r.list(column)
	for _, field := range fields {
		if !fieldForm.MatchString(field) {
			r.fail(column, `%q is not a field name; want names such as "Retry-After", with "; " between them`, field)
		}
	}
	return fields
}
