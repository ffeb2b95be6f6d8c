// Columns can be sorted. Fractions are compared exactly, by their integers; what has no
// figure comes last whichever way the others stand. The total stays where it is.
"use strict";
(() => {
  const collator = new Intl.Collator("vi", { numeric: true });
  const fraction = (cell) => cell.dataset.num === undefined ? null : [BigInt(cell.dataset.num), BigInt(cell.dataset.den)];
  const sign = (n) => (n > 0n ? 1 : n < 0n ? -1 : 0);

  const compare = (kind, down) => (a, b) => {
    if (kind === "text") {
      const order = collator.compare(a.textContent, b.textContent);
      return down ? -order : order;
    }
    const x = fraction(a), y = fraction(b);
    if (x === null || y === null) return (x === null) - (y === null);
    const order = sign(x[0] * y[1] - y[0] * x[1]);
    return down ? -order : order;
  };

  const sort = (table, header, index) => {
    const kind = header.dataset.sort;
    const was = header.getAttribute("aria-sort");
    const down = was ? was === "ascending" : kind === "high";
    for (const other of header.parentElement.cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const order = compare(kind, down), body = table.tBodies[0];
    body.append(...[...body.rows].sort((p, q) => order(p.cells[index], q.cells[index])));
  };

  for (const table of document.querySelectorAll("table.figures")) {
    [...table.tHead.rows[0].cells].forEach((header, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sort(table, header, index));
      header.append(button);
    });
  }
})();
