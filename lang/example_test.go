package lang_test

import (
	"fmt"

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
