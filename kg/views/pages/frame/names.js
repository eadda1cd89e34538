"use strict";
/* Names found as they are written and as they are read, zhucheng or zcs for 诸城市 (kg/serving/search.py does the same). */
const jiqunNames = (() => {
  const UNFOUND = 9;
  const plain = (said) => said.normalize("NFKD").toLowerCase().replace(/u\u0308/g, "v").replace(/[\p{M}\s'’·]/gu, "");

  /** The readings of each syllable of a name; what is no Chinese character, LED, is one syllable up to the next. */
  function syllables(name, readings) {
    const found = [];
    let foreign = "";
    for (const char of name) {
      if (char in readings) {
        if (foreign) found.push([foreign]);
        foreign = "";
        found.push(readings[char].split(" "));
      } else foreign += plain(char);
    }
    return foreign ? [...found, [foreign]] : found;
  }
  const initials = (spoken) => spoken.map((options) => options.map((each) => each[0]));

  /** What `rank` looks at of a thing with these names. */
  const prepared = (names, readings) => ({
    written: names.map(plain),
    spoken: names.map((name) => {
      const all = syllables(name, readings), usual = all.map((options) => options.slice(0, 1));
      return [[usual, initials(usual), 0], ...(all.some((options) => options.length > 1) ? [[all, initials(all), 0.5]] : [])];
    }),
  });

  /** 0 where the words are all of the syllables, 1 where these begin with them, 2 where they do so from a later one, else 3. */
  function begun(spoken, words) {
    for (let start = 0; start < spoken.length; start += 1) {
      let left = [words];
      for (let at = start; at < spoken.length && left.length; at += 1) {
        if (spoken[at].some((option) => left.some((rest) => option.startsWith(rest)))) {
          const whole = at === spoken.length - 1 && left.some((rest) => spoken[at].includes(rest));
          return start ? 2 : whole ? 0 : 1;
        }
        left = [...new Set(left.flatMap((rest) => spoken[at].filter((option) => rest.startsWith(option)).map((option) => rest.slice(option.length))))];
      }
    }
    return 3;
  }

  /** 0 the whole name to 7 a part of the initials, a half more where a reading is not the usual one; 9 where it is not found. */
  function rank({ written, spoken }, words) {
    const seen = written.map((name) => (name === words ? 0 : name.startsWith(words) ? 1 : name.includes(words) ? 2 : UNFOUND));
    if (!/^[a-z0-9]+$/.test(words)) return Math.min(...seen);
    const heard = spoken.flat().map(([said, short, less]) =>
      less + Math.min([3, 4, 6, UNFOUND][begun(said, words)], [3, 5, words.length > 1 ? 7 : UNFOUND, UNFOUND][begun(short, words)]));
    return Math.min(...seen, ...heard);
  }
  return { UNFOUND, plain, prepared, rank };
})();
