// data-balloon: a balloon or its tail is dragged, or nudged by the arrow keys (the tail with Ctrl); a dragged tail's end snaps to a
// mouth that is near. A click shows its lettering in the inspector.
import { fit, release, restore } from "./fitting.js";
import { onPage } from "./on_page.js";
import { basisOf, send } from "./send.js";

const NUDGE = 4; // page points for one press of an arrow key
const SETTLE = 350; // milliseconds after the last press before the place is kept
const STILL = 1.5; // page points that a hand may shake in a click
const TWICE = 400; // milliseconds within which a second click belongs to the first one
const NEAR = 9; // page points from which a tail's end snaps to a mouth
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let held = null;
let opened = { id: "", at: 0 };
const nudged = new Map();

document.addEventListener("keydown", (event) => {
  const hit = event.target.closest?.("[data-balloon]");
  if (!hit || !(event.key in ARROWS)) return;
  nudge(hit, event);
  event.preventDefault();
  event.stopPropagation();
}, true);

function nudge(hit, event) {
  const what = event.ctrlKey && hit.dataset.tail ? "tail" : "at";
  const key = `${what} ${hit.dataset.balloon}`;
  const [across, down] = ARROWS[event.key].map((step) => step * NUDGE * (event.shiftKey ? 4 : 1));
  const way = nudged.get(key) ?? { hit, x: 0, y: 0, timer: 0 };
  way.x += across;
  way.y += down;
  if (what === "tail") follow(way, false);
  else shift(hit, way.x, way.y);
  clearTimeout(way.timer);
  way.timer = setTimeout(() => {
    nudged.delete(key);
    document.querySelector(".tail-line")?.remove();
    keep(hit, what, way.x, way.y);
  }, SETTLE);
  nudged.set(key, way);
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
  if (held.tail) stretch(held);
  else shift(held.hit, held.x, held.y);
});

for (const kind of ["pointerup", "pointercancel"]) {
  document.addEventListener(kind, () => {
    if (!held) return;
    const { hit, tail, x, y } = held;
    held = null;
    hit.classList.remove("is-held");
    document.querySelector(".tail-line")?.remove();
    if (kind === "pointercancel" || Math.hypot(x, y) < STILL) rest(hit, tail, kind === "pointerup");
    else keep(hit, tail ? "tail" : "at", x, y);
  });
}

// Nothing was moved: it stands as before, and a click opens it.
function rest(hit, tail, clicked) {
  shift(hit, 0, 0);
  if (tail) restore(hit.dataset.balloon);
  hit.querySelector("[data-tail-hit]")?.removeAttribute("transform");
  if (!clicked) return;
  const again = opened.id === hit.id && Date.now() - opened.at < TWICE;
  opened = { id: hit.id, at: Date.now() };
  if (!again) window.htmx.ajax("GET", hit.dataset.open, { target: "#inspector", swap: "outerHTML show:none" });
}

function shift(hit, x, y) {
  hit.setAttribute("transform", `translate(${x} ${y})`);
  const id = hit.dataset.balloon;
  for (const art of document.querySelectorAll(`#sheet [data-name="balloon:${id}"], #sheet [data-name^="balloon:${id}:"]`)) {
    art.setAttribute("transform", `translate(${x} ${y})`);
  }
}

function stretch(held) {
  const { hit } = held;
  const [tx, ty] = numbers(hit.dataset.tail);
  const mouth = mouths(hit.dataset.in).find(([, x, y]) => Math.hypot(x - tx - held.x, y - ty - held.y) < NEAR);
  if (mouth) {
    held.x = mouth[1] - tx;
    held.y = mouth[2] - ty;
  }
  follow(held, Boolean(mouth));
}

// The tail's end stands where the hand has brought it: a line at once, the balloon's own outline a moment later.
function follow({ hit, x, y }, snapped) {
  const [tx, ty] = numbers(hit.dataset.tail);
  line(hit, tx + x, ty + y, snapped);
  hit.querySelector("[data-tail-hit]").setAttribute("transform", `translate(${x} ${y})`);
  fit(hit, place(hit, "tail", x, y));
}

function line(hit, x, y, snapped) {
  const svg = hit.ownerSVGElement;
  const drawn = svg.querySelector(".tail-line") ?? document.createElementNS(svg.namespaceURI, "line");
  const [cx, cy] = numbers(hit.dataset.centre);
  drawn.setAttribute("class", snapped ? "tail-line is-snapped" : "tail-line");
  for (const [name, value] of Object.entries({ x1: cx, y1: cy, x2: x, y2: y })) drawn.setAttribute(name, value);
  svg.append(drawn);
}

function keep(hit, what, x, y) {
  release(hit.dataset.balloon);
  send(hit.dataset.url, place(hit, what, x, y), { refused: () => shift(hit, 0, 0), basis: basisOf(hit, "placeBasis") });
}

function place(hit, what, x, y) {
  const [left, top, width, height] = numbers(hit.dataset.frame);
  const [fromX, fromY] = numbers(what === "tail" ? hit.dataset.tail : hit.dataset.centre);
  return {
    [`${what}_x`]: ((fromX + x - left) / width).toFixed(5),
    [`${what}_y`]: ((fromY + y - top) / height).toFixed(5),
  };
}

export function mouths(panel) {
  return JSON.parse(document.getElementById(`hit-${panel}`)?.dataset.mouths ?? "[]");
}

export function numbers(text) {
  return text.split(" ").map(Number);
}
