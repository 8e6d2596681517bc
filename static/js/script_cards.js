// The cards of the script desk: characters and panels are added, moved, dragged, split, deleted and brought back. Every change ends in
// an "input" event, by which the desk knows that the form has something to save.
import { toast } from "./toasts.js";

const lastCaret = new WeakMap();

export function bindCards(root) {
  root.addEventListener("click", (event) => {
    const add = event.target.closest("[data-card-add]");
    if (add) return append(root, add.dataset.cardAdd);
    const button = event.target.closest("[data-card-do]");
    if (button) act(root, button.closest("[data-card]"), button.dataset.cardDo, button);
    return undefined;
  });
  root.addEventListener("keydown", (event) => onKey(root, event));
  root.addEventListener("focusout", (event) => {
    const card = event.target.closest("[data-card]");
    if (card && event.target.matches("textarea")) lastCaret.set(card, [event.target, event.target.selectionStart]);
  });
  root.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-card-grip]");
    if (grip) drag(root, grip, event);
  });
}

function act(root, card, verb, button) {
  if (verb === "up" && card.previousElementSibling) card.previousElementSibling.before(card);
  else if (verb === "down" && card.nextElementSibling) card.nextElementSibling.after(card);
  else if (verb === "insert") return insertAfter(root, card);
  else if (verb === "split") return split(root, card);
  else if (verb === "turn") turn(card, button);
  else if (verb === "delete") return remove(root, card);
  else return undefined;
  button.focus();
  card.scrollIntoView({ block: "nearest" });
  return changed(root);
}

function onKey(root, event) {
  const card = event.target.closest("[data-card]");
  if (!card || !event.altKey || event.ctrlKey || event.metaKey) return;
  const verb = { ArrowUp: "up", ArrowDown: "down", Enter: "insert" }[event.key];
  if (!verb || (card.dataset.card !== "panel" && verb !== "insert")) return;
  event.preventDefault();
  if (verb === "insert") insertAfter(root, card);
  else act(root, card, verb, event.target);
}

function blank(root, kind) {
  return root.querySelector(`template[data-card-template="${kind}"]`).content.firstElementChild.cloneNode(true);
}

function append(root, kind) {
  const card = blank(root, kind);
  root.querySelector(`[data-cards="${kind}"]`).append(card);
  begin(root, card);
}

function insertAfter(root, card) {
  const fresh = blank(root, card.dataset.card);
  card.after(fresh);
  begin(root, fresh);
}

function begin(root, card) {
  changed(root);
  card.querySelector(".lines textarea").focus();
  card.scrollIntoView({ block: "nearest" });
}

// Split where the caret stands: what follows it goes to a new panel. With no caret in the middle of a field, the second half of the
// action's sentences and of the dialogue's lines goes.
function split(root, card) {
  const fresh = blank(root, "panel");
  card.after(fresh);
  field(fresh, "panel_scene").value = field(card, "panel_scene").value;
  const [area, caret] = lastCaret.get(card) ?? [];
  if (area && caret > 0 && caret < area.value.trimEnd().length) cut(area, field(fresh, area.name), caret);
  else {
    halve(field(card, "panel_action"), field(fresh, "panel_action"), /(?<=[.!?;…])\s+/, " ");
    halve(field(card, "panel_dialogue"), field(fresh, "panel_dialogue"), /\n/, "\n");
  }
  begin(root, fresh);
}

function field(card, name) {
  return card.querySelector(`[name="${name}"]`);
}

function cut(from, to, caret) {
  to.value = from.value.slice(caret).trim();
  from.value = from.value.slice(0, caret).trimEnd();
}

function halve(from, to, between, joiner) {
  const parts = from.value.split(between).filter((part) => part.trim());
  if (parts.length < 2) return;
  const middle = Math.ceil(parts.length / 2);
  from.value = parts.slice(0, middle).join(joiner);
  to.value = parts.slice(middle).join(joiner);
}

function turn(card, button) {
  const hidden = field(card, "panel_break");
  hidden.value = hidden.value ? "" : "1";
  card.classList.toggle("card-turns", hidden.value !== "");
  button.setAttribute("aria-pressed", String(hidden.value !== ""));
}

function remove(root, card) {
  const next = card.nextElementSibling;
  const list = card.parentElement;
  const isEmpty = [...card.querySelectorAll("textarea")].every((area) => !area.value.trim());
  card.remove();
  changed(root);
  const near = next ?? list.lastElementChild;
  (near?.querySelector('[data-card-do="delete"]') ?? list.parentElement.querySelector("[data-card-add]")).focus();
  if (isEmpty) return;
  const kind = card.dataset.card === "panel" ? "The panel" : "The character";
  toast(`${kind} is deleted.`, { onUndo: () => bringBack(root, card, next) });
}

// The list may have been drawn anew meanwhile; then the card goes to its end.
function bringBack(root, card, next) {
  const list = root.querySelector(`[data-cards="${card.dataset.card}"]`);
  if (next && list.contains(next)) next.before(card);
  else list.append(card);
  changed(root);
  card.querySelector("textarea").focus();
}

function drag(root, grip, event) {
  const card = grip.closest("[data-card]");
  grip.setPointerCapture(event.pointerId);
  card.classList.add("card-moving");
  let moved = false;
  // The neighbour is moved rather than the card: a card that is taken out of the page loses the pointer.
  const move = (at) => {
    const [before, after] = [card.previousElementSibling, card.nextElementSibling];
    if (before && at.clientY < middleOf(before)) card.after(before);
    else if (after && at.clientY > middleOf(after)) card.before(after);
    else return;
    moved = true;
    card.scrollIntoView({ block: "nearest" });
  };
  const drop = () => {
    grip.removeEventListener("pointermove", move);
    card.classList.remove("card-moving");
    if (moved) changed(root);
  };
  grip.addEventListener("pointermove", move);
  grip.addEventListener("lostpointercapture", drop, { once: true });
  event.preventDefault();
}

function middleOf(element) {
  const box = element.getBoundingClientRect();
  return box.top + box.height / 2;
}

export function renumber(root) {
  root.querySelectorAll('[data-card="panel"]').forEach((card, place) => {
    card.querySelector("[data-card-number]").textContent = place + 1;
    card.id = `panel-${place + 1}`;
    card.setAttribute("aria-label", `Panel ${place + 1}`);
  });
}

function changed(root) {
  renumber(root);
  root.dispatchEvent(new Event("input", { bubbles: true }));
}
