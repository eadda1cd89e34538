#!/bin/sh
# 2011-37, January to April 2011, ends on 31 May for EDTF.js: the first two of the three parts of a year overlap.
#
# What it shows: EDTF (level 2, ISO 8601-2) has codes for parts of a year: 33 to 36 quarters, 37 to 39 quadrimesters, "4
#   months in duration", 40 and 41 halves. In EDTF.js 37 ends in May, 38 begins in May and ends in September, 39 begins
#   in September: May and September are in two parts each. Quarters and halves are right.
# Seen with: edtf 4.11.1 (npm) on Node.js 20.
# Who would be hurt: whoever keeps figures of four months, as reporting systems in thirds of a year have them, and sorts
#   dated records into them by `min` and `max`: what is dated May or September counts twice, and the parts add up to
#   more than the year.
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

// written, expected, seen
const parts = [
  ["2011-37", "01-01 to 04-30", "01-01 to 05-31"],
  ["2011-38", "05-01 to 08-31", "05-01 to 09-30"],
  ["2011-39", "09-01 to 12-31", "09-01 to 12-31"],
  ["2011-34", "04-01 to 06-30", "04-01 to 06-30"],
  ["2011-40", "01-01 to 06-30", "01-01 to 06-30"],
];
const { version } = JSON.parse(readFileSync(new URL("node_modules/edtf/package.json", import.meta.url)));
const day = (time) => new Date(time).toISOString().slice(5, 10);
console.log(`Node.js ${process.version}, edtf ${version}`);
let same = true;
for (const [text, expected, seen] of parts) {
  const part = edtf(text);
  const found = `${day(part.min)} to ${day(part.max)}`;
  console.log(`${text}: expected ${expected}, seen ${found}`);
  same &&= found === seen;
}
const twice = parts.slice(0, 3).filter(([text]) => edtf(text).covers(edtf("2011-05-20"))).length;
console.log(`20 May 2011: expected in 1 of the three parts, seen in ${twice}`);
same &&= twice === 2;
console.log(same ? "as described" : "no longer as described");
process.exit(same ? 0 : 1);
JS
node "$place/ask.mjs"
