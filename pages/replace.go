package pages

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"example.com/httpstatus/internal/quote"
)

const (
	// listName is the file that lists all files of a Build. A directory that has it comes
	// from Build, and only files that it lists are ever removed.
	listName = ".pages"
	// stageName is the directory in which the new files wait. It is inside the directory,
	// so that both are on one file system and a file can move in one step.
	stageName = ".pages-new"
)

// replace replaces the files of an earlier Build by those that write writes.
func replace(dir string, build func(write func(name string, content []byte) error) error) (err error) {
	_, statErr := os.Stat(dir)
	isNew := errors.Is(statErr, fs.ErrNotExist)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("pages: make the directory %s: %w", quote.String(dir), err)
	}
	defer func() {
		if err != nil && isNew {
			os.Remove(dir) // it is empty
		}
	}()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("pages: open the directory %s: %w", quote.String(dir), err)
	}
	defer root.Close()
	old, err := listed(root, dir)
	if err != nil {
		return err
	}

	if err := root.Mkdir(stageName, 0o777); errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("pages: %s exists: another run is in progress, or one was interrupted; remove it if none is in progress", quote.String(filepath.Join(dir, stageName)))
	} else if err != nil {
		return fmt.Errorf("pages: the directory %s is not writable: %w", quote.String(dir), err)
	}
	defer root.RemoveAll(stageName)
	var names []string
	made := map[string]bool{".": true} // folders
	err = build(func(name string, content []byte) error {
		if !filepath.IsLocal(name) || strings.HasPrefix(path.Base(name), ".") {
			return fmt.Errorf("pages: %s is not a name for a file in the directory", quote.String(name))
		}
		names = append(names, name)
		if folder := path.Dir(name); !made[folder] {
			if err := root.MkdirAll(path.Join(stageName, folder), 0o777); err != nil {
				return fmt.Errorf("pages: make the folder %s: %w", folder, err)
			}
			made[folder] = true
		}
		if err := root.WriteFile(path.Join(stageName, name), content, 0o666); err != nil {
			return fmt.Errorf("pages: write %s: %w", name, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return move(root, old, names)
}

// listed returns the files of an earlier Build. It is an error if there are other files and
// no list.
func listed(root *os.Root, dir string) ([]string, error) {
	content, err := root.ReadFile(listName)
	if err == nil {
		return strings.Split(strings.TrimSpace(string(content)), "\n"), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("pages: read the list of an earlier run: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("pages: read the directory %s: %w", quote.String(dir), err)
	}
	for _, e := range entries {
		if e.Name() != stageName {
			return nil, fmt.Errorf("pages: the directory %s has files that no earlier run wrote, for example %s; want a directory that is new, empty, or from an earlier run",
				quote.String(dir), quote.String(e.Name()))
		}
	}
	return nil, nil
}

// move moves the new files to their places and removes old ones that are not among them.
func move(root *os.Root, old, names []string) error {
	// First the list names all files, old and new. If the rest is interrupted, the next
	// Build knows what it may remove.
	all := slices.Concat(old, names)
	slices.Sort(all)
	if err := writeList(root, slices.Compact(all)); err != nil {
		return err
	}
	folders := map[string]bool{".": false} // whether a folder moves as a whole, because it is new
	for _, name := range names {
		folder := path.Dir(name)
		whole, known := folders[folder]
		if !known {
			_, err := root.Lstat(folder)
			if whole = errors.Is(err, fs.ErrNotExist); whole {
				if err := root.Rename(path.Join(stageName, folder), folder); err != nil {
					return fmt.Errorf("pages: move %s to its place: %w", folder, err)
				}
			}
			folders[folder] = whole
		}
		if whole {
			continue
		}
		if err := root.Rename(path.Join(stageName, name), name); err != nil {
			return fmt.Errorf("pages: move %s to its place: %w", name, err)
		}
	}
	slices.Sort(names)
	left := map[string]bool{} // folders that may be empty now
	for _, name := range old {
		if _, there := slices.BinarySearch(names, name); there || !filepath.IsLocal(name) {
			continue
		}
		if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("pages: remove %s: %w", quote.String(name), err)
		}
		left[path.Dir(name)] = true
	}
	for folder := range left {
		if folder != "." {
			root.Remove(folder) // fails, as it should, if the folder is not empty
		}
	}
	return writeList(root, names)
}

func writeList(root *os.Root, names []string) error {
	temporary := path.Join(stageName, listName)
	if err := root.WriteFile(temporary, []byte(strings.Join(names, "\n")+"\n"), 0o666); err != nil {
		return fmt.Errorf("pages: write the list of files: %w", err)
	}
	if err := root.Rename(temporary, listName); err != nil {
		return fmt.Errorf("pages: write the list of files: %w", err)
	}
	return nil
}
