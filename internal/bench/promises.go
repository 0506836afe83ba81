package main

// A promise is a row of the table: a benchmark, what it is compared with, and the most
// that it may take.
type promise struct {
	benchmark string
	peer      string  // the benchmark to divide by; "" where limit is in unit
	unit      string  // as benchfmt names it
	limit     float64 // or none
}

const (
	none = -1 // a comparison without a promise

	seconds     = "sec/op"
	allocations = "allocs/op"
	size        = "bytes"
)

var promises = []promise{
	{"Fact/Class", "Fact/array of numbers", seconds, 1.1},
	{"Fact/Caching", "Fact/array of numbers", seconds, 1.1},
	{"Fact/Remedy", "Fact/array of numbers", seconds, 1.1},
	{"Fact/Retryable", "Fact/array of bools", seconds, 1.1},
	{"Fact/AllowsContent", "Fact/array of bools", seconds, 1.1},
	{"Fact/Repeatable GET", "Fact/array of bools", seconds, 1.5},
	{"Fact/Repeatable POST", "Fact/array of bools", seconds, 1.5},
	{"Fact/Class", "Fact/empty loop of numbers", seconds, none},
	{"Fact/Caching", "Fact/empty loop of numbers", seconds, none},
	{"Fact/Remedy", "Fact/empty loop of numbers", seconds, none},
	{"Fact/Retryable", "Fact/empty loop of bools", seconds, none},
	{"Fact/AllowsContent", "Fact/empty loop of bools", seconds, none},
	{"Fact/Repeatable POST", "Fact/empty loop of bools", seconds, none},

	{"Text/Phrase", "Text/http.StatusText", seconds, 0.8},
	{"Text/Title", "Text/http.StatusText", seconds, 0.8},
	{"Text/Meaning", "Text/http.StatusText", seconds, 0.8},
	{"Text/Advice", "Text/http.StatusText", seconds, 0.8},
	{"Text/Phrase", "", allocations, 0},
	{"Text/Title", "", allocations, 0},
	{"Text/Meaning", "", allocations, 0},
	{"Text/Advice", "", allocations, 0},
	{"Text/Meaning", "Text/map of maps", seconds, none},
	{"Text/Meaning", "Text/go-i18n", seconds, none},
	{"Text/Meaning", "Text/message.Printer", seconds, none},
	{"Languages/all", "Languages/one", seconds, 1.1},

	{"Header/2/seen", "MatchStrings/2/seen", seconds, 1.0 / 150},
	{"Header/all/seen", "MatchStrings/all/seen", seconds, 1.0 / 150},
	{"Header/2/new", "MatchStrings/2/new", seconds, 1.0 / 5},
	{"Header/all/new", "MatchStrings/all/new", seconds, 1.0 / 5},
	{"Header/2/new tags", "MatchStrings/2/new tags", seconds, 1.0 / 2},
	{"Header/all/new tags", "MatchStrings/all/new tags", seconds, 1.0 / 2},
	{"Header/all/32 new tags", "", seconds, 0.2e-3},
	{"Header/all/1 MiB", "", seconds, 0.2e-3},
	{"Header/all/seen", "", allocations, 0},

	{"Response/Respond with Details", "Response/moogar0880", seconds, 1},
	{"Response/Respond with Details", "Response/huma", seconds, 1},
	{"Response/Middleware", "Response/http.Error", seconds, 2},
	{"Response/Respond", "Response/http.Error", seconds, none},
	{"Response/Respond as a page", "Response/http.Error", seconds, none},
	{"Response/1 MiB of Accept", "", seconds, 1e-3},

	{"StartUp", "", "packages", 0},
	{"Size/facts", "", size, 8 << 10},
	{"Size/Korean, over its text", "", "times", 1.1},
	{"Size/negotiate, over net http", "", size, none},
	{"Size/problem, over negotiate", "", size, 500_000},
}
