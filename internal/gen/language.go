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

// languagesDir has the sources of the languages. Each language is one file.
const languagesDir = "lang/texts"

// A language is one file of lang/texts. The first two fields are not in the file.
type language struct {
	File     string `json:"-"`
	checksum string // of the file's bytes

	Tag        string   `json:"tag"`                // BCP 47, canonical
	Identifier string   `json:"identifier"`         // of the Go variable
	Name       string   `json:"name"`               // in the language itself, as in CLDR
	Serves     string   `json:"serves"`             // its readers, in English
	Direction  string   `json:"direction"`          // ltr or rtl
	End        string   `json:"end"`                // the mark at the end of a sentence; "" for none
	Register   string   `json:"register"`           // the style of the texts and how they address the reader, in English
	Review     string   `json:"review"`             // draft, checked or native
	Reading    *reading `json:"reading"`            // the blind reading; nil if there was none
	Same       []string `json:"same"`               // the keys whose text may equal the English text
	Latin      []string `json:"latin"`              // the words in Latin letters that texts in another script may have
	Words      []string `json:"words,omitempty"`    // right words that the spelling dictionary does not have
	Spelling   string   `json:"spelling,omitempty"` // the dictionary that knows all other words, and the day of the check; "" if nobody checked

	Source string `json:"source,omitempty"` // the checksum of the file from which this one is made

	Glossary map[string]string   `json:"glossary"` // for translators only
	Labels   map[string]string   `json:"labels"`   // the key is a Label
	Classes  map[string]string   `json:"classes"`
	Advice   map[string]string   `json:"advice"` // the key is a Remedy, or the code of a status that has its own advice
	Statuses map[string]text     `json:"statuses"`
	Causes   map[string][]string `json:"causes"`
}

type text struct {
	Title   string `json:"title"`
	Meaning string `json:"meaning"`
}

// A kind says what a text is for. The rules for a text depend on its kind.
type kind int

const (
	title   kind = iota // a heading or a label
	meaning             // sentences about a status
	saying              // sentences of advice or about a class
	cause               // a phrase
)

// An entry is one text of a language with its key, "statuses.404.title".
type entry struct {
	key  string
	kind kind
	text string
}

// entries returns the texts in the order of the tables in package texts. The reference
// decides which texts there are. A text that l does not have is "".
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
	for _, label := range labels {
		all = append(all, entry{"labels." + label, title, l.Labels[label]})
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

// ownAdvice returns, in ascending order, the codes for which the language has its own advice.
// A status that is not a failure cannot have advice.
func (l *language) ownAdvice(c *catalog) (codes []string) {
	for _, s := range c.statuses {
		code := strconv.Itoa(s.code)
		if _, ok := l.Advice[code]; ok && s.remedy != 0 {
			codes = append(codes, code)
		}
	}
	return codes
}

// readLanguages returns all languages, sorted by tag.
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
		bad.add(languagesDir+"/en.json", "file", "is missing or broken; want it, because all languages are compared with it")
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
			bad.add(l.File, "identifier", "package lang or texts already declares %q as something else", l.Identifier)
		}
		if other, ok := identifiers[l.Identifier]; ok {
			bad.add(l.File, "identifier", "%q is also the identifier of %s", l.Identifier, other)
		}
		identifiers[l.Identifier] = l.File
		all = append(all, l)
	}
	return all, bad.err()
}

// CheckLanguage checks the file of one language alone. A translator can use it before the
// other languages are complete.
func CheckLanguage(root fs.FS, tag string) error {
	c, err := readCatalog(root)
	if err != nil {
		return err
	}
	english, err := readLanguage(root, languagesDir+"/en.json")
	if err != nil {
		return err
	}
	l, err := readLanguage(root, languagesDir+"/"+tag+".json")
	if err != nil {
		return err
	}
	if tag == english.Tag {
		l = english
	}
	var bad faults
	check(&bad, c, english, l)
	return bad.err()
}

func readLanguage(root fs.FS, name string) (*language, error) {
	l := &language{File: name}
	data, err := decode(root, name, l)
	if err != nil {
		return nil, err
	}
	l.checksum = fmt.Sprintf("%08x", crc32.ChecksumIEEE(data))
	if want := l.Tag + ".json"; path.Base(name) != want {
		return nil, fault{name, "tag", fmt.Sprintf("is %q, which belongs in a file with the name %s", l.Tag, want)}
	}
	return l, nil
}

// decode reads a JSON file into v and returns the bytes of the file. It refuses a member that
// v does not have.
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

// uniqueKeys refuses an object that has the same member twice, because package json accepts
// it. It also refuses anything after the value.
func uniqueKeys(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if err := uniqueValue(d, ""); err != nil {
		return fmt.Errorf("line %d: %w", 1+bytes.Count(data[:d.InputOffset()], []byte("\n")), err)
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("the file has more than one JSON value")
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
