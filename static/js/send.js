// Sends what a hand did on the page. The handle it was done with may be drawn anew before its turn comes, so that it is sent in the
// name of an element of its own, which leaves when the studio has answered. One thing is sent after the other.
//
// A change carries what it was based on: the marks that its handle had when the hand took hold of it. Where a change of one's own
// came in between, its answer drew the handle anew, and the marks on it count instead.
let before = Promise.resolve();
const renewed = new Map();

export function basisOf(handle, name) {
  return { id: handle.id, name, value: handle.dataset[name] ?? "" };
}

export function send(url, values, { refused = () => {}, basis = null } = {}) {
  before = before.then(() => sendNow(url, values, refused, basis));
}

function sendNow(url, values, refused, basis) {
  const source = document.createElement("span");
  source.hidden = true;
  document.body.append(source);
  const based_on = basis ? newest(basis) : "";
  source.addEventListener("htmx:responseError", refused);
  source.addEventListener("htmx:sendError", refused);
  source.addEventListener("htmx:afterRequest", ({ detail }) => {
    source.remove();
    if (basis && detail.successful) keep(basis, based_on);
  });
  const sent = window.htmx.ajax("POST", url, { source, swap: "none", values: { ...standing(), ...values, based_on } });
  return Promise.resolve(sent).catch(() => {});
}

const key = (basis, value) => `${basis.id} ${basis.name} ${value}`;

function newest(basis) {
  let value = basis.value;
  while (renewed.has(key(basis, value))) value = renewed.get(key(basis, value));
  return value;
}

function keep(basis, value) {
  const now = document.getElementById(basis.id)?.dataset[basis.name];
  renewed.clear();
  if (now && now !== value) {
    renewed.set(key(basis, value), now);
    if (basis.value !== value) renewed.set(key(basis, basis.value), now);
  }
}

// What every request from the desk carries: its language.
export function standing() {
  return JSON.parse(document.getElementById("desk")?.getAttribute("hx-vals") ?? "{}");
}
