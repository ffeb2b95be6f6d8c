// Opens a page of kpi report in Chromium and fails unless people see in it what the
// JSON report says, on screens of several widths, and nothing is loaded or goes wrong:
//   node page.cjs FOLDER page.html report.json vi|en
// FOLDER is the one that .ci/page fills.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [folder, file, json, lang] = process.argv.slice(2);
const puppeteer = require(path.join(folder, "node_modules", "puppeteer-core"));
const address = pathToFileURL(path.resolve(file)).href;
const report = JSON.parse(fs.readFileSync(json, "utf8"));

// written is a number as the page writes it.
const written = (number) => {
  const [whole, fraction] = String(number).split(".");
  const [group, point] = lang === "vi" ? [".", ","] : [",", "."];
  return whole.replace(/(\d)(?=(\d{3})+$)/g, `$1${group}`) + (fraction === undefined ? "" : point + fraction);
};

// figures are all figures of the report in the order of its rows.
const figures = () => {
  const ids = report.definitions.map((d) => d.id);
  return [...report.rows, report.total].map((row) => ids.map((id) => {
    const f = row.indicators[id];
    return f === null ? null : [written(f.shown), f.denominator === null ? "" : `${written(f.numerator)}/${written(f.denominator)}`];
  }));
};

// shown are the figures of the first table of the page, in its order.
const shown = (page) => page.$eval("table.figures", (table) => [...table.tBodies[0].rows, ...table.tFoot.rows].map((row) =>
  [...row.cells].slice(1).map((cell) => (cell.dataset.num === undefined ? null
    : [cell.querySelector(".figure").innerText, cell.querySelector("small")?.innerText ?? ""]))));

// sorted clicks on the header of a column and returns the first cells of the rows.
const sorted = async (page, column) => {
  await (await page.$$("table.figures thead button"))[column].click();
  return page.$eval("table.figures", (table) => [...table.tBodies[0].rows].map((row) => row.cells[0].innerText));
};

// byFraction are the districts by an indicator, highest first; exactly.
const byFraction = (id) => report.rows.map((row) => [row.district, row.indicators[id]])
  .sort(([, a], [, b]) => b.numerator * a.denominator - a.numerator * b.denominator).map(([name]) => name);

async function look(browser, { width, scheme, script }) {
  const page = await browser.newPage();
  const faults = [];
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error}`));
  page.on("request", (request) => { if (request.url() !== address) faults.push(`request: ${request.url()}`); });
  await page.setViewport({ width, height: 900 });
  await page.setJavaScriptEnabled(script);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(address, { waitUntil: "load" });
  assert.deepStrictEqual(await shown(page), figures(), "figures");
  const over = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `${over} pixels too wide`);
  const pictures = await page.$$eval("svg", (all) => all.filter((svg) => svg.getAttribute("aria-hidden") !== "true" && !svg.querySelector("title")?.textContent).length);
  assert.strictEqual(pictures, 0, "pictures without a text");
  if (script) {
    const first = report.definitions[0].id;
    assert.deepStrictEqual(await sorted(page, 1), byFraction(first), "sorted, best first");
    assert.deepStrictEqual(await sorted(page, 1), byFraction(first).reverse(), "sorted, worst first");
  }
  assert.deepStrictEqual(faults, [], "faults");
  await page.close();
}

async function main() {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args });
  let looks = 0;
  try {
    for (const width of [390, 768, 1280]) {
      for (const scheme of ["light", "dark"]) {
        for (const script of [true, false]) {
          await look(browser, { width, scheme, script });
          looks++;
        }
      }
    }
  } finally {
    await browser.close();
  }
  console.log(`${path.basename(file)}: ${looks} looks at ${figures().flat().length} figures, nothing wrong`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
