// data-toasts: short messages of what just happened. The server sends them with the page, or as the event "toast" of an answer
// ({text, undo}); other modules call toast(), with the address that takes it back (undo) or a function (onUndo). A message that
// offers undo stays longer.
const SECONDS = 6;
const SECONDS_UNDO = 15;

export function toast(text, { undo = "", onUndo = null } = {}) {
  const shelf = document.getElementById("toasts");
  const item = document.getElementById("toast-template").content.firstElementChild.cloneNode(true);
  item.querySelector("span").textContent = text;
  if (undo) item.querySelector("span").after(undoForm(undo));
  if (onUndo) item.querySelector("span").after(undoButton(item, onUndo));
  shelf.append(item);
  leaveLater(item);
}

function undoForm(address) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "csrfmiddlewaretoken";
  token.value = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
  form.append(token, plainButton());
  return form;
}

function undoButton(item, onUndo) {
  const button = plainButton();
  button.addEventListener("click", () => {
    item.remove();
    onUndo();
  });
  return button;
}

function plainButton() {
  const button = document.createElement("button");
  button.className = "button button-small toast-undo";
  button.textContent = "Undo";
  return button;
}

function leaveLater(item) {
  const seconds = item.querySelector(".toast-undo") ? SECONDS_UNDO : SECONDS;
  let timer = setTimeout(() => item.remove(), seconds * 1000);
  const stay = () => clearTimeout(timer);
  const leave = () => {
    stay();
    timer = setTimeout(() => item.remove(), seconds * 1000);
  };
  item.addEventListener("mouseenter", stay);
  item.addEventListener("focusin", stay);
  item.addEventListener("mouseleave", leave);
  item.addEventListener("focusout", leave);
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest("[data-toast]")?.remove();
});
document.addEventListener("toast", (event) => toast(event.detail.text, event.detail));
document.addEventListener("htmx:sendError", () => toast("The studio did not answer. What you typed is still here; try again."));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 403 || status === 401) toast("You are signed out, or your role does not allow that. Open the studio in a new tab to sign in.");
  else if (status >= 500) toast("Something went wrong in the studio; nothing was changed. Try again.");
});
for (const item of document.querySelectorAll("[data-toasts] [data-toast]")) leaveLater(item);
