// When the answer to what was typed on one side arrives while the person has gone on typing on the other, both must live.

// The text with the person's one edit (from `base` to `mine`) carried over to what the server made of it (`theirs`).
export function mergeText(base, mine, theirs) {
  if (mine === base || mine === theirs) return theirs;
  let head = 0;
  while (head < base.length && head < mine.length && base[head] === mine[head]) head += 1;
  let tail = 0;
  while (tail < base.length - head && tail < mine.length - head && base.at(-1 - tail) === mine.at(-1 - tail)) tail += 1;
  const [from, to] = [head, base.length - tail];
  const edit = mine.slice(head, mine.length - tail);
  const before = base.slice(0, from);
  const after = base.slice(to);
  // Where the server changed only what lies before or behind the edit, the edit goes to the same words.
  if (theirs.startsWith(before)) return before + edit + theirs.slice(Math.min(to, theirs.length));
  if (theirs.endsWith(after)) return theirs.slice(0, Math.max(0, theirs.length - after.length - (to - from))) + edit + after;
  // Otherwise the person's own words win over what can be made again from the form.
  return mine;
}

// Every field that the person has changed since it was drawn: its name, which of that name it is, and what stands in it.
export function changedFields(form) {
  const seen = new Map();
  const changed = [];
  for (const control of form.querySelectorAll("input[name], textarea[name]")) {
    const place = seen.get(control.name) ?? 0;
    seen.set(control.name, place + 1);
    if (control.value !== control.defaultValue) changed.push([control.name, place, control.value]);
  }
  return changed;
}

export function applyFields(form, changed) {
  for (const [name, place, value] of changed) {
    const control = form.querySelectorAll(`[name="${name}"]`)[place];
    if (control) control.value = value;
  }
}

// Which field of the form has the caret, so that it can be given back after the form was drawn anew.
export function rememberFocus(form) {
  const control = document.activeElement;
  if (!form.contains(control) || !control.name) return () => {};
  const place = [...form.querySelectorAll(`[name="${control.name}"]`)].indexOf(control);
  const { selectionStart, selectionEnd } = control;
  return () => {
    const again = form.querySelectorAll(`[name="${control.name}"]`)[place];
    again?.focus({ preventScroll: true });
    again?.setSelectionRange(selectionStart, selectionEnd);
  };
}
