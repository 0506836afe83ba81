package problem

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"example.com/httpstatus"
	"example.com/httpstatus/internal/quote"
)

// MarshalJSON returns the object with the standard members first and the extensions
// after them, sorted. The type is always there. Other members are left out if they are
// empty. An extension that JSON cannot hold is an error.
func (d Details) MarshalJSON() ([]byte, error) {
	b, err := appendDetails(make([]byte, 0, 256), &d, d.Status, d.Title, d.Detail)
	if err != nil {
		return nil, err
	}
	return b, nil
}

// UnmarshalJSON reads an object and replaces all of d by it. It ignores a member whose
// value has the wrong type, as RFC 9457, 3.1 demands, and a status that is not a number
// of three digits. A missing type is "about:blank". Every other member goes to
// Extensions. Anything but an object is an error. null does nothing.
func (d *Details) UnmarshalJSON(data []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return fmt.Errorf("problem: read details: want a JSON object: %w", err)
	}
	if members == nil {
		return nil
	}
	*d = Details{}
	for name, value := range members {
		// An error leaves the field empty, which ignores the member.
		switch name {
		case "type":
			json.Unmarshal(value, &d.Type)
		case "title":
			json.Unmarshal(value, &d.Title)
		case "status":
			json.Unmarshal(value, &d.Status)
		case "detail":
			json.Unmarshal(value, &d.Detail)
		case "instance":
			json.Unmarshal(value, &d.Instance)
		default:
			if d.Extensions == nil {
				d.Extensions = map[string]any{}
			}
			d.Extensions[name] = extension(value)
		}
	}
	d.Type = cmp.Or(d.Type, aboutBlank)
	if d.Status < 100 || d.Status > 999 {
		d.Status = 0
	}
	return nil
}

// extension decodes a value and keeps its numbers as they are written. The value is
// valid JSON.
func extension(value json.RawMessage) (v any) {
	decoder := json.NewDecoder(bytes.NewReader(value))
	decoder.UseNumber()
	decoder.Decode(&v)
	return v
}

// appendDetails appends d as JSON, with another status, title and detail. It leaves out
// the extensions that JSON cannot hold. The error names them.
//
// It does not use encoding/json, which takes three times as long.
func appendDetails(b []byte, d *Details, status httpstatus.Status, title, detail string) ([]byte, error) {
	b = appendKind(b, d.Type, title, status)
	b = appendMember(b, detailMember, detail)
	return appendOccurrence(b, d)
}

const detailMember = `,"detail":`

// appendKind appends the beginning of the object: the members that say what kind of
// problem it is.
func appendKind(b []byte, kind, title string, status httpstatus.Status) []byte {
	if kind == "" || kind == aboutBlank {
		b = append(b, `{"type":"`+aboutBlank+`"`...)
	} else {
		b = appendString(append(b, `{"type":`...), kind)
	}
	b = appendMember(b, `,"title":`, title)
	if status != 0 {
		b = append(b, `,"status":`...)
		b = strconv.AppendInt(b, int64(status), 10)
	}
	return b
}

// appendOccurrence appends the end of the object: the members after the detail.
func appendOccurrence(b []byte, d *Details) ([]byte, error) {
	b = appendMember(b, `,"instance":`, d.Instance)
	b, err := appendExtensions(b, d.Extensions)
	return append(b, '}'), err
}

func appendMember(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	return appendString(append(b, name...), value)
}

// standard reports whether a name is a member that RFC 9457 defines.
func standard(name string) bool {
	switch name {
	case "type", "title", "status", "detail", "instance":
		return true
	}
	return false
}

func appendExtensions(b []byte, extensions map[string]any) ([]byte, error) {
	if len(extensions) == 0 {
		return b, nil
	}
	var bad []error
	for _, name := range slices.Sorted(maps.Keys(extensions)) {
		if standard(name) {
			continue
		}
		before := len(b)
		b = append(b, ',')
		b = appendString(b, name)
		b = append(b, ':')
		var err error
		if b, err = appendValue(b, extensions[name]); err != nil {
			bad = append(bad, fmt.Errorf("problem: extension %s: %w", quote.String(name), err))
			b = b[:before]
		}
	}
	return b, errors.Join(bad...)
}

func appendValue(b []byte, value any) ([]byte, error) {
	switch v := value.(type) {
	case string:
		return appendString(b, v), nil
	case int:
		return strconv.AppendInt(b, int64(v), 10), nil
	}
	text, err := json.Marshal(value)
	return append(b, text...), err
}

// appendString appends s as encoding/json does, which escapes HTML too.
func appendString(b []byte, s string) []byte {
	var found kindOfByte
	for i := range len(s) {
		found |= kinds[s[i]]
	}
	b = append(b, '"')
	if found == 0 || found == notASCII && utf8.ValidString(s) {
		b = append(b, s...)
	} else {
		b = appendEscaped(b, s)
	}
	return append(b, '"')
}

func appendEscaped(b []byte, s string) []byte {
	start := 0 // of what is not appended yet
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		invalid := r == utf8.RuneError && size == 1
		if invalid || r < utf8.RuneSelf && kinds[r] != 0 || r == '\u2028' || r == '\u2029' {
			b = appendEscape(append(b, s[start:i]...), r)
			start = i + size
		}
		i += size
	}
	return append(b, s[start:]...)
}

func appendEscape(b []byte, r rune) []byte {
	const short = "\"\"\\\\\bb\ff\nn\rr\tt" // pairs of a character and its letter
	if i := strings.IndexRune(short, r); i >= 0 && r < utf8.RuneSelf {
		return append(b, '\\', short[i|1])
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', hex[r>>12], hex[r>>8&0xf], hex[r>>4&0xf], hex[r&0xf])
}

// A kindOfByte tells what a byte of a string may need in JSON. A byte of kind 0 stands for
// itself.
type kindOfByte uint8

const (
	notASCII kindOfByte = 1 << iota // It must be part of valid UTF-8.
	special                         // It may need an escape. The byte e2 begins U+2028 and U+2029, which end a line in JavaScript.

	as kindOfByte = 0
	na            = notASCII
	sp            = special
)

// kinds has the kind of each byte. The names are short as in unicode/utf8. The array is a
// literal, because a function that fills it would run in every program before main.
var kinds = [256]kindOfByte{
	sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, // 00
	sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, sp, // 10
	as, as, sp, as, as, as, sp, as, as, as, as, as, as, as, as, as, // 20
	as, as, as, as, as, as, as, as, as, as, as, as, sp, as, sp, as, // 30
	as, as, as, as, as, as, as, as, as, as, as, as, as, as, as, as, // 40
	as, as, as, as, as, as, as, as, as, as, as, as, sp, as, as, as, // 50
	as, as, as, as, as, as, as, as, as, as, as, as, as, as, as, as, // 60
	as, as, as, as, as, as, as, as, as, as, as, as, as, as, as, as, // 70
	na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, // 80
	na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, // 90
	na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, // a0
	na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, // b0
	na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, // c0
	na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, // d0
	na, na, sp, na, na, na, na, na, na, na, na, na, na, na, na, na, // e0
	na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, na, // f0
}
