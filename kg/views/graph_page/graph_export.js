"use strict";
// ---- what is seen as a file: a picture, or GEXF and GraphML with the places on the page (Gephi, Cytoscape, yEd)

const COLUMNS = ["label", "type", "standing", "place", "area"];
const markup = (said) => String(said).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const told = (link) => link.sentences.map((each) => `${each.before}【${each.quote}】${each.after}`).join("\n");

function seen() {
  const away = sift();
  const things = byDegree.filter((node) => !unseen.has(node.id)).map((node) => ({ ...node, label: node.name }));
  const links = edges.get().filter((edge) => !away.has(edge.id)).flatMap((edge) => edge.statements);
  return { things, links };
}
function graphml({ things, links }) {
  const datum = (key, said) => `<data key="${key}">${markup(said)}</data>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${[...COLUMNS.map((key) => [key, "node", "string"]), ["x", "node", "double"], ["y", "node", "double"], ["property", "edge", "string"], ["modality", "edge", "string"], ["sentences", "edge", "string"]].map(([key, on, type]) => `<key id="${key}" for="${on}" attr.name="${key}" attr.type="${type}"/>`).join("\n")}
<graph edgedefault="directed">
${things.map((thing) => `<node id="${markup(thing.id)}">${COLUMNS.map((key) => datum(key, thing[key])).join("")}${datum("x", thing.x)}${datum("y", thing.y)}</node>`).join("\n")}
${links.map((link, at) => `<edge id="e${at}" source="${markup(link.from)}" target="${markup(link.to)}">${datum("property", link.property)}${datum("modality", link.modality)}${datum("sentences", told(link))}</edge>`).join("\n")}
</graph>
</graphml>
`;
}
function gexf({ things, links }) {
  const values = (said) => `<attvalues>${Object.entries(said).map(([key, value]) => `<attvalue for="${key}" value="${markup(value)}"/>`).join("")}</attvalues>`;
  const declared = (on, keys) => `<attributes class="${on}">${keys.map((key) => `<attribute id="${key}" title="${key}" type="string"/>`).join("")}</attributes>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<graph defaultedgetype="directed">
${declared("node", COLUMNS.slice(1))}${declared("edge", ["modality", "sentences"])}
<nodes>
${things.map((thing) => `<node id="${markup(thing.id)}" label="${markup(thing.label)}">${values(Object.fromEntries(COLUMNS.slice(1).map((key) => [key, thing[key]])))}<viz:position x="${thing.x}" y="${-thing.y}"/></node>`).join("\n")}
</nodes>
<edges>
${links.map((link, at) => `<edge id="e${at}" source="${markup(link.from)}" target="${markup(link.to)}" label="${markup(link.property)}">${values({ modality: link.modality, sentences: told(link) })}</edge>`).join("\n")}
</edges>
</graph>
</gexf>
`;
}
function picture(done) {
  const from = document.querySelector("#network canvas"), canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [from.width, from.height];
  const context = canvas.getContext("2d");
  context.fillStyle = token("--ground");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(from, 0, 0);
  canvas.toBlob(done);
}
function save(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
for (const button of document.querySelectorAll("[data-export]")) {
  button.addEventListener("click", () => {
    const form = button.dataset.export;
    if (form === "png") picture((blob) => save(blob, "graph.png"));
    else save(new Blob([{ graphml, gexf }[form](seen())], { type: "application/xml" }), `graph.${form}`);
    byId("export").open = false;
  });
}
