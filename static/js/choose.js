// data-chooses="ID": typing into this field also chooses the radio button with that id, whose field it is.
document.addEventListener("input", (event) => {
  const radio = document.getElementById(event.target.dataset?.chooses);
  if (radio && !radio.checked) radio.checked = true;
});
