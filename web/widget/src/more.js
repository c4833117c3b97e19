// What comes only where a person helped: the card of a quote, and one question at the end.

const WORDS = {
  quote: "Quote",
  quoteBefore: "instead of",
  quoteUntil: "Valid until {day}",
  quoteTo: "The confirmation goes to {email}.",
  quoteTake: "Order for {price}",
  quoteLeave: "No thanks",
  quoteTaken: "Ordered. Your number is {number}.",
  quoteLeft: "You left this quote.",
  quoteOver: "This quote is no longer valid.",
  quoteFailed: "That did not go through. Try again in a moment.",
  rate: "How was our colleague's help?",
  rateStar: "{n} of 5",
  rateSkip: "Not now",
  rateThanks: "Noted, thank you.",
};

/** The shop's own wording where it has any, else ours, with its marks filled in. */
const worded = (t, key, values = {}) =>
  t(key, values) || WORDS[key].replace(/\{(\w+)\}/g, (_, mark) => values[mark] ?? "");

/** `tools` are t, el, money, locale, respond(path, body). */
export function quoteCard(quote, { t, el, money, locale, respond }) {
  const say = (key, values) => worded(t, key, values);
  const amount = (value) => money(value, quote.currency, locale);
  const heading = el("h3", { text: say("quote") });
  const outcome = el("p", { class: "done", role: "status" });
  const price = el("dd", { class: "all", text: amount(quote.price) });
  if (Number(quote.price_before) > Number(quote.price)) {
    price.prepend(el("span", { class: "sr", text: say("quoteBefore") + " " }), el("s", { text: amount(quote.price_before) }), " ");
  }
  const lines = quote.lines.flatMap((line) => [
    el("dt", { text: `${line.quantity} x ${line.name}`, dir: "auto" }),
    el("dd", { class: "money", text: amount(line.price * line.quantity) }),
  ]);
  const day = new Date(quote.valid_until).toLocaleDateString(locale || undefined, { dateStyle: "medium" });
  const card = el(
    "div",
    { class: "offer", role: "group", "aria-label": heading.textContent },
    heading,
    el("dl", { class: "sum" }, ...lines, el("dt", { class: "all", text: t("price") }), price),
    el("p", { class: "reason", text: say("quoteUntil", { day }) }),
  );
  const told = (now) =>
    now.answer === "accept" ? say("quoteTaken", { number: now.order_number }) : now.answer ? say("quoteLeft") : "";
  if (quote.answer) outcome.textContent = told(quote);
  else if (new Date(quote.valid_until) < new Date()) outcome.textContent = say("quoteOver");
  else {
    const row = el("div", { class: "row" });
    const tap = async (answer, words) => {
      [...row.children].forEach((button) => (button.disabled = true));
      const got = await respond("/quotes/" + encodeURIComponent(quote.id), { answer, words });
      outcome.className = got ? "done" : "error";
      outcome.textContent = got ? told(Object.assign(quote, got.quote)) : say("quoteFailed");
      if (got) row.remove();
      else [...row.children].forEach((button) => (button.disabled = false));
    };
    const take = say("quoteTake", { price: amount(quote.price) });
    const leave = say("quoteLeave");
    row.append(
      el("button", { class: "do main", text: take, onclick: () => tap("accept", take) }),
      el("button", { class: "do", text: leave, onclick: () => tap("decline", leave) }),
    );
    card.append(el("p", { class: "reason", text: say("quoteTo", { email: quote.email }) }), row);
  }
  card.append(outcome);
  return card;
}

/** Five buttons and a way out; asked once. */
export function ratingCard(handoff, { t, el, respond }) {
  const say = (key, values) => worded(t, key, values);
  const heading = el("h3", { text: say("rate") });
  const card = el("div", { class: "offer", role: "group", "aria-label": heading.textContent }, heading);
  const give = async (stars) => {
    if (!(await respond("/rating", { handoff, stars }))) return;
    if (stars) card.replaceChildren(el("p", { class: "done", role: "status", text: say("rateThanks") }));
    else card.remove();
  };
  const star = (n) =>
    el("button", { class: "do", text: String(n), "aria-label": say("rateStar", { n }), onclick: () => give(n) });
  card.append(
    el("div", { class: "row" }, ...[1, 2, 3, 4, 5].map(star), el("button", { class: "do quiet", text: say("rateSkip"), onclick: () => give(null) })),
  );
  return card;
}
