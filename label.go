package httpstatus

import (
	"example.com/httpstatus/internal/enum"
	"example.com/httpstatus/internal/texts"
)

// A Label names one of the short texts that an error page needs besides the texts of its
// status. The zero value is not a label.
type Label uint8

const (
	LabelHome      Label = 1 // a link to the start page: "Go to the home page"
	LabelRetry     Label = 2 // a link or button that sends the request again: "Try again"
	LabelRequestID Label = 3 // the name of the identifier that a reader can quote: "Request ID"
	LabelSupport   Label = 4 // a link to people who can help: "Contact support"
)

// Text returns the text of the label. It returns "" for 0 and for a number without a
// constant.
func (b Label) Text(l Language) string {
	t := l.get()
	switch {
	case b == 0 || b > texts.NumLabels:
		return ""
	case t.Own != nil:
		return t.Own.Labels[b]
	}
	return t.At(texts.Labels + int(b) - 1)
}

// String returns the constant's name without its prefix, for example "Retry". For a number
// without a constant it returns a text such as "Label(99)".
func (b Label) String() string { return enum.String("Label", labelNames[:], b) }

// MarshalText returns the same text as String. It never fails.
func (b Label) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText reads a text that String returns. It returns an error for any other text.
func (b *Label) UnmarshalText(text []byte) error {
	return enum.Parse("httpstatus", "Label", labelNames[:], text, b)
}

var labelNames = [...]string{"", "Home", "Retry", "RequestID", "Support"}
