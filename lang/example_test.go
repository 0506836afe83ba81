package lang_test

import (
	"encoding/json"
	"fmt"

	"example.com/httpstatus"
	"example.com/httpstatus/lang"
)

func ExampleAll() {
	for _, l := range lang.All() {
		if l == lang.English || l == lang.Korean {
			fmt.Println(l, l.Name())
		}
	}
	// Output:
	// en English
	// ko 한국어
}

func ExampleLookup() {
	l, ok := lang.Lookup("KO")
	fmt.Println(l, ok)
	_, ok = lang.Lookup("ko-KR")
	fmt.Println(ok)
	// Output:
	// ko true
	// false
}

func ExampleLanguage_String() {
	fmt.Println(lang.Korean.String(), lang.Language{}.String())
	// Output: ko en
}

func ExampleLanguage_MarshalText() {
	data, err := json.Marshal(map[string]any{"language": lang.Korean})
	fmt.Println(string(data), err)
	// Output: {"language":"ko"} <nil>
}

func ExampleLanguage_Name() {
	fmt.Println(lang.Korean.Name())
	// Output: 한국어
}

func ExampleLanguage_Direction() {
	fmt.Println(lang.Korean.Direction())
	// Output: ltr
}

func ExampleLanguage_With() {
	ours := lang.English.With(map[int]lang.Text{404: {Title: "No such book"}})
	fmt.Println(httpstatus.NotFound.Title(ours))
	fmt.Println(httpstatus.NotFound.Meaning(ours))
	// Output:
	// No such book
	// The server has nothing to show at this address. Whether that will stay so is not known.
}

func ExampleLanguage_Title() {
	fmt.Println(lang.Korean.Title(404))
	// Output: 찾을 수 없음
}

func ExampleLanguage_Meaning() {
	fmt.Println(lang.English.Meaning(503))
	// Output: The server cannot fulfil requests for the moment, because it is too busy or temporarily closed. This should pass.
}

func ExampleLanguage_Causes() {
	for cause := range lang.English.Causes(502) {
		fmt.Println(cause)
	}
	// Output:
	// The upstream server has crashed or is not running
	// The answer of the upstream server is incomplete or garbled
	// The gateway passes requests on to the wrong place
}

func ExampleLanguage_Advice() {
	fmt.Println(lang.English.Advice(int(httpstatus.RemedyPay)))
	// Output: Make the requested payment, then try again.
}

func ExampleLanguage_AdviceFor() {
	fmt.Println(lang.English.AdviceFor(511))
	fmt.Println(lang.English.AdviceFor(401))
	// Output:
	// Sign in to the network, then try again.
	// Sign in, or send valid credentials with the request, and try again.
}

func ExampleLanguage_Class() {
	fmt.Println(lang.English.Class(int(httpstatus.Successful)))
	// Output: The request was received, understood and accepted.
}
