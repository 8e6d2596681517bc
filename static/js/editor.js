// data-editor: arrows walk the panels, the time of drawing is told. Each kind of handle on the page has a module of its own.
import { isTyping, listKey } from "./keys.js";
import "./balloons.js";
import "./dials.js";
import "./gutters.js";
import "./live_lettering.js";
import "./notes.js";
import "./order.js";
import "./pulse.js";
import "./crop.js";
import "./turns.js";
import "./undo.js";

listKey("←", "Previous panel");
listKey("→", "Next panel");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || isTyping(event) || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
  walk(event.key === "ArrowRight");
  event.preventDefault();
}, true);

function walk(rightwards) {
  const panels = [...document.querySelectorAll("#hits [data-panel]")];
  const forwards = rightwards !== (document.getElementById("desk")?.dataset.direction === "rtl");
  const at = panels.findIndex((panel) => panel.hasAttribute("aria-current"));
  const next = panels[at === -1 ? (forwards ? 0 : panels.length - 1) : at + (forwards ? 1 : -1)];
  next?.focus();
  next?.click();
}

// The time of drawing, told once a second while anything is being drawn.
setInterval(() => {
  for (const clock of document.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(clock.dataset.since)) / 1000));
    clock.textContent = seconds < 2 ? "" : `${seconds} s`;
  }
}, 1000);

// A filmstrip that was replaced stays where it was, and shows the page that is open.
document.addEventListener("htmx:afterSettle", () => {
  document.querySelector("#strip [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
});

// Nobody is signed in any more, or the issue is gone: asking again every second would tell the same.
document.addEventListener("htmx:responseError", ({ detail: { elt, xhr } }) => {
  if (elt.id !== "poll" || xhr.status >= 500) return;
  const still = elt.cloneNode();
  still.removeAttribute("hx-get");
  elt.replaceWith(still);
});
