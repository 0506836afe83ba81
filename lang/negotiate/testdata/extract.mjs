// Prints cldr.txt from an unpacked cldr-core (npm pack cldr-core; tar xf cldr-core-*.tgz):
//
//	node extract.mjs package > cldr.txt
import { readFileSync } from "node:fs";

const read = (file) => JSON.parse(readFileSync(`${process.argv[2]}/${file}.json`));
const supplemental = (file) => read(`supplemental/${file}`).supplemental;

const aliases = Object.entries(supplemental("aliases").metadata.alias.languageAlias)
	.filter(([code]) => !code.includes("-"));
const matches = supplemental("languageMatching").languageMatching["written-new"].languageMatch
	.filter((m) => !/[*$]/.test(m._desired));
const texts = [...new Set(Object.keys(read("coverageLevels").coverageLevels).map((tag) => tag.split("-")[0]))];
const official = new Set();
for (const territory of Object.values(supplemental("territoryInfo").territoryInfo)) {
	for (const [language, of] of Object.entries(territory.languagePopulation ?? {})) {
		if (of._officialStatus === "official") official.add(language.split("_")[0]);
	}
}
const concerned = new Set([...texts, ...matches.filter((m) => m._distance <= 10).map((m) => m._desired)]);
const likely = Object.entries(supplemental("likelySubtags").likelySubtags)
	.filter(([tag]) => concerned.has(tag.split("-")[0]));

const words = (list) => [...list].sort().join(" ").replace(/(.{1,96})( |$)/g, "\t$1\n");
const { version } = read("package");
process.stdout.write(`# What the Unicode CLDR knows about languages, as far as this package needs it. Made by
# extract.mjs from cldr-core ${version}. © Unicode, Inc.; the license is in LICENSE.

# supplemental/aliases.json, languageAlias, the single codes: "alias CODE REPLACEMENT REASON"
${aliases.map(([code, a]) => `alias ${code} ${a._replacement} ${a._reason}\n`).join("")}
# supplemental/languageMatching.json, written-new, the lines without variables:
# "oneway" or "bothways", then "DESIRED SUPPORTED DISTANCE"
${matches.map((m) => `${m._oneway ? "oneway" : "bothways"} ${m._desired} ${m._supported} ${m._distance}\n`).join("")}
# supplemental/likelySubtags.json, the languages that CLDR has texts in, and those of the
# matches with a distance of 10 or less: "likely TAG FULL-TAG"
${likely.map(([tag, full]) => `likely ${tag} ${full}\n`).join("")}
# coverageLevels.json: the languages that CLDR has texts in
texts
${words(texts)}
# supplemental/territoryInfo.json, _officialStatus "official": the languages that are official
# in a whole country
official
${words(official)}`);
