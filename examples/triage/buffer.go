package main

import (
	"bytes"
	"errors"
	"io"
)

// A buffer collects input until it has enough lines to read them together.
type buffer struct {
	source   *source
	text     [256 << 10]byte
	n        int  // bytes of text that are in use
	sniffed  bool // the input is neither compressed nor in UTF-16
	unzipped bool
	counted  bool // some of the input is counted
	skipping bool // the input is within a line that is too long
	empty    int  // successive reads that returned nothing
}

// fill is called after each read with the error of the read. It returns the reader for the next
// read, or the error that ends the input.
func (b *buffer) fill(in io.Reader, err error) (io.Reader, error) {
	if b.n == 0 && err == nil {
		if b.empty++; b.empty == 100 {
			return nil, io.ErrNoProgress
		}
		return in, nil
	}
	b.empty = 0
	if !b.sniffed && (b.n >= magicBytes || err != nil) {
		start := b.text[:b.n]
		if refused := refuse(start); refused != nil {
			b.n = 0
			return nil, refused
		}
		if bytes.HasPrefix(start, []byte(gzipMagic)) {
			return b.unzip(in, err)
		}
		b.sniffed = true
		b.n = copy(b.text[:], bytes.TrimPrefix(start, []byte(byteOrder)))
	}
	if err == nil && b.n < len(b.text) {
		return in, nil
	}
	if refused := b.count(err != nil); refused != nil {
		return nil, refused
	}
	return in, err
}

// unzip returns a reader of the content of the gzip file in. err is the error of the last read.
func (b *buffer) unzip(in io.Reader, err error) (io.Reader, error) {
	if b.unzipped {
		b.n = 0
		return nil, errors.New("is a gzip file in a gzip file; decompress it first: zcat FILE | triage -")
	}
	b.unzipped = true
	start := bytes.NewReader(bytes.Clone(b.text[:b.n]))
	b.n = 0
	if err != nil && err != io.EOF {
		return nil, err
	}
	if err == io.EOF {
		in = start
	} else {
		in = io.MultiReader(start, in)
	}
	return &gunzip{in: in}, nil
}

// count counts the lines in the buffer. It keeps a last line that is not complete, unless the
// input has ended.
func (b *buffer) count(ended bool) error {
	text := b.text[:b.n]
	if !b.counted {
		text = bytes.TrimLeft(text, "\x00") // logrotate leaves them there with copytruncate
		if err := refuseBinary(text); err != nil {
			b.n = 0
			return err
		}
		b.counted = len(text) > 0
	}
	if b.skipping {
		end := bytes.IndexByte(text, '\n') + 1
		b.skipping = end == 0
		if b.skipping {
			end = len(text)
		}
		text = text[end:]
	}
	end := bytes.LastIndexByte(text, '\n') + 1
	if ended {
		end = len(text)
	}
	b.source.read(text[:end])
	rest := text[end:]
	if len(rest) > maxLine {
		b.source.tooLong(rest)
		b.skipping = true
		rest = nil
	}
	b.n = copy(b.text[:], rest)
	return nil
}
