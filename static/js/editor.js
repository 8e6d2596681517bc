// data-editor: arrows walk the panels, balloons and tails are dragged by hand or nudged by arrow keys, the time of drawing is told.
import { isTyping, listKey } from "./keys.js";
import { onPage } from "./on_page.js";
import "./dials.js";
import "./gutters.js";
import "./order.js";
import "./turns.js";
import "./undo.js";

listKey("←", "Previous panel");
listKey("→", "Next panel");

const NUDGE = 4; // page points for one press of an arrow key
const SETTLE = 350; // milliseconds after the last press before the place is kept
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let held = null;
const nudged = new Map();

document.addEventListener("keydown", (event) => {
  const hit = event.target.closest?.("[data-balloon]");
  if (hit && event.key in ARROWS) {
    nudge(hit, event);
    event.preventDefault();
  } else if (hit && event.key === "Enter") {
    open(hit);
    event.preventDefault();
  } else if (!isTyping(event) && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    walk(event.key === "ArrowRight");
    event.preventDefault();
  }
}, true);

function walk(rightwards) {
  const panels = [...document.querySelectorAll("#hits [data-panel]")];
  const forwards = rightwards !== (document.getElementById("desk")?.dataset.direction === "rtl");
  const at = panels.findIndex((panel) => panel.hasAttribute("aria-current"));
  const next = panels[at === -1 ? (forwards ? 0 : panels.length - 1) : at + (forwards ? 1 : -1)];
  next?.focus();
  next?.click();
}

function nudge(hit, event) {
  const [across, down] = ARROWS[event.key].map((step) => step * NUDGE * (event.shiftKey ? 4 : 1));
  const way = nudged.get(hit.dataset.balloon) ?? { x: 0, y: 0, timer: 0 };
  way.x += across;
  way.y += down;
  shift(hit, way.x, way.y);
  clearTimeout(way.timer);
  way.timer = setTimeout(() => {
    nudged.delete(hit.dataset.balloon);
    keep(hit, "at", way.x, way.y);
  }, SETTLE);
  nudged.set(hit.dataset.balloon, way);
}

document.addEventListener("pointerdown", (event) => {
  const hit = event.target.closest?.("[data-balloon]");
  if (!hit || event.button !== 0) return;
  const tail = event.target.hasAttribute("data-tail-hit");
  held = { hit, tail, from: onPage(hit, event), x: 0, y: 0 };
  hit.classList.add("is-held");
  hit.setPointerCapture(event.pointerId);
  event.preventDefault();
  hit.focus({ preventScroll: true });
});

document.addEventListener("pointermove", (event) => {
  if (!held) return;
  const now = onPage(held.hit, event);
  held.x = now.x - held.from.x;
  held.y = now.y - held.from.y;
  if (held.tail) stretch(held.hit, held.x, held.y);
  else shift(held.hit, held.x, held.y);
});

for (const kind of ["pointerup", "pointercancel"]) {
  document.addEventListener(kind, () => {
    if (!held) return;
    const { hit, tail, x, y } = held;
    held = null;
    hit.classList.remove("is-held");
    document.querySelector(".tail-line")?.remove();
    if (kind === "pointercancel") shift(hit, 0, 0);
    else if (Math.hypot(x, y) < 1.5) open(hit);
    else keep(hit, tail ? "tail" : "at", x, y);
  });
}

function shift(hit, x, y) {
  hit.setAttribute("transform", `translate(${x} ${y})`);
  const id = hit.dataset.balloon;
  for (const art of document.querySelectorAll(`#sheet [data-name="balloon:${id}"], #sheet [data-name^="balloon:${id}:"]`)) {
    art.setAttribute("transform", `translate(${x} ${y})`);
  }
}

function stretch(hit, x, y) {
  const svg = hit.ownerSVGElement;
  const line = svg.querySelector(".tail-line") ?? document.createElementNS(svg.namespaceURI, "line");
  const [cx, cy] = numbers(hit.dataset.centre);
  const [tx, ty] = numbers(hit.dataset.tail);
  line.setAttribute("class", "tail-line");
  for (const [name, value] of Object.entries({ x1: cx, y1: cy, x2: tx + x, y2: ty + y })) line.setAttribute(name, value);
  hit.querySelector("[data-tail-hit]").setAttribute("transform", `translate(${x} ${y})`);
  svg.append(line);
}

function keep(hit, what, x, y) {
  const [left, top, width, height] = numbers(hit.dataset.frame);
  const [fromX, fromY] = numbers(what === "tail" ? hit.dataset.tail : hit.dataset.centre);
  const values = {
    [`${what}_x`]: ((fromX + x - left) / width).toFixed(5),
    [`${what}_y`]: ((fromY + y - top) / height).toFixed(5),
  };
  window.htmx.ajax("POST", hit.dataset.url, { source: hit, swap: "none", values });
}

function open(hit) {
  window.htmx.ajax("GET", hit.dataset.open, { target: "#inspector", swap: "outerHTML show:none" });
}

function numbers(text) {
  return text.split(" ").map(Number);
}

// The time of drawing, told once a second while anything is being drawn.
setInterval(() => {
  for (const clock of document.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(clock.dataset.since)) / 1000));
    clock.textContent = seconds < 2 ? "" : `${seconds} s`;
  }
}, 1000);

// A filmstrip that was replaced stays where it was, and shows the page that is open.
document.addEventListener("htmx:afterSettle", () => {
  document.querySelector("#strip [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
});

// Nobody is signed in any more, or the issue is gone: asking again every second would tell the same.
document.addEventListener("htmx:responseError", ({ detail: { elt, xhr } }) => {
  if (elt.id !== "poll" || xhr.status >= 500) return;
  const still = elt.cloneNode();
  still.removeAttribute("hx-get");
  elt.replaceWith(still);
});
