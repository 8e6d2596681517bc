// data-rows: a list of like fieldsets. data-row-add puts the <template> inside it at its end, data-row-remove takes the nearest
// data-row away. The names of the fields repeat, so nothing is numbered, but a file: what has data-row-named in the template gets
// a number at the end of its value (a hidden field) or name, the same in the whole row.
let added = 0;

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-row-add]");
  if (add) {
    const rows = add.closest("[data-rows]");
    const row = rows.querySelector("template").content.firstElementChild.cloneNode(true);
    added += 1;
    for (const field of row.querySelectorAll("[data-row-named]")) {
      if (field.type === "hidden") field.value += added;
      else field.name += added;
    }
    rows.querySelector("[data-rows-list]").append(row);
    row.querySelector("input:not([type=hidden]), textarea")?.focus();
    return;
  }
  const remove = event.target.closest("[data-row-remove]");
  if (!remove) return;
  const row = remove.closest("[data-row]");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  const rows = row.closest("[data-rows]");
  row.remove();
  (next?.querySelector("input:not([type=hidden]), textarea") ?? rows.querySelector("[data-row-add]")).focus();
});
