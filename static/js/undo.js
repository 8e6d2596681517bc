// Ctrl+Z takes back what was done last on the pages, Ctrl+Shift+Z or Ctrl+Y does it again. In fields the keys are the browser's own.
import { listKey } from "./keys.js";

listKey("Ctrl Z", "Undo");
listKey("Ctrl ⇧ Z", "Redo");

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  document.getElementById(key === "y" || event.shiftKey ? "redo" : "undo")?.click();
  event.preventDefault();
});
