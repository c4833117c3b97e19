// Reads the script tag, puts the chat on the page and hands the page its handle: window.Goeswith.

import { Chat } from "./chat.js";
import { wordsFromTag } from "./strings.js";

const tag = document.currentScript;

function begin() {
  const set = tag?.dataset || {};
  const api = new URL(set.api || "/", tag?.src || location.href).href.replace(/\/$/, "");
  customElements.define("goeswith-chat", Chat);
  const chat = new Chat().set({
    api,
    locale: set.locale || document.documentElement.lang || navigator.language,
    theme: set.theme,
    side: set.side,
    strings: wordsFromTag(set),
  });
  if (set.accent) chat.style.setProperty("--goeswith-accent", set.accent);
  if (set.onAccent) chat.style.setProperty("--goeswith-on-accent", set.onAccent);
  window.Goeswith = handle(chat);
  const put = () => {
    document.body.append(chat);
    if (set.sku) window.Goeswith.setContext({ page: { sku: set.sku, url: location.href } });
    if (set.open === "true") chat.open();
  };
  if (document.body) put();
  else addEventListener("DOMContentLoaded", put);
}

/** What a shop page may call; events are DOM events of the document, named goeswith:<event>. */
function handle(chat) {
  return {
    version: 1,
    // For the shop's checkout, which may link its order to what was said.
    get conversation() {
      const { id, token } = chat.store.read();
      return id ? { id, token } : null;
    },
    open: () => chat.open(),
    close: () => chat.close(),
    send: (text) => chat.say(text),
    setContext: (context) => chat.talk.setContext(context),
    identify: (token) => chat.talk.identify(token),
    setStrings: (strings) => chat.setStrings(strings),
    reset() {
      chat.talk.identify();
      chat.talk.forget();
    },
    on(event, fn) {
      const listener = (happened) => fn(happened.detail, happened);
      document.addEventListener("goeswith:" + event, listener);
      return () => document.removeEventListener("goeswith:" + event, listener);
    },
  };
}

if (!window.Goeswith) begin();
