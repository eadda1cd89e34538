"use strict";
const byId = (id) => document.getElementById(id);
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const FADED = 0.12, LINE = token("--link"), TIE = token("--tie"), FADED_LINE = token("--link-faded"), CHOSEN_LINE = token("--soft"), INK = token("--ink"), HALO = token("--ground");
// colours that a dark ground would swallow
const LIGHTER = new Map(matchMedia("(prefers-color-scheme: dark)").matches ? [["#332288", "#a99ff8"], ["#117733", "#5bbf7a"], ["#882255", "#d982ab"], ["#5f6b7a", "#a5afc0"], ["#aa4499", "#d97cc9"]] : []);
const lighter = (colour) => LIGHTER.get(colour) ?? colour;
const LABEL_FONT = getComputedStyle(document.documentElement).fontFamily;
let lang = page.lang;
let chosen = null; // {node: id} or {edge: id}
let only = { area: "", standing: "" };
let ego = null; // the nodes whose neighbours are seen; null: the whole graph is
const narrow = matchMedia("(max-width: 760px)"); // as in graph.css
const hiddenTypes = new Set();

// ---- the words

const text = (key, holes = {}) => page.texts[lang][key].replace(/\{(\w+)\}/g, (_, hole) => holes[hole]);
const terms = new Map(Object.entries(page.terms).map(([each, pairs]) => [each, new Map(pairs)])), sources = new Map(page.sources);
const term = (code) => terms.get(lang).get(code) || code;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

// ---- the graph; labels are drawn here, not by vis-network, so that they keep their size and never overlap

const nodes = new vis.DataSet(drawn.nodes.map(({ label, color, others, ...node }) => ({ ...node, name: label, sought: jiqunNames.prepared([label, ...others], page.readings), color: Object.fromEntries(Object.entries(color).map(([part, colour]) => [part, lighter(colour)])) })));
const edges = new vis.DataSet(drawn.edges.map((edge, id) => ({ ...edge, id })));
const network = new vis.Network(byId("network"), { nodes, edges }, drawn.options);
const byPath = new Map(drawn.nodes.map((node) => [node.path, node.id]));
const byDegree = nodes.get().sort((a, b) => b.degree - a.degree);
const edgesOf = new Map(byDegree.map((node) => [node.id, []]));
edges.forEach((edge) => new Set([edge.from, edge.to]).forEach((end) => edgesOf.get(end).push(edge)));
let labels = []; // {node, left, top, right, bottom} of the labels on the screen

