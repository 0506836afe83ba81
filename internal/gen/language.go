package gen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
)

// languagesDir has the sources of the languages, one file each.
const languagesDir = "lang/texts"

// A language is one file of lang/texts. Only the first two are not read from it.
type language struct {
	File     string `json:"-"`
	checksum string // of the file's bytes

	Tag        string   `json:"tag"`        // BCP 47, canonical
	Identifier string   `json:"identifier"` // of the Go variable
	Name       string   `json:"name"`       // in the language itself, as CLDR has it
	Serves     string   `json:"serves"`     // whom, in English
	Direction  string   `json:"direction"`  // ltr or rtl
	End        string   `json:"end"`        // what ends a sentence; "" for nothing
	Review     string   `json:"review"`     // draft, checked or native
	Reading    *reading `json:"reading"`    // the blind reading, once there was one
	Same       []string `json:"same"`       // keys whose text may equal the English
	Latin      []string `json:"latin"`      // words in Latin letters that another script's texts may hold

	Source string `json:"source,omitempty"` // checksum of the file that this one is made from

	Glossary map[string]string   `json:"glossary"` // for translators; no program sees it
	Classes  map[string]string   `json:"classes"`
	Advice   map[string]string   `json:"advice"` // by Remedy, and by code where a status has its own
	Statuses map[string]text     `json:"statuses"`
	Causes   map[string][]string `json:"causes"`
}

type text struct {
	Title   string `json:"title"`
	Meaning string `json:"meaning"`
}

// A kind is what a text is for; its rules depend on it.
type kind int

const (
	title   kind = iota // a heading
	meaning             // sentences about a status
	saying              // sentences of advice, or about a class
	cause               // a clause
)

// An entry is one text of a language with its key, "statuses.404.title".
type entry struct {
	key  string
	kind kind
	text string
}

// entries returns the texts in the order of package texts' tables, given the
// reference that says which there are. Missing ones are empty.
func (l *language) entries(c *catalog, reference *language) []entry {
	var all []entry
	for _, s := range c.statuses {
		code := strconv.Itoa(s.code)
		all = append(all, entry{"statuses." + code + ".title", title, l.Statuses[code].Title})
	}
	for _, s := range c.statuses {
		code := strconv.Itoa(s.code)
		all = append(all, entry{"statuses." + code + ".meaning", meaning, l.Statuses[code].Meaning})
	}
	for _, key := range slices.Concat(remedies[1:], reference.ownAdvice(c)) {
		all = append(all, entry{"advice." + key, saying, l.Advice[key]})
	}
	for _, class := range classes[1:] {
		all = append(all, entry{"classes." + class, saying, l.Classes[class]})
	}
	for _, s := range c.statuses {
		code := strconv.Itoa(s.code)
		for i := range reference.Causes[code] {
			e := entry{key: fmt.Sprintf("causes.%s.%d", code, i+1), kind: cause}
			if i < len(l.Causes[code]) {
				e.text = l.Causes[code][i]
			}
			all = append(all, e)
		}
	}
	return all
}

// ownAdvice returns the codes, ascending, for which the language has advice of their
// own. A status with which nothing failed cannot have any.
func (l *language) ownAdvice(c *catalog) (codes []string) {
	for _, s := range c.statuses {
		code := strconv.Itoa(s.code)
		if _, ok := l.Advice[code]; ok && s.remedy != 0 {
			codes = append(codes, code)
		}
	}
	return codes
}

// readLanguages returns the languages sorted by tag, English among them.
func readLanguages(root fs.FS, c *catalog) ([]*language, error) {
	names, err := fs.Glob(root, languagesDir+"/*.json")
	if err != nil {
		return nil, err
	}
	var bad faults
	byTag := map[string]*language{}
	for _, name := range names {
		l, err := readLanguage(root, name)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		byTag[l.Tag] = l
	}
	english := byTag["en"]
	if english == nil {
		bad.add(languagesDir+"/en.json", "file", "is missing or broken; every language is checked against it")
		return nil, bad.err()
	}
	taken, err := declared(root, "lang", textsDir)
	if err != nil {
		return nil, err
	}
	addSerbianLatin(&bad, c, byTag)
	var all []*language
	identifiers := map[string]string{}
	for _, tag := range slices.Sorted(maps.Keys(byTag)) {
		l := byTag[tag]
		check(&bad, c, english, l)
		if taken[l.Identifier] {
			bad.add(l.File, "identifier", "%q is the name of something else in package lang or texts", l.Identifier)
		}
		if other, ok := identifiers[l.Identifier]; ok {
			bad.add(l.File, "identifier", "%q is that of %s too", l.Identifier, other)
		}
		identifiers[l.Identifier] = l.File
		all = append(all, l)
	}
	return all, bad.err()
}

func readLanguage(root fs.FS, name string) (*language, error) {
	l := &language{File: name}
	data, err := decode(root, name, l)
	if err != nil {
		return nil, err
	}
	l.checksum = fmt.Sprintf("%08x", crc32.ChecksumIEEE(data))
	if want := l.Tag + ".json"; path.Base(name) != want {
		return nil, fault{name, "tag", fmt.Sprintf("%q belongs into a file named %s", l.Tag, want)}
	}
	return l, nil
}

// decode reads a JSON file into v, refusing members that v does not have, and
// returns the file's bytes.
func decode(root fs.FS, name string, v any) ([]byte, error) {
	data, err := fs.ReadFile(root, name)
	if err != nil {
		return nil, err
	}
	if err := uniqueKeys(data); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return data, nil
}

// uniqueKeys refuses an object that names a member twice, which package json
// would let pass, and anything after the value.
func uniqueKeys(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if err := uniqueValue(d, ""); err != nil {
		return fmt.Errorf("line %d: %w", 1+bytes.Count(data[:d.InputOffset()], []byte("\n")), err)
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("more than one JSON value")
	}
	return nil
}

func uniqueValue(d *json.Decoder, at string) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	switch token {
	case json.Delim('{'):
		seen := map[string]bool{}
		for d.More() {
			token, err := d.Token()
			if err != nil {
				return err
			}
			key := token.(string)
			if seen[key] {
				return fmt.Errorf("%s%s: the key is there twice", at, key)
			}
			seen[key] = true
			if err := uniqueValue(d, at+key+"."); err != nil {
				return err
			}
		}
	case json.Delim('['):
		for d.More() {
			if err := uniqueValue(d, at); err != nil {
				return err
			}
		}
	default:
		return nil
	}
	_, err = d.Token() // the closing delimiter
	return err
}
