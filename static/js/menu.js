// data-menu: a <details> that closes when the person goes elsewhere, with Escape going back to what opened it.
const open = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) {
    if (!menu.contains(event.target) || event.target.closest("[data-opens]")) menu.open = false;
  }
});

document.addEventListener("focusin", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("keydown", (event) => {
  const list = event.target.closest?.("details[data-menu] .menu-list");
  if (!list || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const items = [...list.querySelectorAll("a, button, summary")].filter((item) => item.offsetParent);
  const step = event.key === "ArrowDown" ? 1 : -1;
  items.at((items.indexOf(document.activeElement) + step + items.length) % items.length).focus();
  event.preventDefault();
});
