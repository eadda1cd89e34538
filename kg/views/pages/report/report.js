"use strict";
/* The text of a report and its facts: a fact leads to its characters, a sentence to its facts. Offsets are code points. */
(() => {
  const byId = (id) => document.getElementById(id);
  const spans = JSON.parse(byId("spans").textContent); // number: [start and end of the evidence, of the name or amount]
  const text = byId("text"), panel = byId("facts"), every = byId("all-facts");
  const parts = [...text.querySelectorAll("[data-at]")].map((part) => ({ part, start: +part.dataset.at, end: +part.dataset.at + [...part.textContent].length }));
  const facts = new Map([...panel.querySelectorAll("li")].map((item) => [+item.value, item]));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** Where an offset stands: a text node and an offset in it, in the units of the DOM. */
  function place({ part, start }, offset) {
    let left = offset - start;
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    for (; node; node = walker.nextNode()) {
      const signs = [...node.data];
      if (left <= signs.length) return [node, signs.slice(0, left).join("").length];
      left -= signs.length;
    }
    return [part, part.childNodes.length];
  }
  function ranges(start, end) {
    return parts.filter((part) => part.start < end && part.end > start).map((part) => {
      const range = new Range();
      range.setStart(...place(part, Math.max(start, part.start)));
      range.setEnd(...place(part, Math.min(end, part.end)));
      return range;
    });
  }
  function light(start, end) {
    const lit = ranges(start, end);
    if (window.Highlight) CSS.highlights.set("said", new Highlight(...lit));
    return lit;
  }
  function clear() {
    document.querySelectorAll(".on").forEach((each) => each.classList.remove("on"));
    if (window.Highlight) CSS.highlights.delete("said");
  }

  /** Only some facts in the panel, all where none are named. */
  function list(numbers) {
    const some = numbers && new Set(numbers);
    for (const [number, item] of facts) item.hidden = Boolean(some) && !some.has(number);
    for (const batch of panel.querySelectorAll("ol")) batch.hidden = !batch.querySelector("li:not([hidden])");
    every.hidden = !some;
    byId("fact-count").textContent = some ? some.size : facts.size;
    document.body.classList.toggle("has-choice", Boolean(some));
    panel.scrollTop = 0;
  }
  function choose(number, { scroll = false } = {}) {
    clear();
    const [start, end] = spans[number];
    const [first] = light(start, end);
    facts.get(number).classList.add("on");
    text.querySelectorAll(`[data-f~="${number}"]`).forEach((each) => each.classList.add("on"));
    if (scroll && first) {
      const at = first.getBoundingClientRect();
      scrollTo({ top: scrollY + at.top - innerHeight * 0.3, behavior: calm ? "auto" : "smooth" });
    }
  }
  const sentence = (offset) => {
    const part = parts.find((each) => each.start <= offset && offset <= each.end);
    const signs = [...part.part.textContent], stop = /[。！？；]/;
    let start = offset - part.start, end = start;
    while (start > 0 && !stop.test(signs[start - 1])) start -= 1;
    while (end < signs.length && !stop.test(signs[end])) end += 1;
    return [part.start + start, part.start + Math.min(end + 1, signs.length)];
  };
  function chooseSentence(offset) {
    clear();
    const [start, end] = sentence(offset);
    light(start, end);
    list(Object.entries(spans).filter(([, span]) => span[2] < end && span[3] > start).map(([number]) => +number));
  }

  text.addEventListener("click", (event) => {
    const mark = event.target.closest(".m");
    if (mark) {
      event.preventDefault();
      const numbers = mark.dataset.f.split(" ").map(Number);
      list(numbers);
      choose(numbers[0]);
      history.replaceState(null, "", `#${facts.get(numbers[0]).querySelector(".to-text").hash.slice(1)}`);
    } else if (String(getSelection()) === "") {
      const at = document.caretPositionFromPoint?.(event.clientX, event.clientY) ?? (() => {
        const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
        return range && { offsetNode: range.startContainer, offset: range.startOffset };
      })();
      const part = at && parts.find((each) => each.part.contains(at.offsetNode));
      if (!part) return;
      const before = new Range();
      before.setStart(part.part, 0);
      before.setEnd(at.offsetNode, at.offset);
      chooseSentence(part.start + [...before.toString()].length);
    }
  });
  panel.addEventListener("click", (event) => {
    const to = event.target.closest("[data-fact]");
    if (!to) return;
    event.preventDefault();
    history.replaceState(null, "", to.hash);
    choose(+to.dataset.fact, { scroll: true });
  });
  every.addEventListener("click", () => { list(null); clear(); });

  for (const button of document.querySelectorAll("[data-kind]")) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      text.querySelectorAll(`.m-${button.dataset.kind}`).forEach((each) => each.classList.toggle("off", !on));
    });
  }

  /** What the address names: #c-… a claim, #at-… a character, #f… a fact. */
  function arrive() {
    const said = location.hash.slice(1);
    const claim = said.startsWith("c-") && panel.querySelector(`[href="#${CSS.escape(said)}"]`);
    const number = claim ? +claim.dataset.fact : /^f\d+$/.test(said) ? +said.slice(1) : 0;
    if (facts.has(number)) {
      list([number]);
      choose(number, { scroll: true });
    } else if (/^at-\d+$/.test(said)) {
      const offset = +said.slice(3);
      if (!parts.some((each) => each.start <= offset && offset <= each.end)) return;
      chooseSentence(offset);
      const [first] = ranges(offset, offset + 1);
      if (first) scrollTo({ top: scrollY + first.getBoundingClientRect().top - innerHeight * 0.3 });
    }
  }
  addEventListener("hashchange", arrive);
  arrive();
})();
