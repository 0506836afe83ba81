package buildtest

import (
	"debug/elf"
	"os"

	"example.com/httpstatus"
)

// AllFacts is the body of a main function. It asks for every fact of the variable code.
const AllFacts = `_, follow := code.RedirectMethod("GET")
	fmt.Println(int(code), code.Class() == httpstatus.ClientError, code.Registration() == 0, code.Retryable(), code.Remedy() == 0, code.Actor() == 0, code.Effect() == 0,
		code.Repeatable("GET"), code.Caching() == 0, code.AllowsContent(), follow, code.Indexing() == 0)`

// Size returns the size of a program. It adds the sizes of the sections, because the file
// itself grows by whole pages. If the program is not ELF, it returns the size of the file.
func Size(path string) (n int64, err error) {
	program, err := elf.Open(path)
	if err != nil {
		info, err := os.Stat(path)
		if err != nil {
			return 0, err
		}
		return info.Size(), nil
	}
	defer program.Close()
	for _, s := range program.Sections {
		if s.Type != elf.SHT_NOBITS {
			n += int64(s.FileSize)
		}
	}
	return n, nil
}

// TextSize returns the number of bytes of text in a language.
func TextSize(l httpstatus.Language) (n int64) {
	for _, s := range httpstatus.All() {
		n += int64(len(s.Title(l)) + len(s.Meaning(l)))
		if advice := s.Advice(l); advice != s.Remedy().Meaning(l) { // the status has its own advice
			n += int64(len(advice))
		}
		for _, cause := range s.Causes(l) {
			n += int64(len(cause))
		}
	}
	for r := range httpstatus.RemedyAbandon + 1 {
		n += int64(len(r.Meaning(l)))
	}
	for c := range httpstatus.ServerError + 1 {
		n += int64(len(c.Meaning(l)))
	}
	return n
}
