"use strict";
/* Up to five clusters or places side by side; which ones stands in the address, so that the page can be sent. */
(() => {
  const byId = (id) => document.getElementById(id);
  const MOST = 5, SVG = "http://www.w3.org/2000/svg";
  const root = document.body.dataset.root, script = document.currentScript, target = byId("comparison");
  const words = JSON.parse(target.dataset.words);
  const link = (path) => root + path.split("/").map(encodeURIComponent).join("/");
  // maps, as what the address names may be the name of anything that an object has: __proto__
  let things = new Map(), relations = new Map(), byLabel = new Map();

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }
  const label = ({ name, kind, area }) => [name, area, kind].filter(Boolean).join(" · ");
  const decoded = (said) => { try { return decodeURIComponent(said); } catch { return ""; } };
  const chosen = () => [...new Set(decoded(location.hash.slice(1)).split(","))].filter((path) => things.has(path)).slice(0, MOST);
  const choose = (paths) => { location.hash = paths.map((path) => encodeURIComponent(path)).join(","); };

  function bar(length, at) {
    const svg = document.createElementNS(SVG, "svg");
    for (const [name, value] of [["viewBox", "0 0 100 8"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"], ["class", `c${at}`]]) svg.setAttribute(name, value);
    for (const [kind, width] of [["track", 100], ["bar", Math.max(0.4, length * 100)]]) {
      const rect = document.createElementNS(SVG, "rect");
      for (const [name, value] of [["class", kind], ["width", width], ["height", 8]]) rect.setAttribute(name, value);
      svg.append(rect);
    }
    return svg;
  }
  const isolated = (name) => element("bdi", { lang: "zh-Hans" }, name);
  const figureLink = (figure) => element("a", { href: figure[7] }, element("data", { value: figure[3], title: Number(figure[3]).toLocaleString() }, figure[2]));
  const noted = (figure) => [figureLink(figure), ...(figure[5] ? [" ", element("small", {}, figure[5])] : [])];

  function show() {
    const paths = chosen(), rows = paths.map((path) => things.get(path));
    byId("nothing").hidden = rows.length > 0;
    byId("chosen").replaceChildren(...rows.map((row, at) => element("li", { class: `c${at}` }, element("span", { class: "dot" }), element("a", { href: link(paths[at]) }, isolated(row.name)), element("small", {}, row.area || row.kind),
      element("button", { type: "button", "aria-label": `${words.remove} ${row.name}`, onclick: () => choose(paths.filter((each) => each !== paths[at])) }, "×"))));
    if (!rows.length) return target.replaceChildren();
    const keys = new Map(); // measure with what it is of: per thing its figures
    rows.forEach((row, at) => row.figures.forEach((figure) => {
      if (!keys.has(figure[0])) keys.set(figure[0], rows.map(() => []));
      keys.get(figure[0])[at].push(figure);
    }));
    const shared = [...keys.values()].filter((cells) => cells.filter((cell) => cell.length).length > 1);
    const standing = (figure) => (figure[6] === "actual" ? [] : [" ", element("span", { class: `badge b-${figure[6]}` }, words[figure[6]])]);
    const head = (cells) => cells.find((cell) => cell.length)[0];
    const charts = shared.filter((cells) => head(cells)[0].split("|")[0] !== "rank" && new Set(cells.flat().map((figure) => figure[4])).size === 1).slice(0, 9).map((cells) => {
      const last = cells.map((cell) => cell.at(-1));
      const most = Math.max(...last.filter(Boolean).map((figure) => +figure[3]));
      return element("figure", {}, element("figcaption", {}, isolated(head(cells)[1]), ...standing(head(cells))), element("ul", { class: "bars" }, ...last.flatMap((figure, at) => figure ? [element("li", {},
        element("span", { class: "label" }, isolated(rows[at].name), " ", element("small", {}, [rows[at].area, figure[5]].filter(Boolean).join(" · "))), bar(+figure[3] / most, at), figureLink(figure))] : [])));
    });
    const heads = element("tr", {}, element("th", { scope: "col" }, words.measure), ...rows.map((row, at) => element("th", { scope: "col", class: `c${at}` }, element("span", { class: "dot" }), isolated(row.name))));
    const order = [...keys.values()].sort((a, b) => b.filter((cell) => cell.length).length - a.filter((cell) => cell.length).length);
    const table = element("table", { class: "list compared" }, element("thead", {}, heads), element("tbody", {}, ...order.map((cells) => element("tr", {}, element("th", { scope: "row" }, isolated(head(cells)[1]), ...standing(head(cells))),
      ...cells.map((cell) => element("td", {}, ...cell.flatMap((figure, at) => [...(at ? [element("br")] : []), ...noted(figure)]), ...(cell.length ? [] : ["—"])))))));
    const names = [...relations.keys()].filter((name) => rows.some((row) => row.relations.has(name)));
    const related = element("table", { class: "list compared" }, element("thead", {}, heads.cloneNode(true)), element("tbody", {}, ...names.map((name) => element("tr", {}, element("th", { scope: "row" }, relations.get(name)),
      ...rows.map((row) => element("td", {}, ...(row.relations.get(name) ?? []).flatMap(([each, path], at) => [...(at ? ["、"] : []), element("a", { class: "thing", href: link(path) }, isolated(each))]), ...(row.relations.has(name) ? [] : ["—"])))))));
    const section = (title, ...inside) => element("section", {}, element("h2", {}, title), ...inside);
    const scroll = (title, inside) => element("div", { class: "scroll", role: "region", "aria-label": title, tabindex: "0" }, inside);
    target.replaceChildren(...(charts.length ? [section(words.charts, element("div", { class: "charts" }, ...charts))] : []),
      ...(order.length ? [section(words.figures, scroll(words.figures, table))] : []), ...(names.length ? [section(words.relations, scroll(words.relations, related))] : []));
  }

  const pathsWhere = (fits) => [...things].filter(([, row]) => fits(row.name)).map(([path]) => path);
  /** What a name means: the things of that label, else of that name, else those that hold it. */
  const meant = (said) => {
    if (!said) return [];
    if (byLabel.has(said)) return [byLabel.get(said)];
    const exact = pathsWhere((name) => name === said);
    return exact.length ? exact : pathsWhere((name) => name.includes(said));
  };
  byId("choose").addEventListener("submit", (event) => {
    event.preventDefault();
    const said = byId("add").value.trim(), paths = chosen();
    const found = meant(said), path = found.length === 1 ? found[0] : undefined;
    byId("note").replaceChildren(!found.length ? words.unknown : paths.length >= MOST ? words.full : "");
    if (found.length > 1) byId("note").replaceChildren(words.several, " ", ...found.slice(0, 12).flatMap((each) => [element("button", { type: "button", onclick: () => {
      byId("note").replaceChildren();
      byId("add").value = "";
      if (chosen().length < MOST && !chosen().includes(each)) choose([...chosen(), each]);
    } }, label(things.get(each))), " "]));
    if (path && paths.length < MOST && !paths.includes(path)) choose([...paths, path]);
    if (path) byId("add").value = "";
  });
  addEventListener("hashchange", show);
  document.head.append(element("script", { src: script.dataset.things, onload: () => {
    const told = window.jiqunCompared;
    things = new Map(told.things.map(([path, row]) => [path, { ...row, relations: new Map(row.relations) }]));
    relations = new Map(told.relations);
    byLabel = new Map([...things].map(([path, row]) => [label(row), path]));
    byId("comparable").replaceChildren(...[...byLabel.keys()].map((each) => element("option", { value: each })));
    show();
  } }));
})();
