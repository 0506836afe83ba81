// Statusvet finds mistakes with HTTP statuses in Go programs.
//
//	statusvet ./...
//	go vet -vettool=$(which statusvet) ./...
//	statusvet help
//
// An analyzer that is named runs alone: statusvet -challenge ./...
package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/multichecker"

	"example.com/httpstatus/vet/statusvet"
)

func main() {
	args := os.Args[1:]
	if slices.Equal(args, []string{"help"}) {
		fmt.Printf("statusvet finds mistakes with HTTP statuses. %s run only if you name them, as in\n\n\tstatusvet -%s ./...\n\n",
			optional(), statusvet.Optional()[0].Name)
	}
	multichecker.Main(chosen(args)...)
}

// optional returns the names of the analyzers that have to be named.
func optional() string {
	var names []string
	for _, a := range statusvet.Optional() {
		names = append(names, a.Name)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// chosen returns the default analyzers and the optional ones that the arguments name. If they
// ask for the list, it returns all. package multichecker then leaves out those that a flag
// does not choose.
func chosen(args []string) []*analysis.Analyzer {
	analyzers := statusvet.Default()
	for _, a := range statusvet.Optional() {
		if slices.ContainsFunc(args, func(arg string) bool { return names(arg, a.Name) }) {
			analyzers = append(analyzers, a)
		}
	}
	return analyzers
}

// names reports whether an argument names an analyzer, as -retry and -retry=false do, or asks
// for the list of all.
func names(arg, analyzer string) bool {
	if arg == "-flags" || arg == "help" {
		return true
	}
	flag, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	return strings.HasPrefix(arg, "-") && (flag == analyzer || strings.HasPrefix(flag, analyzer+"."))
}
