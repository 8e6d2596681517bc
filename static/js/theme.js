// data-theme-choice: light, dark, or as the system says. A cookie keeps the choice, so that the server writes it into the page
// and nothing flashes.
const YEAR = 365 * 24 * 60 * 60;
const root = document.documentElement;

function show() {
  const chosen = root.dataset.theme ?? "system";
  for (const button of document.querySelectorAll("[data-theme-choice] button")) {
    button.setAttribute("aria-pressed", String(button.value === chosen));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice] button");
  if (!button) return;
  if (button.value === "system") delete root.dataset.theme;
  else root.dataset.theme = button.value;
  const age = button.value === "system" ? 0 : YEAR;
  document.cookie = `theme=${button.value}; path=/; max-age=${age}; samesite=lax`;
  show();
});

show();
