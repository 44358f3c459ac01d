// Comforts only: without scripts the page says the same.
"use strict";

const NAMES = "mark, .left";
const root = document.documentElement;

// A card that would reach below the window is moved up into it.
function fit(event) {
  const name = event.target.closest?.(NAMES);
  root.classList.toggle("no-cards", false);
  const card = name?.querySelector(".card");
  if (!card) return;
  card.style.translate = "";
  const box = card.getBoundingClientRect();
  const over = Math.min(box.bottom - innerHeight + 12, box.top - 60);
  if (getComputedStyle(card).position === "absolute" && over > 0) card.style.translate = `0 ${-over}px`;
}

// Escape takes cards away; so does a tap beside them.
function dismiss(event) {
  if (event.type === "keydown" ? event.key !== "Escape" : event.target.closest?.(NAMES)) return;
  if (event.type === "keydown") root.classList.add("no-cards");
  else if (document.activeElement?.matches(NAMES)) document.activeElement.blur();
}

// The head of a column sorts its table: numbers from the largest, words from the first.
function sort(head) {
  const table = head.closest("table");
  const body = table.tBodies[0];
  const numeric = head.classList.contains("n");
  const down = head.ariaSort ? head.ariaSort === "ascending" : numeric;
  const key = (row) => row.cells[head.cellIndex].textContent.trim();
  const number = (row) => Number(key(row).replaceAll(",", ""));
  const order = numeric ? (a, b) => number(a) - number(b) : (a, b) => key(a).localeCompare(key(b));
  const rows = [...body.rows].filter((row) => row.className !== "all");
  rows.sort((a, b) => (down ? -order(a, b) : order(a, b)));
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  body.append(...rows);
}

for (const head of document.querySelectorAll("thead th:not(.chart)")) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  button.addEventListener("click", () => sort(head));
  head.append(button);
}
document.addEventListener("mouseover", fit);
document.addEventListener("focusin", fit);
document.addEventListener("keydown", dismiss);
document.addEventListener("pointerdown", dismiss);
