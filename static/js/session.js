// A session that ended while a page was open: whoever signs in again, here or in another tab, goes on with this page. Every page that
// is loaded tells the others the token of the session as it is now, and a form that led to the sign-in has its words back afterwards.
const KEPT = "typed";
const DOOR = "/accounts/";
const others = new BroadcastChannel("session");

function headers() {
  return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
}

others.addEventListener("message", ({ data }) => {
  document.body.setAttribute("hx-headers", JSON.stringify({ ...headers(), "X-CSRFToken": data }));
  for (const field of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) field.value = data;
});
if (headers()["X-CSRFToken"]) others.postMessage(headers()["X-CSRFToken"]);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.querySelector('[type="password"]')) return;
  const typed = controls(form).map((control) => [control.value, control.checked]);
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ page: location.pathname, action: form.action, typed }));
  } catch {
    sessionStorage.removeItem(KEPT); // Too much for the browser to keep; the form is sent all the same.
  }
});

function controls(form) {
  return [...form.querySelectorAll("input, select, textarea")].filter((control) => !["hidden", "file"].includes(control.type));
}

function restore() {
  if (location.pathname.startsWith(DOOR)) return;
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  const cameFrom = document.referrer && new URL(document.referrer);
  if (kept?.page !== location.pathname || !cameFrom || !cameFrom.pathname.startsWith(DOOR)) return;
  const form = [...document.forms].find((one) => one.action === kept.action);
  if (!form) return;
  for (const [place, control] of controls(form).entries()) {
    const [value, checked] = kept.typed[place] ?? [control.value, control.checked];
    if (control.type === "radio" || control.type === "checkbox") control.checked = checked;
    else control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

restore();
