package httpstatus_test

import (
	"strings"
	"testing"

	"example.com/httpstatus"
)

// The tags are from RFC 5646, appendix A. The bad ones are almost tags.
func TestNewLanguageTag(t *testing.T) {
	for tag, want := range map[string]string{
		"de": "de", "DE": "de", "zh-hant": "zh-Hant", "zh-cmn-hans-cn": "zh-cmn-Hans-CN", "sr-latn-rs": "sr-Latn-RS",
		"sl-rozaj-biske": "sl-rozaj-biske", "de-ch-1901": "de-CH-1901", "hy-latn-it-arevela": "hy-Latn-IT-arevela",
		"es-419": "es-419", "EN-gb": "en-GB", "de-ch-x-phonebk": "de-CH-x-phonebk", "az-arab-x-aze-derbend": "az-Arab-x-aze-derbend",
		"x-whatever": "x-whatever", "X-A": "x-a", "qaa-qaaa-qm-x-southern": "qaa-Qaaa-QM-x-southern", "en-us-u-islamcal": "en-US-u-islamcal",
		"zh-cn-a-myext-x-private": "zh-CN-a-myext-x-private", "en-a-myext-b-another": "en-a-myext-b-another", "en-x-pirate": "en-x-pirate",
		"gl": "gl", "cel-gaulish": "cel-gaulish", "zh-min-nan": "zh-min-nan", "abcd-1a2b": "abcd-1a2b", "abcdefgh": "abcdefgh",
	} {
		l, err := httpstatus.NewLanguage(httpstatus.Texts{Tag: tag}, httpstatus.Language{})
		if err != nil || l.String() != want {
			t.Errorf("%q: %v, %v; want %q", tag, l, err, want)
		}
	}
	for _, tag := range []string{
		"", "-", "d", "1", "de-", "-de", "de--ch", "de_CH", "de-419-DE", "a-DE", "ar-a-b", "de-x", "x", "x-", "en-a", "en-u-x-a", "en-a-b-cc",
		"abcdefghi", "de-abcdefghi", "ko-Köre", "中文", "de CH", "zh-aaa-bbb-ccc-ddd", "abcde-aaa", "12", "d1", "en-\u212aore", "en\x00",
		strings.Repeat("a", 1<<20), strings.Repeat("a-", 1<<20),
	} {
		l, err := httpstatus.NewLanguage(httpstatus.Texts{Tag: tag}, httpstatus.Language{})
		if err == nil || l != (httpstatus.Language{}) || len(err.Error()) > 300 {
			t.Errorf("%.40q: %v, %.300v", tag, l, err)
		}
	}
}
