package main

import (
	"compress/gzip"
	"fmt"
	"io"
)

// A gunzip decompresses a gzip file. Unlike gzip.NewReader, it reads nothing before the first
// Read.
type gunzip struct {
	in io.Reader
	z  *gzip.Reader
}

func (g *gunzip) Read(p []byte) (n int, err error) {
	if g.z == nil {
		if g.z, err = gzip.NewReader(g.in); err != nil {
			return 0, corrupt(err)
		}
	}
	n, err = g.z.Read(p)
	return n, corrupt(err)
}

// corrupt adds to an error that the gzip file ended too early.
func corrupt(err error) error {
	if err == io.ErrUnexpectedEOF {
		return fmt.Errorf("gzip: %w", err)
	}
	return err
}
