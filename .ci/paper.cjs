// What is torn between two printed pages: rows, cards and charts that have room on one.
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

// Elements that are whole on one page.
const whole = ".totals li, .chart:not(.tall), .districts > li, main tr, .notes li";

// torn prints a page and returns what is torn, and what a page lacks. Each element has a mark
// at its beginning and its end, which are looked for in the text of the pages.
const torn = async (browser, file) => {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  const period = await page.$eval(".lead", (e) => e.textContent);
  const bare = (line) => line.replace(/\s+/g, "");
  const names = await page.evaluate((whole) => {
    const mark = (text) => {
      const e = document.createElement("span");
      e.textContent = text;
      e.style.fontSize = "2px";
      e.style.lineHeight = "0";
      return e;
    };
    return [...document.querySelectorAll(whole)].map((e, i) => {
      const [first, last] = e.tagName === "TR" ? [e.cells[0], e.cells[e.cells.length - 1]] : [e, e];
      first.prepend(mark(`qa${i}z`));
      last.append(mark(`qe${i}z`));
      return `${e.tagName}.${e.className} ${e.textContent.slice(0, 60)}`;
    });
  }, whole);
  const pdf = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "kpi-paper-")), "page.pdf");
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  await page.close();
  const pages = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 }).split("\f").slice(0, -1);
  fs.rmSync(path.dirname(pdf), { recursive: true });
  const faults = [];
  const at = new Map(); // the pages of each mark
  pages.forEach((text, n) => {
    for (const [, end, i] of text.matchAll(/q([ae])(\d+)z/gi)) at.set(end + i, [...(at.get(end + i) ?? []), n]);
    if (!new RegExp(`${n + 1} ?/ ?${pages.length}\\s*$`).test(text)) faults.push(`page ${n + 1} has no number`);
    if (!bare(text.trimEnd().split("\n").at(-1)).startsWith(bare(period))) faults.push(`page ${n + 1} has no period at its foot`);
  });
  let seen = 0;
  names.forEach((name, i) => {
    const [from, to] = [at.get("a" + i), at.get("e" + i)];
    if (!from && !to) return; // it is not printed
    seen++;
    if (from?.at(0) !== to?.at(-1) && from?.join() !== to?.join()) faults.push(`${name}: pages ${from} to ${to}`); // a head is on several
  });
  if (seen < 10) faults.push(`only ${seen} elements are printed`);
  return faults;
};

module.exports = { torn };
