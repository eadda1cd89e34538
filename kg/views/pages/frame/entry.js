"use strict";
// the language chosen before, else the browser's; Chinese where it says neither
let chosen = null;
try { chosen = localStorage.getItem("jiqun-language"); } catch { /* a page from disk may have no storage */ }
const spoken = navigator.languages.map((each) => each.slice(0, 2)).find((each) => each === "zh" || each === "en");
location.replace(`${chosen === "en" || chosen === "zh" ? chosen : spoken || "zh"}/index.html`);
