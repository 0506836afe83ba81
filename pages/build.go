package pages

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"path"
	"slices"

	"example.com/httpstatus"
	"example.com/httpstatus/problem"
)

// Build writes static pages into a directory: DIR/ko/404.html, DIR/ko/404.json and
// DIR/ko/404.txt for each language and each status. It makes the directory if there is
// none.
//
// The directory must be empty or come from an earlier Build. In a directory of an earlier
// Build, the new files replace the old ones, and files that are no longer wanted are removed.
// Files that Build has not written stay. A server can use the directory all the time: it finds
// the old page or the new one, and never a part of one.
//
// If something fails, for example the template, Build returns an error and leaves the
// directory as it was. If Build is interrupted while it moves the new files to their places,
// run it again.
func Build(dir string, o Options) error {
	o, err := o.complete()
	if err != nil {
		return err
	}
	server, err := o.serverPath(dir)
	if err != nil {
		return err
	}
	return replace(dir, func(write func(name string, content []byte) error) error {
		b := builder{Options: o, write: write, path: server}
		return b.build()
	})
}

// A builder writes the files of one Build.
type builder struct {
	Options
	write func(name string, content []byte) error
	path  string // of the directory, on the machine of the server
	zip   *gzip.Writer
	html  map[key][]byte // the pages for browsers, if the configuration has them too
}

func (b *builder) build() error {
	if slices.Contains(b.Servers, HAProxy) {
		b.html = map[key][]byte{}
	}
	for _, l := range b.Languages {
		for _, s := range b.Statuses {
			if err := b.pages(s, l); err != nil {
				return err
			}
		}
	}
	if b.Preview {
		if err := b.write(previewName, b.preview()); err != nil {
			return err
		}
	}
	for _, s := range b.Servers {
		if err := b.configure(s); err != nil {
			return err
		}
	}
	return nil
}

// pages writes the files of one status in one language.
func (b *builder) pages(s httpstatus.Status, l httpstatus.Language) error {
	name := path.Join(l.String(), fmt.Sprint(int(s)))
	var html, text bytes.Buffer
	if err := b.writeHTML(&html, s, l); err != nil {
		return err
	}
	if b.html != nil {
		b.html[key{s, l}] = html.Bytes()
	}
	if err := (&problem.Details{Status: s}).WriteText(&text, l); err != nil {
		return err
	}
	json, err := problem.New(s, l).MarshalJSON()
	if err != nil {
		return err
	}
	json = append(json, '\n')
	for _, f := range []struct {
		suffix  string
		content []byte
	}{{".html", html.Bytes()}, {".json", json}, {".txt", text.Bytes()}} {
		if err := b.write(name+f.suffix, f.content); err != nil {
			return err
		}
		if b.Gzip {
			if err := b.write(name+f.suffix+".gz", b.compress(f.content)); err != nil {
				return err
			}
		}
	}
	return nil
}

// compress returns the same bytes for the same content, because it writes no time.
func (b *builder) compress(content []byte) []byte {
	var out bytes.Buffer
	if b.zip == nil {
		b.zip, _ = gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is a valid one
	} else {
		b.zip.Reset(&out)
	}
	b.zip.Write(content) // to a Buffer, so it cannot fail
	b.zip.Close()
	return out.Bytes()
}
