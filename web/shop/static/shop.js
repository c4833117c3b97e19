// The demo shop's basket. It lives in localStorage; the chat and this page keep each other informed
// through window.Goeswith and its events.

const KEY = "shop cart";
const MOST = 999;
const all = (selector) => [...document.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);

const cart = {
  read() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || [];
    } catch {
      return [];
    }
  },
  /** Writes the lines; `from` is "chat" when the chat said so and need not be told again. */
  write(lines, from = "page") {
    const kept = lines
      .map(({ sku, quantity }) => ({ sku, quantity: Math.min(MOST, Math.floor(quantity)) }))
      .filter((line) => line.quantity > 0);
    localStorage.setItem(KEY, JSON.stringify(kept));
    if (from !== "chat") tellChat();
    draw();
  },
  add(sku, quantity = 1) {
    const lines = this.read();
    const line = lines.find((other) => other.sku === sku);
    if (line) line.quantity += quantity;
    else lines.push({ sku, quantity });
    this.write(lines);
  },
  /** Takes a line out, and the service that comes with it. */
  drop({ sku, only_with }) {
    this.write(this.read().filter((line) => line.sku !== sku && line.sku !== only_with));
  },
  set(sku, quantity) {
    this.write(this.read().map((line) => (line.sku === sku ? { sku, quantity } : line)));
  },
};

function tellChat() {
  const sku = document.body.dataset.sku;
  const page = sku ? { sku, url: location.href } : { url: location.href };
  window.Goeswith?.setContext({ page, cart: cart.read() });
}

function money(amount, currency) {
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(amount);
}

let toastTimer;
function toast(text) {
  const node = one("[data-toast]");
  clearTimeout(toastTimer);
  node.textContent = text;
  toastTimer = setTimeout(() => (node.textContent = ""), 4000);
}

/** What the lines cost together, asked of the shop; it adds services that a product is only sold with. */
async function priced(lines) {
  if (!lines.length) return { lines: [], bundles: [], total: "0", saved: "0" };
  const answer = await fetch("/shop/price", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ lines }),
  });
  return answer.json();
}

function drawCount() {
  const pieces = cart.read().reduce((sum, line) => sum + line.quantity, 0);
  const badge = one("[data-cart-count]");
  badge.hidden = !pieces;
  badge.textContent = pieces;
  badge.setAttribute("aria-label", `${pieces} in it`);
}

function lineNode(line) {
  const node = one("#line").content.firstElementChild.cloneNode(true);
  const part = (name) => node.querySelector(`[data-${name}]`);
  part("image").src = line.image;
  part("name").textContent = line.name;
  part("name").href = line.url;
  part("each").textContent = money(line.price, line.currency);
  part("count-label").textContent = `How many ${line.name}`;
  part("quantity").value = line.quantity;
  part("quantity").addEventListener("change", (event) => {
    cart.set(line.sku, Math.max(1, Number(event.target.value) || 1));
  });
  part("sum").textContent = money(line.sum, line.currency);
  part("remove").setAttribute("aria-label", `Remove ${line.name}`);
  part("remove").addEventListener("click", () => {
    cart.drop(line);
    toast(`${line.name} is out of the basket.`);
    (one("[data-remove]") || one("main a"))?.focus();
  });
  return node;
}

function shortNode(line) {
  const node = document.createElement("li");
  const name = document.createElement("span");
  const sum = document.createElement("span");
  name.textContent = `${line.quantity} × ${line.name}`;
  sum.textContent = money(line.sum, line.currency);
  node.append(name, sum);
  return node;
}

async function draw() {
  drawCount();
  const long = one("[data-cart-lines]");
  const short = one("[data-cart-short]");
  if (!long && !short) return;
  const asked = JSON.stringify(cart.read());
  const basket = await priced(cart.read());
  if (asked !== JSON.stringify(cart.read())) return;
  const lines = basket.lines;
  if (lines.some((line) => !asked.includes(JSON.stringify(line.sku)))) return cart.write(lines);
  const held = document.activeElement?.closest(".lineitem input") && document.activeElement;
  if (long && !held) long.replaceChildren(...lines.map(lineNode));
  else if (long) redraw(long, lines);
  short?.replaceChildren(...lines.map(shortNode));
  one("[data-cart-sum]").textContent = lines.length ? money(basket.total, lines[0].currency) : "";
  const saved = one("[data-cart-saved]");
  saved.hidden = !basket.bundles.length;
  if (basket.bundles.length) {
    saved.textContent = `${basket.bundles.join(", ")}: ${money(basket.saved, lines[0].currency)} less`;
  }
  one("[data-cart-empty]").hidden = lines.length > 0;
  const total = one("[data-cart-total]");
  if (total) total.hidden = !lines.length;
  one("[data-order-form]")?.toggleAttribute("inert", !lines.length);
}

/** While somebody types a number, only the figures change, not the field under the fingers. */
function redraw(list, lines) {
  if (list.children.length !== lines.length) {
    list.replaceChildren(...lines.map(lineNode));
    return;
  }
  lines.forEach((line, at) => {
    list.children[at].querySelector("[data-sum]").textContent = money(line.sum, line.currency);
  });
}

function problemOf(form) {
  let first = null;
  for (const field of form.querySelectorAll("input")) {
    const error = one(`#${field.name}-error`);
    error.textContent = field.validity.valid
      ? ""
      : field.validity.valueMissing
        ? "Please fill this in."
        : "This does not look like an e-mail address.";
    field.setAttribute("aria-invalid", String(!field.validity.valid));
    if (!field.validity.valid) first ||= field;
  }
  return first;
}

async function order(event) {
  event.preventDefault();
  const form = event.target;
  const wrong = problemOf(form);
  if (wrong) return wrong.focus();
  const button = form.querySelector("button");
  const failed = one("[data-order-error]");
  failed.textContent = "";
  button.disabled = true;
  try {
    const conversation = window.Goeswith?.conversation;
    const body = { name: form.elements.name.value, email: form.elements.email.value, lines: cart.read() };
    const answer = await fetch("/shop/orders", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(conversation ? { ...body, conversation } : body),
    });
    const placed = await answer.json();
    if (answer.status === 201) thank(placed);
    else failed.textContent = typeof placed.detail === "string" ? placed.detail : "The order was not placed.";
  } catch {
    failed.textContent = "The shop could not be reached. Nothing was ordered; please try again.";
  } finally {
    button.disabled = false;
  }
}

function thank({ number, total, currency, delivery_on }) {
  cart.write([]);
  one("[data-checkout]").hidden = true;
  one("[data-number]").textContent = number;
  one("[data-paid]").textContent = money(total, currency);
  one("[data-when-known]").hidden = !delivery_on;
  if (delivery_on) {
    one("[data-when]").textContent = new Date(delivery_on + "T12:00").toLocaleDateString("en", { dateStyle: "long" });
  }
  const thanks = one("[data-thanks]");
  thanks.hidden = false;
  thanks.focus();
}

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add]");
  if (add) {
    cart.add(add.dataset.add);
    toast(`${add.dataset.name} is in the basket.`);
  }
  if (event.target.closest("[data-open-chat]")) window.Goeswith?.open();
});
document.addEventListener("goeswith:ready", tellChat);
document.addEventListener("goeswith:cart", (event) => cart.write(event.detail.cart, "chat"));
addEventListener("storage", (event) => {
  if (event.key !== KEY) return;
  draw();
  tellChat();
});
one("[data-order-form]")?.addEventListener("submit", order);
draw();
