// Products and offers as cards.

import { el, money, safeUrl } from "./dom.js";

/** `look` is {t, locale, base}; `add(product)` is called by the card's button. */
export function productCards(products, look, add) {
  return el("ul", { class: "cards", role: "list" }, ...products.map((product) => productCard(product, look, add)));
}

function productCard(product, look, add) {
  const { t } = look;
  return el(
    "li",
    { class: "card" },
    picture(product, look),
    el(
      "div",
      {},
      nameOf(product, look),
      el(
        "div",
        { class: "facts" },
        el("span", { class: "money", text: money(product.price, product.currency, look.locale) }),
        el("span", {
          class: product.in_stock ? "stock" : "stock no",
          text: t(product.in_stock ? "inStock" : "outOfStock"),
        }),
      ),
      product.in_stock
        ? el("button", {
            class: "do",
            text: t("add"),
            "aria-label": t("addNamed", { name: product.name }),
            onclick: () => add(product),
          })
        : null,
    ),
  );
}

function picture(product, { base }) {
  const src = safeUrl(product.image, base);
  const place = el("div", { class: "pic" });
  if (!src) return place;
  const image = el("img", { class: "pic", alt: "", loading: "lazy", decoding: "async", src });
  image.addEventListener("error", () => image.replaceWith(place));
  return image;
}

function nameOf(product, { base }) {
  const href = safeUrl(product.url, base);
  return href
    ? el("a", { class: "name", href, text: product.name, dir: "auto" })
    : el("div", { class: "name", text: product.name, dir: "auto" });
}

/** `given` is the answer already given or undefined; `answer(word)` resolves to whether it was taken. */
export function offerCard(offer, given, look, answer) {
  const { t } = look;
  const heading = el("h3", { text: t(offer.kind) || t("complement") });
  const card = el(
    "div",
    { class: "offer", role: "group", "aria-label": heading.textContent },
    heading,
    ...offer.items.map((item) => offerItem(item, look)),
    sums(offer, look),
  );
  const outcome = el("p", { class: "done", role: "status" });
  if (given) outcome.textContent = t(DONE[given] || "closed");
  else card.append(buttons(t, outcome, answer));
  card.append(outcome);
  return card;
}

const DONE = { accept: "accepted", decline: "declined", stop: "stopped", closed: "closed" };

function offerItem(item, look) {
  const { t } = look;
  return el(
    "div",
    { class: "card" },
    picture(item, look),
    el(
      "div",
      {},
      nameOf(item, look),
      el(
        "div",
        { class: "facts" },
        el("span", { class: "money", text: money(item.price, item.currency, look.locale) }),
        el("span", {
          class: item.essential ? "tag need" : "tag",
          text: t(item.essential ? "essential" : "optional"),
        }),
      ),
      item.reason ? el("p", { class: "reason", text: item.reason, dir: "auto" }) : null,
    ),
  );
}

function sums(offer, look) {
  const { t } = look;
  const amount = (value) => money(value, offer.currency, look.locale);
  const price = el("dd", { class: "money", text: amount(offer.price) });
  if (offer.price_before && Number(offer.price_before) > Number(offer.price)) {
    price.prepend(
      el("span", { class: "sr", text: t("before") + " " }),
      el("s", { text: amount(offer.price_before) }),
      " ",
    );
  }
  return el(
    "dl",
    { class: "sum" },
    el("dt", { text: t("price") }),
    price,
    el("dt", { class: "all", text: t("total") }),
    el("dd", { class: "all", text: amount(offer.total_after) }),
  );
}

function buttons(t, outcome, answer) {
  const row = el("div", { class: "row" });
  const button = (word, look) =>
    el("button", {
      class: look,
      text: t(word),
      onclick: async () => {
        const all = [...row.children];
        all.forEach((other) => (other.disabled = true));
        outcome.className = "error";
        outcome.textContent = "";
        if (await answer(word)) return;
        all.forEach((other) => (other.disabled = false));
        outcome.textContent = t("failed");
      },
    });
  row.append(button("accept", "do main"), button("decline", "do"), button("stop", "do quiet"));
  return row;
}
