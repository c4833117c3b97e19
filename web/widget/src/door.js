// The calls of the public API. A call never throws: status 0 means nobody was reached.

import { trying } from "./dom.js";

export class Door {
  constructor(api, store) {
    this.root = api + "/api/v1/conversations";
    this.store = store;
  }

  /** `{status, body, wait}`; `wait` is Retry-After in seconds, at least 1, or null. */
  async call(method, path = "", body = undefined, seconds = 45) {
    const { id, token } = this.store.read();
    const headers = {};
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (path !== null && token) headers.Authorization = "Bearer " + token;
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), seconds * 1000);
    try {
      const answer = await fetch(path === null ? this.root : `${this.root}/${encodeURIComponent(id)}${path}`, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: giveUp.signal,
        credentials: "omit",
        cache: "no-store",
      });
      const after = Number(answer.headers.get("Retry-After"));
      const text = await answer.text();
      return { status: answer.status, body: trying(() => JSON.parse(text)) || {}, wait: after > 0 ? Math.max(1, after) : null };
    } catch {
      return { status: 0, body: {}, wait: null };
    } finally {
      clearTimeout(timer);
    }
  }

  begin(body) {
    return this.call("POST", null, body);
  }

  say(text, client_id) {
    return this.call("POST", "/messages", { text, client_id });
  }

  history(after) {
    return this.call("GET", "/messages" + (after ? "?after=" + encodeURIComponent(after) : ""));
  }

  /** The stream's address, resuming behind message `after`. */
  streamUrl(after) {
    const { id, token } = this.store.read();
    const query = new URLSearchParams({ token, events: 1, ...(after && { after }) });
    return `${this.root.replace(/^http/, "ws")}/${encodeURIComponent(id)}/stream?${query}`;
  }
}

/** Milliseconds before attempt `n` (0, 1, …): doubling from half a second to 30 s, half of it by chance. */
export function backOff(n) {
  const most = Math.min(30000, 500 * 2 ** Math.min(n, 6));
  return most / 2 + (Math.random() * most) / 2;
}
