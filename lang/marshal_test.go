package lang_test

import (
	"bytes"
	"encoding"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"example.com/httpstatus/lang"
)

var _ encoding.TextMarshaler = lang.Language{}

// A Language is its tag wherever a package marshals it.
func TestMarshalText(t *testing.T) {
	languages := map[string]lang.Language{"en": {}, "ko": lang.Korean.With(map[int]lang.Text{404: {Title: "mine"}})}
	for _, l := range lang.All() {
		languages[l.String()] = l
	}
	for tag, l := range languages {
		if text, err := l.MarshalText(); err != nil || string(text) != tag {
			t.Errorf("MarshalText gives %q, %v; want %q", text, err, tag)
		}
		for name, test := range map[string]struct {
			value any
			want  string
		}{
			"value":   {l, `"` + tag + `"`},
			"pointer": {&l, `"` + tag + `"`},
			"list":    {[]lang.Language{l, lang.English}, `["` + tag + `","en"]`},
			"member":  {struct{ Language lang.Language }{l}, `{"Language":"` + tag + `"}`},
			"any":     {map[string]any{"language": l}, `{"language":"` + tag + `"}`},
			"key":     {map[lang.Language]int{l: 1}, `{"` + tag + `":1}`},
		} {
			if data, err := json.Marshal(test.value); err != nil || string(data) != test.want {
				t.Errorf("%s: %s is %s, %v; want %s", tag, name, data, err, test.want)
			}
		}
		for name, test := range map[string]struct {
			handler func(*bytes.Buffer) slog.Handler
			want    string
		}{
			"JSON": {func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) }, `"language":"` + tag + `"`},
			"text": {func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) }, "language=" + tag + "\n"},
		} {
			var b bytes.Buffer
			if slog.New(test.handler(&b)).Info("x", "language", l); !strings.Contains(b.String(), test.want) {
				t.Errorf("%s: slog's %s handler writes %q; want %q in it", tag, name, b.String(), test.want)
			}
		}
	}
}

// The bytes are the caller's own.
func TestMarshalTextGivesBytesAway(t *testing.T) {
	text, err := lang.Korean.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	text[0] = 'x'
	if lang.Korean.String() != "ko" {
		t.Errorf("Korean is %v after a caller changed its bytes", lang.Korean)
	}
}

// What cannot be decoded must not be taken for English in silence.
func TestNoUnmarshalText(t *testing.T) {
	if _, ok := any(&lang.Language{}).(encoding.TextUnmarshaler); ok {
		t.Error("UnmarshalText would link every language")
	}
	l := lang.Korean
	if err := json.Unmarshal([]byte(`"de"`), &l); err == nil || l != lang.Korean {
		t.Errorf("a tag is decoded into %v, error %v", l, err)
	}
}
