// data-piece="TAG" on a translation's field: Ctrl+Enter goes to the next empty one of that language. data-next-untranslated="TAG" on
// a link does the same from anywhere; without this module the link shows that language alone.
const fields = (tag) => [...document.querySelectorAll(`[data-piece="${CSS.escape(tag)}"]`)];
let last = null;

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-piece]")) last = event.target;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.matches("[data-piece]")) return;
  event.preventDefault();
  next(event.target.dataset.piece, event.target);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-next-untranslated]");
  if (!link || !next(link.dataset.nextUntranslated, last)) return;
  event.preventDefault();
});

// The next empty field after this one, from the start again at the end; whether there is one on this page.
function next(tag, from) {
  const all = fields(tag);
  const at = all.indexOf(from);
  const found = [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))].find((field) => !field.value.trim() && field !== from);
  found?.focus();
  found?.scrollIntoView({ block: "center" });
  return Boolean(found);
}

// Came from the link without this module's help, or from another screen: start where something is missing.
if (location.hash === "#next") next(new URLSearchParams(location.search).get("in") ?? "", null);
