"use strict";
// The page is whole without this: it only lets the columns of tables be sorted.
(() => {
  const collator = new Intl.Collator("vi", { numeric: true });

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

  // Figures that are not known stand last in both directions; equal rows keep their order.
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

  const enhance = (table) => {
    const headers = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const original = [...body.rows];
    headers.forEach((header, column) => {
      const { kind } = header.dataset;
      const button = document.createElement("button");
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

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    if (table.tBodies[0].rows.length > 1) enhance(table);
  }
  for (const hint of document.querySelectorAll("[data-hint]")) hint.hidden = false;
})();
