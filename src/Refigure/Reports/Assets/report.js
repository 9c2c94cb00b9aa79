"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const make = (name, text) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // What stands packed in the page: raw deflate as base64.
  const unpack = async (text) => {
    const bytes = Uint8Array.from(atob(text.trim()), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).blob();
  };

  // Marks say what they are when they are pointed at or focused.
  const tip = byId("tip");
  // A row of a heat map holds its samples: the one under the pointer, or the one that the arrow keys went to.
  const sample = (row, box, event) => {
    const values = row.dataset.values.split(" ");
    const column = event.type.startsWith("pointer")
      ? Math.floor(((event.clientX - box.left) / box.width) * values.length)
      : Number(row.dataset.column ?? -1);
    if (column < 0 || column >= values.length) return null;
    row.dataset.column = String(column);
    const { name, unit, to } = row.dataset;
    const time = Number(((Number(to) * column) / values.length).toPrecision(4));
    const value = values[column] === "-" ? "no value" : `${values[column]} ${unit}`;
    const text = `${name}, at ${time} s: ${value}, n = 1`;
    row.setAttribute("aria-label", text);
    return { text, left: box.left + (box.width * column) / values.length };
  };
  const show = (mark, event) => {
    // The browser would show the title a second time.
    const title = mark.querySelector("title");
    if (title) {
      mark.setAttribute("aria-label", title.textContent);
      title.remove();
    }
    const box = mark.getBoundingClientRect();
    const at = mark.dataset.values === undefined ? null : sample(mark, box, event);
    tip.textContent = at === null ? mark.getAttribute("aria-label") : at.text;
    tip.hidden = false;
    const left = Math.min(at === null ? box.left : at.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(4, left) + window.scrollX}px`;
    tip.style.top = `${box.top - tip.offsetHeight - 6 + window.scrollY}px`;
  };
  const hide = () => { tip.hidden = true; };
  for (const [name, act] of [
    ["pointerover", show], ["pointermove", show], ["focusin", show], ["pointerout", hide], ["focusout", hide],
  ]) {
    document.addEventListener(name, (e) => {
      const mark = e.target.closest?.("a.mark");
      if (mark && (name !== "pointermove" || mark.dataset.values !== undefined)) act(mark, e);
    });
  }
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") hide();
    const row = e.target.closest?.("a.mark[data-values]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (row && step) {
      const last = row.dataset.values.split(" ").length - 1;
      row.dataset.column = String(Math.min(last, Math.max(0, Number(row.dataset.column ?? -1) + step)));
      show(row, e);
      e.preventDefault();
    }
  });

  // Tables are sorted by a click on a heading: numbers as numbers, what is empty last.
  const keyOf = (cell) => {
    const text = cell ? cell.dataset.value ?? cell.textContent.trim() : "";
    const number = text === "" ? NaN : Number(text.replace("−", "-"));
    return Number.isNaN(number) ? text : number;
  };
  const compare = (a, b) =>
    a === b ? 0 : a === "" ? 1 : b === "" ? -1
      : typeof a === "number" && typeof b === "number" ? a - b
        : String(a).localeCompare(String(b), "en", { numeric: true });
  const heading = (cell, act) => {
    const button = make("button", cell.textContent);
    button.type = "button";
    cell.textContent = "";
    cell.append(button);
    button.addEventListener("click", () => {
      const down = cell.getAttribute("aria-sort") === "ascending";
      for (const other of cell.parentElement.children) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      act(down ? -1 : 1);
    });
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((cell, column) => heading(cell, (sign) => {
      const body = table.tBodies[0];
      const rows = [...body.rows].map((row) => [keyOf(row.cells[column]), row]);
      rows.sort((a, b) => (a[0] === "" || b[0] === "" ? 1 : sign) * compare(a[0], b[0]));
      body.append(...rows.map((r) => r[1]));
    }));
  }

  for (const button of document.querySelectorAll(".packed button")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const blob = await unpack(button.parentElement.querySelector("script").textContent);
      const link = make("a");
      link.download = button.dataset.name;
      link.href = URL.createObjectURL(new Blob([blob], { type: "text/csv" }));
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  }

  // Runs: filtered and sorted as numbers of rows, rendered as far as they are seen.
  const data = JSON.parse(byId("runs-data").textContent);
  const count = data.anchor.length;
  const text = (column, i) => data[column].names[data[column].of[i]];
  const chunks = [...document.querySelectorAll("script.runs-chunk")];
  const opened = new Map();
  const places = new Map(data.anchor.map((a, i) => [a, i]));
  const full = async (i) => {
    const chunk = Math.floor(i / data.chunk);
    if (!opened.has(chunk)) {
      opened.set(chunk, unpack(chunks[chunk].textContent).then((b) => b.text()).then(JSON.parse));
    }
    // Runs of one form share its markup; what differs stands value by value.
    const packed = await opened.get(chunk);
    const at = i % data.chunk;
    const form = packed.forms[packed.of[at]];
    const place = packed.of.slice(0, at).filter((f) => f === packed.of[at]).length;
    const values = form.values.map((v) => (typeof v === "string" ? v : v[place]));
    return form.markup.map((piece, k) => piece + (values[k] ?? "")).join("").replaceAll("\u0002", data.anchor[i]);
  };

  const live = byId("runs-live");
  live.hidden = false;
  const filters = make("form");
  filters.className = "filters";
  filters.addEventListener("submit", (e) => e.preventDefault());
  const chosen = {};
  const field = (name, control) => {
    const label = make("label", name);
    control.setAttribute("aria-label", name);
    control.name = name;
    label.append(control);
    filters.append(label);
    control.addEventListener("input", () => { refresh(); });
    return control;
  };
  for (const column of ["experiment", "node", "cache", "profile", "engine", "state"]) {
    const select = make("select");
    select.append(new Option("all", ""));
    data[column].names.forEach((name, i) => select.append(new Option(name, String(i))));
    chosen[column] = field(column, select);
  }
  const search = field("case contains", make("input"));
  search.type = "search";
  const told = make("p");
  told.setAttribute("role", "status");
  const holder = make("div");
  holder.id = "runs-table";
  holder.tabIndex = 0;
  holder.setAttribute("role", "region");
  holder.setAttribute("aria-label", "Table of runs");
  const table = make("table");
  const head = table.createTHead().insertRow();
  const body = table.createTBody();
  holder.append(table);
  live.append(filters, told, holder);

  const columns = ["experiment", "node", "case", "cache", "iteration", "profile", "engine", "state", "total"];
  const titles = { total: "seconds", iteration: "no." };
  const value = (column, i) => (data[column].names ? text(column, i) : data[column][i] ?? "");
  let order = [...Array(count).keys()];
  let shown = order;
  const most = data.total.reduce((m, v) => Math.max(m, v ?? 0), 0);
  for (const column of columns) {
    const cell = make("th", titles[column] ?? column);
    cell.scope = "col";
    head.append(cell);
    heading(cell, (sign) => {
      const keys = order.map((i) => value(column, i));
      const at = new Map(order.map((i, k) => [i, keys[k]]));
      order = [...order].sort((a, b) => {
        const [x, y] = [at.get(a), at.get(b)];
        return (x === "" || y === "" ? 1 : sign) * compare(x, y) || a - b;
      });
      refresh();
    });
  }
  const last = make("th", "where it went");
  last.scope = "col";
  head.append(last);

  const svg = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, v] of Object.entries(attributes)) element.setAttribute(key, v);
    return element;
  };
  const words = (v) => (v === null || v === undefined ? "no value" : String(Number(v.toPrecision(5))));
  const account = (i) => {
    const parts = ["attributed", "overlapping", "unattributed"].map((p) => [p, data[p][i]]);
    if (parts.every((p) => p[1] === null)) return make("span", "");
    const label = parts.map((p) => `${p[0]} ${words(p[1])} s`).join(", ");
    const bar = svg("svg", { class: "mini", width: 160, height: 12, role: "img", "aria-label": label });
    const title = svg("title", {});
    title.textContent = label;
    bar.append(title);
    let x = 0;
    parts.forEach((p, k) => {
      const width = most > 0 ? (160 * (p[1] ?? 0)) / most : 0;
      bar.append(svg("rect", { class: `part${k}`, x, y: 0, width, height: 12 }));
      x += width;
    });
    return bar;
  };
  const kinds = { valid: "good", invalid: "bad", "changed since": "bad" };
  const row = (i) => {
    const line = make("tr");
    for (const column of columns) {
      const cell = line.insertCell();
      if (column === "case") {
        const link = make("a", text("case", i));
        link.href = `#${data.anchor[i]}`;
        cell.append(link);
      } else if (column === "state") {
        const badge = make("span", text("state", i));
        badge.className = `badge ${kinds[badge.textContent] ?? "plain"}`;
        cell.append(badge);
      } else if (column === "total" || column === "iteration") {
        cell.className = "number";
        cell.textContent = words(data[column][i]);
      } else {
        cell.textContent = text(column, i);
      }
    }
    line.insertCell().append(account(i));
    return line;
  };
  const height = 31;
  const space = (rows) => {
    const line = make("tr");
    line.className = "space";
    line.setAttribute("aria-hidden", "true");
    const cell = line.insertCell();
    cell.colSpan = columns.length + 1;
    cell.style.height = `${rows * height}px`;
    return line;
  };
  let window_ = [-1, -1];
  const render = (all) => {
    const from = all ? 0 : Math.max(0, Math.floor(holder.scrollTop / height) - 10);
    const to = all ? Math.min(shown.length, 300) : Math.min(shown.length, from + 45);
    if (window_[0] === from && window_[1] === to) return;
    window_ = [from, to];
    body.replaceChildren(space(from), ...shown.slice(from, to).map(row), space(all ? 0 : shown.length - to));
  };
  const refresh = () => {
    const asked = Object.entries(chosen).filter((c) => c[1].value !== "").map((c) => [c[0], Number(c[1].value)]);
    const part = search.value.trim().toLowerCase();
    shown = order.filter((i) =>
      asked.every((c) => data[c[0]].of[i] === c[1]) && (part === "" || text("case", i).toLowerCase().includes(part)));
    told.textContent = `${shown.length} of ${count} runs`;
    holder.scrollTop = 0;
    window_ = [-1, -1];
    render(false);
  };
  holder.addEventListener("scroll", () => { render(false); }, { passive: true });
  refresh();

  // An address inside a run opens the run, then goes to the line.
  const place = byId("run");
  const go = async () => {
    const anchor = decodeURIComponent(location.hash.slice(1));
    for (const old of document.querySelectorAll(".at")) old.classList.remove("at");
    const run = /^run-[0-9a-f]{16}/.exec(anchor)?.[0];
    if (run !== undefined && places.has(run)) {
      if (place.firstElementChild?.id !== run) place.innerHTML = await full(places.get(run));
    }
    const target = byId(anchor);
    if (target === null) return;
    for (let above = target.parentElement; above !== null; above = above.parentElement) {
      if (above.tagName === "DETAILS") above.open = true;
    }
    const sources = target.querySelector?.("details");
    if (target.tagName === "TR" && sources) sources.open = true;
    if (target.tagName === "TR" || target.tagName === "LI") target.classList.add("at");
    target.scrollIntoView({ block: target.tagName === "LI" || target.tagName === "TR" ? "center" : "start" });
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", go);
  if (location.hash.length > 1) go();

  // On paper nothing can be opened or scrolled.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    // What fits on paper: the numbers of small figures, and both sides of a verdict.
    closed = [...document.querySelectorAll(".figure > details:not([open])")].filter(
      (one) => one.querySelectorAll("tbody > tr").length <= 40);
    for (const one of closed) one.open = true;
    render(true);
  });
  window.addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
    window_ = [-1, -1];
    render(false);
  });
})();
