// Sends what a hand did on the page. The handle it was done with may be drawn anew before its turn comes, so that it is sent in the
// name of an element of its own, which leaves when the studio has answered.
export function send(url, values, refused = () => {}) {
  const source = document.createElement("span");
  source.hidden = true;
  document.body.append(source);
  source.addEventListener("htmx:responseError", refused);
  source.addEventListener("htmx:sendError", refused);
  source.addEventListener("htmx:afterRequest", () => source.remove());
  window.htmx.ajax("POST", url, { source, swap: "none", values: { ...standing(), ...values } })?.catch(() => {});
}

// What every request from the desk carries: its language.
export function standing() {
  return JSON.parse(document.getElementById("desk")?.getAttribute("hx-vals") ?? "{}");
}
