// Opens pages of kpi in a browser, wide and narrow, light and dark, with script and
// without, prints them, and compares them with the reports for programs that lie beside them:
//   node page.cjs FOLDER BROWSER PAGE.html...
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [folder, browserPath, ...pages] = process.argv.slice(2);
const puppeteer = require(path.join(folder, "node_modules", "puppeteer-core"));
const reach = require("./reach.cjs");
const { torn } = require("./paper.cjs");

// Numbers as a page in a language writes them.
const localised = (number, lang) => {
  const [group, point] = lang === "vi" ? [".", ","] : [",", "."];
  const [, sign, whole, fraction] = /^([^0-9]*)([0-9]+)(?:\.([0-9]+))?$/.exec(number);
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, group) + (fraction ? point + fraction : "");
};

// The marks of a rate that is doubtful: outside 0 to 100, or with a denominator below 30.
const doubt = ({ numerator, denominator }) => {
  const outside = Number(numerator) < 0 || Number(numerator) > Number(denominator);
  return (outside ? "!" : "") + (Number(denominator) < 30 ? "°" : "");
};

// The texts that the cell of a figure holds.
const texts = (figure, lang) => {
  if (figure === null) return [];
  if (figure.denominator === null) return [localised(figure.shown, lang)];
  return [localised(figure.shown, lang) + "%" + doubt(figure), localised(figure.numerator, lang) + "/" + localised(figure.denominator, lang)];
};

// Numbers of a report keep their digits.
const parsed = (file) => JSON.parse(fs.readFileSync(file, "utf8").replace(/"(numerator|denominator)": (-?[0-9.]+)/g, '"$1": "$2"'));

const figuresOf = (row) => Object.values(row.indicators);

// Rows without any figure are for programs only, unless all are such.
const withFigures = (report) => {
  const rows = report.rows.filter((row) => row.indicators && figuresOf(row).some(Boolean));
  return rows.length ? { ...report, rows } : report;
};

// The cells of the first table, the total last.
const cells = (page) =>
  page.evaluate(() => {
    const table = document.querySelector("main > section > table.figures");
    return [...table.tBodies[0].rows, ...table.tFoot.rows].map((row) => [...row.querySelectorAll("td")].map((cell) => cell.innerText));
  });

const compareFigures = async (page, report, lang) => {
  const found = await cells(page);
  const rows = [...report.rows, report.total];
  assert.equal(found.length, rows.length, "rows");
  rows.forEach((row, i) =>
    figuresOf(row).forEach((figure, j) => {
      for (const text of texts(figure, lang)) assert.ok(found[i][j].split(/\s+/).includes(text), `row ${i}: ${text} is not in ${JSON.stringify(found[i][j])}`);
      if (figure === null) assert.doesNotMatch(found[i][j], /[0-9]/);
    }),
  );
  const labels = await page.evaluate(() => [...document.querySelectorAll(".totals .value")].map((e) => e.innerText));
  figuresOf(report.total).forEach((figure, j) => figure && assert.equal(labels[j], texts(figure, lang)[0]));
};

// Exact: halves of days are counted in halves.
const halves = (text) => BigInt(Math.round(Number(text ?? 1) * 2));
const compare = (a, b) => {
  const left = halves(a.numerator) * halves(b.denominator);
  const right = halves(b.numerator) * halves(a.denominator);
  return left < right ? -1 : left > right ? 1 : 0;
};

// Every column is sorted by a click on its header, and the other way by a key.
const compareOrder = async (page, report, lang) => {
  const columns = figuresOf(report.total).length;
  for (let column = 0; column < columns; column++) {
    const header = `main > section > table.figures thead th.n:nth-last-child(${columns - column})`;
    for (const [act, sign, name] of [
      [() => page.click(header + " button"), -1, "descending"],
      [() => page.keyboard.press("Enter"), 1, "ascending"],
    ]) {
      await act();
      assert.equal(await page.$eval(header, (e) => e.getAttribute("aria-sort")), name);
      assert.equal((await page.$$("[aria-sort]")).length, 1);
      const all = report.rows.map((row) => figuresOf(row)[column]);
      const want = [...all.filter((f) => f).sort((a, b) => sign * compare(a, b)), ...all.filter((f) => !f)];
      const found = (await cells(page)).slice(0, -1).map((row) => row[column]);
      want.forEach((figure, i) => {
        for (const text of texts(figure, lang).slice(0, 1)) assert.ok(found[i].split(/\s+/).includes(text), `sorted ${name}: ${found[i]} in place of ${text}`);
      });
    }
  }
};

