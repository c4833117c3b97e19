// The conversation as shown: each message once, in the order the shop's side wrote them,
// our own unsent ones last.

const plain = (text) => (text || "").replace(/\s+/g, " ").trim();

export class Log {
  constructor() {
    this.entries = [];
    this.cursor = null;
    this.made = 0;
  }

  /** A message just typed, not yet known to the shop. */
  draft(client_id, text) {
    const known = this.entries.find((entry) => entry.client_id === client_id);
    if (known) return known;
    const entry = this.fresh({ author: "customer", text, client_id, state: "sending" });
    this.entries.push(entry);
    return entry;
  }

  /** Takes a message from anywhere; answers the entry when it was news, null when it was known. */
  take(message) {
    if (!message || message.id === undefined || this.byId(message.id)) return null;
    const own = message.author === "customer" ? this.ownOf(message) : null;
    const entry = own || this.fresh({});
    Object.assign(entry, message, { state: "sent" });
    if (own) this.remove(own);
    this.place(entry);
    return own ? null : entry;
  }

  /** The shop has our message; until its echo comes it stands before what was answered. */
  delivered(entry, state, answers) {
    if (entry.id === undefined) {
      entry.created_at = answers[0]?.created_at || this.latest();
      entry.settled = true;
      this.remove(entry);
      this.place(entry);
    }
    this.mark(entry, state);
  }

  mark(entry, state, note = "") {
    Object.assign(entry, { state, note });
  }

  /** A sentence of the widget's own, shown where it was said. */
  note(text) {
    this.entries.push(this.fresh({ author: "system", text, settled: true, created_at: this.latest() }));
  }

  remove(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
  }

  byId(id) {
    return this.entries.find((entry) => entry.id === id);
  }

  fresh(fields) {
    return { products: [], offer: null, quick_replies: [], ...fields, key: ++this.made };
  }

  /** Our own entry this is the echo of: by client_id where the shop tells it, else by its words. */
  ownOf(message) {
    const waiting = this.entries.filter((entry) => entry.client_id && entry.id === undefined);
    return (
      waiting.find((entry) => message.client_id && entry.client_id === message.client_id) ||
      (message.client_id ? undefined : waiting.find((entry) => plain(entry.text) === plain(message.text)))
    );
  }

  place(entry) {
    let at = this.entries.length;
    while (at > 0 && order(this.entries[at - 1], entry) > 0) at--;
    this.entries.splice(at, 0, entry);
  }

  latest() {
    return this.entries.reduce((last, entry) => (entry.created_at > last ? entry.created_at : last), "");
  }
}

/** Below zero when `one` goes first; unsent drafts go last, equal times keep their order of arrival. */
function order(one, other) {
  const open = (entry) => entry.id === undefined && !entry.settled;
  if (open(one) || open(other)) return open(one) - open(other);
  const [a, b] = [one.created_at || "", other.created_at || ""];
  if (a !== b) return a < b ? -1 : 1;
  return typeof one.id === "number" && typeof other.id === "number" ? one.id - other.id : 0;
}
