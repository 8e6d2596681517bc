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

// One such message is enough, however many questions go unanswered, and it stays until it is followed or dismissed.
function askToSignIn() {
  if (document.querySelector("#toasts [data-sign-in]")) return;
  const item = document.getElementById("toast-template").content.firstElementChild.cloneNode(true);
  item.querySelector("span").textContent = "You are signed out. What you typed is still here.";
  const link = document.createElement("a");
  link.className = "button button-small";
  link.dataset.signIn = "";
  link.target = "_blank";
  link.href = `/accounts/login/?next=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = "Sign in";
  link.addEventListener("click", () => item.remove());
  item.querySelector("span").after(link);
  document.getElementById("toasts").append(item);
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
  if (status === 401) askToSignIn();
  else if (status === 403) toast("Your role does not allow that, or this page is out of date. What you typed is still here.");
  else if (status >= 500) toast("Something went wrong in the studio; nothing was changed. Try again.");
});
for (const item of document.querySelectorAll("[data-toasts] [data-toast]")) leaveLater(item);
