// Statusvet finds mistakes with HTTP statuses in Go programs.
//
//	statusvet ./...
//	go vet -vettool=$(which statusvet) ./...
//	statusvet help
//
// An analyzer that is named runs alone: statusvet -challenge ./...
package main

import (
	"os"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/multichecker"

	"example.com/httpstatus/vet/statusvet"
)

func main() { multichecker.Main(chosen(os.Args[1:])...) }

// chosen returns the analyzers to run. These are the default ones, or all if the arguments
// name an optional one or ask for the list.
func chosen(args []string) []*analysis.Analyzer {
	for _, arg := range args {
		if arg == "-flags" || arg == "help" {
			return statusvet.All()
		}
		flag, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		for _, optional := range statusvet.Optional() {
			if strings.HasPrefix(arg, "-") && (flag == optional.Name || strings.HasPrefix(flag, optional.Name+".")) {
				return statusvet.All()
			}
		}
	}
	return statusvet.Default()
}
