package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// thisMachine says where and when the numbers come from.
func thisMachine() string {
	model := "unknown processor"
	info, _ := os.ReadFile("/proc/cpuinfo") // Linux alone has it
	for line := range strings.Lines(string(info)) {
		if name, value, _ := strings.Cut(line, ":"); strings.TrimSpace(name) == "model name" {
			model = strings.TrimSpace(value)
			break
		}
	}
	return fmt.Sprintf("%s, %d cores, %s/%s, %s, %s", model, runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), time.Now().UTC().Format(time.DateOnly))
}