network.on("afterDrawing", (context) => {
  const ratio = context.canvas.width / context.canvas.clientWidth;
  const { clientWidth: width, clientHeight: height } = context.canvas;
  const scale = network.getScale();
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  const controls = document.querySelector(".zoom"), large = narrow.matches ? 13 : 11, longest = narrow.matches ? 10 : 14;
  labels = [{ node: null, left: controls.offsetLeft, right: controls.offsetLeft + controls.offsetWidth, top: controls.offsetTop, bottom: controls.offsetTop + controls.offsetHeight }];
  const free = (box) => labels.every((other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom);
  const write = (words, size, x, y, colour, node) => {
    context.font = `${node && node.degree > 5 ? 600 : 400} ${size}px ${LABEL_FONT}`;
    if (x < 0 || x > width || y < 0 || y > height) return;
    const half = context.measureText(words).width / 2 + 3;
    x = Math.max(half, Math.min(width - half, x)); // all of it is on the page
    const box = { node, left: x - half, right: x + half, top: y, bottom: y + size + 3 };
    if (box.bottom > height || !free(box)) return;
    labels.push(box);
    context.lineWidth = 4;
    context.strokeStyle = HALO;
    context.strokeText(words, x, y + 1);
    context.fillStyle = colour;
    context.fillText(words, x, y + 1);
  };
  const around = chosen && shown();
  for (const node of around ? byDegree.filter((each) => around.nodes.has(each.id)) : byDegree) {
    if (unseen.has(node.id) || (!around && !ego && node.degree < 3 && node.size * scale < 4)) continue;
    const at = network.canvasToDOM(network.getPosition(node.id));
    const long = node.name.length > longest && !around;
    const more = ego ? unexpanded(node) : 0;
    const words = (long ? node.name.slice(0, longest - 1) + "…" : node.name) + (more ? ` +${more}` : "");
    write(words, large + Math.min(5, Math.sqrt(node.degree) / 1.6), at.x, at.y + node.size * scale + 3, INK, node);
  }
  if (around) {
    for (const edge of around.edges) {
      const a = network.canvasToDOM(network.getPosition(edge.from)), b = network.canvasToDOM(network.getPosition(edge.to));
      if (edge.order || [edge.from, edge.to].some((end) => unseen.has(end))) continue;
      if (Math.hypot(a.x - b.x, a.y - b.y) < 60) continue;
      const said = [...new Set(edge.statements.map((statement) => term(statement.property)))].join(" · ");
      write(said, large, (a.x + b.x) / 2, (a.y + b.y) / 2 - 7, CHOSEN_LINE, null);
    }
  }
  context.restore();
});
network.once("afterDrawing", () => performance.mark("drawn"));

/** The nodes and edges that belong to what is chosen. */
function shown() {
  const near = "node" in chosen ? edgesOf.get(chosen.node) : [edges.get(chosen.edge)];
  return { edges: near, nodes: new Set([...("node" in chosen ? [chosen.node] : []), ...near.flatMap((edge) => [edge.from, edge.to])]) };
}

// ---- what is seen: by type, county and standing, and in the ego view only what is next to what was expanded

let unseen = new Set();
const linkedWith = (id) => edgesOf.get(id).map((edge) => (edge.from === id ? edge.to : edge.from));
const isPlanned = (edge) => edge.statements.every((statement) => statement.modality !== "actual") || [edge.from, edge.to].some((end) => nodes.get(end).type === "PlannedCluster");
const unexpanded = (node) => linkedWith(node.id).filter((id) => unseen.has(id) && !hiddenTypes.has(nodes.get(id).type)).length;

function sift() {
  const seen = ego && new Set([...ego, ...[...ego].flatMap(linkedWith)]);
  const byArea = only.area && new Set(byDegree.filter((node) => node.area === only.area).flatMap((node) => [node.id, ...linkedWith(node.id).filter((id) => !nodes.get(id).area)]));
  const fits = (edge) => !only.standing || isPlanned(edge) === (only.standing === "planned");
  unseen = new Set(byDegree.filter((node) => hiddenTypes.has(node.type) || (seen && !seen.has(node.id)) || (byArea && !byArea.has(node.id))
    || (only.standing === "actual" && node.type === "PlannedCluster") || (only.standing && !edgesOf.get(node.id).some(fits))).map((node) => node.id));
  return new Set(edges.get().filter((edge) => !fits(edge) || unseen.has(edge.from) || unseen.has(edge.to)).map((edge) => edge.id));
}

function paint() {
  const away = sift();
  const around = chosen && shown();
  const lit = around && new Set(around.edges.map((edge) => edge.id));
  nodes.update(nodes.map((node) => ({ id: node.id, opacity: !around || around.nodes.has(node.id) ? 1 : FADED, hidden: unseen.has(node.id) })));
  edges.update(edges.map((edge) => ({
    id: edge.id,
    color: { color: !around ? (edge.order ? TIE : LINE) : lit.has(edge.id) ? CHOSEN_LINE : FADED_LINE },
    width: around && lit.has(edge.id) ? 2.2 : edge.order ? 1 : 1.4,
    hidden: away.has(edge.id),
  })));
}

/** In the ego view what was expanded stands in the middle of its neighbours; else all stand where the build put them. */
function arrange() {
  if (!ego) return nodes.update(drawn.nodes.map(({ id, x, y }) => ({ id, x, y })));
  const at = new Map();
  for (const id of ego) {
    const [x, y] = at.get(id) ?? [0, 0];
    at.set(id, [x, y]);
    const fresh = linkedWith(id).filter((each) => !at.has(each)).sort((a, b) => (nodes.get(a).type < nodes.get(b).type ? -1 : 1));
    const whole = x === 0 && y === 0, rings = fresh.length > 16 ? 2 : 1;
    const radius = Math.max(whole ? 170 : 120, fresh.length * (whole ? 15 : 12) / rings);
    const from = whole ? -Math.PI / 2 : Math.atan2(y, x) - Math.PI * 0.6, turn = whole ? 2 * Math.PI : Math.PI * 1.2;
    fresh.forEach((each, place) => {
      const angle = from + turn * (place + 0.5) / fresh.length, far = radius * (1 + (place % rings) * 0.42);
      at.set(each, [Math.round(x + 1.5 * far * Math.cos(angle)), Math.round(y + far * Math.sin(angle))]);
    });
  }
  return nodes.update([...at].map(([id, [x, y]]) => ({ id, x, y })));
}

/** The ego view of a node, or with nothing the whole graph. */
function surround(id) {
  ego = id === null ? null : new Set([id]);
  byId("ego").setAttribute("aria-pressed", String(Boolean(ego)));
  writeEgo();
  arrange();
  if (id !== null) choose({ node: id }, { move: true });
  else resift();
}
function expand(id) {
  ego.add(id);
  arrange();
  choose({ node: id }, { move: true });
}
function writeEgo() {
  byId("ego").textContent = text(ego ? "whole_graph" : "only_near");
  byId("ego").disabled = !ego && !(chosen && "node" in chosen);
}

function choose(what, { move = false } = {}) {
  chosen = what;
  network.unselectAll();
  if (what && "node" in what) {
    const { type } = nodes.get(what.node);
    if (hiddenTypes.delete(type)) writeLegend();
    if (ego && unseen.has(what.node)) {
      ego.add(what.node);
      arrange();
    }
    network.selectNodes([what.node], false);
  }
  paint();
  writeDetails();
  writeEgo();
  byId("details").scrollTop = 0;
  if (move) {
    const around = [...shown().nodes];
    network.fit({ nodes: around, maxZoomLevel: ego ? 1.6 : 1.1, minZoomLevel: 0.25 });
    if (ego) network.moveTo({ scale: network.getScale() * 0.86 }); // room for the labels at the margin
  }
  keep();
}

network.on("click", ({ nodes: [node], edges: [edge], pointer: { DOM: at } }) => {
  const label = labels.find((box) => box.node && at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom);
  if (node !== undefined) choose({ node });
  else if (label) choose({ node: label.node.id });
  else if (edge !== undefined) choose({ edge });
  else choose(null);
});
network.on("doubleClick", ({ nodes: [node] }) => { if (node !== undefined) (ego ? expand : surround)(node); });
for (const [event, cursor] of [["hoverNode", "pointer"], ["hoverEdge", "pointer"], ["blurNode", ""], ["blurEdge", ""]])
  network.on(event, () => { byId("network").style.cursor = cursor; });

// ---- the legend

const SHAPES = {
  dot: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z", square: "M3 3h10v10H3z", diamond: "M8 1l7 7-7 7-7-7z", triangle: "M8 2l7 12H1z",
  triangleDown: "M8 14L1 2h14z", hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z", star: "M8 1l2.100 4.600 4.900.600-3.600 3.400 1 5L8 12.100 3.600 14.600l1-5L1 6.200l4.900-.600z",
};
function swatch({ colour, shape, hollow }) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), path = document.createElementNS(svg.namespaceURI, "path");
  for (const [name, value] of [["class", "swatch"], ["viewBox", "0 0 16 16"], ["aria-hidden", "true"]]) svg.setAttribute(name, value);
  for (const [name, value] of [["d", SHAPES[shape]], ["fill", hollow ? "#fff" : lighter(colour)], ["stroke", lighter(colour)], ["stroke-width", "1.3"], ["stroke-dasharray", hollow ? "3 2" : "none"]]) path.setAttribute(name, value);
  svg.append(path);
  return svg;
}
const looks = new Map(page.types.map((type) => [type.type, type]));

