// One after the other: the answers of the editor renew parts of it, so an answer whose own element was replaced meanwhile finds nothing
// to renew. A press while another is at work waits for its turn; the poll leaves its turn out, and an answer to the poll that a press
// has overtaken is not looked at.
const working = new Set();
const waiting = new Map();
let presses = 0;

const isPoll = (element) => element.id === "poll";

document.addEventListener("htmx:confirm", (event) => {
  const { elt, issueRequest } = event.detail;
  if (!working.size) return;
  event.preventDefault();
  if (isPoll(elt)) return;
  waiting.delete(elt);
  waiting.set(elt, issueRequest);
});

document.addEventListener("htmx:beforeSend", ({ detail: { elt, xhr } }) => {
  if (isPoll(elt)) {
    const before = presses;
    elt.addEventListener("htmx:beforeOnLoad", (event) => before !== presses && event.preventDefault(), { once: true });
    return;
  }
  presses += 1;
  working.add(xhr);
  xhr.addEventListener("loadend", () => {
    working.delete(xhr);
    next();
  });
});

// What was pressed may have been drawn anew meanwhile; then its successor of the same id is pressed.
function next() {
  while (waiting.size && !working.size) {
    const [[element, issueRequest]] = waiting;
    waiting.delete(element);
    if (element.isConnected) issueRequest(true);
    else if (element.id) document.getElementById(element.id)?.click();
  }
}
