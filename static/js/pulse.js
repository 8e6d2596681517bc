// data-poll: what others of the team do is asked for while the tab is seen, at once when it comes back. What it brings never takes the
// place of a field that is being written in, or that holds words which were not sent yet.
let polled = false;

const poll = () => document.querySelector("[data-poll][hx-get]");

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  if (document.hidden && elt.id === "poll" && elt.getAttribute("hx-get")?.includes("pulse=")) event.preventDefault();
});

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && poll()) window.htmx.trigger(poll(), "pulse");
});

document.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
  polled = detail.elt.id === "poll";
});

document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  if (polled && detail.target.id === "inspector" && isBusy(detail.target)) detail.shouldSwap = false;
});

function isBusy(inspector) {
  const fields = [...inspector.querySelectorAll("textarea, input:not([type=hidden]), select")];
  return fields.some((field) => field === document.activeElement || (isText(field) && field.value !== field.defaultValue));
}

function isText(field) {
  return field.matches("textarea, input[type=text], input:not([type])") && !field.closest("[hx-preserve]");
}
