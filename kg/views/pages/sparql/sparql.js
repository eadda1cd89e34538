"use strict";
/* The editor of queries: YASGUI with the prefixes and terms of this graph, asking nothing of any other host. */
(() => {
  const { Yasgui } = window;
  const { Yasqe, Yasr } = Yasgui;
  const editor = document.getElementById("editor"), slips = document.getElementById("slips");
  const { base, prefixes, classes, properties } = JSON.parse(document.getElementById("settings").textContent);
  const endpoint = new URL(editor.dataset.endpoint, location.href).href;
  /** A named query as one starts from it: its summary for a head. */
  const query = (name) => {
    const said = document.querySelector(`[data-query="${name}"]`).dataset.summary;
    return `# ${said}\n${document.getElementById(`query-${name}`).textContent.replace(/^#\+.*\n/gm, "")}`;
  };

  // the completers as they come ask other hosts for what to suggest
  const own = { prefixes: Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`), class: classes, property: properties };
  for (const [name, found] of Object.entries(own)) {
    Yasqe.Autocompleters[name] = { ...Yasqe.Autocompleters[name], bulk: true, persistenceId: null, get: async () => found };
  }
  Yasr.defaults.plugins.table.dynamicConfig = { compact: true, isEllipsed: false };

  const first = query("towns-with-several-clusters");
  // YASGUI runs what a link brings at once, where the link says; here it is shown, and waits to be run
  const yasgui = new Yasgui(editor, { requestConfig: { endpoint, method: "POST" }, populateFromUrl: false, copyEndpointOnNewTab: true, persistenceId: "jiqun", yasqe: { value: first }, endpointCatalogueOptions: { getData: () => [{ endpoint }] } });
  const now = () => yasgui.getTab() ?? yasgui.addTab(true);
  now().setEndpoint(endpoint);
  if (!now().getYasqe().getValue().includes("{")) now().getYasqe().setValue(first);

  /** The query of the address, in a tab of its own. */
  function brought() {
    const said = new URLSearchParams(location.hash.slice(1)).get("query");
    if (said && said !== now().getYasqe().getValue()) yasgui.addTab(true).getYasqe().setValue(said);
  }

  // what a result names is at home here: things and claims below /id/, which leads to their pages, terms on the ontology's
  const lang = slips.dataset.lang;
  function here(iri) {
    if (iri.startsWith(prefixes.jq)) return `ontology.html#${iri.slice(prefixes.jq.length)}`;
    if (!iri.startsWith(base)) return iri;
    const [, local, start] = /^(.*?)(?:\.txt#char=(\d+),\d+)?$/.exec(iri.slice(base.length));
    return new URL(`id/${local.replace("#", "%23")}?lang=${lang}${start ? `#at-${start}` : ""}`, endpoint).href;
  }
  new MutationObserver(() => {
    for (const link of editor.querySelectorAll("a.iri:not([title])")) {
      link.title = link.getAttribute("href");
      link.href = here(link.title);
    }
  }).observe(editor, { childList: true, subtree: true });

  // the server tells full-width marks that became parts of names, and columns that stay empty
  const heard = new WeakSet();
  function tell(said) {
    slips.replaceChildren(...JSON.parse(said || "[]").map((slip) => {
      const item = document.createElement("li");
      item.textContent = slip[lang];
      return item;
    }));
    slips.hidden = !slips.children.length;
  }
  function hear() {
    tell("");
    const yasqe = now().getYasqe();
    if (heard.has(yasqe)) return;
    heard.add(yasqe);
    yasqe.on("query", () => tell(""));
    yasqe.on("queryResponse", (_, response) => tell(response?.headers?.get?.("Jiqun-Slips")));
  }
  yasgui.on("tabSelect", () => setTimeout(hear));
  addEventListener("hashchange", brought);
  brought();
  hear();

  for (const button of document.querySelectorAll("[data-query]")) {
    button.addEventListener("click", () => {
      now().getYasqe().setValue(query(button.dataset.query));
      editor.scrollIntoView({ block: "start" });
      now().getYasqe().focus();
    });
  }
})();
