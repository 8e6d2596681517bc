// Keeps the two sides of the script in step and saves them. One request is under way at a time, so no answer is ever stale;
// an answer never touches the side that was typed on, and merges with what was typed on the other side meanwhile.
import { renumber } from "./script_cards.js";
import { noteFarewell } from "./script_farewell.js";
import { Leaf } from "./script_leaf.js";
import { applyFields, changedFields, mergeText, rememberFocus } from "./script_merge.js";
import { toast } from "./toasts.js";

const PAUSE = 350; // milliseconds without a key before what was typed is sent
const RETRY = [2, 4, 8, 15, 30]; // seconds between tries while the studio does not answer

export class Desk {
  constructor(root) {
    this.root = root;
    this.formSide = root.querySelector("[data-desk-form]");
    this.fields = root.querySelector("[data-desk-fields]");
    this.textSide = root.querySelector("[data-desk-text]");
    this.leaf = new Leaf(this.textSide.querySelector("textarea"), root.querySelector("[data-leaf-mirror]"));
    this.version = root.dataset.version;
    this.base = this.leaf.textarea.value;
    this.waiting = new Set();
    this.busy = false;
    this.failures = 0;
    this.place = -1;
    this.review = JSON.parse(document.getElementById("script-findings").textContent);
    this.showReview();
  }

  touch(side, pause = PAUSE) {
    this.waiting.add(side);
    if (!this.held) this.say("Saving…", "moving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  async send() {
    if (this.busy || this.held || !this.waiting.size) return;
    const [side] = this.waiting;
    this.waiting.delete(side);
    this.busy = true;
    let answer;
    try {
      answer = await this.post(side);
    } catch {
      this.waiting.add(side);
      this.tryLater("Not saved yet: the studio does not answer. Your words are kept here.");
      return;
    } finally {
      this.busy = false;
    }
    if (answer) this.take(side, answer);
  }

  body(side) {
    const form = side === "form" ? this.formSide : this.textSide;
    const body = new URLSearchParams(new FormData(form));
    body.set("version", this.version);
    return body;
  }

  async post(side) {
    if (side === "form") for (const control of this.fields.querySelectorAll("input, textarea")) control.defaultValue = control.value;
    const sent = this.leaf.textarea.value;
    const response = await fetch(this.root.dataset.save, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: this.body(side),
    });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    if (response.status === 409 && isJson) {
      this.hold(side, await response.json());
      return null;
    }
    if (response.redirected || response.status === 403 || response.status === 404 || !isJson) {
      if (response.status >= 500) throw new Error("the studio failed");
      this.waiting.add(side);
      this.tryLater("Not saved yet: you are signed out, or may not change this script. Sign in in another tab; your words are kept here.");
      return null;
    }
    const answer = await response.json();
    if (!response.ok) {
      this.say(answer.error, "failed");
      return null;
    }
    if (side === "text") this.base = sent;
    return answer;
  }

  take(side, answer) {
    this.failures = 0;
    this.version = answer.version;
    this.review = answer;
    if (side === "form") this.takeText(answer.text);
    else this.takeForm(answer.form);
    this.fill("[data-desk-breakdown]", answer.breakdown);
    this.fill("[data-desk-count]", answer.count);
    this.fill("[data-desk-review]", answer.review);
    this.showReview();
    if (this.waiting.size) this.touch([...this.waiting][0], 0);
    else this.say("Saved", "ready");
  }

  takeText(text) {
    const merged = this.waiting.has("text") ? mergeText(this.base, this.leaf.textarea.value, text) : text;
    this.leaf.replace(merged);
    this.base = text;
  }

  takeForm(html) {
    const changed = this.waiting.has("form") ? changedFields(this.fields) : [];
    const giveFocus = rememberFocus(this.fields);
    const top = this.formSide.scrollTop;
    this.fields.innerHTML = html;
    applyFields(this.fields, changed);
    giveFocus();
    this.formSide.scrollTop = top;
  }

  fill(selector, html) {
    this.root.querySelector(selector).innerHTML = html;
  }

