// Building nodes. Data reaches the page only through textContent and checked addresses.

/** What `fn` answers, or `other` where it throws. */
export function trying(fn, other) {
  try {
    return fn();
  } catch {
    return other;
  }
}

/** A new element: `props` are properties (class, text, hidden, …), on… listeners or aria/data attributes. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  if (tag === "button") node.type = "button";
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (name === "text") node.textContent = value;
    else if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && !name.includes("-")) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** A 24×24 line drawing from path data of ours; hidden from screen readers. */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** An http(s) address seen from `base`, or null for anything else (javascript:, data:, nonsense). */
export function safeUrl(value, base) {
  const url = value && trying(() => new URL(String(value), base));
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** The text as nodes, plain web addresses in it as links. */
export function linked(text, base) {
  return text.split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/).map((piece, at) => {
    const href = at % 2 ? safeUrl(piece, base) : null;
    return href ? el("a", { href, text: piece, rel: "noopener noreferrer" }) : document.createTextNode(piece);
  });
}

/** A decimal string as money of that currency in that locale; as it came when either is unknown. */
export function money(amount, currency, locale) {
  return trying(
    () => new Intl.NumberFormat(locale || undefined, { style: "currency", currency }).format(amount),
    [amount, currency].join(" "),
  );
}
