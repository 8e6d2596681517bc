// input[data-finds="SELECTOR"]: shows only those elements whose data-words (or text) hold every word typed.
function find(input) {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const item of document.querySelectorAll(input.dataset.finds)) {
    const text = (item.dataset.words ?? item.textContent).toLowerCase();
    item.hidden = !words.every((word) => text.includes(word));
    if (!item.hidden) shown += 1;
  }
  const none = document.getElementById(input.dataset.findsNone);
  if (none) none.hidden = shown > 0;
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("input[data-finds]")) find(event.target);
});
for (const input of document.querySelectorAll("input[data-finds]")) if (input.value) find(input);
