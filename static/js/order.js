// data-order: the items of a list are dragged to another place by their grip (or as a whole where they have none); where one is let
// go, its data-url is told the new place, counted from 1. Buttons beside each item do the same without a mouse.
const START = 6; // pixels before a press becomes a drag
let held = null;
let justDragged = false;

document.addEventListener("pointerdown", (event) => {
  const item = event.target.closest?.("[data-order-item]");
  if (!item || event.button !== 0) return;
  const grip = item.querySelector("[data-order-grip]");
  if (grip && !event.target.closest("[data-order-grip]")) return;
  held = { item, list: item.closest("[data-order]"), x: event.clientX, y: event.clientY, moves: false };
  if (grip) event.preventDefault();
});

document.addEventListener("pointermove", (event) => {
  if (!held) return;
  const across = event.clientX - held.x;
  const down = event.clientY - held.y;
  if (!held.moves && Math.hypot(across, down) < START) return;
  held.moves = true;
  held.item.classList.add("is-dragged");
  document.body.classList.add("is-dragging");
  place(held, event);
});

for (const kind of ["pointerup", "pointercancel"]) {
  document.addEventListener(kind, () => {
    if (!held) return;
    const { item, list, moves, target } = held;
    held = null;
    item.classList.remove("is-dragged");
    document.body.classList.remove("is-dragging");
    for (const marked of list.querySelectorAll(".drop-before, .drop-after")) marked.classList.remove("drop-before", "drop-after");
    if (!moves) return;
    justDragged = true;
    setTimeout(() => (justDragged = false), 0);
    if (kind === "pointerup" && target !== undefined && target !== placeOf(list, item)) keep(item, target);
  });
}

// The click that ends a drag opens nothing.
window.addEventListener("click", (event) => {
  if (!justDragged) return;
  event.preventDefault();
  event.stopPropagation();
}, true);

// A picture or link that is dragged by the browser itself would end ours.
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.("[data-order-item]")) event.preventDefault();
});

function place(drag, event) {
  const { item, list } = drag;
  const others = [...list.querySelectorAll("[data-order-item]")].filter((each) => each !== item);
  const [first, second] = others.map((each) => each.getBoundingClientRect());
  const lies = second !== undefined && second.left > first.left + 1;
  const before = others.find((each) => {
    const box = each.getBoundingClientRect();
    return lies ? event.clientX < box.left + box.width / 2 : event.clientY < box.top + box.height / 2;
  });
  for (const each of others) each.classList.remove("drop-before", "drop-after");
  if (before) before.classList.add("drop-before");
  else others.at(-1)?.classList.add("drop-after");
  drag.target = (before ? others.indexOf(before) : others.length) + 1;
}

function placeOf(list, item) {
  return [...list.querySelectorAll("[data-order-item]")].indexOf(item) + 1;
}

function keep(item, position) {
  window.htmx.ajax("POST", item.dataset.url, { source: item, swap: "none", values: { position, stays: "page", based_on: item.closest("[data-order]").dataset.basedOn ?? "" } });
}
