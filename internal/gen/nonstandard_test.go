package gen_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"example.com/httpstatus/internal/gen"
)

func TestRefusesBadNonstandard(t *testing.T) {
	const (
		nginx = "499,NginxClientClosedRequest,nginx,Client Closed Request,"
		end   = "into their access logs.,log,504," // the end of the meaning in the same row, and the next columns
	)
	for name, test := range map[string]struct{ from, to, place, reason string }{
		"column":                {"code,identifier", "code,name", "line 1", `"name"`},
		"cells":                 {nginx, nginx + ",", "line 37", "wrong number of fields"},
		"code":                  {nginx, "4x9" + nginx[3:], "(4x9), code", `"4x9"`},
		"code below 100":        {nginx, "099" + nginx[3:], "(099), code", "from 100 to 999"},
		"code 1":                {nginx, "1" + nginx[3:], "(1), code", "is not 0 or"},
		"code above 999":        {nginx, "1499" + nginx[3:], "(1499), code", "from 100 to 999"},
		"negative code":         {nginx, "-499" + nginx[3:], "(-499), code", "from 100 to 999"},
		"order":                 {nginx, "497" + nginx[3:], "497, nginx", "comes after 498; want the codes in ascending order"},
		"past before today":     {"that says more.\",wire,502,", "that says more.\",retired,502,", "530, Shopify", "current uses first"},
		"draft before today":    {"that says more.\",wire,502,", "that says more.\",draft,502,", "530, Shopify", "after the use of Cloudflare; want the current uses first"},
		"rumour before fact":    {"minutes, not seconds\",yes", "minutes, not seconds\",no", "529, Anthropic", "verified"},
		"no identifier":         {nginx, "499,,nginx,Client Closed Request,", "(499), identifier", "exported"},
		"identifier":            {"NginxClientClosed", "nginxClientClosed", "(499), identifier", "exported"},
		"identifier twice":      {"EsriTokenRequired", "NginxClientClosedRequest", "499, Esri ArcGIS", "twice"},
		"registered":            {"308,,", "308,GoogleResumeIncomplete,", "(308), identifier", "registered"},
		"silent collision":      {"registered 308 Permanent Redirect", "registered one", "(308), meaning", `"308 Permanent Redirect"`},
		"no vendor":             {nginx, "499,NginxClientClosedRequest,,Client Closed Request,", "(499), vendor", "empty"},
		"has a space at an end": {nginx, "499,NginxClientClosedRequest,nginx,Client Closed Request ,", "(499), phrase", "has a space at an end"},
		"letters":               {nginx, "499,NginxClientClosedRequest,nginx,Cl\u00efent Closed Request,", "(499), phrase", "ASCII"},
		"a delete":              {nginx, "499,NginxClientClosedRequest,nginx,Client Closed\u007fRequest,", "(499), phrase", "ASCII"},
		"a tab":                 {nginx, "499,NginxClientClosedRequest,nginx,Client Closed\tRequest,", "(499), phrase", "ASCII"},
		"a semicolon":           {"began a response. Cloudflare", "began a response; Cloudflare", "(499), meaning", "no semicolon"},
		"no sentence":           {end, "into their access logs,log,504,", "(499), meaning", "a full stop after each"},
		"visibility":            {end, "into their access logs.,logs,504,", "(499), visibility", `"logs"`},
		"like nothing":          {end, "into their access logs.,log,none,", "(499), like", `"none"`},
		"like unregistered":     {end, "into their access logs.,log,498,", "(499), like", `"498"`},
		"like temporary":        {end, "into their access logs.,log,104,", "(499), like", `"104"`},
		"like unused":           {end, "into their access logs.,log,418,", "(499), like", `"418"`},
		"like obsoleted":        {end, "into their access logs.,log,510,", "(499), like", `"510"`},
		"no reason":             {"because the user has to load", "the user has to load", "(419), like_reason", "because"},
		"reason with a stop":    {"the request always fails\",yes", "the request always fails.\",yes", "(419), like_reason", "no full stop"},
		"reason; more":          {"as after a conflict. With", "as after a conflict; with", "(419), like_reason", "no semicolon"},
		"verified":              {",yes,\"[MS-WDV]", ",Yes,\"[MS-WDV]", "(449), verified", `"Yes"`},
		"verified by whom":      {",no,no primary source found", ",yes,no primary source found", "(103), verified", "there is no source"},
	} {
		root := sources(t, "en")
		file := root["internal/gen/nonstandard.csv"]
		changed := strings.Replace(string(file.Data), test.from, test.to, 1)
		if changed == string(file.Data) {
			t.Errorf("%s: %q is not in the table", name, test.from)
			continue
		}
		file.Data = []byte(changed)
		refused(t, name, root, "internal/gen/nonstandard.csv", test.place, test.reason)
	}

	t.Run("no table", func(t *testing.T) {
		root := sources(t, "en")
		delete(root, "internal/gen/nonstandard.csv")
		refused(t, "no table", root, "internal/gen/nonstandard.csv")
	})
	t.Run("identifier taken", func(t *testing.T) {
		root := sources(t, "en")
		root["nonstandard/nonstandard.go"] = &fstest.MapFile{Data: []byte("package nonstandard\n\nfunc EsriTokenRequired() {}\n")}
		refused(t, "identifier taken", root, "internal/gen/nonstandard.csv", "(499), identifier", "something else")
	})
	t.Run("byte order mark", func(t *testing.T) {
		root := sources(t, "en")
		file := root["internal/gen/nonstandard.csv"]
		file.Data = append([]byte("\ufeff"), file.Data...)
		if _, err := gen.Generate(root); err != nil {
			t.Error(err)
		}
	})
	t.Run("no rows", func(t *testing.T) {
		root := sources(t, "en")
		file := root["internal/gen/nonstandard.csv"]
		file.Data = file.Data[:strings.IndexByte(string(file.Data), '\n')+1]
		refused(t, "no rows", root, "internal/gen/nonstandard.csv", "no rows")
	})
}

// Generated finds the file that is made from the table.
func TestNonstandardIsGenerated(t *testing.T) {
	const name = "nonstandard/nonstandard_gen.go"
	files, err := gen.Generate(sources(t, "en"))
	if err != nil || files[name] == nil {
		t.Fatalf("%s is not made (%v)", name, err)
	}
	onDisk, err := gen.Generated(fstest.MapFS{name: {Data: files[name], Mode: fs.ModePerm}})
	if err != nil || len(onDisk) != 1 || onDisk[0] != name {
		t.Errorf("found %q (%v)", onDisk, err)
	}
}
