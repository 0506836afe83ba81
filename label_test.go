package httpstatus_test

import (
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

// Every language has its own text for every label, and no other number has one.
func TestLabel(t *testing.T) {
	for _, l := range lang.All() {
		seen := map[string]bool{}
		for b := range 256 {
			label := httpstatus.Label(b)
			text := label.Text(l)
			if known := httpstatus.LabelHome <= label && label <= httpstatus.LabelSupport; known != (text != "") || known && seen[text] {
				t.Errorf("%v: the text of %v is %q", l, label, text)
			}
			if l != lang.English && text != "" && text == label.Text(lang.English) {
				t.Errorf("%v: %v is English", l, label)
			}
			seen[text] = true
		}
	}
}

// Your own labels take the place of those of the base, and only those.
func TestOwnLabel(t *testing.T) {
	own := map[string]string{"Home": "Back to the shop"}
	l, err := httpstatus.NewLanguage(httpstatus.Texts{Tag: "en-x-shop", Labels: own}, lang.English)
	if err != nil {
		t.Fatal(err)
	}
	own["Home"] = "changed later"
	l = l.With(map[httpstatus.Status]httpstatus.Text{404: {Title: "Sold out"}})
	for label, want := range map[httpstatus.Label]string{
		0:                           "",
		httpstatus.LabelHome:        "Back to the shop",
		httpstatus.LabelRetry:       httpstatus.LabelRetry.Text(lang.English),
		httpstatus.LabelRequestID:   httpstatus.LabelRequestID.Text(lang.English),
		httpstatus.LabelSupport:     httpstatus.LabelSupport.Text(lang.English),
		httpstatus.LabelSupport + 1: "",
		255:                         "",
	} {
		if got := label.Text(l); got != want {
			t.Errorf("%v: %q; want %q", label, got, want)
		}
	}
}
