// Somebody else changed the same thing first: the answer (409) shows both versions in a dialog, and nothing is overwritten until one
// is chosen. A form that stays on the screen after it was saved goes on from what it shows: the event "based-on" brings its marks.
const dialog = () => document.getElementById("overtaken-dialog");

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 409 && dialog()) detail.shouldSwap = true;
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target?.id !== "overtaken") return;
  if (!dialog().open) dialog().showModal();
  document.getElementById("overtaken-title")?.focus();
});

// Mine were kept, or the choice is put off: what was typed is still in its field either way.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.elt.closest?.("[data-keeps-mine]") && detail.successful) dialog().close();
});
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-later]")) dialog().close();
});

document.addEventListener("based-on", ({ detail: { key, value } }) => {
  for (const field of document.querySelectorAll(`[data-basis="${CSS.escape(key)}"]`)) field.value = value;
});