  showReview() {
    this.leaf.annotate(this.review);
    const cards = this.fields.querySelectorAll('[data-card="panel"]');
    for (const list of this.fields.querySelectorAll("[data-card-findings]")) list.replaceChildren();
    for (const finding of this.review.findings) {
      if (finding.panel === null) continue;
      const item = document.createElement("li");
      item.className = `is-${finding.level}`;
      item.textContent = finding.message;
      cards[finding.panel]?.querySelector("[data-card-findings]").append(item);
    }
    renumber(this.fields);
    this.mark(this.place);
  }

  // Somebody else saved first: nothing more is sent until the person has chosen.
  hold(side, theirs) {
    this.waiting.add(side);
    this.held = theirs;
    this.root.querySelector("[data-desk-conflict]").hidden = false;
    this.say("Not saved: changed elsewhere", "failed");
  }

  settle(keepMine) {
    const theirs = this.held;
    this.held = null;
    this.root.querySelector("[data-desk-conflict]").hidden = true;
    this.version = theirs.version;
    if (keepMine) {
      this.touch([...this.waiting][0] ?? "text", 0);
      return;
    }
    const mine = this.leaf.textarea.value;
    this.waiting.clear();
    this.leaf.replace(theirs.text);
    this.base = theirs.text;
    this.take("text", theirs);
    toast("Theirs is in place.", { onUndo: () => this.put(mine) });
  }

  put(text) {
    this.leaf.replace(text);
    this.touch("text", 0);
  }

  tryLater(sentence) {
    this.say(sentence, "failed");
    const seconds = RETRY[Math.min(this.failures, RETRY.length - 1)];
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), seconds * 1000);
  }

  say(words, mark) {
    const state = this.root.querySelector("[data-desk-state]");
    if (state.textContent !== words) state.textContent = words;
    state.className = `mark mark-${mark} desk-state`;
  }

  // The page goes away: what is not sent yet is sent along with it. Of a save that is under way nobody knows whether it arrives.
  leave() {
    if (this.held) return;
    for (const side of this.waiting) {
      const body = this.body(side);
      if (this.busy) body.set("under_way", "1");
      fetch(this.root.dataset.save, { method: "POST", body, keepalive: true });
      noteFarewell(this.root.dataset.save, this.version);
    }
  }

  async importFile(form) {
    const response = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: new FormData(form) });
    const answer = await response.json();
    form.closest("dialog").close();
    form.reset();
    if (!response.ok) {
      toast(answer.error);
      return;
    }
    const before = this.leaf.textarea.value;
    this.put(answer.text);
    toast("The script is imported.", { onUndo: () => this.put(before) });
  }

  // Which panel the person is at, on either side: its card, its line and its page are marked.
  follow(target) {
    const card = target.closest?.('[data-card="panel"]');
    let place = -1;
    if (card) {
      place = [...this.fields.querySelectorAll('[data-card="panel"]')].indexOf(card);
      const line = this.review.panels[place];
      if (line) this.scrollSide(this.textSide, this.leaf.line(line));
    } else if (target === this.leaf.textarea) {
      const line = this.leaf.caretLine();
      place = this.review.panels.findLastIndex((start) => start <= line);
      this.scrollSide(this.formSide, this.fields.querySelector(`#panel-${place + 1}`));
    }
    this.mark(place);
  }

  scrollSide(side, element) {
    if (!element || getComputedStyle(side).overflowY !== "auto") return;
    const offset = element.getBoundingClientRect().top - side.getBoundingClientRect().top;
    if (offset < 40 || offset > side.clientHeight - 160) side.scrollTop += offset - side.clientHeight / 4;
  }

  mark(place) {
    this.place = place;
    for (const here of this.root.querySelectorAll(".card-here, .is-here")) here.classList.remove("card-here", "is-here");
    this.fields.querySelector(`#panel-${place + 1}`)?.classList.add("card-here");
    const pages = [...this.root.querySelectorAll("[data-goes-to]")];
    pages.findLast((page) => place >= 0 && Number(page.dataset.goesTo) <= place + 1)?.classList.add("is-here");
  }
}
