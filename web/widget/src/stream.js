// New messages as they are written: a WebSocket that comes back by itself, and asking every few
// seconds where WebSockets do not get through.

import { trying } from "./dom.js";
import { backOff } from "./door.js";

const ASK = 4000;
const ASK_HIDDEN = 20000;
const STEADY = 10000;

export class Stream {
  /** `take(message)` gets each message, `event(frame)` all else that happens, `catchUp()` asks for what was missed, `line(up)` hears the state. */
  constructor(door, { after, take, event, catchUp, line }) {
    Object.assign(this, { door, after, take, event, catchUp, line, tries: 0, wanted: false });
    addEventListener("online", () => this.wanted && this.connect());
    addEventListener("pagehide", () => this.hangUp());
    addEventListener("pageshow", (event) => event.persisted && this.wanted && this.connect());
  }

  start() {
    if (this.wanted) return;
    this.wanted = true;
    this.connect();
  }

  stop() {
    this.wanted = false;
    this.tries = 0;
    this.stopAsking();
    this.hangUp();
  }

  stopAsking() {
    clearTimeout(this.polling);
    this.polling = null;
  }

  hangUp() {
    clearTimeout(this.timer);
    clearTimeout(this.steady);
    const socket = this.socket;
    this.socket = null;
    if (socket) socket.close();
  }

  connect() {
    this.hangUp();
    const socket = trying(() => new WebSocket(this.door.streamUrl(this.after())));
    if (!socket) return this.lost();
    this.socket = socket;
    socket.onopen = () => {
      if (socket !== this.socket) return;
      this.stopAsking();
      this.line(true);
      // A line that opens and falls at once must not be dialled without pause.
      this.steady = setTimeout(() => (this.tries = 0), STEADY);
      if (this.tries || !this.after()) this.catchUp();
    };
    socket.onmessage = (event) => socket === this.socket && this.heard(event.data);
    socket.onclose = () => socket === this.socket && this.lost();
  }

  heard(data) {
    const frame = trying(() => JSON.parse(data));
    if (frame?.event) this.event(frame);
    else if (frame?.author && frame.id !== undefined) {
      this.take(frame);
      if (frame.author === "agent") this.send({ got: frame.id });
    }
  }

  /** Tells the shop's side something without words, while the line is up. */
  send(told) {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(told));
  }

  lost() {
    this.hangUp();
    if (!this.wanted) return;
    this.line(false);
    this.timer = setTimeout(() => this.connect(), backOff(this.tries++));
    if (this.tries > 1 && !this.polling) this.ask();
  }

  ask() {
    this.polling = setTimeout(async () => {
      await this.catchUp();
      if (this.polling) this.ask();
    }, document.hidden ? ASK_HIDDEN : ASK);
  }
}
