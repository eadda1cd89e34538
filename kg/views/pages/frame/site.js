"use strict";
/* The parts that all pages share: the search by name and pinyin, tables that sort and filter, the chosen language. */
(() => {
  const script = document.currentScript;
  const root = document.body.dataset.root;
  const byId = (id) => document.getElementById(id);

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }
  const link = (path) => root + path.split("/").map(encodeURIComponent).join("/");

  // ---- the language

  const language = document.querySelector(".language");
  language.addEventListener("click", () => {
    try { localStorage.setItem("jiqun-language", language.hreflang); } catch { /* kept by the address alone */ }
  });
  if (location.hash || location.search) language.href += location.search;
  const withHash = () => { language.hash = location.hash; };
  addEventListener("hashchange", withHash);
  withHash();

  // ---- the index of names, loaded when it is first wanted

  let loading = null;
  const index = () => (loading ??= new Promise((resolve) => {
    const loader = element("script", { src: script.dataset.index, onload: () => resolve(prepared(window.jiqunIndex)), onerror: () => resolve([]) });
    document.head.append(loader);
  }));
  const { UNFOUND, plain, rank } = jiqunNames;
  const prepared = ({ rows, kinds, readings }) => rows.map(([name, others, kind, area, path, weight]) => ({
    name, area, path, weight, kind: kinds[kind], ...jiqunNames.prepared([name, ...others], readings),
  }));
  async function find(words, most) {
    const sought = plain(words);
    if (!sought) return [];
    const ranked = (await index()).map((row) => [rank(row, sought), row]).filter(([at]) => at < UNFOUND);
    ranked.sort(([a, x], [b, y]) => a - b || y.weight - x.weight || x.name.length - y.name.length || (x.path < y.path ? -1 : 1));
    return ranked.slice(0, most).map(([, row]) => row);
  }

  // ---- the search box

  const box = byId("q"), list = byId("found");
  let found = [], picked = -1, asked = 0;

  function mark() {
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === picked)));
    if (picked >= 0) {
      box.setAttribute("aria-activedescendant", `found-${picked}`);
      list.children[picked].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }
  function close() {
    list.hidden = true;
    picked = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
  async function suggest() {
    const turn = ++asked;
    const rows = await find(box.value, 12);
    if (turn !== asked) return;
    found = rows;
    picked = -1;
    list.replaceChildren(...found.map((row, at) => element("li", {
      id: `found-${at}`, role: "option", "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => { location.href = link(row.path); },
    }, element("bdi", { lang: "zh-Hans" }, row.name), element("small", {}, [row.kind, row.area].filter(Boolean).join(" · ")))));
    if (!found.length) list.append(element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, list.dataset.none));
    list.hidden = !box.value.trim();
    box.setAttribute("aria-expanded", String(!list.hidden));
  }
  box.addEventListener("focus", () => { index(); if (box.value) suggest(); });
  box.addEventListener("input", suggest);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length && !list.hidden) {
      event.preventDefault();
      picked = picked < 0 && step < 0 ? found.length - 1 : (picked + step + found.length) % found.length;
      mark();
    } else if (event.key === "Enter" && picked >= 0) {
      event.preventDefault();
      location.href = link(found[picked].path);
    } else if (event.key === "Escape") close();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && !event.target.isContentEditable) {
      event.preventDefault();
      box.focus();
    }
  });

  // ---- the page of a search, and a search for what a wrong address names

  async function results() {
    const said = new URLSearchParams(location.search).get("q") || "";
    byId("again").value = box.value = said;
    const rows = await find(said, 200);
    byId("results").replaceChildren(...rows.map((row) => element("li", {}, element("a", { href: link(row.path) }, element("bdi", { lang: "zh-Hans" }, row.name)),
      element("small", {}, [row.kind, row.area].filter(Boolean).join(" · ")))));
    if (!rows.length && said) byId("results").append(element("li", { class: "empty" }, byId("results").dataset.none));
  }
  if (byId("results")) results();
  else if (byId("again")) {
    try { byId("again").value = decodeURIComponent(location.pathname.split("/").pop().replace(/\.html$/, "")); } catch { /* no words in it */ }
  }

  // ---- tables

  /** A cell that no spreadsheet takes for a formula; a number stays one (kg/views/cells.py does the same). */
  const harmless = (said) => (/^[=+\-@\t\r\n＝＋－＠]/.test(said) && !/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?%?$/i.test(said) ? `'${said}` : said);

  const shownRows = (table) => [...table.tBodies[0].rows].filter((row) => !row.hidden);
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const heads = [...table.tHead.rows[0].cells];
    const compare = new Intl.Collator("zh-Hans-u-co-pinyin", { numeric: true }).compare;
    heads.forEach((head, column) => {
      const button = element("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const number = head.classList.contains("num");
        const before = head.getAttribute("aria-sort");
        const down = before ? before === "ascending" : number;
        heads.forEach((each) => each.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        // a cell may tell its number exactly; one without a number stands last either way
        const text = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
        const value = (row) => parseFloat(text(row).replace(/,/g, ""));
        const order = (a, b) => (number ? value(a) - value(b) : compare(text(a), text(b))) * (down ? -1 : 1);
        const rows = [...table.tBodies[0].rows].sort((a, b) => number && (isNaN(value(a)) || isNaN(value(b))) ? isNaN(value(a)) - isNaN(value(b)) : order(a, b));
        table.tBodies[0].append(...rows);
      });
    });
  }
  for (const form of document.querySelectorAll("form[data-filters]")) {
    const table = form.parentElement.querySelector("table[data-sortable]");
    const field = Object.fromEntries([...form.querySelectorAll("[data-filter]")].map((each) => [each.dataset.filter, each]));
    const output = form.querySelector("output");
    const apply = () => {
      const words = plain(field.text?.value || "");
      for (const row of table.tBodies[0].rows) {
        const { area, kind, existing, planned } = row.dataset;
        const counted = { existing: +existing, planned: +planned, total: +existing + +planned }[field.standing?.value || "total"];
        row.hidden = !((!words || plain(row.textContent).includes(words)) && (!field.area?.value || area === field.area.value)
          && (!field.kind?.value || kind === field.kind.value) && (!field.minimum || counted >= (+field.minimum.value || 1)));
      }
      output.textContent = output.dataset.shown.replace("{shown}", shownRows(table).length).replace("{all}", table.tBodies[0].rows.length);
    };
    // the address keeps what is set: towns.html#area=诸城市&minimum=1
    const initial = (each) => each.defaultValue ?? ([...each.options].find((option) => option.defaultSelected) ?? each.options[0]).value;
    const keep = () => {
      const set = Object.entries(field).filter(([, each]) => each.value !== initial(each)).map(([name, each]) => [name, each.value]);
      history.replaceState(null, "", set.length ? `#${new URLSearchParams(set)}` : location.pathname + location.search);
      withHash();
    };
    const follow = () => {
      const hash = location.hash.slice(1);
      if (hash && !hash.includes("=")) return; // a place on the page
      const said = new URLSearchParams(hash);
      for (const [name, each] of Object.entries(field)) {
        const wanted = said.get(name), may = each.options ? [...each.options].some((option) => option.value === wanted) : each.type !== "number" || /^\d+$/.test(wanted);
        each.value = wanted !== null && may ? wanted : initial(each);
      }
      apply();
    };
    form.addEventListener("input", () => { apply(); keep(); });
    addEventListener("hashchange", follow);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("[data-csv]")?.addEventListener("click", (event) => {
      event.preventDefault();
      const cell = (each) => { const said = each.textContent.trim(); return `"${(said === "—" ? "" : harmless(said)).replace(/"/g, '""')}"`; };
      const lines = [table.tHead.rows[0], ...shownRows(table)].map((row) => [...row.cells].map(cell).join(","));
      download(new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv" }), event.currentTarget.download);
    });
    follow();
    apply();
  }

  // ---- files

  function download(blob, name) {
    const made = element("a", { href: URL.createObjectURL(blob), download: name });
    made.click();
    setTimeout(() => URL.revokeObjectURL(made.href), 1000);
  }
  for (const each of document.querySelectorAll("a[data-accept]")) {
    each.addEventListener("click", async (event) => {
      event.preventDefault();
      const media = each.dataset.accept;
      const said = await fetch(each.href, { headers: { Accept: media } });
      const ending = { "text/turtle": "ttl", "application/ld+json": "jsonld", "application/n-triples": "nt" }[media];
      download(await said.blob(), `${document.querySelector("h1").textContent.trim()}.${ending}`);
    });
  }

  addEventListener("beforeprint", () => document.querySelectorAll("details:not([open])").forEach((each) => { each.open = true; each.dataset.closed = ""; }));
  addEventListener("afterprint", () => document.querySelectorAll("details[data-closed]").forEach((each) => { each.open = false; delete each.dataset.closed; }));
})();
