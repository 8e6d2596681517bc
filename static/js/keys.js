// data-key="n" on a link, button or field: the key presses it (or goes to the field) unless the person is typing. Its words for the
// list that "?" opens are data-key-label, its aria-label or its text. Modules with keys of their own add them with listKey().
const extra = [];

export function listKey(key, label) {
  extra.push([key, label]);
}

export function isTyping(event) {
  const target = event.target;
  return (
    event.ctrlKey || event.metaKey || event.altKey ||
    (target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog[open]") !== null)
  );
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || isTyping(event)) return;
  // Enter presses what has the focus, unless that is where we are already.
  if (event.key === "Enter" && event.target.closest?.('a:not([aria-current]), button, summary, [role="button"]')) return;
  if (event.key === "?") openList();
  else {
    const bound = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find(isUsable);
    if (!bound) return;
    if (bound.matches("input, textarea, select")) bound.focus();
    else bound.click();
  }
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest('[data-opens="keys"]')) fill();
});

function isUsable(element) {
  return element.checkVisibility() && !element.disabled;
}

function openList() {
  const dialog = document.getElementById("keys");
  fill();
  if (!dialog.open) dialog.showModal();
}

function fill() {
  const bound = [...document.querySelectorAll("[data-key]")].filter(isUsable).map((element) => [
    element.dataset.key,
    element.dataset.keyLabel ?? element.getAttribute("aria-label") ?? element.textContent.trim(),
  ]);
  const rows = new Map([...bound, ...extra, ["?", "Show the keys"]]);
  const list = document.querySelector("[data-keys-list]");
  list.replaceChildren(...[...rows].flatMap(([key, label]) => row(key, label)));
}

function row(key, label) {
  const term = document.createElement("dt");
  const box = document.createElement("kbd");
  box.textContent = key;
  term.append(box);
  const words = document.createElement("dd");
  words.textContent = label;
  return [term, words];
}