function writeLegend() {
  byId("legend").replaceChildren(...page.types.map((type) => element("button", {
    type: "button", "data-type": type.type, "aria-pressed": String(!hiddenTypes.has(type.type)),
    onclick: (event) => {
      if (!hiddenTypes.delete(type.type)) hiddenTypes.add(type.type);
      event.currentTarget.setAttribute("aria-pressed", String(!hiddenTypes.has(type.type)));
      resift();
    },
  }, swatch(type), term(type.type), element("b", {}, String(type.count)))));
}

// ---- the details

const places = new Map(drawn.nodes.filter((node) => ["County", "Prefecture", "Province"].includes(node.type)).map((node) => [node.label, node]));
/** A link to the page of a node within the site. */
const linkTo = (node, words) => (node && page.root !== null ? element("a", { href: page.root + node.path.split("/").map(encodeURIComponent).join("/") }, words) : "");
const goTo = (id) => element("button", { type: "button", onclick: () => choose({ node: id }, { move: true }) }, nodes.get(id).name);
const standing = (code) => element("span", { class: `standing ${code === "actual" ? "" : "planned"}` }, text(code));

/** A sentence with its quote marked; the names of the statement's two ends stand out in it. */
function quoted(sentence, statement) {
  const whole = sentence.before + sentence.quote + sentence.after;
  const names = [statement.from, statement.to].map((id) => nodes.get(id).name).filter((name) => whole.includes(name));
  const pattern = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).sort((a, b) => b.length - a.length).join("|");
  const parts = (words) => (pattern ? words.split(new RegExp(`(${pattern})`)) : [words]).map((part) => (names.includes(part) ? element("b", {}, part) : part));
  return element("blockquote", {}, ...parts(sentence.before), element("mark", {}, ...parts(sentence.quote)), ...parts(sentence.after));
}

