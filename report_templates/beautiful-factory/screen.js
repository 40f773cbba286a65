// The HTML edition's own program: contents that follow, search, the trail behind a figure, filters of checklists,
// the language switch. It adds to a page that is whole without it, asks nothing of the network, and keeps nothing but
// what stands in the address. All it says comes from the page's block of words, all it knows from its seal.
"use strict";
(() => {
  const root = document.documentElement;
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  root.classList.add("js");

  // ---- making elements: text only, never mark-up ----
  function make(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  // ---- words, in the languages that are shown ----
  let page = { languages: ["zh"], words: {}, titles: {} };
  let view = "zh"; // zh, en, or both
  const TAGS = { zh: "zh-Hans", en: "en" };
  const tongues = () => (view === "both" ? page.languages : [view]);
  const word = (id, slots = {}) =>
    [...new Set(tongues().map((tongue) => page.words[tongue][id] ?? id))]
      .join(" ")
      .replace(/\{(\w+)\}/g, (_, name) => slots[name] ?? "");
  const told = (text) =>
    text ? [...new Set(tongues().map((tongue) => text[tongue] ?? text.zh ?? text.en))].filter(Boolean).join(" / ") : "";
  const spoken = []; // what writes its words anew when the language changes
  function say(write) {
    spoken.push(write);
    write();
  }

  // ---- the address: where one is, and in an edition of two languages which of them is shown ----
  function address() {
    const [anchor, ...rest] = decodeURIComponent(location.hash.slice(1)).split("&");
    const wanted = rest.find((part) => part.startsWith("view="))?.slice(5) ?? (anchor.startsWith("view=") ? anchor.slice(5) : null);
    return { anchor: anchor.startsWith("view=") ? "" : anchor, wanted };
  }
  function hash(anchor) {
    const kept = page.languages.length > 1 && view !== "both" ? `view=${view}` : "";
    return `#${[anchor ? encodeURIComponent(anchor) : "", kept].filter(Boolean).join("&")}`;
  }
  function go(anchor, { isNew = true } = {}) {
    const target = document.getElementById(anchor);
    if (!target) return;
    for (let held = target.closest("details"); held; held = held.parentElement.closest("details")) held.open = true;
    $$(".out").filter((row) => row.contains(target)).forEach((row) => row.classList.remove("out"));
    if (isNew) history.pushState(null, "", hash(anchor));
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.matches("section, h1, h2") ? "start" : "center" });
    $$(".found").forEach((held) => held.classList.remove("found"));
    target.classList.add("found");
  }

  // ---- the language switch ----
  function show(wanted) {
    view = wanted;
    if (page.languages.length > 1) root.dataset.view = view;
    root.lang = TAGS[view === "both" ? page.languages[0] : view];
    if (page.titles[view]) document.title = page.titles[view];
    for (const held of $$("[data-zh]")) {
      const name = held.dataset.names;
      const words = view === "both" ? held.dataset.both : held.dataset[view];
      held.setAttribute(name, words);
      if (name === "title" && held.hasAttribute("aria-label")) held.setAttribute("aria-label", words);
    }
    index = null;
    spoken.forEach((write) => write());
  }
  function choose(wanted) {
    show(wanted);
    history.replaceState(null, "", hash(address().anchor) === "#" ? location.pathname + location.search : hash(address().anchor));
  }

  // ---- the bar at the head: contents on a phone, search, languages ----
  function bar() {
    const made = make("section", { class: "bar" });
    const contents = $("nav.contents");
    const name = make("p", { class: "bar-title" });
    const menu = make("button", { type: "button", class: "menu", "aria-expanded": "false", "aria-controls": "contents", onclick: () => fold(!root.classList.contains("unfolded")) });
    const find = make("button", { type: "button", class: "find", "aria-haspopup": "dialog", "aria-keyshortcuts": "/ Control+K", onclick: openSearch });
    function fold(isOpen) {
      root.classList.toggle("unfolded", isOpen);
      menu.setAttribute("aria-expanded", String(isOpen));
      if (isOpen) $("a", contents).focus();
    }
    contents.addEventListener("click", (event) => event.target.closest("a") && fold(false));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && root.classList.contains("unfolded")) {
        fold(false);
        menu.focus();
      }
    });
    made.append(menu, name, make("div", { class: "tools" }, find, ...(page.languages.length > 1 ? [languages()] : [])));
    say(() => {
      made.setAttribute("aria-label", word("web.tools"));
      menu.textContent = word("part.contents");
      find.replaceChildren(make("span", { class: "glass", "aria-hidden": "true" }), make("span", { class: "word" }, word("web.search")), make("kbd", { "aria-hidden": "true" }, "/"));
      name.textContent = document.title;
    });
    $(".skip").after(made);
  }
  function languages() {
    const names = { zh: "中文", en: "English", both: "双语" };
    const buttons = Object.entries(names).map(([id, label]) =>
      make("button", { type: "button", lang: TAGS[id] ?? null, "data-choose": id, onclick: () => choose(id) }, label),
    );
    const group = make("div", { class: "languages", role: "group" }, ...buttons);
    say(() => {
      group.setAttribute("aria-label", word("web.language"));
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.choose === view)));
    });
    return group;
  }

  // ---- contents: the entry of what one reads is marked ----
  function follow() {
    const links = $$("nav.contents a");
    const stops = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))).map((at) => at?.closest("section.flow") ?? at);
    let isAsked = false;
    let now = null;
    function mark() {
      isAsked = false;
      const line = innerHeight * 0.3;
      let found = null;
      stops.forEach((stop, at) => stop && stop.getBoundingClientRect().top <= line && (found = at));
      const link = found === null ? null : links[found];
      if (link === now) return;
      now?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      now = link;
      const nav = $("nav.contents");
      if (link && getComputedStyle(nav).position === "sticky") nav.scrollTop = link.offsetTop - nav.clientHeight / 2;
    }
    const ask = () => {
      if (!isAsked) requestAnimationFrame(mark);
      isAsked = true;
    };
    addEventListener("scroll", ask, { passive: true });
    addEventListener("resize", ask);
    mark();
  }

  // ---- folding text for comparison: one case, full width as half, no commas in numbers, no blanks beside Han ----
  const isHan = (character) => /[\u2e80-\u9fff\uf900-\ufaff]/.test(character);
  function folded(text) {
    let out = "";
    const from = []; // where each folded character stood
    [...text].reduce((at, character) => {
      for (const piece of character.normalize("NFKC").toLowerCase()) {
        const isBlank = /[\s\u200b]/.test(piece);
        if (isBlank && (out === "" || out.endsWith(" ") || isHan(out.at(-1)))) continue;
        if (isHan(piece) && out.endsWith(" ")) {
          out = out.slice(0, -1);
          from.pop();
        }
        out += isBlank ? " " : piece;
        from.push(at);
      }
      return at + character.length;
    }, 0);
    for (let at = out.length - 2; at > 0; at -= 1) {
      if (out[at] === "," && /\d/.test(out[at - 1]) && /\d/.test(out[at + 1])) {
        out = out.slice(0, at) + out.slice(at + 1);
        from.splice(at, 1);
      }
    }
    return { out, from };
  }
  const terms = (query) => query.trim().split(/\s+/).map((term) => folded(term).out.trim()).filter(Boolean);
  // Han match anywhere; a Latin word matches from its beginning.
  function places(text, term) {
    const found = [];
    const isWord = /^[a-z]/.test(term);
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
      if (!isWord || at === 0 || !/[a-z]/.test(text[at - 1])) found.push(at);
    }
    return found;
  }

  // ---- search ----
  const isHidden = (node) => page.languages.length > 1 && node.closest(HIDDEN[view]) !== null;
  const HIDDEN = { zh: ".also, .only, .joint", en: ".own, .sole, .joint", both: ".only, .sole" };
  const UNREAD = "script, style, .tab, summary, .gap-note";
  function pieces(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      if (node.matches(UNREAD) || (page.languages.length > 1 && node.matches(HIDDEN[view]))) return NodeFilter.FILTER_REJECT;
      return node.matches("td, th, p, .no, .also") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
    });
    const held = [];
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        held.push({ node, at: text.length });
        text += node.data.replace(/\n/g, " ");
      } else if (text) text += node.matches("td, th") ? " · " : " ";
    }
    return { text, held };
  }
  let index = null;
  function indexed() {
    const kinds = "h1, h2, h3, h4, h5, h6, p, li, tr, figcaption, dt, dd";
    const blocks = $$(kinds, $("main")).filter((block) => !block.parentElement.closest("tr, li, h1, h2, h3, .drawing, details") && !block.closest(UNREAD) && !isHidden(block));
    return blocks
      .map((block) => ({ block, text: pieces(block).text, weight: /^H\d$/.test(block.tagName) ? 1 : 0 }))
      .filter((entry) => entry.text.trim())
      .map((entry) => ({ ...entry, ...folded(entry.text) }));
  }
  function search(query) {
    const asked = terms(query);
    if (!asked.length) return [];
    index ??= indexed();
    const found = index.map((entry) => ({ ...entry, hits: asked.map((term) => places(entry.out, term)) }));
    return found.filter((entry) => entry.hits.every((hits) => hits.length)).sort((a, b) => b.weight - a.weight);
  }
  function sectionName(block) {
    const section = block.closest("section.flow");
    const chapter = block.closest("section.chapter");
    const heads = [section && $(".clause", section), (section && $("h2", section)) ?? (chapter && $("h1", chapter))];
    return heads.filter(Boolean).map((head) => pieces(head).text.replace(/\s+/g, " ").trim()).join(" ");
  }
  const AROUND = 36; // characters shown on either side of the first hit
  function excerpt(entry, asked) {
    const spans = entry.hits.flatMap((hits, at) => hits.map((hit) => [hit, hit + asked[at].length])).sort((a, b) => a[0] - b[0]);
    const [from, to] = [Math.max(0, spans[0][0] - AROUND), Math.min(entry.out.length, spans[0][0] + 3 * AROUND)];
    const original = (a, b) => entry.text.slice(entry.from[a] ?? entry.text.length, entry.from[b] ?? entry.text.length);
    const line = make("span", { class: "excerpt" }, from ? "…" : "");
    let at = from;
    for (const [start, end] of spans.filter((span) => span[1] <= to)) {
      if (start < at) continue;
      line.append(original(at, start), make("mark", {}, original(start, end)));
      at = end;
    }
    line.append(original(at, to), to < entry.out.length ? "…" : "");
    return line;
  }
  function highlight(block, asked) {
    if (!("highlights" in CSS)) return;
    const { text, held } = pieces(block);
    const { out, from } = folded(text);
    const ranges = asked.flatMap((term) => places(out, term).map((hit) => [from[hit], from[hit + term.length] ?? text.length]));
    const point = (offset) => {
      const piece = held.findLast((one) => one.at <= offset);
      return [piece.node, Math.min(offset - piece.at, piece.node.length)];
    };
    const made = ranges.map(([start, end]) => {
      const range = new Range();
      range.setStart(...point(start));
      range.setEnd(...point(Math.max(start, end - 1)));
      range.setEnd(range.endContainer, Math.min(range.endOffset + 1, range.endContainer.length));
      return range;
    });
    CSS.highlights.set("found", new Highlight(...made));
  }
  let finder = null;
  function makeFinder() {
    const MOST = 60;
    const input = make("input", { type: "search", id: "query", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" });
    const label = make("label", { for: "query" });
    const count = make("p", { class: "count", role: "status" });
    const list = make("ol", { class: "results" });
    const close = make("button", { type: "button", class: "close", onclick: () => dialog.close() });
    const dialog = make("dialog", { class: "finder", "aria-labelledby": "finder-title" }, make("div", { class: "finder-head" }, label, close, input, count), list);
    label.id = "finder-title";
    function write() {
      const asked = terms(input.value);
      const found = search(input.value);
      count.textContent = asked.length ? word(found.length ? (found.length > MOST ? "web.found_more" : "web.found") : "web.found_none", { count: found.length, most: MOST }) : word("web.search_hint");
      let last = null;
      list.replaceChildren(
        ...found.slice(0, MOST).map((entry, at) => {
          if (!entry.block.id) entry.block.id = `found-${index.findIndex((held) => held.block === entry.block)}`;
          const name = sectionName(entry.block);
          const link = make("a", { href: `#${entry.block.id}`, onclick: (event) => jump(event, entry.block, asked) }, make("span", { class: name === last ? "where same" : "where" }, name), excerpt(entry, asked));
          last = name;
          return make("li", { "data-at": at }, link);
        }),
      );
    }
    function jump(event, block, asked) {
      event.preventDefault();
      dialog.close();
      go(block.id);
      highlight(block, asked);
    }
    input.addEventListener("input", write);
    dialog.addEventListener("keydown", (event) => {
      const links = $$("a", list);
      const at = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown") (links[at + 1] ?? links.at(-1))?.focus();
      else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : input).focus();
      else if (event.key === "Enter" && document.activeElement === input) links[0]?.click();
      else if (event.key === "Escape") dialog.close();
      else return;
      event.preventDefault();
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    say(() => {
      label.textContent = word("web.search_title");
      close.textContent = word("web.close");
      if (dialog.open) write();
    });
    document.body.append(dialog);
    return { dialog, input, write };
  }
  function openSearch() {
    finder ??= makeFinder();
    finder.write();
    finder.dialog.showModal();
    finder.input.select();
  }

  // ---- the trail behind a figure, from the seal ----
  let sealed; // undefined: not read yet; null: this file has none
  function seal() {
    if (sealed !== undefined) return sealed;
    const block = document.getElementById("esg-report");
    if (!block) return (sealed = null);
    const report = JSON.parse(block.textContent).report;
    const by = (list, key) => new Map(list.map((held) => [key(held), held]));
    return (sealed = {
      facts: by(report.facts, keyOf),
      factors: by(report.factors, (held) => held.id),
      metrics: by(report.metrics, (held) => held.id),
      units: by(report.units, (held) => held.id),
      terms: by(report.terms, (held) => held.id),
      places: by(report.places.nodes, (held) => held.id),
      files: by(report.inputs, (held) => held.path),
    });
  }
  function keyOf(fact) {
    const inside = fact.members.map(([name, value]) => `${name}=${value}`).join(",");
    return `${fact.place}/${fact.metric}${inside ? `{${inside}}` : ""}/${spanOf(fact.period)}`;
  }
  const lastDay = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
  function spanOf({ start, end }) {
    const [year, month] = start.split("-");
    if (start.endsWith("-01-01") && end.endsWith("-12-31")) return end.startsWith(year) ? year : `${year}..${end.slice(0, 4)}`;
    if (start === `${year}-${month}-01` && end === `${year}-${month}-${lastDay(+year, +month)}`) return `${year}-${month}`;
    return start === end ? start : `${start}..${end}`;
  }
  const symbolOf = (id) => told(seal().units.get(id)?.symbol);
  const unitOf = (id) => (id === "1" || !id ? "" : symbolOf(id) || id.split("/").map((part) => symbolOf(part) || part).join("/"));
  const metricOf = (id) => seal().metrics.get(id.replace(/~change$/, ""));
  const nameOf = (id) => (told(metricOf(id)?.label) || id) + (id.endsWith("~change") ? ` · ${word("change.on_last_year")}` : "");
  function membersOf(fact) {
    return fact.members.map(([name, value]) => `${told(seal().terms.get(name)?.label) || name}${word("label.colon")}${told(seal().terms.get(value)?.label) || value}`).join("；");
  }
  function valueOf(fact) {
    if (fact.value === null) return word(`qualifier.${fact.qualifier}`);
    if (typeof fact.value !== "object") return `${fact.value} ${unitOf(fact.unit)}`.trim();
    if (fact.value.type === "Choice") return told(metricOf(fact.metric)?.choices.find(([id]) => id === fact.value.id)?.[1]) || fact.value.id;
    return fact.value.type === "Flag" ? word(fact.value.yes ? "flag.yes" : "flag.no") : fact.value.on;
  }
  const citation = (held) => [told(held.document), held.table, held.issuer, held.year].filter(Boolean).join(" · ");
  const where = (cell) => [cell.file, cell.sheet, cell.cell ?? (cell.line ? `${word("source.line")} ${cell.line}` : "")].filter(Boolean).join(" › ");
  function origin(source) {
    if (source.type === "Derivation") return word("web.computed");
    return source.type === "Citation" ? citation(source) : where(source);
  }

  const row = (id, ...held) => (held.some((one) => one !== "" && one !== null) ? [make("div", {}, make("dt", {}, word(id)), make("dd", {}, ...held))] : []);
  function cellRows(cell) {
    const file = seal().files.get(cell.file);
    return [
      ...row("web.cell", make("span", { class: "cell" }, where(cell))),
      ...row("column.raw", make("q", {}, cell.raw)),
      ...row("column.digest", file ? make("code", {}, file.sha256.slice(0, 16)) : ""),
    ];
  }
  // A formula as its data file writes it, and in words where its names are known.
  function inWords(formula) {
    const known = formula.replace(/factor\(([^)]+)\)/g, (whole, id) => factorName(id) ?? whole);
    return known
      .replace(/[a-z][\w]*(?:\.[\w]+)+/g, (id) => told(seal().metrics.get(id)?.label) || id)
      .replace(/\breported\(/g, `${word("web.reported")}(`)
      .replace(/\*/g, "×").replace(/ \/ /g, " ÷ ").replace(/ - /g, " − ")
      .replace(/^sum over (\w+)$/, (whole, over) => word(`web.sum_over_${over}`));
  }
  function factorName(indicator) {
    const factor = [...seal().factors.values()].find((held) => held.indicator === indicator);
    return factor && told(factor.label);
  }
  function derivationRows(source, open) {
    const words = inWords(source.formula);
    const inputs = source.inputs.map((key) => {
      const fact = seal().facts.get(key);
      if (!fact) return make("li", {}, key);
      const name = [nameOf(fact.metric), membersOf(fact), told(seal().places.get(fact.place)?.name), spanOf(fact.period)].filter(Boolean).join(" · ");
      return make("li", {}, make("button", { type: "button", class: "step", onclick: () => open(key) }, make("span", {}, name), make("b", {}, valueOf(fact))));
    });
    const factors = source.factors.map((id) => seal().factors.get(id)).filter(Boolean).map((held) =>
      make("li", {}, make("p", { class: "step" }, make("span", {}, told(held.label)), make("b", {}, `${held.value} ${unitOf(held.unit)}`.trim())), make("p", { class: "cite" }, citation(held.citation))),
    );
    const named = (key) => nameOf(key.split("/")[1].replace(/\{.*/, ""));
    const lacking = source.lacking.map(([used, lack]) => make("li", {}, `${named(used)}${word("label.colon")}${named(lack)}`));
    const cells = source.cells.map((cell) => make("li", {}, make("span", { class: "cell" }, where(cell))));
    return [
      ...row("column.formula", make("span", { class: "formula" }, words), words === source.formula ? "" : make("code", {}, source.formula)),
      ...row("column.inputs", inputs.length ? make("ul", {}, ...inputs) : ""),
      ...row("column.factor", factors.length ? make("ul", {}, ...factors) : ""),
      ...row("web.left_out", lacking.length ? make("ul", {}, ...lacking) : ""),
      ...row("web.records", cells.length ? make("ul", {}, ...cells) : ""),
    ];
  }
  function factRows(fact, open) {
    const source = fact.source;
    const metric = metricOf(fact.metric);
    return [
      ...row("web.exact", valueOf(fact)),
      ...row("column.period", spanOf(fact.period)),
      ...row("column.place", told(seal().places.get(fact.place)?.name)),
      ...row("column.members", membersOf(fact)),
      ...row("column.quality", word(`quality.${fact.quality}`)),
      ...(fact.qualifier === "exact" ? [] : row("column.qualifier", word(`qualifier.${fact.qualifier}`))),
      ...(source.type === "Derivation" ? derivationRows(source, open) : source.type === "Citation" ? row("column.source", citation(source)) : cellRows(source)),
      ...fact.others.flatMap((other) => row("web.also_in", origin(other))),
      ...row("column.meaning", fact.metric.endsWith("~change") ? "" : told(metric?.definition)),
      ...row("column.note", told(fact.note)),
    ];
  }
  const factorRows = (factor) => [
    ...row("column.value", `${factor.value} ${unitOf(factor.unit)}`),
    ...row("column.source", citation(factor.citation)),
    ...row("column.note", factor.note),
  ];
  const knows = (key) => (key.startsWith("factor:") ? seal().factors.has(key.slice(7)) : seal().facts.has(key));

  let trail = null;
  function makeTrail() {
    const title = make("h2", { id: "trail-title", tabindex: "-1" });
    const shown = make("p", { class: "fig" });
    const rows = make("dl", {});
    const back = make("button", { type: "button", class: "back-step", onclick: () => (steps.pop(), write()) });
    const close = make("button", { type: "button", class: "close", onclick: () => dialog.close() });
    const dialog = make("dialog", { class: "trail", "aria-labelledby": "trail-title" }, make("div", { class: "trail-head" }, back, close), title, shown, rows);
    let steps = [];
    let printed = "";
    function write() {
      const key = steps.at(-1);
      const isFactor = key.startsWith("factor:");
      const held = isFactor ? seal().factors.get(key.slice(7)) : seal().facts.get(key);
      title.textContent = isFactor ? told(held.label) : nameOf(held.metric);
      const onPage = $$("data.fact").find((figure) => figure.dataset.fact === key && VISIBLE(figure) && figure.querySelector(".unit"));
      shown.textContent = steps.length > 1 ? (onPage?.textContent ?? valueOf(held)) : printed;
      rows.replaceChildren(...(isFactor ? factorRows(held) : factRows(held, (next) => (steps.push(next), write(), title.focus()))));
      back.hidden = steps.length < 2;
      dialog.scrollTop = 0;
    }
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    say(() => {
      back.textContent = word("web.back");
      close.textContent = word("web.close");
      if (dialog.open) write();
    });
    document.body.append(dialog);
    return {
      open(figure) {
        steps = [figure.dataset.fact];
        printed = figure.textContent;
        write();
        dialog.showModal();
      },
    };
  }
  function openTrail(figure) {
    hideTip();
    if (figure.hasAttribute("tabindex")) figure.focus();
    trail ??= makeTrail();
    trail.open(figure);
  }

  // ---- what a figure says when the keyboard comes to it ----
  const tip = make("div", { class: "tip", id: "tip", role: "tooltip", hidden: true });
  function showTip(figure) {
    const key = figure.dataset.fact;
    if (key.startsWith("factor:")) {
      tip.replaceChildren(make("b", {}, told(seal().factors.get(key.slice(7)).label)), make("span", {}, word("web.enter")));
    } else {
      const fact = seal().facts.get(key);
      tip.replaceChildren(
        make("b", {}, `${nameOf(fact.metric)} ${figure.textContent}`),
        make("span", {}, [spanOf(fact.period), unitOf(fact.unit), word(`quality.${fact.quality}`), origin(fact.source)].filter(Boolean).join(" · ")),
        make("span", { class: "enter" }, word("web.enter")),
      );
    }
    tip.hidden = false;
    const at = figure.getBoundingClientRect();
    const under = at.bottom + 8 + tip.offsetHeight < innerHeight;
    tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${under ? at.bottom + 8 : at.top - tip.offsetHeight - 8}px`;
    figure.setAttribute("aria-describedby", "tip");
  }
  function hideTip() {
    tip.hidden = true;
    $$("[aria-describedby=tip]").forEach((held) => held.removeAttribute("aria-describedby"));
  }

  // ---- figures: each opens its trail; a table is one stop of the Tab key, arrows move inside it ----
  const VISIBLE = (figure) => figure.getClientRects().length > 0;
  function figures() {
    if (!seal()) return;
    document.body.append(tip);
    const all = $$("data.fact").filter((figure) => knows(figure.dataset.fact));
    for (const figure of all) {
      figure.setAttribute("role", "button");
      figure.setAttribute("aria-haspopup", "dialog");
      figure.setAttribute("tabindex", figure.closest("table") ? "-1" : "0");
    }
    // the first figure of each table is its stop; one that a language hides is no stop
    const stops = () => $$("table").forEach((table) => {
      const inside = $$("data.fact[role]", table);
      inside.forEach((figure) => figure.setAttribute("tabindex", "-1"));
      inside.find((figure) => !isHidden(figure))?.setAttribute("tabindex", "0");
    });
    say(stops);
    document.addEventListener("click", (event) => {
      const figure = event.target.closest(".fact[data-fact]");
      if (figure && knows(figure.dataset.fact)) openTrail(figure);
    });
    document.addEventListener("focusin", ({ target }) => {
      hideTip();
      if (!target.matches("data.fact[role]")) return;
      const table = target.closest("table");
      if (table) $$("data.fact[tabindex='0']", table).forEach((held) => held.setAttribute("tabindex", "-1"));
      target.setAttribute("tabindex", "0");
      if (target.matches(":focus-visible")) showTip(target);
    });
    document.addEventListener("focusout", hideTip);
    addEventListener("scroll", hideTip, { passive: true });
    document.addEventListener("keydown", (event) => {
      const figure = event.target.closest?.("data.fact[role]");
      if (event.key === "Escape") hideTip();
      if (!figure) return;
      if (event.key === "Enter" || event.key === " ") openTrail(figure);
      else if (!move(figure, event.key)) return;
      event.preventDefault();
    });
  }
  function move(figure, key) {
    const table = figure.closest("table");
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[key];
    if (!table || (step === undefined && key !== "ArrowUp" && key !== "ArrowDown")) return false;
    const inside = $$("data.fact[role]", table).filter(VISIBLE);
    let next = inside[Math.max(0, Math.min(inside.length - 1, inside.indexOf(figure) + (step ?? 0)))];
    if (step === undefined) {
      const column = figure.closest("td, th").cellIndex;
      const column_of = inside.filter((held) => held.closest("td, th").cellIndex === column);
      next = column_of[column_of.indexOf(figure) + (key === "ArrowUp" ? -1 : 1)];
    }
    next?.focus();
    return true;
  }

  // ---- checklists: filters over all that the page has ----
  function filters() {
    const lists = $$("figure.checklist");
    if (!lists.length) return;
    const rows = lists.flatMap((list, at) => $$("tr[data-status]", list).map((held) => ({ held, list: String(at), text: null })));
    const pick = (id) => make("select", { id: `filter-${id}`, onchange: apply });
    const [framework, status, pillar] = ["framework", "status", "pillar"].map(pick);
    const text = make("input", { type: "search", id: "filter-text", autocomplete: "off", oninput: apply });
    const count = make("p", { class: "count", role: "status" });
    const clear = make("button", { type: "button", onclick: () => ([framework, status, pillar, text].forEach((held) => (held.value = "")), apply()) });
    const field = (control) => make("div", {}, make("label", { for: control.id }), control);
    const fields = [...(lists.length > 1 ? [framework] : []), status, ...(rows.some(({ held }) => held.dataset.pillar) ? [pillar] : []), text].map(field);
    const made = make("div", { class: "filters", role: "group" }, ...fields, clear, count);
    lists[0].before(made);
    const options = (select, entries) => {
      const kept = select.value;
      select.replaceChildren(make("option", { value: "" }, word("web.all")), ...entries.map(([value, label]) => make("option", { value }, label)));
      select.value = kept;
    };
    function apply() {
      const asked = terms(text.value);
      let left = 0;
      for (const entry of rows) {
        const { held, list } = entry;
        entry.text ??= folded(pieces(held).text).out;
        const isIn = (!framework.value || framework.value === list) && (!status.value || held.dataset.status === status.value)
          && (!pillar.value || held.dataset.pillar === pillar.value) && asked.every((term) => places(entry.text, term).length);
        held.classList.toggle("out", !isIn);
        left += isIn;
      }
      $$("figure.checklist tbody").forEach((body) => body.classList.toggle("out", !$("tr[data-status]:not(.out)", body)));
      lists.forEach((list) => list.classList.toggle("out", !$("tbody:not(.out)", list)));
      count.textContent = word("web.clauses_shown", { count: left, total: rows.length });
    }
    const tally = (name, value) => rows.filter(({ held }) => held.dataset[name] === value).length;
    const present = (name) => [...new Set(rows.map(({ held }) => held.dataset[name]).filter(Boolean))];
    const pillarName = (value) => pieces($(`section.body.p${value} h1`) ?? make("p")).text.trim() || value;
    say(() => {
      made.setAttribute("aria-label", word("web.filter"));
      ["framework", "status", "pillar", "text"].forEach((id) => {
        const label = $(`label[for=filter-${id}]`, made);
        if (label) label.textContent = word(`web.filter_${id}`);
      });
      options(framework, lists.map((list, at) => [String(at), pieces($("figcaption", list) ?? list.closest("section").querySelector("h2")).text.trim()]));
      options(status, ["disclosed", "partial", "omitted", "not_applicable", "missing"].filter((id) => tally("status", id)).map((id) => [id, `${word(`status.${id}`)} ${tally("status", id)}`]));
      options(pillar, present("pillar").sort().map((id) => [id, `${pillarName(id)} ${tally("pillar", id)}`]));
      clear.textContent = word("web.clear");
      rows.forEach((entry) => (entry.text = null));
      apply();
    });
  }

  // ---- small things: marks say their word, wide tables can be scrolled by keyboard, a hint ----
  function marks() {
    for (const held of $$(".m[title], .flag[title], .none[title]")) {
      held.setAttribute("role", "img");
      held.setAttribute("aria-label", held.title);
    }
  }
  function scrollers() {
    const frames = $$("figure.table, .drawing");
    function check() {
      const wide = frames.map((held) => held.scrollWidth > held.clientWidth + 1); // all read before any is written
      frames.forEach((held, at) => {
        held.classList.toggle("is-wide", wide[at]);
        if (wide[at]) held.setAttribute("tabindex", "0");
        else held.removeAttribute("tabindex");
      });
    }
    addEventListener("resize", check);
    say(check);
  }
  function hint() {
    if (!seal()) return;
    const made = make("p", { class: "hint" });
    say(() => (made.textContent = word("web.hint")));
    $("main").prepend(made);
  }

  function start() {
    page = JSON.parse(document.getElementById("words").textContent);
    const { anchor, wanted } = address();
    const usual = page.languages.length > 1 ? "both" : page.languages[0];
    show(page.languages.length > 1 && ["zh", "en"].includes(wanted) ? wanted : usual);
    marks();
    bar();
    hint();
    figures();
    filters();
    scrollers();
    follow();
    if (anchor) go(anchor, { isNew: false });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(decodeURIComponent(link.hash.slice(1)));
    });
    addEventListener("popstate", () => {
      const held = address();
      const next = page.languages.length > 1 && ["zh", "en"].includes(held.wanted) ? held.wanted : usual;
      if (next !== view) show(next);
      if (held.anchor) go(held.anchor, { isNew: false });
    });
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target.closest?.("input, select, textarea");
      if ((event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
        event.preventDefault();
        if (!$("dialog[open]")) openSearch();
      }
    });
  }
  document.addEventListener("DOMContentLoaded", start);
})();
