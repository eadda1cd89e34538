#!/bin/sh
# {2010..2012}, the years 2010 to 2012, ends in 2010 for EDTF.js, and 2012 is not in it.
#
# What it shows: in the Extended Date/Time Format of the Library of Congress (level 2, ISO 8601-2) two dots between two
#   dates of a set stand for all dates between them, both included. EDTF.js reads the set, and counts three years when
#   it is gone through, but its `max` is the last day of the first year if the range stands last in the set; `covers`,
#   which its documentation gives for asking whether a date lies in another, goes by `min` and `max`. The interval
#   2010/2012 and the list {2010,2011,2012} are right, and so is the range with one more year behind it.
# Seen with: edtf 4.11.1 (npm) on Node.js 20.
# Who would be hurt: whoever keeps runs of years in this notation, as volumes and surveys are dated, and searches or
#   draws by `min` and `max`: a timeline shows one year, a search for 2012 does not find it.
#
# Needs Node.js (20 or later), npm and its registry for pinned packages. Opens no connection otherwise. Exit status 0 if
# it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
npm install --silent --no-audit --no-fund --prefix "$place" edtf@4.11.1 >/dev/null
cat > "$place/ask.mjs" <<'JS'
import { readFileSync } from "node:fs";
import edtf from "edtf";

// written, last day expected, last day seen, whether 2012 is seen to be covered
const written = [
  ["{2010..2012}", "2012-12-31", "2010-12-31", false],
  ["[2010..2012]", "2012-12-31", "2010-12-31", false],
  ["{2008,2010..2012}", "2012-12-31", "2010-12-31", false],
  ["{2010..2012,2015}", "2015-12-31", "2015-12-31", true],
  ["{2010,2011,2012}", "2012-12-31", "2012-12-31", true],
  ["2010/2012", "2012-12-31", "2012-12-31", true],
];
const { version } = JSON.parse(readFileSync(new URL("node_modules/edtf/package.json", import.meta.url)));
console.log(`Node.js ${process.version}, edtf ${version}`);
let same = [...edtf("{2010..2012}")].length === 3;
for (const [text, expected, seen, covered] of written) {
  const date = edtf(text);
  const last = new Date(date.max).toISOString().slice(0, 10);
  const covers = date.covers(edtf("2012"));
  console.log(`${text}: expected to ${expected} with 2012, seen to ${last} ${covers ? "with" : "without"} 2012`);
  same &&= last === seen && covers === covered;
}
console.log(same ? "as described" : "no longer as described");
process.exit(same ? 0 : 1);
JS
node "$place/ask.mjs"
