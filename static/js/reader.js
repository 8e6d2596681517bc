// data-reader: arrow keys turn pages the way the book is bound, a click on either side of the page does too.
import { isTyping, listKey } from "./keys.js";

const book = document.querySelector("[data-reader]");
listKey("←", "Turn to the left");
listKey("→", "Turn to the right");

function turn(towards) {
  const rtl = book?.dataset.direction === "rtl";
  const forwards = (towards === "right") !== rtl;
  document.querySelector(`.reader-turn [rel="${forwards ? "next" : "prev"}"]`)?.click();
}

document.addEventListener("keydown", (event) => {
  if (isTyping(event)) return;
  if (event.key === "ArrowLeft") turn("left");
  else if (event.key === "ArrowRight") turn("right");
});

book?.addEventListener("click", (event) => {
  if (!document.querySelector(".reader-turn")) return;
  turn(event.clientX > window.innerWidth / 2 ? "right" : "left");
});
