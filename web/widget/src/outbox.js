// Sending without losing and without saying anything twice: every message has its client_id from
// the first try on, unsent ones are kept in the store, and they arrive in the order they were typed:
// each leaves when the one before is known to be written down, by its echo or by its answer.

import { backOff } from "./door.js";

export class Outbox {
  /**
   * `begin(item)` makes sure there is a conversation (a Door answer, or null when there is one already);
   * `done(item, answer)` hears every final answer, `held(item, why, seconds)` every wait.
   */
  constructor(door, store, { begin, done, held, busy }) {
    Object.assign(this, { door, store, begin, done, held, busy });
    this.items = [];
    this.tries = 0;
    addEventListener("online", () => this.hurry());
  }

  get flying() {
    return this.items.filter((item) => item.flying).length;
  }

  add(item) {
    this.items.push(item);
    this.keep(item, [{ client_id: item.client_id, text: item.text }]);
    this.pump();
  }

  /** Puts `stead` in the item's place in the store, beside what other tabs have not sent yet. */
  keep(item, stead) {
    const others = (this.store.read().outbox || []).filter((other) => other.client_id !== item.client_id);
    this.store.write({ outbox: [...others, ...stead] });
  }

  clear() {
    clearTimeout(this.timer);
    this.items = [];
    this.tries = 0;
    this.pausedUntil = 0;
  }

  hurry() {
    this.pausedUntil = 0;
    this.pump();
  }

  /** The shop's side told that it has this message; its answer may take longer. */
  landed(client_id) {
    const item = this.items.find((own) => own.client_id === client_id);
    if (!item) return;
    item.landed = true;
    this.pump();
  }

  /** Lets the next message go when the one before has arrived, or says when to look again. */
  pump() {
    clearTimeout(this.timer);
    const next = this.items.find((item) => !item.flying);
    if (!next || this.starting || this.items.some((item) => item.flying && !item.landed)) return;
    const wait = (this.pausedUntil || 0) - Date.now();
    if (wait > 0) this.timer = setTimeout(() => this.pump(), wait);
    else this.send(next);
  }

  async send(item) {
    item.flying = true;
    this.busy();
    this.starting = true;
    const refused = await this.begin(item);
    this.starting = false;
    if (!this.items.includes(item)) return;
    const { id } = this.store.read();
    item.landed &&= item.to === id;
    item.to = id;
    const answer = refused || (await this.door.say(item.text, item.client_id));
    item.flying = false;
    if (this.items.includes(item)) this.settle(item, answer);
    this.busy();
    this.pump();
  }

  settle(item, answer) {
    const { status, wait } = answer;
    if (status === 0 || status === 408 || status === 429 || status >= 500) {
      const seconds = wait || backOff(this.tries++) / 1000;
      this.pausedUntil = Date.now() + seconds * 1000;
      this.held(item, status === 429 ? "tooFast" : "trouble", Math.ceil(seconds));
      return;
    }
    this.tries = 0;
    if (status === 401 || status === 404) {
      // The conversation is gone; what was unsent goes into a new one, as far as that can be had.
      if (item.to !== this.store.read().id) return;
      item.moved = (item.moved || 0) + 1;
      if (item.moved < 3) {
        this.done(item, { ...answer, gone: true });
        return;
      }
    }
    this.items = this.items.filter((other) => other !== item);
    this.keep(item, []);
    this.done(item, answer);
  }
}
