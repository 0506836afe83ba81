// Package gen compiles this module's source tables into Go: catalog.csv into the
// constants and facts of package httpstatus, and lang/*.json into the tables of
// package lang. It works offline, gives the same bytes on every run, and refuses
// a source with a fault, saying file, place and reason.
package gen

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Generate returns the content of each generated file by its slash-separated
// path in the module, made from the sources in the module's root. When a source
// has faults it returns them all, joined, and no file.
func Generate(root fs.FS) (map[string][]byte, error) {
	catalog, err := readCatalog(root)
	if err != nil {
		return nil, err
	}
	languages, err := readLanguages(root, catalog)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	return files, errors.Join(
		emitCatalog(files, catalog),
		emitLanguages(files, catalog, languages),
	)
}

// Write puts the files below root and removes generated files that are no longer
// made. Each is replaced as a whole, and only if it differs.
func Write(root string, files map[string][]byte) error {
	stale, err := Generated(os.DirFS(root))
	if err != nil {
		return err
	}
	for _, name := range stale {
		if _, ok := files[name]; !ok {
			if err := os.Remove(filepath.Join(root, name)); err != nil {
				return err
			}
		}
	}
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if old, err := os.ReadFile(path); err == nil && slices.Equal(old, content) {
			continue
		}
		temporary := path + ".tmp"
		if err := os.WriteFile(temporary, content, 0o666); err != nil {
			return err
		}
		if err := os.Rename(temporary, path); err != nil {
			return err
		}
	}
	return nil
}

// Generated returns the paths of the generated Go files that are in the module.
func Generated(root fs.FS) ([]string, error) {
	var names []string
	for _, pattern := range []string{"*_gen.go", "lang/*_gen.go"} {
		found, err := fs.Glob(root, pattern)
		if err != nil {
			return nil, err
		}
		names = append(names, found...)
	}
	return names, nil
}

// A fault is one thing wrong with a source.
type fault struct {
	file, place, reason string
}

func (f fault) Error() string { return f.file + ": " + f.place + ": " + f.reason }

// faults collects what is wrong, so that one run shows it all.
type faults []error

func (f *faults) add(file, place, format string, args ...any) {
	*f = append(*f, fault{file, place, fmt.Sprintf(format, args...)})
}

func (f faults) err() error { return errors.Join(f...) }

// quoted lists words for an error message.
func quoted(words []string) string { return `"` + strings.Join(words, `", "`) + `"` }
