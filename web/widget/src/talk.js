// One customer's conversation in this tab: log, outbox, stream, cart and the shop page's context.

import { Context } from "./context.js";
import { Door } from "./door.js";
import { Log } from "./log.js";
import { Outbox } from "./outbox.js";
import { Stream } from "./stream.js";

const DAY = 86400000;
const FULL_PAGE = 100;

export class Talk {
  /** `tell(name, detail)` hears: change, message, conversation, cart, offer, ended, held, typing, read. */
  constructor(api, store, locale, tell) {
    Object.assign(this, { store, locale, tell, conversation: null, up: true, asked: 0, stood: 0 });
    this.door = new Door(api, store);
    this.context = new Context(this.door, store, {
      tell,
      busy: () => this.outbox.flying > 0,
      ask: () => this.askNow(true),
    });
    this.log = new Log();
    this.outbox = new Outbox(this.door, store, {
      begin: (item) => this.begin(item),
      done: (item, answer) => this.answered(item, answer),
      held: (item, why, seconds) => this.held(item, why, seconds),
      busy: () => this.tell("change"),
    });
    this.stream = new Stream(this.door, {
      after: () => this.log.cursor,
      take: (message) => this.heard(message),
      event: (frame) => this.event(frame),
      catchUp: () => this.catchUp(),
      line: (up) => this.line(up),
    });
    store.onOtherTab((kept) => this.otherTab(kept));
  }

  get id() {
    return this.store.read().id;
  }

  /** Brings back what was said before, when there is something. */
  async resume() {
    const { id, outbox = [] } = this.store.read();
    this.shown = id;
    for (const item of outbox) this.log.draft(item.client_id, item.text);
    if (id) {
      await this.catchUp(true);
      const last = this.log.entries.findLast((entry) => entry.id !== undefined);
      this.queued = last?.author === "customer" && this.conversation?.owner === "assistant";
      if (this.awake || Date.now() - (this.store.read().at || 0) < DAY) this.listen();
    }
    this.resumed = true;
    for (const item of outbox) this.outbox.add({ ...item });
    this.tell("change");
  }

  /** Hears what is written from now on; an old conversation waits for this until the panel opens. */
  listen() {
    if (this.id) this.stream.start();
  }

  /** The panel opens: an old conversation is listened to again. */
  wake() {
    this.awake = true;
    if (!this.id || this.stream.wanted || !this.resumed) return;
    this.catchUp();
    this.listen();
  }

  /** A token by which the shop vouches for the customer; it goes with the next conversation. */
  identify(token) {
    this.identity = token || undefined;
  }

  /** Asks for what was said since the last message known, and how things stand. */
  async catchUp(quiet = false) {
    const { id } = this;
    if (!id) return;
    const [said] = await Promise.all([this.door.history(this.log.cursor), this.look(false)]);
    if (id !== this.id) return;
    if (said.status === 401 || said.status === 404) return this.gone();
    const messages = Array.isArray(said.body) ? said.body : said.body.messages || [];
    if (said.status === 200) messages.forEach((message) => this.take(message, quiet));
    if (messages.length >= FULL_PAGE) return this.catchUp(quiet);
    this.line(said.status === 200 || this.stream.socket?.readyState === 1);
    this.tell("change");
  }

  /** A message of the stream or the history: shown once, told once. */
  take(message, quiet) {
    // A history that was asked for earlier may come later than the stream.
    this.log.cursor = Math.max(this.log.cursor, message.id);
    this.outbox.landed(message.client_id);
    this.show([message], quiet);
  }

  event({ event, conversation }) {
    if (!conversation) return this.tell(event);
    this.stands(conversation, false);
  }

  heard(message) {
    this.take(message, false);
    this.tell("change");
    this.askState();
  }

  show(messages, quiet = false) {
    for (const message of messages) {
      if (message.author !== "customer") this.queued = false;
      if (this.log.take(message)) this.tell("message", { message, quiet });
    }
  }

