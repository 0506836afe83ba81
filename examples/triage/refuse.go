package main

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"
)

// magics are the first bytes of files that are not text.
var magics = []struct{ bytes, name, program string }{
	{"\x28\xb5\x2f\xfd", "zstd", "zstdcat"},
	{"BZh", "bzip2", "bzcat"},
	{"\xfd7zXZ\x00", "xz", "xzcat"},
	{"\x04\x22\x4d\x18", "lz4", "lz4cat"},
	{"\x1f\x9d", "compress", "uncompress -c"},
	{"PK\x03\x04", "zip", "unzip -p"},
	{"7z\xbc\xaf\x27\x1c", "7z", "7z x -so"},
}

const (
	gzipMagic  = "\x1f\x8b"
	magicBytes = 6 // the length of the longest magic
	byteOrder  = "\xef\xbb\xbf"
)

var errUTF16 = errors.New("is in UTF-16, but triage reads UTF-8; convert it with iconv -f UTF-16 -t UTF-8")

// refuse looks at the first bytes of an input. If triage cannot read such an input, the error
// says why.
func refuse(start []byte) error {
	for _, m := range magics {
		if bytes.HasPrefix(start, []byte(m.bytes)) {
			return fmt.Errorf("is compressed with %s, but triage reads only gzip; decompress it first: %s FILE | triage -", m.name, m.program)
		}
	}
	if bytes.HasPrefix(start, []byte("\xff\xfe")) || bytes.HasPrefix(start, []byte("\xfe\xff")) {
		return errUTF16
	}
	return nil
}

// refuseBinary looks at the first kilobytes of an input. If they are not text, the error says
// why.
func refuseBinary(start []byte) error {
	start = start[:min(len(start), 4096)]
	nulls, controls, broken := 0, 0, 0
	for i := 0; i < len(start); {
		r, size := utf8.DecodeRune(start[i:])
		switch {
		case r == 0:
			nulls++
		case r == utf8.RuneError && size == 1:
			broken++
		case r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\x1b':
			controls++
		}
		i += size
	}
	n := len(start)
	switch {
	case nulls*3 > n && (evenOdd(start, 0) == 0 || evenOdd(start, 1) == 0):
		return errUTF16
	case (nulls+controls)*10 > n, nulls+controls > 0 && broken*5 > n:
		return errors.New("is not text; triage reads logs in text")
	}
	return nil
}

// evenOdd counts the nulls at even places (0) or at odd places (1). In UTF-16, all nulls of Latin
// text are at one of the two.
func evenOdd(text []byte, place int) (nulls int) {
	for i := place; i < len(text); i += 2 {
		if text[i] == 0 {
			nulls++
		}
	}
	return nulls
}
