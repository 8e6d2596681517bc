// data-rows: a list of like fieldsets. data-row-add puts the <template> inside it at its end, data-row-remove takes the nearest
// data-row away. The names of the fields repeat, so nothing is numbered.
document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-row-add]");
  if (add) {
    const rows = add.closest("[data-rows]");
    const row = rows.querySelector("template").content.firstElementChild.cloneNode(true);
    rows.querySelector("[data-rows-list]").append(row);
    row.querySelector("input, textarea")?.focus();
    return;
  }
  const remove = event.target.closest("[data-row-remove]");
  if (!remove) return;
  const row = remove.closest("[data-row]");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  const rows = row.closest("[data-rows]");
  row.remove();
  (next?.querySelector("input, textarea") ?? rows.querySelector("[data-row-add]")).focus();
});
