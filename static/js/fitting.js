// The balloon, with those joined to it, as it would be while a hand types its words or drags its tail: asked of the studio at most
// every 120 ms, and shown in place of what stands on the page. Nothing is kept; restore() shows the page's own again.
import { standing } from "./send.js";

const PACE = 120; // milliseconds between two questions about one balloon
const shown = new Map();

const named = (name) => document.querySelector(`#sheet [data-name="${CSS.escape(name)}"]`);
const partsOf = (id) => document.querySelectorAll(`#sheet [data-name^="balloon:${CSS.escape(id)}:"]`);

export function fit(hit, values, told = () => {}) {
  const id = hit.dataset.balloon;
  const at = shown.get(id) ?? { asked: null, timer: 0, busy: false, own: new Map(), told };
  at.asked = { url: hit.dataset.fit, values };
  at.told = told;
  shown.set(id, at);
  if (!at.busy && !at.timer) ask(id, at);
}

async function ask(id, at) {
  const { url, values } = at.asked;
  at.asked = null;
  at.busy = true;
  at.timer = setTimeout(() => {
    at.timer = 0;
    if (at.asked && !at.busy) ask(id, at);
  }, PACE);
  const drawing = await draw(url, values);
  at.busy = false;
  if (shown.get(id) !== at) return; // It was kept or given up meanwhile.
  if (drawing) put(id, at, drawing);
  if (at.asked && !at.timer) ask(id, at);
}

async function draw(url, values) {
  const { "X-CSRFToken": token } = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams({ ...standing(), ...values }),
    });
    if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("image/svg+xml")) return null;
    return new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  } catch {
    return null; // The studio did not answer; the balloon stays as it is, and keeping it will tell.
  }
}

function put(id, at, drawing) {
  const defs = drawing.querySelector("defs");
  for (const fresh of drawing.querySelectorAll("[data-name]")) {
    const old = named(fresh.dataset.name);
    if (!old) continue;
    const art = document.importNode(fresh, true);
    if (defs) art.prepend(document.importNode(defs, true));
    if (!at.own.has(fresh.dataset.name)) at.own.set(fresh.dataset.name, old);
    old.replaceWith(art);
  }
  for (const part of partsOf(id)) part.setAttribute("visibility", "hidden");
  at.told();
}

// What is kept comes with the page; until then what was fitted stays. Gives what shows the page's own again, should it be refused.
export function release(id) {
  const own = shown.get(id)?.own ?? new Map();
  shown.delete(id);
  return () => {
    for (const part of partsOf(id)) part.removeAttribute("visibility");
    for (const [name, art] of own) named(name)?.replaceWith(art);
  };
}

export function restore(id) {
  release(id)();
}