// Every figure of a trend or a comparison has a cell of its own, which holds its texts.
const compareStudy = async (page, study, lang) => {
  const cells = await page.$$eval("table.study td", (all) => all.map((e) => e.innerText.replace(/[*†]/g, "").split(/\s+/)));
  let figures = 0;
  for (const row of [...study.rows, ...study.total]) {
    for (const figure of [row.figure, row.old, row.new]) {
      if (!figure) continue;
      figures++;
      const i = cells.findIndex((cell) => texts(figure, lang).every((text) => cell.includes(text)));
      assert.ok(i >= 0, `no cell with ${texts(figure, lang)}`);
      cells.splice(i, 1);
    }
  }
  assert.ok(figures > 3, `${figures} figures`);
};

// Texts that stand out too little from what is behind them.
const faint = (page) =>
  page.evaluate(() => {
    const parse = (color) => color.match(/[0-9.]+/g).map(Number);
    const light = (rgb) => {
      const [r, g, b] = rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (e) => {
      for (; e; e = e.parentElement) {
        const [r, g, b, alpha = 1] = parse(getComputedStyle(e).backgroundColor);
        if (alpha > 0) return [r, g, b];
      }
      return [255, 255, 255];
    };
    const found = new Set();
    for (const e of document.body.querySelectorAll("*")) {
      if (!(e instanceof HTMLElement) || e.tagName === "SCRIPT" || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
      const [a, b] = [light(parse(getComputedStyle(e).color).slice(0, 3)), light(behind(e))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (contrast < 4.5) found.add(`${e.tagName}.${e.className}: ${contrast.toFixed(2)}`);
    }
    return [...found];
  });

// Opens a page and looks at it in one way.
const look = async (browser, file, report, { width, scheme, script }) => {
  const page = await browser.newPage();
  const faults = [];
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  const url = pathToFileURL(file).href;
  page.on("request", (request) => request.url() !== url && faults.push(`request: ${request.url()}`));
  await page.setJavaScriptEnabled(script);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport({ width, height: 800 });
  await page.goto(url, { waitUntil: "load" });

  const lang = await page.$eval("html", (e) => e.lang);
  const study = report.schema !== "kpi.report/1";
  await (study ? compareStudy : compareFigures)(page, report, lang);
  await reach.everything(page, { study, width, month: report.period?.to });
  assert.deepEqual(await faint(page), []);
  const buttons = (await page.$$("thead button")).length;
  assert.equal(buttons > 0, script && !study, "buttons to sort by");
  if (script && !study) {
    await reach.search(page, report);
    await reach.figures(page, report);
    await compareOrder(page, report, lang);
  }
  assert.deepEqual(faults, []);
  if (script) await reach.foreignScript(page, faults);
  await page.close();
};

const main = async () => {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await puppeteer.launch({ executablePath: browserPath, args, pipe: true });
  try {
    for (const file of pages) {
      const report = withFigures(parsed(file.replace(/html$/, "json")));
      for (const width of [390, 768, 1280]) {
        for (const scheme of ["light", "dark"]) {
          for (const script of [true, false]) {
            await look(browser, file, report, { width, scheme, script }).catch((error) => {
              console.error(`${path.basename(file)}, ${width} pixels, ${scheme}, script ${script}:`);
              throw error;
            });
          }
        }
      }
      assert.deepEqual(await torn(browser, file), [], `${path.basename(file)} on paper`);
      console.log(`${path.basename(file)}: ${report.rows.length} rows, as in the report for programs`);
    }
  } finally {
    await browser.close();
  }
};

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