  /** Soon asks how things stand, unless an answer is on its way: that one says so, or asks itself. */
  askState() {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => this.askNow(false), 200);
  }

  async askNow(decide) {
    if (!this.outbox.flying && this.id) await this.look(decide);
  }

  /** How the conversation stands, unless something newer is known by the time it is told. */
  async look(decide) {
    const { id } = this;
    const asked = ++this.asked;
    const { status, body } = await this.door.call("GET");
    if (status === 200 && id === this.id && asked > this.stood) this.stands(body, decide, asked);
  }

  say(text) {
    const words = text.trim();
    if (!words) return;
    const client_id = newId();
    this.log.draft(client_id, words);
    this.outbox.add({ client_id, text: words });
    this.tell("change");
  }

  /** Makes a conversation when there is none; null when there is one, else the refusal. */
  async begin(item) {
    item.asked = ++this.asked;
    await this.context.flush();
    if (this.id) return null;
    const { page, cart } = this.context;
    const answer = await this.door.begin({ page, cart, locale: this.locale, identity: this.identity });
    if (answer.status === 401 && this.identity) {
      // The shop's word was too old or wrong: the customer is served as a guest.
      this.identity = undefined;
      return this.begin(item);
    }
    if (answer.status !== 201) return answer;
    const { id, token } = answer.body;
    this.store.write({ id, token, at: Date.now() });
    this.context.begun();
    this.shown = id;
    this.listen();
    return null;
  }

  answered(item, answer) {
    if (answer.gone) return this.gone();
    const entry = this.log.draft(item.client_id, item.text);
    const { messages = [], conversation, queued } = answer.body;
    if (answer.status >= 400) {
      this.log.mark(entry, "refused", answer.body.detail || "");
    } else {
      this.log.delivered(entry, "sent", messages);
      this.queued = Boolean(queued);
      this.store.write({ at: Date.now() });
      this.listen();
      this.show(messages);
      if (conversation) this.decided(conversation, item.asked, messages.at(-1)?.id ?? entry.id);
    }
    this.tell("change");
  }

  held(item, why, seconds) {
    this.log.mark(this.log.draft(item.client_id, item.text), "waiting");
    this.tell("held", { why, seconds });
  }

  line(up) {
    if (this.up === up) return;
    this.up = up;
    this.tell("change");
  }

  /** What the card's buttons do; true when the shop took the answer. */
  async answerOffer(id, answer, words) {
    const asked = ++this.asked;
    const got = await this.door.call("POST", "/offers/" + encodeURIComponent(id), { answer, words });
    const closed = got.status === 404 || got.status === 409;
    if (!closed && (got.status === 0 || got.status >= 400)) return false;
    this.store.write({ answered: { ...this.store.read().answered, [id]: closed ? "closed" : answer } });
    if (!closed) this.tell("offer", { id, answer });
    this.show(got.body.messages || []);
    if (got.body.conversation) this.decided(got.body.conversation, asked, got.body.messages?.at(-1)?.id);
    else await this.catchUp();
    this.tell("change");
    return true;
  }

  /** Answers a person's quote or question for a rating; true when the shop took it. */
  async respond(path, body) {
    const got = await this.door.call("POST", path, body);
    if (got.body.conversation) this.stands(got.body.conversation, false);
    return got.status === 200 && got.body;
  }

  /** What the shop page shows now. */
  setContext(shown) {
    this.context.set(shown);
  }

  /** How it stood when an answer was made; asked again where more was heard by the time it arrived. */
  decided(conversation, asked, last) {
    clearTimeout(this.asking);
    const late = asked < this.stood || this.log.cursor > last;
    this.stands(conversation, true, asked);
    if (late) this.askNow(false);
  }

  /**
   * How the conversation stood when it was `asked` for, or stands now; what was asked for before is passed over from
   * here on. `decide` is true where this tab caused it and so brings the carts together.
   */
  stands(conversation, decide, asked = ++this.asked) {
    this.stood = asked;
    const before = JSON.stringify(this.conversation);
    this.conversation = conversation;
    if (decide) this.context.merge(conversation.cart);
    else this.context.seen(conversation.cart);
    if (before !== JSON.stringify(conversation)) this.tell("conversation", { conversation });
    this.tell("change");
  }

  /** True when the conversation is erased on the shop's side and forgotten here. */
  async erase() {
    const { status } = this.id ? await this.door.call("DELETE") : { status: 204 };
    if (!(status >= 200 && status < 300) && status !== 404 && status !== 401) return false;
    this.forget();
    return true;
  }

  /** Starts afresh in every tab; the old conversation stays with the shop. */
  forget() {
    this.outbox.clear();
    this.store.forget();
    this.fresh();
  }

  gone() {
    this.store.forget(this.store.read().outbox);
    this.fresh();
    for (const { client_id, text } of this.outbox.items) this.log.draft(client_id, text);
    this.tell("ended");
    this.outbox.hurry();
  }

  fresh() {
    this.stream.stop();
    this.log = new Log();
    this.conversation = null;
    this.queued = false;
    this.shown = null;
    this.tell("change");
  }

  /** Follows another tab that began, left or erased the conversation. */
  otherTab(kept) {
    if ((kept.id || null) === (this.shown || null)) return this.tell("change");
    this.fresh();
    this.shown = kept.id || null;
    if (kept.id) this.catchUp(true).then(() => this.listen());
  }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return "w-" + [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
