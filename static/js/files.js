// input[type=file][data-shows="ID"]: shows the chosen picture in the <img> with that id before it is sent, and says at once when
// it is too big (data-limit in bytes). input[data-reads="ID"]: reads a chosen text file into that text area.
document.addEventListener("change", async (event) => {
  const input = event.target;
  if (!input.matches?.('input[type="file"]')) return;
  const [file] = input.files;
  input.setCustomValidity("");
  if (!file) return;
  const limit = Number(input.dataset.limit);
  if (limit && file.size > limit) {
    const size = Math.ceil(file.size / 1024 / 1024);
    input.setCustomValidity(`This file has ${size} MB; at most ${Math.floor(limit / 1024 / 1024)} MB fit.`);
    input.reportValidity();
    return;
  }
  const image = document.getElementById(input.dataset.shows);
  if (image) showPicture(image, file);
});

function showPicture(image, file) {
  const address = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(address), { once: true });
  image.src = address;
  image.hidden = false;
}
