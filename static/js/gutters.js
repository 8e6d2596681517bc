// data-gutter: a gutter of the page is dragged, or moved by arrow keys; the page follows when it is let go.
import { onPage } from "./on_page.js";
import { basisOf, send } from "./send.js";

const NUDGE = 6; // page points for one press of an arrow key
const SETTLE = 350; // milliseconds after the last press before it is kept
const BACK = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };
let held = null;
let pressed = null;

document.addEventListener("pointerdown", (event) => {
  const hit = event.target.closest?.("[data-gutter]");
  if (!hit || event.button !== 0) return;
  held = { hit, from: onPage(hit, event), by: 0 };
  hit.classList.add("is-held");
  hit.setPointerCapture(event.pointerId);
  hit.focus({ preventScroll: true });
  event.preventDefault();
});

document.addEventListener("pointermove", (event) => {
  if (!held) return;
  const now = onPage(held.hit, event);
  held.by = isUpright(held.hit) ? now.x - held.from.x : now.y - held.from.y;
  show(held.hit, held.by);
});

for (const kind of ["pointerup", "pointercancel"]) {
  document.addEventListener(kind, () => {
    if (!held) return;
    const { hit, by } = held;
    held = null;
    hit.classList.remove("is-held");
    if (kind === "pointercancel" || Math.abs(by) < 1) show(hit, 0);
    else keep(hit, by);
  });
}

document.addEventListener("keydown", (event) => {
  const hit = event.target.closest?.("[data-gutter]");
  if (!hit || !(event.key in BACK)) return;
  event.preventDefault();
  event.stopPropagation();
  const along = event.key === "ArrowLeft" || event.key === "ArrowRight";
  if (along !== isUpright(hit)) return;
  if (pressed?.hit !== hit) pressed = { hit, by: 0, timer: 0 };
  pressed.by += BACK[event.key] * NUDGE * (event.shiftKey ? 4 : 1);
  show(hit, pressed.by);
  clearTimeout(pressed.timer);
  pressed.timer = setTimeout(() => {
    const { by } = pressed;
    pressed = null;
    keep(hit, by);
  }, SETTLE);
}, true);

function isUpright(hit) {
  return hit.classList.contains("is-upright");
}

function show(hit, by) {
  hit.setAttribute("transform", isUpright(hit) ? `translate(${by} 0)` : `translate(0 ${by})`);
}

function keep(hit, by) {
  const { gutter, url, page, open: panel = "", tab = "" } = hit.dataset;
  send(url, { gutter, by: by.toFixed(2), page, panel, tab }, { basis: basisOf(hit, "basedOn") });
}
