package problem_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/httpstatus"
)

// What hooks depend on is added to Vary once.
func TestVary(t *testing.T) {
	for _, test := range []struct {
		name   string
		vary   []string
		before []string
		want   string
	}{
		{"none", nil, nil, "Accept, Accept-Language"},
		{"one", []string{"Cookie"}, nil, "Cookie, Accept, Accept-Language"},
		{"two", []string{"Cookie", "HX-Request"}, nil, "Cookie, HX-Request, Accept, Accept-Language"},
		{"what is there already", []string{"cookie", "Accept"}, []string{"Vary: Origin", "Vary: Cookie"}, "Origin, Cookie, Accept, Accept-Language"},
		{"twice", []string{"Cookie", "Cookie"}, nil, "Cookie, Accept, Accept-Language"},
		{"everything", []string{"Cookie"}, []string{"Vary: *"}, "*"},
		{"everything, by a hook", []string{"*", "Cookie"}, nil, "*"},
	} {
		t.Run(test.name, func(t *testing.T) {
			errs := newResponder()
			errs.Vary = test.vary
			for range 2 {
				resp := respond(t, errs, request("GET"), httpstatus.NotFound, test.before...)
				if diff := cmp.Diff([]string{test.want}, resp.Header.Values("Vary")); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			}
		})
	}
}
