// What the browser keeps: which conversation, its token, what is unsent, what was seen and answered.
// localStorage is shared by the tabs of one shop; where it is closed to us, memory has to do.

import { trying } from "./dom.js";

export class Store {
  constructor(api) {
    this.key = "goeswith " + api;
    this.memory = {};
    this.listeners = [];
    addEventListener("storage", (event) => {
      if (event.key === this.key || event.key === null) this.listeners.forEach((fn) => fn(this.read()));
    });
  }

  read() {
    return trying(() => JSON.parse(localStorage.getItem(this.key)) || {}, this.memory);
  }

  /** Changes the given fields and leaves the others as any tab last wrote them. */
  write(fields) {
    this.memory = { ...this.read(), ...fields };
    // Storage full or forbidden: this page still works from memory.
    trying(() => localStorage.setItem(this.key, JSON.stringify(this.memory)));
  }

  /** Forgets the conversation; keeps unsent messages when `outbox` is given. */
  forget(outbox = []) {
    this.write({ id: null, token: null, seen: null, answered: {}, cart: [], page: null, outbox });
  }

  /** Calls back when another tab changed something. */
  onOtherTab(fn) {
    this.listeners.push(fn);
  }

  /** Whether the panel was open in this very tab, for the next page of the same shop. */
  get open() {
    return trying(() => sessionStorage.getItem(this.key) === "open");
  }

  set open(value) {
    trying(() => sessionStorage.setItem(this.key, value ? "open" : ""));
  }
}
