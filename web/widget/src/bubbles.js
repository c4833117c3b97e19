// The log as nodes: one per entry, kept in step with it.

import { offerCard, productCards } from "./cards.js";
import { el, linked } from "./dom.js";

export class Bubbles {
  /** `list` is the element of role log; `act` has add(product), answer(offer, word), answered(). */
  constructor(list, look, act) {
    Object.assign(this, { list, look, act });
    this.nodes = new Map();
  }

  /** Makes the list show exactly `entries`, touching only what changed. */
  show(entries) {
    const answered = this.act.answered();
    const keys = new Set(entries.map((entry) => entry.key));
    for (const [key, { node }] of this.nodes) {
      if (keys.has(key)) continue;
      node.remove();
      this.nodes.delete(key);
    }
    entries.forEach((entry, at) => {
      const given = entry.offer ? answered[entry.offer.id] || entry.offer.answer : undefined;
      const node = this.nodeOf(entry, given);
      if (this.list.children[at] !== node) this.list.insertBefore(node, this.list.children[at] || null);
      const first = at === 0 || speaker(entries[at - 1]) !== speaker(entry);
      node.classList.toggle("first", first);
      node.querySelector(".by").classList.toggle("sr", !first || entry.author === "customer" || entry.author === "system");
    });
  }

  nodeOf(entry, given) {
    // Only what is seen: a needless new node would be read out again.
    const mark = [entry.text, this.state(entry), given].join();
    const known = this.nodes.get(entry.key);
    if (known && known.mark === mark) return known.node;
    const node = this.build(entry, given);
    if (known) known.node.replaceWith(node);
    this.nodes.set(entry.key, { node, mark });
    return node;
  }

  build(entry, given) {
    const { look, act } = this;
    const node = el(
      "div",
      { class: `msg ${entry.author}${entry.state === "refused" ? " refused" : ""}` },
      el("div", { class: "by", text: this.author(entry) + " " }, this.time(entry)),
    );
    if (entry.text) node.append(this.text(entry));
    if (entry.products?.length) node.append(productCards(entry.products, look, act.add));
    if (entry.offer && entry.author !== "customer") {
      node.append(offerCard(entry.offer, given, look, (word) => act.answer(entry.offer, word)));
    }
    if (entry.quote) node.append(act.quote(entry.quote));
    const state = this.state(entry);
    if (state) node.append(el("div", { class: "state", text: state }));
    return node;
  }

  text(entry) {
    const node = el("div", { class: "text", dir: "auto" });
    if (entry.author === "customer") node.textContent = entry.text;
    else node.append(...linked(entry.text, this.look.base));
    return node;
  }

  author(entry) {
    const { t } = this.look;
    if (entry.author === "agent") {
      const name = entry.agent || entry.name;
      return name ? t("agentNamed", { name }) : t("agent");
    }
    return t({ customer: "you", assistant: "assistant" }[entry.author] || "system");
  }

  time(entry) {
    const when = new Date(entry.created_at);
    if (entry.author === "system" || entry.author === "customer" || !entry.created_at || isNaN(when)) return null;
    const today = when.toDateString() === new Date().toDateString();
    const how = { dateStyle: today ? undefined : "medium", timeStyle: "short" };
    return el("time", {
      dateTime: when.toISOString(),
      text: when.toLocaleString(this.look.locale || undefined, how),
    });
  }

  state(entry) {
    const { t } = this.look;
    if (entry.state === "refused") return [t("refused"), entry.note].filter(Boolean).join(": ");
    return entry.state === "waiting" ? t("waiting") : "";
  }
}

const speaker = (entry) => entry.author + (entry.agent || "");
