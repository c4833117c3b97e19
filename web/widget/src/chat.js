// The element <goeswith-chat>: one conversation, one panel, and what the shop page can ask of it.

import { Bubbles } from "./bubbles.js";
import { el, money } from "./dom.js";
import { Panel } from "./panel.js";
import { Store } from "./store.js";
import { wording } from "./strings.js";
import { dress } from "./style.js";
import { Talk } from "./talk.js";

const TYPING_AFTER = 250;

export class Chat extends HTMLElement {
  /** `options`: api, locale, theme, side, strings. */
  set(options) {
    this.options = options;
    this.strings = { ...options.strings };
    if (options.theme) this.setAttribute("theme", options.theme);
    if (options.side) this.setAttribute("side", options.side);
    return this;
  }

  connectedCallback() {
    if (this.panel) return;
    const { api, locale } = this.options;
    this.t = (key, values) => wording(this.strings)(key, values);
    this.store = new Store(api);
    this.talk = new Talk(api, this.store, locale, (name, detail) => this.hear(name, detail));
    this.dressed = this.attachShadow({ mode: "open" });
    dress(this.dressed);
    this.build();
    this.phone();
    document.addEventListener("visibilitychange", () => this.draw());
    if (this.store.open && !this.panel.sheet) this.open(false);
    this.talk.resume();
    this.emit("ready", {});
  }

  build() {
    const { t } = this;
    const look = { t, locale: this.options.locale, base: this.options.api + "/" };
    this.panel = new Panel(t, {
      open: () => this.open(),
      close: () => this.close(),
      say: (text) => this.say(text),
      data: () => this.takeData(),
      erase: () => this.erase(),
      typing: () => this.typing(),
    });
    this.bubbles = new Bubbles(this.panel.list, look, {
      add: (product) => this.add(product),
      answer: (offer, word) => this.answerOffer(offer, word),
      quote: (quote) => this.more((made) => made.quoteCard(quote, this.tools())),
      answered: () => this.store.read().answered || {},
    });
    this.dressed.replaceChildren(this.panel.launcher, this.panel.news, this.panel.node);
    this.draw();
  }

  /** Keeps the sheet above a phone's keyboard. */
  phone() {
    const view = window.visualViewport;
    view?.addEventListener("resize", () => this.style.setProperty("--tall", view.height + "px"));
  }

  open(focus = true) {
    const was = this.panel.isOpen;
    this.store.open = true;
    this.panel.setOpen(true, focus);
    this.draw();
    if (was) return;
    this.talk.wake();
    this.emit("open", {});
  }

  close() {
    if (!this.panel.isOpen) return;
    this.store.open = false;
    this.panel.setOpen(false, true);
    this.draw();
    this.emit("close", {});
  }

  say(text) {
    this.dueTo = "say";
    this.talk.say(String(text));
  }

  /** The card's button: the page may do it itself (preventDefault), else it is said in the chat. */
  add(product) {
    if (this.emit("choose", { product, quantity: 1 })) this.say(this.t("sayAdd", { name: product.name }));
    this.panel.input.focus({ preventScroll: true });
  }

  async answerOffer(offer, word) {
    const taken = await this.talk.answerOffer(offer.id, word, this.t(word));
    if (taken) this.panel.input.focus({ preventScroll: true });
    return taken;
  }

