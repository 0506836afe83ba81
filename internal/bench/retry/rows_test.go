package main

import (
	"context"
	"strings"
	"testing"
)

// The first client is right in every row, and every row is played.
func TestFirstIsRight(t *testing.T) {
	for _, r := range rows {
		cell := r.play(context.Background(), t, clients[0].make)
		if cell == "" || strings.Contains(cell, "✗") || strings.Contains(cell, "error") || strings.Contains(cell, "only") {
			t.Errorf("%s: %s", r.name, cell)
		}
	}
}
