// Words are written on the page itself. A double click on a balloon, or Enter while it has the focus, opens a field beneath it; every
// key sets the balloon anew. Leaving the field or Ctrl+Enter keeps the words, Escape gives them up. The key B and a click on a panel
// (or Enter, for the middle of the open one) add a balloon there.
import { mouths, numbers } from "./balloons.js";
import { fit, release, restore } from "./fitting.js";
import { isTyping, listKey } from "./keys.js";
import { onPage } from "./on_page.js";
import { basisOf, send } from "./send.js";
import { toast } from "./toasts.js";

listKey("B", "Add a balloon on the page");

const TWICE = 400; // milliseconds between the clicks of a double click
const HIGH = 0.22; // where in a panel a balloon starts that is added by keyboard, as a share of its height
let clicked = { id: "", at: 0 };
let open = null;

// The page may be renewed between the two clicks, so that the browser sees no double click on the balloon itself.
document.addEventListener("pointerup", (event) => {
  const hit = event.target.closest?.("[data-balloon]");
  if (!hit || event.target.hasAttribute("data-tail-hit")) return;
  const twice = clicked.id === hit.id && event.timeStamp - clicked.at < TWICE;
  clicked = { id: twice ? "" : hit.id, at: event.timeStamp };
  if (twice) change(hit);
});

document.addEventListener("pointermove", (event) => {
  if (event.buttons) clicked.id = clicked.id && Math.hypot(event.movementX, event.movementY) > 3 ? "" : clicked.id;
});

document.addEventListener("keydown", (event) => {
  const hit = event.target.closest?.("[data-balloon]");
  if (hit && event.key === "Enter") {
    change(hit);
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

function change(hit) {
  close(true);
  const { balloon, change: url, kind, speaker, words } = hit.dataset;
  const basis = basisOf(hit, "wordsBasis");
  write({
    id: balloon,
    words,
    label: hit.getAttribute("aria-label"),
    home: hit.id,
    under: () => artOf(balloon) ?? document.getElementById(hit.id),
    typed: (text) => fit(document.getElementById(hit.id) ?? hit, { text }, () => stand()),
    keep: (text) => send(url, { kind, speaker, text, from: "page" }, { refused: release(balloon), basis }),
  });
}

const artOf = (id) => document.querySelector(`#sheet [data-name="balloon:${CSS.escape(id)}"]`);

function write(work) {
  const field = document.createElement("textarea");
  field.className = "live-words";
  field.rows = 2;
  field.maxLength = 1000;
  field.value = work.words;
  field.setAttribute("aria-label", work.label);
  field.setAttribute("aria-description", "Control and Enter keeps the words, Escape gives them up.");
  field.lang = document.getElementById("desk").dataset.spoken;
  field.dir = document.getElementById("desk").dataset.spokenDir;
  document.querySelector(".paper-stand").append(field);
  open = { ...work, field };
  stand();
  field.focus({ preventScroll: true });
  field.select();
  field.addEventListener("input", () => {
    work.typed(field.value);
    stand();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(false);
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", () => close(true, false));
}

// The field stands right beneath what is written, and follows it.
function stand() {
  if (!open) return;
  const { field } = open;
  const room = field.parentElement.getBoundingClientRect();
  const over = open.under().getBoundingClientRect();
  const wide = Math.min(room.width, Math.max(200, over.width + 16));
  const left = Math.min(Math.max(0, over.left + over.width / 2 - room.left - wide / 2), room.width - wide);
  const high = field.offsetHeight || 60;
  const below = over.bottom - room.top + 6;
  const top = below + high > room.height ? Math.max(0, over.top - room.top - high - 6) : below;
  for (const [name, value] of Object.entries({ "--left": left, "--top": top, "--wide": wide })) {
    field.style.setProperty(name, `${value}px`);
  }
}

function close(kept, back = true) {
  if (!open) return;
  const { field, id, words, home, keep } = open;
  const text = field.value.trim();
  open = null;
  field.remove();
  document.querySelector(".live-spot")?.remove();
  if (kept && text !== words.trim()) keep(text);
  else if (id) restore(id);
  if (back) document.getElementById(home)?.focus({ preventScroll: true });
}

// B: the next click on a panel says where; Enter takes the open panel, or the first one.
document.addEventListener("keydown", (event) => {
  if (isTyping(event)) return;
  if (event.key.toLowerCase() === "b" && document.querySelector("[data-add]")) {
    pick();
    event.preventDefault();
  } else if (adding() && ["Escape", "Enter"].includes(event.key)) {
    paper().classList.remove("is-adding");
    const panel = document.querySelector("[data-add][aria-current]") ?? document.querySelector("[data-add]");
    if (event.key === "Enter") add(panel, 0.5, HIGH);
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-add-tool]")) pick();
  if (!adding() || !event.target.closest(".paper-stand")) return;
  event.preventDefault();
  event.stopPropagation();
  paper().classList.remove("is-adding");
  const panel = event.target.closest("[data-add]");
  if (!panel) return;
  const point = onPage(document.getElementById("hits"), event);
  const [left, top, width, height] = numbers(panel.dataset.frame);
  add(panel, (point.x - left) / width, (point.y - top) / height);
}, true);

const paper = () => document.querySelector(".paper-stand");
const adding = () => paper()?.classList.contains("is-adding") ?? false;

function pick() {
  if (paper().classList.toggle("is-adding")) toast("Click where the balloon goes, or press Enter for the open panel. Escape leaves it.");
}

function add(panel, x, y) {
  const [left, top, width, height] = numbers(panel.dataset.frame);
  const at = { x: left + x * width, y: top + y * height };
  const speaker = nearest(mouths(panel.dataset.panel), at);
  const spot = mark(at);
  close(true);
  write({
    id: "",
    words: "",
    label: speaker ? `New balloon of ${speaker}` : "New balloon",
    home: panel.id,
    under: () => spot,
    typed: () => {},
    keep: (text) => send(panel.dataset.add, { kind: "speech", speaker, text, at_x: x.toFixed(5), at_y: y.toFixed(5) }),
  });
}

function nearest(all, at) {
  const far = ([, x, y]) => Math.hypot(x - at.x, y - at.y);
  return all.toSorted((one, other) => far(one) - far(other))[0]?.[0] ?? "";
}

function mark(at) {
  document.querySelector(".live-spot")?.remove();
  const svg = document.getElementById("hits");
  const spot = document.createElementNS(svg.namespaceURI, "ellipse");
  spot.setAttribute("class", "live-spot");
  for (const [name, value] of Object.entries({ cx: at.x, cy: at.y, rx: 34, ry: 18 })) spot.setAttribute(name, value);
  svg.append(spot);
  return spot;
}
