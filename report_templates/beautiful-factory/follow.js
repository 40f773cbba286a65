// Follows a preview: asks this machine's own program what stands, and loads the page anew when it was made anew.
"use strict";
(() => {
  const zh = document.documentElement.lang.startsWith("zh");
  const say = (own, other) => (zh ? own : other);
  const made = (tag, styles, text) => {
    const element = document.createElement(tag);
    Object.assign(element.style, styles);
    element.textContent = text || "";
    return element;
  };
  const bar = made("aside", {
    position: "fixed", right: "12px", bottom: "12px", zIndex: "99", maxWidth: "min(40rem, calc(100vw - 24px))",
    maxHeight: "60vh", overflow: "auto", padding: "6px 12px", borderRadius: "6px", background: "#1d2a26",
    color: "#fff", font: "14px/1.5 system-ui, sans-serif", boxShadow: "0 1px 6px rgba(0, 0, 0, .35)",
  });
  bar.className = "follow";
  bar.setAttribute("aria-label", say("预览", "Preview"));
  const line = made("p", { margin: "0" }, say("预览", "Preview"));
  line.setAttribute("role", "status");
  const list = made("details", { margin: "2px 0 0", display: "none" });
  const head = made("summary", { cursor: "pointer" });
  const body = made("ul", { margin: "4px 0", paddingLeft: "1.2em" });
  list.append(head, body);
  const links = made("p", { margin: "0" });
  bar.append(line, list, links);

  let version = null;
  const show = (state) => {
    line.textContent = state.line;
    bar.style.background = state.trouble ? "#8c1d18" : "#1d2a26";
    head.textContent = state.heading;
    body.replaceChildren(...state.findings.map((said) => made("li", { margin: "2px 0", whiteSpace: "pre-wrap" }, said)));
    list.style.display = state.findings.length ? "block" : "none";
    links.replaceChildren(...state.editions.map((edition) => {
      const link = made("a", { color: "#bfe3d4", marginRight: "1em" }, edition.name);
      link.href = edition.address;
      return link;
    }));
  };
  const follow = async () => {
    for (;;) {
      try {
        const answer = await fetch(`/state?after=${version === null ? "" : version}`, { cache: "no-store" });
        const state = await answer.json();
        if (version !== null && state.version !== version && !state.trouble) {
          location.reload();
          return;
        }
        version = state.version;
        show(state);
      } catch {
        line.textContent = say("预览已结束：程序没有应答", "The preview has ended: its program does not answer");
        bar.style.background = "#8c1d18";
        await new Promise((done) => setTimeout(done, 1500));
      }
    }
  };
  addEventListener("DOMContentLoaded", () => {
    document.body.append(bar);
    follow();
  });
  addEventListener("beforeprint", () => { bar.hidden = true; bar.style.display = "none"; });
  addEventListener("afterprint", () => { bar.style.display = "block"; });
})();
