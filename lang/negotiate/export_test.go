package negotiate

import "golang.org/x/text/language"

// LikelyScript lets a test ask for languages that package lang does not have.
func LikelyScript(code, region string) string {
	r, _ := language.ParseRegion(region)
	return likelyScript(code, language.MustParseBase(code), r).String()
}
