package pages

import (
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

	"example.com/httpstatus/internal/quote"
)

// serverPath returns the path of the directory for the configuration, "" if none is written.
func (o *Options) serverPath(dir string) (string, error) {
	if len(o.Servers) == 0 {
		return "", nil
	}
	path := o.Path
	if path == "" {
		absolute, err := filepath.Abs(dir)
		if err != nil {
			return "", fmt.Errorf("pages: the path of the directory: %w", err)
		}
		path = filepath.ToSlash(absolute)
	}
	// The configuration languages of the servers quote in different ways. No path that people
	// use for this needs quotes.
	hostile := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("/._-+@:", r)
	}
	if strings.ContainsFunc(path, hostile) || path != filepath.ToSlash(filepath.Clean(path)) || path == "/" ||
		!strings.HasPrefix(path, "/") && !filepath.IsAbs(path) {
		return "", fmt.Errorf("pages: the path for the configuration is %s; want an absolute path of letters, digits and / . _ - + @", quote.String(path))
	}
	return path, nil
}