  /** All that is known, saved as a file; the token travels in a header, so a plain link would not do. */
  async takeData() {
    const { status, body } = await this.talk.door.call("GET", "/data");
    if (status !== 200) {
      this.talk.log.note(this.t("failed"));
      return;
    }
    const file = new Blob([JSON.stringify(body, null, 2)], { type: "application/json" });
    const link = el("a", { href: URL.createObjectURL(file), download: this.t("dataFile") });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /** What is rarely needed comes in a second script, when it is. */
  more(make) {
    const place = document.createElement("div");
    this.loading ||= import(this.options.api + "/widget-more.js");
    this.loading.then((made) => {
      const end = this.panel.atEnd;
      place.append(make(made));
      if (end) this.panel.toEnd();
    }, () => (this.loading = null));
    return place;
  }

  tools() {
    const { t, talk, options } = this;
    return { t, el, money, locale: options.locale, respond: (path, body) => talk.respond(path, body) };
  }

  /** Tells a person on the other side that the customer writes, every two seconds at most. */
  typing() {
    const owner = this.talk.conversation?.owner;
    if (!owner || owner === "assistant" || Date.now() - (this.typedAt || 0) < 2000) return;
    this.typedAt = Date.now();
    this.talk.stream.send({ typing: true });
  }

  personTypes() {
    clearTimeout(this.theyType);
    this.theyType = setTimeout(() => this.drawTyping((this.theyType = null)), 4000);
    this.drawTyping();
  }

  async erase() {
    const erased = await this.talk.erase();
    if (erased) {
      this.talk.log.note(this.t("erased"));
      this.draw();
    }
    return erased;
  }

  /** Other words for the same buttons; redraws the panel. */
  setStrings(strings) {
    Object.assign(this.strings, strings);
    const open = this.panel.isOpen;
    this.build();
    if (open) this.open(false);
  }

  hear(name, detail) {
    if (name === "change") this.draw();
    else if (name === "typing") this.personTypes();
    else if (name === "held") this.hold(detail);
    else if (name === "ended") this.talk.log.note(this.t("ended"));
    else if (name === "cart") this.cart(detail);
    else if (name === "message") {
      if (!detail.quiet) this.emit("message", { message: detail.message });
    } else this.emit(name, detail);
  }

  cart({ cart, added, removed }) {
    for (const line of added) this.emit("add-to-cart", line);
    for (const line of removed) this.emit("remove-from-cart", line);
    this.emit("cart", { cart });
  }

  hold({ why, seconds }) {
    clearTimeout(this.holding);
    this.held = why === "tooFast" ? this.t("tooFast", { n: seconds }) : "";
    this.holding = setTimeout(() => {
      this.held = "";
      this.draw();
    }, seconds * 1000);
    this.draw();
  }

  /** Fires goeswith:<name>; false when a listener prevented it. */
  emit(name, detail) {
    return this.dispatchEvent(
      new CustomEvent("goeswith:" + name, { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }

  draw() {
    if (!this.panel) return;
    const { entries } = this.talk.log;
    const stuck = this.panel.atEnd;
    const before = this.shownLast;
    this.bubbles.show(this.withHello(entries));
    this.shownLast = entries.at(-1)?.key;
    this.drawState();
    this.drawReplies(entries);
    if (this.shownLast !== before && entries.at(-1)?.author === "agent") {
      clearTimeout(this.theyType);
      this.theyType = null;
    }
    this.drawTyping();
    if (this.shownLast !== before) this.follow(entries, stuck);
    this.drawUnread(entries);
  }

  withHello(entries) {
    this.hello ||= { key: 0, author: "assistant" };
    this.hello.text = this.t("hello");
    return [this.hello, ...entries];
  }

  follow(entries, stuck) {
    const last = entries.at(-1);
    if (!last || stuck || last.author === "customer" || this.dueTo === "say") {
      const asked = entries.findLast((entry) => entry.author === "customer");
      this.panel.follow(asked && this.bubbles.nodes.get(asked.key)?.node);
    } else this.panel.jump.hidden = false;
    if (last && last.author !== "customer") this.dueTo = null;
  }

  drawState() {
    const { t, talk, panel } = this;
    const { owner, handoff, rate } = talk.conversation || {};
    if (rate && rate !== this.rated) {
      this.rated = rate;
      panel.extra.replaceChildren(this.more((made) => made.ratingCard(rate, this.tools())));
    }
    const person = owner === "agent";
    const last = talk.log.entries.findLast((entry) => entry.author === "agent");
    panel.speaker(person, last?.agent || last?.name);
    let line = "";
    if (!navigator.onLine) line = t("offline");
    else if (this.held) line = this.held;
    else if (talk.id && !talk.up) line = t("trouble");
    else if (talk.queued) line = t("queued");
    else if (owner === "queue") line = t(handoff?.state === "callback" ? "callback" : "inQueue");
    panel.say(line);
  }

  drawReplies(entries) {
    const last = entries.at(-1);
    let replies = [];
    if (!last) {
      replies = this.t("starters").split("|").filter(Boolean).map((text) => ({ title: text, text }));
      replies.push({ title: this.t("person"), text: this.t("sayPerson") });
    } else if (last.author === "assistant" && !this.talk.outbox.items.length) {
      replies = last.quick_replies || [];
    }
    this.panel.suggest(replies, (reply) => {
      this.say(reply.text);
      this.panel.input.focus({ preventScroll: true });
    });
  }

  /** The sign appears when the assistant takes a moment, and while a person types. */
  drawTyping() {
    const { talk, panel } = this;
    const owner = talk.conversation?.owner || "assistant";
    const busy = this.theyType || (talk.outbox.flying > 0 && owner === "assistant");
    if (!busy) {
      clearTimeout(this.typingSoon);
      this.typingSoon = null;
      panel.typing.hidden = true;
    } else if (!this.typingSoon) {
      this.typingSoon = setTimeout(() => {
        const end = panel.atEnd;
        panel.typing.hidden = false;
        if (end) panel.toEnd();
      }, TYPING_AFTER);
    }
  }

  drawUnread(entries) {
    const others = entries.filter((entry) => entry.id !== undefined && entry.author !== "customer");
    const newest = others.at(-1)?.id;
    const kept = this.store.read();
    if (this.panel.isOpen && !document.hidden && newest !== undefined && kept.seen !== newest) {
      this.store.write({ seen: newest });
      this.talk.stream.send({ seen: newest });
      kept.seen = newest;
    }
    const at = others.findIndex((entry) => entry.id === kept.seen);
    const n = others.length - 1 - at;
    if (n === this.unreadNow) return;
    this.unreadNow = n;
    this.panel.unread(n);
    this.panel.news.textContent = n && !this.panel.isOpen ? this.t("unread", { n }) : "";
    const plain = document.title.replace(/^\(\d+\) /, "");
    document.title = n ? `(${n}) ${plain}` : plain;
  }
}
