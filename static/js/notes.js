// Notes in the editor. data-pin-tool: the next click on the page says where the note is pinned. data-pins shows and hides the pins.
// data-clears: the form is empty again once it was sent. data-mentions: an @ offers the members that data-members names.
const paper = () => document.querySelector(".paper-stand");
let hidden = false;

document.addEventListener("click", (event) => {
  const tool = event.target.closest?.("[data-pin-tool]");
  if (tool) {
    const on = paper().classList.toggle("is-pinning");
    tool.setAttribute("aria-pressed", String(on));
    return;
  }
  if (!paper()?.classList.contains("is-pinning") || !event.target.closest(".paper-stand")) return;
  event.preventDefault();
  event.stopPropagation();
  pin(event);
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !paper()?.classList.contains("is-pinning")) return;
  paper().classList.remove("is-pinning");
  document.querySelector("[data-pin-tool]")?.setAttribute("aria-pressed", "false");
  event.stopPropagation();
}, true);

function pin(event) {
  const box = document.getElementById("hits").getBoundingClientRect();
  const within = (value) => Math.min(1, Math.max(0, value));
  const x = within((event.clientX - box.left) / box.width);
  const y = within((event.clientY - box.top) / box.height);
  document.querySelector("[data-pin-x]").value = x.toFixed(5);
  document.querySelector("[data-pin-y]").value = y.toFixed(5);
  paper().classList.remove("is-pinning");
  mark(x, y);
  const tool = document.querySelector("[data-pin-tool]");
  tool.setAttribute("aria-pressed", "false");
  tool.textContent = "Pinned: choose another place";
  tool.form.querySelector("textarea").focus();
}

function mark(x, y) {
  document.querySelector(".pin-new")?.remove();
  const spot = document.createElement("span");
  spot.className = "pin pin-new";
  spot.style.setProperty("--x", `${x * 100}%`);
  spot.style.setProperty("--y", `${y * 100}%`);
  paper().append(spot);
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-pins]")) return;
  hidden = !event.target.checked;
  paper().classList.toggle("hides-pins", hidden);
});

document.addEventListener("htmx:afterSettle", () => {
  paper()?.classList.toggle("hides-pins", hidden);
  const toggle = document.querySelector("[data-pins]");
  if (toggle) toggle.checked = !hidden;
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt.closest?.("[data-clears]");
  if (!form || !detail.successful || detail.elt !== form) return;
  const now = document.getElementById(form.id) ?? form;
  now.reset();
  for (const field of now.querySelectorAll("[data-pin-x], [data-pin-y]")) field.value = "";
  const tool = now.querySelector("[data-pin-tool]");
  if (tool) tool.textContent = "Pin to a place";
  document.querySelector(".pin-new")?.remove();
});

// Names of members while an @ is written.
document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-mentions]")) offer(event.target);
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-mentions]")) setTimeout(close, 150);
});
document.addEventListener("keydown", (event) => {
  const list = document.getElementById("mention-offers");
  if (!list || !event.target.matches?.("[data-mentions]")) return;
  const options = [...list.children];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    choose(options, (at + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length);
  } else if (event.key === "Enter" || event.key === "Tab") {
    complete(event.target, options[at].textContent);
  } else if (event.key === "Escape") {
    close();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

function begun(field) {
  return /(?:^|[^\w@])@([^@\n]{0,40})$/.exec(field.value.slice(0, field.selectionStart));
}

function offer(field) {
  close();
  const found = begun(field);
  const names = (field.closest("[data-members]")?.dataset.members ?? "").split("|").filter(Boolean);
  const fitting = found ? names.filter((name) => name.toLowerCase().startsWith(found[1].toLowerCase())).slice(0, 6) : [];
  if (!fitting.length) return;
  const list = document.createElement("ul");
  list.id = "mention-offers";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Members");
  for (const name of fitting) {
    const option = document.createElement("li");
    option.setAttribute("role", "option");
    option.textContent = name;
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      complete(field, name);
    });
    list.append(option);
  }
  field.after(list);
  choose([...list.children], 0);
}

function choose(options, at) {
  options.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
}

function complete(field, name) {
  const found = begun(field);
  close();
  if (!found) return;
  const end = field.selectionStart;
  const start = end - found[1].length;
  field.setRangeText(`${name} `, start, end, "end");
  field.focus();
}

function close() {
  document.getElementById("mention-offers")?.remove();
}
