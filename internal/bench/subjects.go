package main

import "slices"

// subjects are all that run in this process, group by group.
func subjects() []subject {
	return slices.Concat(phraseSubjects(), factSubjects(), sentenceSubjects(), negotiationSubjects(), problemSubjects(), parseSubjects())
}
