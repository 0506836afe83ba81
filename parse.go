package httpstatus

import (
	"errors"
	"strconv"
	"strings"

	"example.com/httpstatus/internal/quote"
)

// Parse reads a code from 100 to 999. A space and a reason phrase may follow the code. The
// phrase must be the registered phrase of the code or an older phrase of the same code, in
// upper or lower case. Parse accepts "404", "404 Not Found", "413 payload too large" and
// "299". It does not accept "404 Found", because that is the phrase of another code. The
// phrase after the space may be empty (RFC 9112, 4).
//
// For every code from 100 to 999, Parse is the inverse of [Status.String]. For any other
// text, Parse returns 0 and an error. The error quotes at most 100 bytes of the text and
// says what would be right.
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

// equalFold ignores the case of ASCII letters only. Package strings also treats the Kelvin
// sign as a k and the long s as an s, but each of them has more than one byte.
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
