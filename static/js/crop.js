// data-crop: the picture of the open panel is dragged in its frame, enlarged by wheel, pinch or keys, or set by the dials of
// data-crop-form; it moves at once and is kept when the hand rests. Dropping a picture file on data-drop uploads it as a take.
import { onPage } from "./on_page.js";

const SETTLE = 350; // milliseconds after the last turn of the wheel or press of a key before it is kept
const NUDGE = 0.02; // of what is seen, for one press of an arrow key
const STEP = 1.08; // times larger for one press of plus
const WHEEL = 0.0015; // how much one unit of the wheel enlarges
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let held = null;
let timer = 0;
let latest = null; // what the hand last showed, and of which panel

const theHit = () => document.getElementById("crop-hit");
const theForm = () => document.querySelector("[data-crop-form]");
const numbers = (text) => text.split(" ").map(Number);
const between = (value, least, most) => Math.min(Math.max(value, least), most);

function viewOf(hit) {
  const [x, y, zoom] = numbers(hit.dataset.view);
  return { x, y, zoom };
}

// The part of the picture that a view shows, as fractions; the view is held to the picture as the studio does it.
function shown(hit, view) {
  const [, , frameWide, frameHigh] = numbers(hit.dataset.frame);
  const [wide, high] = numbers(hit.dataset.pixels);
  const ratio = frameWide / frameHigh / (wide / high);
  const zoom = between(view.zoom, 1, Number(theForm().elements.zoom.max));
  const w = Math.min(1, ratio) / zoom;
  const h = Math.min(1, 1 / ratio) / zoom;
  return { w, h, x: between(view.x, w / 2, 1 - w / 2), y: between(view.y, h / 2, 1 - h / 2), zoom };
}

function show(hit, view) {
  const [left, top, frameWide, frameHigh] = numbers(hit.dataset.frame);
  const { x, y, w, h, zoom } = shown(hit, view);
  hit.dataset.view = `${x} ${y} ${zoom}`;
  latest = { panel: hit.dataset.crop, view: { x, y, zoom } };
  const image = document.querySelector(`#sheet [data-name="${CSS.escape(hit.dataset.crop)}"] image`);
  const wide = frameWide / w;
  const high = frameHigh / h;
  const place = { x: left - (x - w / 2) * wide, y: top - (y - h / 2) * high, width: wide, height: high };
  for (const [name, value] of Object.entries(place)) image?.setAttribute(name, value);
  for (const [name, value] of Object.entries({ x, y, zoom })) theForm().elements[name].value = value;
}

function moved(hit, across, down) {
  const [, , frameWide, frameHigh] = numbers(hit.dataset.frame);
  const view = viewOf(hit);
  const { w, h } = shown(hit, view);
  show(hit, { ...view, x: view.x - (across / frameWide) * w, y: view.y - (down / frameHigh) * h });
}

// Enlarge around a place of the page, which stays where it is.
function enlarged(hit, factor, spot) {
  const [left, top, frameWide, frameHigh] = numbers(hit.dataset.frame);
  const before = shown(hit, viewOf(hit));
  const across = spot ? (spot.x - left) / frameWide - 0.5 : 0;
  const down = spot ? (spot.y - top) / frameHigh - 0.5 : 0;
  const after = shown(hit, { ...before, zoom: before.zoom * factor });
  show(hit, { zoom: after.zoom, x: before.x + across * (before.w - after.w), y: before.y + down * (before.h - after.h) });
}

// The form sends it, because it stays where it is when the page comes anew.
function keep(hit) {
  clearTimeout(timer);
  timer = 0;
  window.htmx.ajax("POST", hit.dataset.url, { source: theForm(), swap: "none", values: viewOf(hit) });
}

// The page came anew while the hand went on: it shows again what the hand showed.
document.addEventListener("htmx:afterSettle", () => {
  const hit = theHit();
  if (!hit || hit.dataset.crop !== latest?.panel || !(held || timer)) return;
  show(hit, latest.view);
  if (held) held.hit = hit;
});

function keepSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => theHit() && keep(theHit()), SETTLE);
}

document.addEventListener("pointerdown", (event) => {
  const hit = event.target.closest?.("[data-crop]");
  if (!hit || event.button !== 0) return;
  held = { hit, at: onPage(hit, event), way: 0 };
  hit.classList.add("is-held");
  hit.setPointerCapture(event.pointerId);
  hit.focus({ preventScroll: true });
  event.preventDefault();
});

document.addEventListener("pointermove", (event) => {
  if (!held) return;
  const now = onPage(held.hit, event);
  moved(held.hit, now.x - held.at.x, now.y - held.at.y);
  held.way += Math.hypot(now.x - held.at.x, now.y - held.at.y);
  held.at = now;
});

for (const kind of ["pointerup", "pointercancel"]) {
  document.addEventListener(kind, () => {
    if (!held) return;
    const { hit, way } = held;
    held = null;
    hit.classList.remove("is-held");
    if (way > 0) keep(hit);
  });
}

document.addEventListener("wheel", (event) => {
  const hit = event.target.closest?.("[data-crop]");
  if (!hit) return;
  event.preventDefault();
  enlarged(hit, Math.exp(-event.deltaY * WHEEL * (event.ctrlKey ? 6 : 1)), onPage(hit, event));
  keepSoon();
}, { passive: false });

document.addEventListener("keydown", (event) => {
  const hit = event.target.closest?.("[data-crop]");
  if (!hit || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in ARROWS) {
    const [, , frameWide, frameHigh] = numbers(hit.dataset.frame);
    const [across, down] = ARROWS[event.key].map((way) => way * NUDGE * (event.shiftKey ? 4 : 1));
    moved(hit, across * frameWide, down * frameHigh);
  } else if (event.key === "+" || event.key === "=") enlarged(hit, STEP);
  else if (event.key === "-") enlarged(hit, 1 / STEP);
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
  keepSoon();
}, true);

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("[data-crop-form]");
  if (!form || !theHit()) return;
  const { x, y, zoom } = form.elements;
  show(theHit(), { x: Number(x.value), y: Number(y.value), zoom: Number(zoom.value) });
  keepSoon();
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches?.("[data-crop-form]")) return;
  event.preventDefault();
  if (theHit()) keep(theHit());
}, true);

const under = (event) => document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.matches("[data-drop]"));
const isFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

function mark(panel) {
  document.querySelectorAll(".is-dropped-on").forEach((one) => one !== panel && one.classList.remove("is-dropped-on"));
  panel?.classList.add("is-dropped-on");
}

document.addEventListener("dragover", (event) => {
  if (!isFile(event) || !document.getElementById("dropped")) return;
  const panel = under(event);
  mark(panel);
  if (panel) event.preventDefault();
});

document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) mark(null);
});

document.addEventListener("drop", (event) => {
  const form = document.getElementById("dropped");
  const panel = form && isFile(event) && under(event);
  mark(null);
  if (!panel) return;
  event.preventDefault();
  form.elements.picture.files = event.dataTransfer.files;
  window.htmx.ajax("POST", panel.dataset.drop, { source: form, swap: "none" });
});
