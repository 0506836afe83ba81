package negotiate_test

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
)

// Headers that nobody sends in good faith, with the language that each gives of all
// languages.
var hostile = []struct{ name, header, want string }{
	{"1 MiB of one element", "ko," + strings.Repeat("de,", 1<<20/3), "ko"},
	{"1 MiB without a comma", strings.Repeat("k", 1<<20), "en"},
	{"1 MiB of commas", strings.Repeat(",", 1<<20), "en"},
	{"1 MiB of spaces", "ko," + strings.Repeat(" ", 1<<20), "ko"},
	{"1 MiB of hyphens", "ko," + strings.Repeat("-", 1<<20), "ko"},
	{"1 MiB of subtags", "ko," + strings.Repeat("a-", 1<<19), "ko"},
	{"1 MiB of underscores", "ko," + strings.Repeat("a_", 1<<19), "ko"},
	{"1 MiB of parameters", "ko," + strings.Repeat(";q=1", 1<<18), "ko"},
	{"1 MiB of a number", "ko,de;q=0." + strings.Repeat("0", 1<<20), "ko"},
	{"10,000 elements, the wanted first", "ko" + strings.Repeat(",xx;q=0.1", 10000), "ko"},
	{"10,000 elements, the wanted last", strings.Repeat("xx;q=0.1,", 10000) + "ko", "en"},
	{"10,000 unknown elements", numbered(10000, "x%c%c;q=0.1,"), "en"},
	{"32 elements before", strings.Repeat("xx,", 32) + "ko", "en"},
	{"31 elements before", strings.Repeat("xx,", 31) + "ko", "ko"},
	{"32 elements without a language before", strings.Repeat("x-en,", 32) + "ko", "ko"},
	{"32 bad elements before", strings.Repeat("?,", 32) + "ko", "ko"},
	{"up to the last byte", strings.Repeat(" ", 510) + "ko", "ko"},
	{"up to the last byte, with more", strings.Repeat(" ", 510) + "ko,de;q=0.5", "ko"},
	{"past the last byte", strings.Repeat(" ", 511) + "ko", "en"},
	{"cut within a weight", "ko;q=0.1," + strings.Repeat(" ", 500) + "de;q=0.5", "ko"},
	{"cut within a tag", "ko;q=0.1," + strings.Repeat(" ", 501) + "de-DE", "ko"},
	{"cut within a decimal comma", "de," + strings.Repeat(" ", 503) + "de;q=0,8", "de"},
	{"everything excluded", strings.Repeat("en;q=0,de;q=0,*,", 10), all[1].String()},
	{"control characters", "de\x00,\x01,\x7f,f\rr,e\ns,\vit,ko", "ko"},
	{"a control character at the end", "ko\n", "en"},
	{"NUL before", "\x00ko", "en"},
	{"broken UTF-8", "\xff\xfe,\xc3,d\xe9,de\x80,ko", "ko"},
	{"other letters", "ｋｏ,КО,ko", "ko"},
	{"a letter that folds to k", "\u212ao,de", "de"},
	{"a no-break space", "ko\u00a0,de", "de"},
	{"a weight in other digits", "de;q=０.9,de;q=0.٥,ko", "ko"},
	{"weights", "de;q=NaN,fr;q=Inf,it;q=0x1p-2,nl;q=+1,sv;q=1_0,da;q=00.5,ko;q=0.1", "ko"},
	{"a huge weight", "de;q=99999999999999999999999999,ko", "ko"},
	{"unknown tags among good ones", "xx-YY,qq,zzz-Latn,ko-KR;q=0.9,en;q=0.8", "ko"},
	{"a script in an extension", "zh-u-ca-dangi-t-zh-hant-m0-bgn-x-hant", "zh-Hans"},
	{"a region in an extension", "pt-u-rg-ptzzzz-x-pt", "pt"},
	{"a region after a broken extension", "pt-u-u-pt,de;q=0.9", "pt"},
	{"a region after variants", "pt-abcde-abcdf-abcdg-abcdh-1abc-1abd-pt", "pt-PT"},
	{"a second script and region", "zh-Hans-TW-Hant-HK", "zh-Hans"},
	{"modifiers without end", "zh_TW" + strings.Repeat("@latin", 80), "zh-Hant"},
	{"quoted parameter", `de;a="b,ko;q=0.5`, "de"},
}

// numbered returns n different elements, of a format with two letters.
func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, 'a'+rune(i/26%26), 'a'+rune(i%26))
	}
	return b.String()
}

