// The plain-text side of the script desk. Behind the text area lies a mirror with one element a line, in the same type and width: it
// gives the text area its height, the line numbers, and a place for each finding beside the line it concerns.
export class Leaf {
  constructor(textarea, mirror) {
    this.textarea = textarea;
    this.mirror = mirror;
    this.shown = [];
    this.textarea.addEventListener("input", () => this.reflect());
    this.reflect();
  }

  // Only lines that changed are touched, so that a long script does not slow the typing down.
  reflect() {
    const lines = this.textarea.value.split("\n");
    const old = this.shown;
    let head = 0;
    while (head < lines.length && head < old.length && lines[head] === old[head]) head += 1;
    let tail = 0;
    while (tail < lines.length - head && tail < old.length - head && lines.at(-1 - tail) === old.at(-1 - tail)) tail += 1;
    const fresh = lines.slice(head, lines.length - tail).map(lineElement);
    const gone = [...this.mirror.children].slice(head, old.length - tail);
    const next = this.mirror.children[old.length - tail] ?? null;
    // A changed line keeps its findings until the review has been asked again.
    fresh.forEach((line, place) => keepNotes(gone[place], line));
    for (const line of gone) line.remove();
    for (const line of fresh) this.mirror.insertBefore(line, next);
    this.shown = lines;
  }

  annotate({ panels, findings }) {
    for (const line of this.mirror.querySelectorAll(".is-panel, .has-error, .has-warning, .has-hint")) line.className = "leaf-line";
    for (const notes of this.mirror.querySelectorAll(".leaf-notes")) notes.remove();
    for (const number of panels) this.line(number)?.classList.add("is-panel");
    for (const finding of findings) {
      const line = this.line(finding.line);
      if (!line) continue;
      line.classList.add(`has-${finding.level}`);
      notesOf(line).append(note(finding));
    }
    this.spread();
  }

  // Notes of near lines must not cover one another: each begins below the end of the one before.
  spread() {
    let end = 0;
    const notes = [...this.mirror.querySelectorAll(".leaf-notes")];
    const places = notes.map((item) => [item.parentElement.offsetTop, item.offsetHeight]);
    notes.forEach((item, place) => {
      const [top, height] = places[place];
      const shift = Math.max(0, end - top);
      item.style.top = `${shift}px`;
      end = top + shift + height + 6;
    });
  }

  line(number) {
    return number > 0 ? this.mirror.children[number - 1] : undefined;
  }

  // The number of the line in which the caret stands.
  caretLine() {
    return this.textarea.value.slice(0, this.textarea.selectionStart).split("\n").length;
  }

  goTo(number, { focus = true } = {}) {
    const line = this.line(number);
    if (!line) return;
    line.scrollIntoView({ block: "center" });
    if (!focus) return;
    const start = this.shown.slice(0, number - 1).reduce((sum, text) => sum + text.length + 1, 0);
    this.textarea.focus({ preventScroll: true });
    this.textarea.setSelectionRange(start, start + this.shown[number - 1].length);
  }

  // Put another text in place while the caret stays where the person sees it.
  replace(text) {
    if (text === this.textarea.value) return;
    const { selectionStart, selectionEnd } = this.textarea;
    this.textarea.value = text;
    if (document.activeElement === this.textarea) this.textarea.setSelectionRange(selectionStart, selectionEnd);
    this.reflect();
  }
}

function lineElement(text) {
  const line = document.createElement("div");
  line.className = "leaf-line";
  line.textContent = text;
  return line;
}

function keepNotes(from, to) {
  const notes = from?.querySelector(".leaf-notes");
  if (!notes) return;
  to.className = from.className;
  to.append(notes);
}

function notesOf(line) {
  let notes = line.querySelector(".leaf-notes");
  if (!notes) {
    notes = document.createElement("div");
    notes.className = "leaf-notes";
    line.append(notes);
  }
  return notes;
}

function note(finding) {
  const item = document.createElement("p");
  item.className = `leaf-note is-${finding.level}`;
  item.textContent = finding.message;
  return item;
}
