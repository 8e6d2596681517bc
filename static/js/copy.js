// button[data-copies]: puts the text of the element with that id on the clipboard, and says so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copies);
  const words = button.querySelector("[data-copied]") ?? button;
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
  } catch {
    // Without TLS there is no clipboard to write to: the text is marked, so that the keys of the system copy it.
    source.focus();
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
    return;
  }
  const before = words.textContent;
  words.textContent = "Copied";
  setTimeout(() => (words.textContent = before), 2000);
});
