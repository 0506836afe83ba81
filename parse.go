package httpstatus

import (
	"errors"
	"strconv"
	"strings"

	"example.com/httpstatus/internal/quote"
)

// Parse reads a code of three digits, from 100 to 999, alone or followed by a
// space and a reason phrase: the code's registered one, or an older one of the
// same code, in any case. "404", "404 Not Found", "413 payload too large" and
// "299" are good; "404 Found" is not, since that phrase is another code's. An
// empty phrase after the space, which RFC 9112, 4 allows, is good too. Parse is
// the inverse of [Status.String] for every three-digit code. Anything else gives 0 and an
// error that quotes the text, at most 100 bytes of it, and says what would have been right.
func Parse(text string) (Status, error) {
	code, phrase := text, ""
	if len(text) > 3 && text[3] == ' ' {
		code, phrase = text[:3], text[4:]
	}
	s, ok := parseCode(code)
	if !ok {
		return 0, errors.New("httpstatus: parse " + quote.String(text) + ": not a status code; want three digits from 100 to 999, alone or with the code's phrase")
	}
	if phrase == "" || equalFold(phrase, s.Phrase()) {
		return s, nil
	}
	for _, o := range olderPhrases {
		if o.status == s && equalFold(phrase, o.phrase) {
			return s, nil
		}
	}
	return 0, errors.New("httpstatus: parse " + quote.String(text) + ": this is not a phrase of the code; want " + strconv.Quote(s.String()))
}

// equalFold folds ASCII alone: the Kelvin sign and the long s, which package strings
// takes for k and s, have more bytes.
func equalFold(a, b string) bool { return len(a) == len(b) && strings.EqualFold(a, b) }

func parseCode(code string) (s Status, ok bool) {
	if len(code) != 3 || !digits(code) || code[0] == '0' {
		return 0, false
	}
	return Status(code[0]-'0')*100 + Status(code[1]-'0')*10 + Status(code[2]-'0'), true
}

// digits reports whether text is one digit or more, and nothing else.
func digits(text string) bool {
	for i := range len(text) {
		if text[i]-'0' > 9 {
			return false
		}
	}
	return text != ""
}
