// data-desk: the script desk. Binds what people do to it: typing, walking from one side to the other, going to a line or a page.
import { listKey } from "./keys.js";
import { bindCards } from "./script_cards.js";
import { awaitFarewell } from "./script_farewell.js";
import { Desk } from "./script_saving.js";

const FAREWELL = 20_000; // characters; browsers send 64 kB at most after a page has gone, and some characters take nine bytes

function bind(root) {
  const desk = new Desk(root);
  const isLocked = root.dataset.locked !== undefined;
  for (const form of [desk.formSide, desk.textSide]) form.addEventListener("submit", (event) => event.preventDefault());
  if (!isLocked) {
    desk.formSide.addEventListener("input", () => desk.touch("form"));
    desk.textSide.addEventListener("input", () => desk.touch("text"));
    bindCards(desk.fields);
    listKeys();
  }
  root.addEventListener("focusin", (event) => onFocus(desk, event));
  root.addEventListener("keyup", (event) => event.target === desk.leaf.textarea && desk.follow(event.target));
  root.addEventListener("pointerup", (event) => event.target === desk.leaf.textarea && desk.follow(event.target));
  root.addEventListener("click", (event) => onClick(desk, event));
  document.querySelector("#import-dialog form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    desk.importFile(event.target);
  });
  window.addEventListener("pagehide", () => desk.leave());
  window.addEventListener("beforeunload", (event) => {
    const isLong = desk.leaf.textarea.value.length > FAREWELL;
    if (desk.held || (desk.waiting.size && (desk.failures || isLong))) event.preventDefault();
  });
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
  window.addEventListener("resize", () => desk.leaf.spread());
  goToAddress(desk);
  awaitFarewell(root, () => desk.busy || desk.waiting.size > 0).catch(() => {}); // it is no more than a look
}

// Going from one side to the other sends at once what was typed on the first, so that both are in step before the next key.
function onFocus(desk, event) {
  const side = desk.formSide.contains(event.target) ? "form" : desk.textSide.contains(event.target) ? "text" : "";
  if (side && desk.waiting.size && !desk.waiting.has(side) && !desk.failures) desk.send();
  if (event.target.closest?.("[data-card]")) desk.follow(event.target);
}

function onClick(desk, event) {
  const line = event.target.closest("[data-line]");
  const page = event.target.closest("[data-goes-to]");
  const choice = event.target.closest("[data-side-choice]");
  if (line) goToLine(desk, Number(line.dataset.line));
  else if (choice) showSide(desk, choice.value);
  else if (event.target.closest("[data-keep-mine]")) desk.settle(true);
  else if (event.target.closest("[data-take-theirs]")) desk.settle(false);
  else if (page) {
    event.preventDefault();
    const card = desk.fields.querySelector(`#panel-${page.dataset.goesTo}`);
    if (card?.checkVisibility()) card.querySelector(".lines textarea").focus();
    else desk.leaf.goTo(desk.review.panels[page.dataset.goesTo - 1]);
  }
}

function goToLine(desk, number) {
  if (!desk.textSide.checkVisibility()) showSide(desk, "text");
  desk.leaf.goTo(number);
}

function showSide(desk, side) {
  desk.root.dataset.side = side;
  for (const button of desk.root.querySelectorAll("[data-side-choice]")) {
    button.setAttribute("aria-pressed", String(button.value === side));
  }
  desk.leaf.spread();
}

function goToAddress(desk) {
  const line = /^#line-(\d+)$/.exec(window.location.hash);
  if (line) goToLine(desk, Number(line[1]));
}

function listKeys() {
  listKey("Alt ↑ ↓", "Move the panel");
  listKey("Alt Enter", "Insert a panel after this one");
}

for (const root of document.querySelectorAll("[data-desk]")) bind(root);
