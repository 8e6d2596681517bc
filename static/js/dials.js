// data-dials="ID" on a slider: it and the number field with that id show the same value; data-rest is where the slider stands while
// the field is empty, which leaves the value to the studio. Only the number field is sent.
const numberOf = (slider) => document.getElementById(slider.dataset.dials);

function follow(slider) {
  slider.value = numberOf(slider)?.value || slider.dataset.rest;
}

document.addEventListener("input", (event) => {
  const { target } = event;
  if (target.matches?.("[data-dials]")) numberOf(target).value = target.value;
  else if (target.id) document.querySelectorAll(`[data-dials="${CSS.escape(target.id)}"]`).forEach(follow);
});

const all = () => document.querySelectorAll("[data-dials]").forEach(follow);
document.addEventListener("htmx:afterSettle", all);
all();
