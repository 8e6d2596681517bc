// What was sent when the desk was left may still be on its way when somebody comes back: the desk then waits for it, so that
// nobody reads, and goes on writing, what was there before.
const KEPT = "script-farewell";
const PATIENCE = 5_000; // milliseconds after which it is taken for lost
const PAUSE = 200; // milliseconds between two looks

export function noteFarewell(address, version) {
  sessionStorage.setItem(KEPT, JSON.stringify({ address, version, at: Date.now() }));
}

// Loads the page again once the farewell has arrived; `isTouched` tells whether somebody writes already, who is left alone.
export async function awaitFarewell(root, isTouched) {
  const farewell = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (farewell?.address !== root.dataset.save) return;
  sessionStorage.removeItem(KEPT);
  while (root.dataset.version === farewell.version && Date.now() - farewell.at < PATIENCE && !isTouched()) {
    if ((await versionNow()) !== farewell.version) {
      if (!isTouched()) window.location.reload();
      return;
    }
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

async function versionNow() {
  const page = await (await fetch(window.location.pathname)).text();
  return new DOMParser().parseFromString(page, "text/html").querySelector("[data-desk]")?.dataset.version;
}