func TestHostile(t *testing.T) {
	m := newMatcher(all)
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			if got := m.Header(h.header).String(); got != h.want {
				t.Errorf("got %s, want %s", got, h.want)
			}
			if got, _ := reference(all, h.header); got.String() != h.want {
				t.Errorf("by the reference: got %s, want %s", got, h.want)
			}
		})
	}
}

func TestAllocs(t *testing.T) {
	m := newMatcher(all)
	for _, header := range []string{"", "*", "ko", "zh-Hant-HK", "ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", strings.Repeat("de,", 1<<18)} {
		if n := testing.AllocsPerRun(100, func() { m.Header(header) }); n > 0 {
			t.Errorf("%.20q, seen before, takes %v allocations", header, n)
		}
	}
}

// Nearly all of 200 headers are remembered beside each other. By chance, a few of them
// share a place with two others.
func TestRemembered(t *testing.T) {
	for _, format := range []string{"en-%d", "ko-KR,ko;q=0.9,en-%d"} {
		m := newMatcher(all)
		anew := 0
		for range 2 {
			anew = 0
			for i := range 200 {
				header := fmt.Sprintf(format, i)
				if allocations(func() { m.Header(header) }) > 0 {
					anew++
				}
			}
		}
		if anew > 40 {
			t.Errorf("%q: %d of 200 headers are not remembered", format, anew)
		}
	}
}

// A new header of known ranges takes no more than its place in the cache: a copy of the
// header and what stands beside it. A new range costs more.
func TestRangesRemembered(t *testing.T) {
	m := newMatcher(all)
	m.Header("xx-Latn-AQ,zh-Hant-HK;q=0.9,gl-ES;q=0.8")
	for i := range 100 {
		header := fmt.Sprintf("xx-Latn-AQ;q=0.%03d,zh-Hant-HK;q=0.02,gl-ES;q=0.01", 100+i)
		if n := allocations(func() { m.Header(header) }); n > 2 {
			t.Fatalf("%q, of known ranges, takes %d allocations", header, n)
		}
	}
}

// allocations counts what f allocates when it is called once.
func allocations(f func()) uint64 {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.Mallocs - before.Mallocs
}

// TestFlood has many clients send ever new headers, most of them as long as can be,
// between the same few. The answers stay right, and what the Matcher holds on to
// stays under the bound of its documentation.
func TestFlood(t *testing.T) {
	const (
		clients = 8
		each    = 2500
		bound   = 2 << 20 // 1024 headers of 512 bytes, 1024 ranges, and what holds them
	)
	m := negotiate.New(lang.English, lang.Korean, lang.SimplifiedChinese, lang.TraditionalChinese)
	before := heap()
	var clientsDone sync.WaitGroup
	for client := range clients {
		clientsDone.Go(func() {
			for i := range each {
				a, b := 'a'+rune(i%26), 'a'+rune(i/26%26)
				header := fmt.Sprintf("x%c-x%c%c%c%c-%04d,zh-TW;q=0.%d,%s", 'a'+rune(client), a, b, b, a, i, 1+i%9, strings.Repeat(" ", 450+i%40))
				if got := m.Header(header); got != lang.TraditionalChinese {
					t.Errorf("%q gives %v", header, got)
					return
				}
				for header, want := range map[string]httpstatus.Language{"ko-KR,ko;q=0.9": lang.Korean, "zh": lang.SimplifiedChinese, "fr": lang.English} {
					if got := m.Header(header); got != want {
						t.Errorf("%q gives %v", header, got)
						return
					}
				}
			}
		})
	}
	clientsDone.Wait()
	grown := heap() - before
	t.Logf("%d new headers, %d bytes more", clients*each, grown)
	if grown > bound {
		t.Errorf("holds on to %d bytes after %d headers, want at most %d", grown, clients*each, bound)
	}
	runtime.KeepAlive(m)
}

// TestClone shows that a header seen in a large buffer does not keep the buffer.
func TestClone(t *testing.T) {
	m := newMatcher(small[0])
	before := heap()
	for i := range 64 {
		buffer := strings.Repeat(" ", 1<<20) + fmt.Sprintf("k%c,ko-KR;q=0.%d", 'a'+rune(i%26), 1+i/8)
		m.Header(buffer[1<<20:])
	}
	if grown := heap() - before; grown > 1<<20 {
		t.Errorf("holds on to %d bytes", grown)
	}
	runtime.KeepAlive(m)
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}
