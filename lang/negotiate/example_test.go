package negotiate_test

import (
	"fmt"
	"net/http"

	"golang.org/x/text/language"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
	"example.com/httpstatus/lang/negotiate"
)

func Example() {
	m := negotiate.New(lang.English, lang.Korean, lang.TraditionalChinese)
	request, _ := http.NewRequest("GET", "/", nil)
	request.Header.Set("Accept-Language", "zh-HK,zh;q=0.9,en;q=0.8")
	l := m.Header(request.Header.Get("Accept-Language"))
	fmt.Println(l, l.Direction())
	// Output: zh-Hant ltr
}

// The first language is for readers who want none of the others.
func ExampleNew() {
	m := negotiate.New(lang.English, lang.Spanish, lang.Russian)
	fmt.Println(m.Header("es-MX"), m.Header("gl"), m.Header("be"))
	// Output: es en en
}

// A language with wording of your own is returned as it was given.
func ExampleNew_wording() {
	own := lang.English.With(map[httpstatus.Status]httpstatus.Text{404: {Title: "No such film"}})
	m := negotiate.New(own, lang.Korean)
	fmt.Println(httpstatus.NotFound.Title(m.Header("en-GB")))
	// Output: No such film
}

func ExampleMatcher_Header() {
	m := negotiate.New(lang.English, lang.Korean, lang.BrazilianPortuguese, lang.EuropeanPortuguese)
	for _, header := range []string{
		"ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7",
		"pt-AO",
		"pt-US",
		"xx;q=2,,ko;q=0.1", // what is not well-formed is skipped
		"en;q=0,*",         // anything but English
		"",
	} {
		fmt.Printf("%-37q %v\n", header, m.Header(header))
	}
	// Output:
	// "ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7" ko
	// "pt-AO"                               pt-PT
	// "pt-US"                               pt
	// "xx;q=2,,ko;q=0.1"                    ko
	// "en;q=0,*"                            ko
	// ""                                    en
}

// A site that also knows the reader's profile asks the header first.
func ExampleMatcher_Match() {
	m := negotiate.New(lang.English, lang.Korean)
	for _, header := range []string{"ko-KR,en;q=0.5", "en-GB", "fr"} {
		l, ok := m.Match(header)
		fmt.Println(header, l, ok)
	}
	// Output:
	// ko-KR,en;q=0.5 ko true
	// en-GB en true
	// fr en false
}

// A reader's settings may come from elsewhere than from a request.
func ExampleMatcher_Tags() {
	m := negotiate.New(lang.English, lang.Norwegian, lang.Danish)
	fmt.Println(m.Tags(language.MustParse("nn-NO"), language.English))
	fmt.Println(m.Tags(language.Finnish))
	// Output:
	// nb
	// en
}

func ExampleMatcher_Languages() {
	m := negotiate.New(lang.English, lang.Korean, lang.Arabic)
	for _, l := range m.Languages() {
		fmt.Println(l, l.Name(), l.Direction())
	}
	// Output:
	// en English ltr
	// ko 한국어 ltr
	// ar العربية rtl
}
