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

export class Context {
  constructor(door, store, tell) {
    Object.assign(this, { door, store, tell });
    this.base = store.read().cart || [];
  }

  /** Takes the shop page's word; tells the conversation later when `busy` with an answer that will ask. */
  set({ page, cart }, busy) {
    if (page !== undefined) this.page = page;
    if (cart !== undefined) this.cart = cart.map(({ sku, quantity }) => ({ sku, quantity }));
    if (this.store.read().id && !busy) this.sync(this.cart || this.store.read().cart || []);
  }

  /** The conversation was begun with this page and cart: both sides agree. */
  agreed() {
    this.base = this.cart || [];
    this.store.write({ cart: this.base, page: this.page || null });
  }

  /** Brings a cart fresh from the conversation together with the page's and says what changed. */
  merge(theirs = []) {
    const base = this.store.read().cart || [];
    // Another tab settled on `base` meanwhile; a page that had nothing new of its own follows it.
    let ours = this.cart || this.base;
    const before = ours;
    if (sameCart(ours, this.base)) ours = base;
    const cart = mergedCart(base, ours, theirs);
    this.base = theirs;
    this.store.write({ cart: theirs });
    if (this.cart) this.cart = cart;
    if (!sameCart(cart, before)) this.tell("cart", { cart, ...cartChange(before, cart) });
    this.sync(cart);
  }

  /** Tells the conversation what it does not know yet. */
  sync(cart) {
    const kept = this.store.read();
    const newPage = this.page && JSON.stringify(this.page) !== JSON.stringify(kept.page);
    if (newPage || !sameCart(cart, kept.cart)) this.syncing = this.put(cart);
  }

  async put(cart) {
    const { page } = this;
    const { status } = await this.door.call("PUT", "/context", { page, cart });
    if (status < 200 || status >= 300) return;
    this.base = cart;
    this.store.write(page ? { cart, page } : { cart });
  }
}