/** Where a sentence stands; within the site a link to it. */
function cited(sentence) {
  const said = `${text("source")}: ${sentence.report} · ${text("span", sentence)} · ${text(sentence.sureness, { number: sentence.certainty.toFixed(2) })}`;
  const report = sources.get(sentence.report);
  return element("cite", {}, report ? element("a", { href: `${report}#c-${sentence.claim.split("/").pop()}` }, said) : said);
}

function statementView(statement, ...ends) {
  const said = statement.sentences.flatMap((sentence) => [
    quoted(sentence, statement),
    cited(sentence),
  ]);
  return element("div", { class: said.length ? "statement" : "statement unsaid" },
    element("p", { class: "ends" }, ...ends, statement.modality === "actual" ? null : standing(statement.modality)), ...said);
}

function nodeView(node) {
  const near = edgesOf.get(node.id);
  const statements = near.flatMap((edge) => edge.statements);
  const groups = new Map();
  for (const statement of statements) {
    const outgoing = statement.from === node.id;
    const key = outgoing ? `${term(statement.property)} →` : `← ${term(statement.property)}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(statementView(statement, goTo(outgoing ? statement.to : statement.from)));
  }
  return [
    element("h2", {}, node.name),
    element("p", { class: "facts" }, element("span", {}, swatch(looks.get(node.type)), term(node.type)),
      node.place && element("span", {}, linkTo(places.get(node.place), node.place) || node.place), node.standing && node.standing !== "existing" ? standing(node.standing) : null, element("span", {}, text("neighbours", { count: near.length }))),
    element("p", { class: "ways" }, linkTo(node, text("open_page")), ego && unexpanded(node) ? element("button", { type: "button", id: "expand", onclick: () => expand(node.id) }, text("expand", { count: unexpanded(node) })) : ""),
    ...(groups.size ? [] : [element("p", { class: "facts" }, text("no_relation"))]),
    ...[...groups].flatMap(([heading, views]) => [element("h3", {}, views.length > 1 ? `${heading} (${views.length})` : heading), ...views]),
  ];
}

function edgeView(edge) {
  return [
    element("h2", {}, [...new Set(edge.statements.map((statement) => term(statement.property)))].join(" · ")),
    element("p", { class: "facts" }, text("relations", { count: edge.statements.length })),
    element("h3", {}, text(edge.statements.some((statement) => statement.sentences.length) ? "from_sentence" : "by_order")),
    ...edge.statements.map((statement) => statementView(statement, goTo(statement.from), element("i", {}, `— ${term(statement.property)} →`), goTo(statement.to))),
  ];
}

function welcome() {
  const counts = [["things", nodes.length], ["relations", page.relations], ["reports", page.reports]];
  return [
    element("p", { class: "facts" }, counts.map(([key, count]) => text(key, { count })).join(" · ")),
    element("p", {}, text("hint")),
    only.area ? element("p", { class: "ways" }, linkTo(places.get(only.area), only.area)) : null,
  ];
}

function writeDetails() {
  const view = !chosen ? welcome() : "node" in chosen ? nodeView(nodes.get(chosen.node)) : edgeView(edges.get(chosen.edge));
  byId("details").replaceChildren(...view.filter(Boolean));
}

// ---- the search

const search = byId("search"), results = byId("results");
let found = [], picked = 0;

function writeResults() {
  const words = jiqunNames.plain(search.value);
  const ranked = words ? byDegree.map((node) => [jiqunNames.rank(node.sought, words), node]).filter(([at]) => at < jiqunNames.UNFOUND) : [];
  found = ranked.sort(([a], [b]) => a - b).slice(0, 30).map(([, node]) => node);
  results.replaceChildren(...found.map((node, index) => element("li", {
    id: `result-${index}`, role: "option", "aria-selected": String(index === picked), onclick: () => pick(index),
  }, swatch(looks.get(node.type)), node.name, element("small", {}, term(node.type)))));
  if (words && !found.length) results.append(element("li", { class: "none" }, text("no_result")));
  results.hidden = !words;
  search.setAttribute("aria-expanded", String(!results.hidden));
  if (found.length) search.setAttribute("aria-activedescendant", `result-${picked}`);
  else search.removeAttribute("aria-activedescendant");
}
function pick(index) {
  results.hidden = true;
  search.setAttribute("aria-expanded", "false");
  choose({ node: found[index].id }, { move: true });
}
search.addEventListener("input", () => { picked = 0; writeResults(); });
search.addEventListener("focus", () => { picked = 0; writeResults(); });
search.addEventListener("blur", () => setTimeout(() => { results.hidden = true; }, 150));
search.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) {
    event.preventDefault();
    picked = (picked + step + found.length) % found.length;
    writeResults();
    results.children[picked].scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && found.length) pick(picked);
  else if (event.key === "Escape") { search.value = ""; writeResults(); }
});

// ---- the page

/** Everything that is seen in view, with room for the labels at the margin. */
function fit() {
  const seen = byDegree.filter((node) => !unseen.has(node.id)).map((node) => node.id);
  if (!seen.length) return;
  network.fit({ nodes: seen, maxZoomLevel: 1.6 });
  network.moveTo({ scale: network.getScale() * 0.93 });
}

// in a frame that has no room yet nothing can be fitted
network.on("resize", ({ oldWidth, oldHeight }) => { if (!(oldWidth && oldHeight)) chosen ? choose(chosen, { move: true }) : fit(); });

/** What the filters leave, in view, and told by the address. */
function resift() {
  paint();
  writeDetails();
  fit();
  keep();
}

function write() {
  document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
  document.querySelectorAll("[data-text]").forEach((each) => { each.textContent = text(each.dataset.text); });
  document.querySelectorAll("[data-label]").forEach((each) => { each.setAttribute("aria-label", text(each.dataset.label)); if (each.tagName === "BUTTON") each.title = text(each.dataset.label); });
  document.querySelectorAll("[data-placeholder]").forEach((each) => { each.placeholder = text(each.dataset.placeholder); each.setAttribute("aria-label", each.placeholder); });
  byId("area").replaceChildren(element("option", { value: "" }, text("all_areas")), ...page.areas.map((area) => element("option", { value: area }, area)));
  byId("area").value = only.area;
  writeLegend();
  writeDetails();
  writeEgo();
  network.redraw();
}
byId("language").addEventListener("click", () => {
  if (page.other) byId("language").hash = location.hash;
  else { lang = lang === "zh" ? "en" : "zh"; write(); }
});
byId("zoom-in").addEventListener("click", () => network.moveTo({ scale: network.getScale() * 1.4 }));
byId("zoom-out").addEventListener("click", () => network.moveTo({ scale: network.getScale() / 1.4 }));
byId("fit").addEventListener("click", fit);
byId("ego").addEventListener("click", () => surround(ego ? null : chosen.node));
for (const name of ["area", "standing"]) byId(name).addEventListener("change", (event) => { only = { ...only, [name]: event.target.value }; resift(); });

// ---- the address: after the # the path of what is chosen, after a ? how it is seen
// #cluster/370782/造纸机械.html with its neighbours, #cluster/…?whole in the whole graph, #?area=诸城市&standing=planned

let kept = "";

/** The address tells what is seen. */
function keep() {
  const said = new URLSearchParams();
  const path = (id) => nodes.get(id).path;
  const edge = chosen && "edge" in chosen && edges.get(chosen.edge);
  if (edge) said.set("to", path(edge.to));
  if (chosen && !ego) said.set("whole", "");
  if (ego) [...ego].forEach((id) => said.append("near", path(id)));
  for (const [name, value] of Object.entries(only)) if (value) said.set(name, value);
  if (hiddenTypes.size) said.set("without", [...hiddenTypes].sort().join(","));
  const node = edge ? edge.from : chosen?.node;
  if (said.getAll("near").join() === (node === undefined ? "" : path(node))) said.delete("near"); // as a path alone says
  const hash = (node === undefined ? "" : path(node)) + (said.size ? `?${decodeURIComponent(said).replace(/=(?=&|$)/g, "")}` : "");
  kept = hash;
  // whole, as what is relative is of the notebook's address in a frame of one
  history.replaceState(null, "", location.href.split("#")[0] + (hash ? `#${hash}` : ""));
}

/** What is seen is what the address tells; where it tells nothing, what the page was made for. */
function follow() {
  let hash = "";
  try { hash = decodeURIComponent(location.hash.slice(1)); } catch { /* no path */ }
  if (hash && hash === kept) return;
  const [path, query = ""] = hash.split("?"), said = new URLSearchParams(query.replace(/\+/g, "%2B"));
  const node = hash ? byPath.get(path) : page.focus ?? undefined;
  only = { area: page.areas.includes(said.get("area")) ? said.get("area") : "", standing: ["actual", "planned"].includes(said.get("standing")) ? said.get("standing") : "" };
  hiddenTypes.clear();
  (said.get("without") || "").split(",").filter((type) => looks.has(type)).forEach((type) => hiddenTypes.add(type));
  const near = said.getAll("near").map((each) => byPath.get(each)).filter((each) => each !== undefined);
  const line = said.has("to") && node !== undefined && edgesOf.get(node).find((edge) => [edge.from, edge.to].includes(byPath.get(said.get("to"))));
  ego = near.length ? new Set(near) : node === undefined || said.has("whole") ? null : new Set([node]);
  for (const name of ["area", "standing"]) byId(name).value = only[name];
  byId("ego").setAttribute("aria-pressed", String(Boolean(ego)));
  writeLegend();
  arrange();
  choose(line ? { edge: line.id } : node === undefined ? null : { node }, { move: node !== undefined });
  if (node === undefined) fit();
}
document.querySelector(".pages [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
write();
follow();
addEventListener("hashchange", follow);
