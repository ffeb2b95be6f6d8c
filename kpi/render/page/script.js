"use strict";
// The page is whole without this, but for the rows behind the first of a table of thousands. It
// lets tables be sorted and searched, and figures be opened.
(() => {
  const collator = new Intl.Collator("vi", { numeric: true });
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const made = (name, text, className) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  // The fraction of a figure, with a denominator above 0, or null for no figure.
  const fraction = (cell) => {
    if (cell.dataset.n === undefined) return null;
    const n = BigInt(cell.dataset.n);
    const d = BigInt(cell.dataset.d);
    return d < 0n ? [-n, -d] : [n, d];
  };

  // Exact: no figure is rounded to be compared.
  const byFraction = (a, b) => {
    const left = a[0] * b[1];
    const right = b[0] * a[1];
    return left < right ? -1 : left > right ? 1 : 0;
  };

  const text = (cell) => cell.dataset.order ?? cell.textContent.trim();

  // Figures that are not known are last in both directions; equal rows keep their order.
  const sorted = (rows, column, kind, sign) => {
    const value = kind === "figure" ? fraction : text;
    const compare = kind === "figure" ? byFraction : collator.compare;
    const keyed = rows.map((row) => ({ row, key: value(row.cells[column]) }));
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      return sign * compare(a.key, b.key);
    });
    return keyed.map(({ row }) => row);
  };

  // Makes elements of the rows of a table that are data, like the last one that is there.
  const unfold = (data) => {
    const note = data.previousElementSibling;
    const body = note.previousElementSibling.tBodies[0];
    const like = body.rows[body.rows.length - 1];
    const row = data.dataset.rows === "study" ? studied(like) : figures(like, body.rows.length);
    body.append(...JSON.parse(data.textContent).map(row));
    note.remove();
    data.remove();
  };

  // Makes rows of a trend, of a comparison, or of other periods beside a report.
  const studied = (like) => (row) => {
    const tr = made("tr");
    row.forEach((of, i) => {
      const [value, fraction, verdict, change, way] = [of].flat();
      const cell = like.cells[i].cloneNode();
      tr.append(cell);
      if (cell.tagName === "TH") {
        cell.textContent = value;
        return;
      }
      if (value) cell.append(made("b", value, verdict));
      if (fraction) cell.append(" ", made("small", fraction));
      if (change) cell.append(" ", made("span", change, way ? `change ${way}` : "change"));
    });
    return tr;
  };

  // Makes rows of figures, behind the first of them.
  const figures = (like, first) => {
    const keys = all("th", like).length;
    const ranked = !like.cells[keys].matches(".na") && !like.cells[keys].querySelector("b");
    const digits = (number) => number.replace(/[.,]/g, "");
    const keyed = (row) => {
      const labels = row.slice(0, keys).map((key) => [key].flat());
      return labels.map(([label, order], i) => {
        const cell = like.cells[i].cloneNode();
        cell.textContent = label;
        if (order) cell.dataset.order = order;
        const others = labels.filter((_, k) => like.cells[k].matches(".other")).map(([other]) => other);
        if (like.cells[i].querySelector(".of")) cell.append(" ", made("span", others.join(" · "), "of"));
        return cell;
      });
    };
    const figure = (of) => {
      if (typeof of === "string") return made("td", of, "na");
      const [value, fraction = "", n, d, verdict, mark, judgment, target] = of;
      const cell = made("td");
      const [num, den] = fraction ? fraction.split("/") : [value, "1"];
      cell.dataset.n = n || digits(num);
      cell.dataset.d = d || digits(den);
      cell.append(made("b", value));
      if (verdict) cell.append(" ", made("span", `${mark} ${judgment}`, `verdict ${verdict}`));
      for (const text of [fraction, target]) if (text) cell.append(" ", made("small", text));
      return cell;
    };
    const rank = (text) => {
      const cell = made("td", text);
      if (text) [cell.dataset.n, cell.dataset.d] = [text, "1"];
      return cell;
    };
    return (row, i) => {
      const tr = made("tr");
      if (like.dataset.row) tr.dataset.row = like.dataset.row.replace(/\d+$/, String(first + i));
      tr.append(...keyed(row), ...(ranked ? [rank(row[keys])] : []), ...row.slice(keys + (ranked ? 1 : 0)).map(figure));
      return tr;
    };
  };

  const sortable = (table) => {
    const headers = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const original = [...body.rows];
    headers.forEach((header, column) => {
      const { kind } = header.dataset;
      const button = made("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        const was = header.getAttribute("aria-sort");
        const first = kind === "figure" ? "descending" : "ascending";
        const second = kind === "figure" ? "ascending" : "descending";
        const now = was === first ? second : first;
        for (const other of headers) other.removeAttribute("aria-sort");
        header.setAttribute("aria-sort", now);
        body.append(...sorted(original, column, kind, now === "ascending" ? 1 : -1));
      });
    });
  };

  // A name without its marks, as it may be typed.
  const bare = (name) =>
    name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").replace(/\s+/g, " ").trim();
  const namesOf = (row) => all("th", row).map((cell) => bare(cell.textContent)).filter(Boolean);

  const searchable = (field, found, words) => {
    const rows = all(".figures tbody tr, .chart tbody tr:not(.total), .months tbody tr:not(.total)").map((row) => {
      const names = namesOf(row);
      return { row, names, name: names.join(" ") };
    });
    const tables = all("main > section > table.figures");
    const counted = rows.filter(({ row }) => row.matches("main > section > table.figures tr[data-row]"));
    // What finds the rows of a district is there where they are in the table of all.
    const districts = all(".districts > li").map((item) => ({
      item,
      name: bare(item.querySelector("b").textContent),
      folded: item.querySelector("details"),
      find: bare(item.querySelector("[data-find]")?.dataset.find ?? ""),
    }));
    let before = null; // which districts were open
    const search = () => {
      const wanted = bare(field.value);
      for (const { row, name } of rows) row.hidden = !name.includes(wanted);
      before ??= wanted ? districts.map(({ folded }) => folded?.open) : null;
      const above = new Set(wanted ? rows.filter(({ row }) => !row.hidden).flatMap(({ names }) => names) : []); // districts of rows
      districts.forEach(({ item, name, folded, find }, i) => {
        const whole = name.includes(wanted);
        if (whole) for (const row of all("tbody tr", item)) row.hidden = false;
        const matches = whole || above.has(find) || all("tbody tr", item).some((row) => !row.hidden);
        item.hidden = !matches;
        if (folded) folded.open = wanted ? matches && !whole && !find : (before?.[i] ?? folded.open);
      });
      if (!wanted) before = null;
      for (const table of tables) table.parentElement.hidden = Boolean(wanted) && [...table.tBodies[0].rows].every((row) => row.hidden);
      const counts = { n: counted.filter(({ row }) => !row.hidden).length, of: counted.length };
      found.textContent = wanted ? words.found.replace(/\{(\w+)\}/g, (_, name) => counts[name].toLocaleString(document.documentElement.lang)) : "";
    };
    field.addEventListener("input", search);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !field.value) return;
      event.preventDefault();
      field.value = "";
      search();
    });
    for (const link of all("[data-find]")) {
      link.addEventListener("click", () => {
        field.value = link.dataset.find;
        search();
      });
    }
    if (field.value) search(); // a browser may keep what was typed
  };

  const drawn = (series, months) => {
    const picture = made("div");
    const svg = document.getElementById("line").content.cloneNode(true);
    all("path", svg).forEach((path, i) => path.setAttribute("d", [series.p, series.d, series.l][i] ?? ""));
    const ends = (...texts) => {
      const line = made("div", undefined, "ends");
      line.append(...texts.map((t) => made("span", t)));
      return line;
    };
    picture.append(ends(series.b), svg, ends(series.a), ends(months[0], months.at(-1)));
    return picture;
  };

  const overMonths = (series, { months, words }) => {
    const table = made("table");
    const head = table.createTHead().insertRow();
    for (const label of [words.period, words.value, ...(series.q ? [words.fraction] : [])]) head.append(made("th", label, label === words.value ? "n" : undefined));
    const body = table.createTBody();
    for (let i = months.length - 1; i >= 0; i--) {
      const row = body.insertRow();
      row.append(made("th", months[i]), made("td", series.v[i], "n"));
      if (series.q) row.append(made("td", series.q[i]));
    }
    return [made("h3", words.months), drawn(series, months), table];
  };

  // A sum with its cells, file by file, and its parts below it.
  const sumOf = (sum, data) => {
    const box = made("div", undefined, "sum");
    const line = made("p", `${sum.g ? sum.g + " " : ""}${sum.l}: `);
    line.append(made("b", sum.n));
    if (sum.h) line.append(" ", made("small", `(${sum.h})`));
    box.append(line);
    let list, listed;
    for (const [file, place, text, value, when, unit] of sum.c ?? []) {
      if (file !== listed) {
        list = made("ul");
        box.append(made("p", data.files[file], "file"), list);
        listed = file;
      }
      const [row, cell] = place.split(":");
      const item = made("li", `${cell ? data.words.spot.replace("{line}", row).replace("{column}", cell) : place}: `);
      item.append(made("b", text), [value && ` = ${value}`, when && ` · ${when}`, unit && ` · ${unit}`].filter(Boolean).join(""));
      list.append(item);
    }
    if (sum.o) box.append(made("p", sum.o, "file"));
    for (const part of sum.p ?? []) box.append(sumOf(part, data));
    return box;
  };

  const cellsOf = (row, column, data) => {
    const sides = row.c?.[column];
    if (!sides) return [made("h3", data.words.cells), made("p", data.words["cells-none"])];
    const parts = [made("h3", data.words.cells)];
    sides.forEach((side, i) => {
      const line = made("p", `${i ? data.words.denominator : data.words.numerator}: `);
      line.append(made("b", side.n));
      parts.push(line);
      for (const term of side.t) parts.push(sumOf(term < 0 ? { ...row.s[-1 - term], g: "−" } : row.s[term], data));
    });
    return parts;
  };

  const findingsOf = (row, data) => {
    const title = made("h3", data.words.about);
    if (!row.f) return [title, made("p", data.words["about-none"])];
    const list = made("ul");
    for (const i of row.f) {
      const { s, w, p, t, r } = data.findings[i];
      const item = made("li");
      item.append(made("b", w, s), `: ${p ? p + ": " : ""}${t}`);
      if (r) item.append(" ", made("small", r));
      list.append(item);
    }
    if (row.fm) list.append(made("li", data.words.more.replace("{n}", row.fm)));
    return [title, list];
  };

  const openable = (data) => {
    const dialog = made("dialog");
    const title = made("h2");
    title.id = "opened-title";
    dialog.setAttribute("aria-labelledby", title.id);
    document.body.append(dialog);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

    const open = (cell, row, column) => {
      const definition = data.columns[column];
      const value = cell.querySelector("b").textContent;
      const [numerator, denominator] = (cell.dataset.q ?? value).split("/");
      const close = made("button", data.words.close, "close");
      close.type = "button";
      close.addEventListener("click", () => dialog.close());
      title.textContent = `${row.n} · ${definition.label}`;
      const terms = made("dl");
      const define = (name, words, number) => {
        const place = made("dd", words);
        if (number) place.append(words ? " = " : "", made("b", number));
        terms.append(made("dt", name), place);
      };
      define(data.words.numerator, definition.num, numerator);
      if (denominator) define(data.words.denominator, definition.den, denominator);
      if (definition.formula) define(data.words.formula, definition.formula);
      if (definition.source) define(data.words.source, definition.source);
      const series = row.m?.[column];
      dialog.replaceChildren(close, title, made("p", value, "big"), terms, ...(series ? overMonths(series, data) : []), ...findingsOf(row, data), ...cellsOf(row, column, data));
      dialog.showModal();
      dialog.scrollTop = 0;
    };

    for (const tr of all("tr[data-row]")) {
      const row = data.rows[tr.dataset.row];
      if (!row) continue;
      const first = tr.cells.length - data.columns.length;
      data.columns.forEach((_, column) => {
        const cell = tr.cells[first + column];
        if (cell.dataset.n === undefined) return;
        const fraction = cell.querySelector("small")?.textContent;
        if (fraction?.includes("/")) cell.dataset.q = fraction;
        const button = made("button");
        button.type = "button";
        button.setAttribute("aria-haspopup", "dialog");
        button.append(...cell.childNodes);
        cell.append(button);
        button.addEventListener("click", () => open(cell, row, column));
      });
    }
  };

  all("script[data-rows]").forEach(unfold);
  for (const table of all("table[data-sortable]")) {
    if (table.tBodies[0].rows.length > 1) sortable(table);
  }
  const data = JSON.parse(document.getElementById("opened")?.textContent ?? "null");
  if (data) openable(data);
  const field = document.getElementById("find");
  if (field) searchable(field, document.getElementById("found"), data.words);
  for (const hint of all("[data-hint]")) hint.hidden = false;
})();
