// What is within reach of the reader of a page: rows, totals and months without a scroll bar
// of their own, names by the search, and what a figure opens on, all by keyboard.
"use strict";
const assert = require("node:assert/strict");

const main = "main > section > table.figures";

// Only tables may be wider than the window, and no box cuts their rows.
const everything = async (page, { study, width, month }) => {
  const found = await page.evaluate(() => {
    const faults = [];
    const wide = [...document.querySelectorAll("main table")].some((t) => t.getBoundingClientRect().right > innerWidth);
    if (document.scrollingElement.scrollWidth > innerWidth && !wide) faults.push(`${document.scrollingElement.scrollWidth} pixels wide on a screen of ${innerWidth}`);
    for (const e of document.querySelectorAll("main *, header *")) {
      if (e.closest("table, svg") && e.tagName !== "TABLE") continue;
      const { overflowX, overflowY, position } = getComputedStyle(e);
      const scrolls = ["auto", "scroll", "hidden"].includes(overflowY) && e.scrollHeight > e.clientHeight + 1;
      if (scrolls && position !== "absolute") faults.push(`${e.tagName}.${e.className} cuts its rows: ${overflowX} ${overflowY}`);
      if (/^(H1|H2|H3|P|LI|NAV|SUMMARY|INPUT)$/.test(e.tagName) && e.getBoundingClientRect().right > innerWidth + 1) faults.push(`${e.tagName} ${e.textContent.slice(0, 40)} is beyond the edge`);
    }
    return faults;
  });
  assert.deepEqual(found, []);
  if (!study) {
    await total(page);
    if (width === 390) await firstFigure(page);
  }
  if (width === 1280 && month) await newestMonth(page, study, month);
  await page.evaluate(() => scrollTo(0, 0));
};

// In the middle of a long table its head is at the top of the window and its total at the bottom.
const total = async (page) => {
  const places = await page.$$eval(main, (tables) =>
    tables.map((table) => {
      const box = table.getBoundingClientRect();
      scrollTo(0, scrollY + box.top + box.height / 2 - innerHeight / 2);
      const [head, foot] = [table.tHead, table.tFoot].map((part) => [...part.rows[0].cells].find((c) => c.offsetWidth).getBoundingClientRect());
      const seen = (rect) => rect.bottom > 0 && document.elementFromPoint(Math.max(rect.left + 4, 1), rect.top + rect.height / 2);
      return { top: head.top, bottom: foot.bottom, height: innerHeight, seen: Boolean(seen(head)?.closest("thead") && seen(foot)?.closest("tfoot")) };
    }),
  );
  for (const { top, bottom, height, seen } of places) assert.ok(top >= -1 && bottom <= height + 1 && seen, `head at ${top}, total to ${bottom} of ${height}, seen: ${seen}`);
};

const firstFigure = async (page) => {
  const box = await page.$eval(main, (table) => {
    scrollTo(0, 0);
    table.tBodies[0].rows[0].scrollIntoView({ block: "center" });
    scrollTo(0, scrollY);
    const row = table.tBodies[0].rows[0];
    const [name] = [...row.querySelectorAll("th")].slice(-1).map((e) => e.getBoundingClientRect());
    const figure = row.querySelector("td:not(:has(~ td.rank))").getBoundingClientRect();
    return { name: name.left, left: figure.left, right: figure.right, to: innerWidth };
  });
  assert.ok(box.name >= 0 && box.left >= 0 && box.right <= box.to, `the first figure is at ${JSON.stringify(box)}`);
};

// The newest month is the first of a report's tables by month, and has a column in sight in a trend.
const newestMonth = async (page, study, month) => {
  const names = [month, month.slice(5) + "/" + month.slice(0, 4)];
  const found = await page.evaluate(
    (names, study) => {
      for (const d of document.querySelectorAll(".by-month details")) d.open = true;
      const heads = [...document.querySelectorAll(study ? "table.study thead th" : "table.months thead th")].filter((th) => names.includes(th.textContent.trim()));
      const shown = heads.filter((th) => th.getBoundingClientRect().left >= 0 && th.getBoundingClientRect().right <= innerWidth).length;
      for (const d of document.querySelectorAll(".by-month details")) d.open = false;
      return { heads: heads.length, shown, tables: document.querySelectorAll("table.months").length };
    },
    names,
    study,
  );
  assert.equal(found.shown, found.heads, `the newest month ${month} is out of sight`);
  if (!study) assert.equal(found.heads, found.tables);
};

// A name typed without marks leaves its rows; Escape brings all back.
const search = async (page, report) => {
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
  const names = await page.$$eval(main + " tbody tr[data-row]", (rows) => rows.map((r) => [...r.querySelectorAll("th")].map((c) => c.textContent).join(" ")));
  const shown = () => page.$$eval(main + " tbody tr[data-row]", (rows) => rows.filter((r) => r.offsetHeight > 0).length);
  const wanted = bare(names[report.rows.length - 1]).replace(/\(.*/, "").trim().slice(0, 30);
  await page.focus("#find");
  await page.keyboard.type(wanted);
  const want = names.filter((n) => bare(n).includes(wanted)).length;
  assert.ok(want > 0 && want < names.length, `${want} rows match ${wanted}`);
  assert.equal(await shown(), want, `rows that match ${wanted}`);
  const numbers = (await page.$eval("#found", (e) => e.textContent)).match(/\d+/g).map(Number);
  assert.deepEqual(numbers, [want, names.length]);
  await page.keyboard.press("Escape");
  assert.equal(await shown(), names.length);
  assert.equal(await page.$eval("#found", (e) => e.textContent), "");
};

// Enter on a figure shows the two sums that its cell has, with their cells; Escape closes.
const figures = async (page, report) => {
  const buttons = await page.$$(`${main} td button`);
  const known = [...report.rows, report.total].flatMap((row) => Object.values(row.indicators)).filter(Boolean).length;
  assert.ok(buttons.length >= known, `${buttons.length} figures open of ${known}`);
  for (const button of [buttons[0], buttons.at(-1)]) {
    await button.focus();
    const [value, fraction] = await button.evaluate((e) => [e.querySelector("b").textContent, e.querySelector("small")?.textContent ?? ""]);
    await page.keyboard.press("Enter");
    const text = await page.$eval("dialog[open]", (e) => e.innerText);
    for (const part of [value, ...fraction.split("/")]) assert.ok(text.includes(part), `${part} is not in ${text}`);
    assert.match(text, /(dòng|line) \d+, (cột|column) \d+: |\(cả dòng\)|\(the row\)/, "no cells");
    const wide = await page.$eval("dialog[open]", (e) => e.getBoundingClientRect().right <= innerWidth && e.scrollWidth <= e.clientWidth + 1);
    assert.ok(wide, "the dialog is wider than the window");
    await page.keyboard.press("Escape");
    assert.equal(await page.$("dialog[open]"), null);
    assert.ok(await button.evaluate((e) => e === document.activeElement), "the figure has lost the focus");
  }
  await page.evaluate(() => scrollTo(0, 0));
};

// A script that has come into the page does not run.
const foreignScript = async (page, faults) => {
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    return window.ran === true;
  });
  assert.equal(ran, false, "a foreign script has run");
  faults.length = 0;
};

module.exports = { everything, search, figures, foreignScript };
