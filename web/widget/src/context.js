// What the shop page shows (page, cart) and what the conversation believes, kept the same.
// Each side may change the cart while the other is not looking; both changes count.

const table = (lines) => new Map((lines || []).map(({ sku, quantity }) => [sku, quantity]));

/** Lines of `ours` plus what `theirs` changed since both were `base`; nothing below one piece stays. */
export function mergedCart(base, ours, theirs) {
  const [was, here, there] = [table(base), table(ours), table(theirs)];
  return [...new Set([...here.keys(), ...there.keys()])]
    .map((sku) => ({
      sku,
      quantity: (here.get(sku) || 0) + (there.get(sku) || 0) - (was.get(sku) || 0),
    }))
    .filter((line) => line.quantity > 0);
}

export function sameCart(one, other) {
  const [a, b] = [table(one), table(other)];
  return a.size === b.size && [...a].every(([sku, quantity]) => b.get(sku) === quantity);
}

/** What changed from `before` to `after`: `{added: lines, removed: lines}`. */
export function cartChange(before, after) {
  const more = (from, to) =>
    [...table(to)]
      .map(([sku, quantity]) => ({ sku, quantity: quantity - (table(from).get(sku) || 0) }))
      .filter((line) => line.quantity > 0);
  return { added: more(before, after), removed: more(after, before) };
}

const SOON = 250;
const SETTLED = 1500;

export class Context {
  /** `busy()` tells whether an answer is under way; `ask()` fetches how things stand and calls merge. */
  constructor(door, store, { tell, busy, ask }) {
    Object.assign(this, { door, store, tell, busy, ask, unsent: false });
  }

  get agreed() {
    return this.store.read().cart || [];
  }

  /** Takes the shop page's word and soon passes it on. */
  set({ page, cart }) {
    if (page !== undefined) this.page = page;
    if (cart !== undefined) {
      this.cart = cart.map(({ sku, quantity }) => ({ sku, quantity }));
      this.unsent = true;
    }
    this.passOn();
  }

  /** A moment later, because another tab's settling reaches this one in pieces; never into an open answer. */
  passOn() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => (this.busy() ? this.passOn() : this.flush()), SOON);
  }

  /** Passes on at once what waits; resolves when the conversation knows it. */
  async flush() {
    clearTimeout(this.soon);
    const kept = this.store.read();
    if (!kept.id) return;
    const newCart = this.unsent && !sameCart(this.cart, this.agreed);
    const newPage = this.page && JSON.stringify(this.page) !== JSON.stringify(kept.page);
    if (newPage || newCart) this.putting = this.put(newCart ? this.cart : undefined);
    else this.unsent = false;
    await this.putting;
  }

  /** Without a cart of its own the page's alone: the conversation may just be adding something. */
  async put(cart) {
    const { page } = this;
    const { status } = await this.door.call("PUT", "/context", { page, cart });
    if (status < 200 || status >= 300) return;
    if (!this.cart || sameCart(cart || this.agreed, this.cart)) this.unsent = false;
    this.store.write({ ...(cart && { cart }), ...(page && { page }) });
  }

  /** The conversation was begun with this page and cart. */
  begun() {
    this.unsent = false;
    this.store.write({ cart: this.cart || [], page: this.page || null });
  }

  /** The conversation's cart was looked at: where it is news, the tab that caused it goes first. */
  seen(theirs = []) {
    if (sameCart(theirs, this.agreed) && sameCart(this.cart || theirs, theirs)) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.ask(), SETTLED * (1 + Math.random()));
  }

  /** Brings a cart fresh from the conversation together with the page's and says what changed. */
  merge(theirs = []) {
    clearTimeout(this.settling);
    const base = this.agreed;
    const ours = this.unsent ? this.cart : base;
    const before = this.cart || base;
    const cart = mergedCart(base, ours, theirs);
    this.store.write({ cart: theirs });
    if (this.cart) this.cart = cart;
    if (!sameCart(cart, before)) this.tell("cart", { cart, ...cartChange(before, cart) });
    this.unsent = !sameCart(cart, theirs);
    this.passOn();
  }
}
